"""The file for catalogues of public software, held against what the standard asks for."""

from datetime import date
from types import SimpleNamespace

import pytest
import yaml

from lab.adoption.models import AdoptionStatus
from lab.solutions.kit import KitPage, Text, Use
from lab.solutions.kit_codes import CATEGORIES, LANGUAGES, PLATFORMS, SPDX
from lab.solutions.models import DevelopmentStatus, Kit, Maintenance, SoftwareType
from lab.solutions.publiccode import SCOPE, shorten, write_publiccode

# Source: docs/standard/schema.core.rst, categories-list.rst and scope-list.rst of
# https://github.com/publiccodeyml/publiccode.yml at v0.7.0 (24 June 2026).
# key: (mandatory, allowed values or None)
STANDARD = {
    "publiccodeYmlVersion": (True, {"0.7"}),
    "name": (True, None),
    "url": (True, None),
    "platforms": (True, {"web", "windows", "mac", "linux", "ios", "android"}),
    "developmentStatus": (True, {"concept", "development", "beta", "stable", "obsolete"}),
    "softwareType": (
        True,
        {
            "standalone/mobile",
            "standalone/iot",
            "standalone/desktop",
            "standalone/web",
            "standalone/backend",
            "standalone/other",
            "addon",
            "library",
            "configurationFiles",
        },
    ),
    "description": (True, None),
    "description.de.shortDescription": (True, None),
    "description.de.longDescription": (True, None),
    "description.de.features": (True, None),
    "description.de.documentation": (False, None),
    "legal": (True, None),
    "legal.license": (True, set(SPDX)),
    "maintenance": (True, None),
    "maintenance.type": (True, {"internal", "contract", "community", "none"}),
    "maintenance.contacts": (False, None),
    "localisation": (True, None),
    "localisation.localisationReady": (True, {True, False}),
    "localisation.availableLanguages": (True, set(LANGUAGES)),
    "softwareVersion": (False, None),
    "releaseDate": (False, None),
    "categories": (False, set(CATEGORIES)),
    "usedBy": (False, None),
    "intendedAudience": (False, None),
    "intendedAudience.countries": (False, {"DE"}),
    "intendedAudience.scope": (False, set(SCOPE)),
    "description.de": (False, None),
}
# Of the standard's lists, those that the lab offers or writes.
CATEGORIES_OF_THE_STANDARD = {
    "appointment-scheduling",
    "collaboration",
    "communications",
    "customer-service-and-support",
    "data-analytics",
    "data-collection",
    "data-visualization",
    "digital-citizenship",
    "document-management",
    "e-signature",
    "educational-content",
    "gamification",
    "hr",
    "identity-management",
    "instant-messaging",
    "knowledge-management",
    "learning-management-system",
    "online-booking",
    "other",
    "survey",
    "task-management",
    "translation",
    "workflow-management",
}
SCOPE_OF_THE_STANDARD = {"employment", "local-authorities", "welfare", "government", "society"}


def make_page(**values):
    row = {
        "idea_id": 1,
        "summary": "Erinnert an Termine.",
        "target_group": "Jobcenter",
        "guide": "Laden.",
        "effort": "",
        "contact": "Servicestelle",
        "licence": "EUPL-1.2",
        "is_software": True,
        "repository": "https://gitlab.example.org/fulda/termine",
        "features": "",
        "software_type": SoftwareType.WEB,
        "development_status": DevelopmentStatus.BETA,
        "maintenance": Maintenance.INTERNAL,
        "platforms": [],
        "categories": [],
        "languages": [],
        "software_version": "",
        "released_on": None,
        "is_hidden": False,
    }
    places = [
        ("Landkreis Fulda", True),
        ("Kreis Bergstraße", True),
        ("Kreis Weg", False),
        ("Landkreis Fulda", True),
    ]
    uses = [
        Use(
            SimpleNamespace(authority=name, is_active=is_active), AdoptionStatus.INTRODUCED, SimpleNamespace()
        )
        for name, is_active in places
    ]
    return KitPage(
        idea=SimpleNamespace(
            title="Termine: per Nachricht",
            is_hidden=False,
            job_centre=SimpleNamespace(authority="Landkreis Fulda"),
        ),
        kit=Kit(**row | values),
        review=None,
        texts={"benefit": Text("benefit", "Weniger Wege.")},
        uses=uses,
        progress=None,
        files=[],
        versions=[],
        results=[],
        unmet=[],
        questions=[],
    )


def flat(content, before=""):
    """Every key by its path, but for what stands in lists."""
    found = {}
    for name, value in content.items():
        found[before + name] = value
        if isinstance(value, dict):
            found |= flat(value, f"{before}{name}.")
    return found


def read(page, address=None):
    return yaml.safe_load(write_publiccode(page, address))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"summary": "Satz. " * 900, "features": "- Erinnern\n\n• Absagen", "maintenance": Maintenance.NONE},
        {
            "platforms": list(PLATFORMS),
            "categories": list(CATEGORIES),
            "languages": list(LANGUAGES),
            "software_version": "1.10",
            "released_on": date(2026, 3, 1),
            "development_status": DevelopmentStatus.STABLE,
        },
        *({"software_type": one} for one in SoftwareType),
        *({"licence": one} for one in SPDX),
    ],
)
def test_the_file_has_what_the_standard_asks_for_and_nothing_that_it_does_not_know(values):
    found = flat(read(make_page(**values), "https://lab.example/k/x"))
    assert {key for key, (mandatory, _allowed) in STANDARD.items() if mandatory} - set(found) == set()
    assert set(found) - set(STANDARD) == set()
    for key, value in found.items():
        allowed = STANDARD[key][1]
        if allowed is not None:
            assert set(value if isinstance(value, list) else [value]) <= allowed, key
        assert value not in ("", [], None), key
    german = found["description.de"]
    assert "\n" not in german["shortDescription"]
    assert len(german["shortDescription"]) <= 150
    assert 150 <= len(german["longDescription"]) <= 10_000
    assert german["features"]
    assert found["url"].startswith("https://")
    if found["maintenance.type"] != "none":
        assert all(contact["name"] for contact in found["maintenance.contacts"])
    if "releaseDate" in found:
        assert (found["releaseDate"], found["softwareVersion"]) == ("2026-03-01", "1.10")


def test_it_names_the_authorities_that_use_it_each_once_and_those_of_today():
    assert read(make_page())["usedBy"] == ["Kreis Bergstraße", "Landkreis Fulda"]


def test_the_public_address_is_its_documentation_when_it_is_open():
    assert "documentation" not in read(make_page())["description"]["de"]
    address = "https://lab.example/k/x"
    assert read(make_page(), address)["description"]["de"]["documentation"] == address


def test_a_text_that_looks_like_yaml_stays_a_text():
    wild = "no\n--- \n- a: {b}\n# c\n%YAML 1.1\n&x *x !!python/object:os.system 'q' \"r\" \u2028 0123"
    content = read(make_page(summary=wild, contact="yes", features="on\n1.10\n~\n2026-01-01"))
    assert content["description"]["de"]["features"] == ["on", "1.10", "~", "2026-01-01"]
    assert content["maintenance"]["contacts"] == [{"name": "yes", "affiliation": "Landkreis Fulda"}]
    assert wild in content["description"]["de"]["longDescription"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Erinnert an Termine und Fristen. Mehr dazu unten.", "Erinnert an Termine und Fristen."),
        ("Kurz. Noch ein Satz, der dazugehört.", "Kurz. Noch ein Satz, der dazugehört."),
        ("Ohne Punkt\nauf zwei Zeilen", "Ohne Punkt auf zwei Zeilen"),
        ("wort " * 60, "wort " * 28 + "wort…"),
        ("x" * 200, "x" * 149 + "…"),
    ],
)
def test_the_short_description_is_the_first_sentence(text, short):
    assert shorten(text) == short
    assert len(short) <= 150


def test_what_the_form_offers_stands_in_the_lists_of_the_standard():
    assert set(CATEGORIES) == CATEGORIES_OF_THE_STANDARD
    assert set(SCOPE) <= SCOPE_OF_THE_STANDARD
    assert set(PLATFORMS) == STANDARD["platforms"][1]
    assert {one.value for one in SoftwareType} <= STANDARD["softwareType"][1]
    assert {one.value for one in DevelopmentStatus} == STANDARD["developmentStatus"][1]
    assert {one.value for one in Maintenance} <= STANDARD["maintenance.type"][1]
