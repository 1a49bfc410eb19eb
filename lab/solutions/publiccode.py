"""publiccode.yml of a solution that is software: what catalogues of public software read. See decision 22.

Written after version 0.7 of the standard, https://yml.publiccode.tools. What the lab does not keep has a default:
the people it is meant for (Germany; work, local authorities, welfare), no dates and versions where none are given,
and a software that speaks one language is not said to be ready for others.
"""

import re
from collections.abc import Iterable
from typing import Any

import yaml
from flask_babel import force_locale
from flask_babel import gettext as _

from lab.core.errors import NotFound
from lab.solutions.kit import KitPage
from lab.solutions.kit_codes import is_spdx
from lab.solutions.models import Kit, Maintenance

VERSION = "0.7"
LONGEST_SHORT = 150
SHORTEST_LONG, LONGEST_LONG = 150, 10_000
SCOPE = ("employment", "local-authorities", "welfare")
HEADER = "# publiccode.yml, https://yml.publiccode.tools\n"


def write_publiccode(page: KitPage, address: str | None) -> str:
    """The file; `address` is the kit's public address, if it is open. Raises NotFound with what is missing."""
    kit = page.kit
    reason = why_no_publiccode(page)
    if kit is None or reason:
        raise NotFound(reason or "")
    # Its words are those of the solution: German, whatever language the reader's pages have.
    with force_locale("de"):
        content = _describe(page, kit, address)
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return HEADER + text


def why_no_publiccode(page: KitPage) -> str | None:
    """Why there is none yet, None when there is one."""
    kit = page.kit
    if kit is None:
        return _("Für diese Lösung ist noch kein Übernahmepaket geschrieben.")
    if kit.is_hidden or page.idea.is_hidden:
        return _("Hier wird gerade geprüft, ob personenbezogene Daten stehen.")
    if not kit.is_software:
        return _("Eine publiccode.yml gibt es nur für Software. Diese Lösung ist keine.")
    if not kit.repository:
        return _("Für die publiccode.yml fehlt die Adresse des Quelltextes.")
    if not is_spdx(kit.licence):
        return _("Für die publiccode.yml fehlt eine Lizenz, die Verzeichnisse kennen, zum Beispiel EUPL-1.2.")
    return None


def list_users(page: KitPage) -> list[str]:
    """The authorities that use it, by name; those whose jobcentre exists today."""
    return sorted({use.job_centre.authority for use in page.uses if use.job_centre.is_active})


def _describe(page: KitPage, kit: Kit, address: str | None) -> dict[str, Any]:
    content: dict[str, Any] = {
        "publiccodeYmlVersion": VERSION,
        "name": page.idea.title,
        "url": kit.repository,
        "softwareVersion": kit.software_version,
        "releaseDate": kit.released_on.isoformat() if kit.released_on else "",
        "platforms": list(kit.platforms) or ["web"],
        "categories": list(kit.categories),
        "usedBy": list_users(page),
        "developmentStatus": kit.development_status.value,
        "softwareType": kit.software_type.value,
        "intendedAudience": {"countries": ["DE"], "scope": list(SCOPE)},
        "description": {"de": _description(page, kit, address)},
        "legal": {"license": kit.licence},
        "maintenance": _maintenance(page, kit),
        "localisation": {
            "localisationReady": len(kit.languages) > 1,
            "availableLanguages": list(kit.languages) or ["de"],
        },
    }
    return {name: value for name, value in content.items() if value not in ("", [])}


def _description(page: KitPage, kit: Kit, address: str | None) -> dict[str, Any]:
    short = shorten(kit.summary)
    features = [line.strip(" -•*") for line in kit.features.split("\n") if line.strip(" -•*")]
    described: dict[str, Any] = {
        "shortDescription": short,
        "longDescription": describe_at_length(page, kit),
        # The standard wants one at least.
        "features": features or [short],
    }
    if address:
        described["documentation"] = address
    return described


def _maintenance(page: KitPage, kit: Kit) -> dict[str, Any]:
    """The contact is a function, as everywhere in the lab, where the standard would like a person."""
    if kit.maintenance is Maintenance.NONE:
        return {"type": kit.maintenance.value}
    contact = {"name": kit.contact}
    if page.idea.job_centre:
        contact["affiliation"] = page.idea.job_centre.authority
    return {"type": kit.maintenance.value, "contacts": [contact]}


def shorten(text: str) -> str:
    """The first sentence on one line, cut at a word when it is longer than the standard allows."""
    line = " ".join(text.split())
    sentence = re.match(r"(.{20,}?[.!?])(?:\s|$)", line)
    short = sentence[1] if sentence else line
    if len(short) <= LONGEST_SHORT:
        return short
    cut = short[: LONGEST_SHORT - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def describe_at_length(page: KitPage, kit: Kit) -> str:
    """What it does, for whom, to what use; the last sentences say where it comes from and make it long enough."""
    # The file leaves the house: what is being checked is left out, whoever asks for it.
    benefit = "" if page.review and page.review.is_hidden else page.texts["benefit"].text
    parts = [
        kit.summary,
        _("Für wen: %(people)s", people=kit.target_group),
        _("Nutzen: %(benefit)s", benefit=benefit) if benefit else "",
        _("Erprobt: %(evidence)s", evidence=page.public_evidence),
    ]
    origin = _(
        "Diese Lösung ist im Innovation-Lab der Kommunalen Jobcenter in Hessen entstanden: mit Beschäftigten und "
        "mit Kundinnen und Kunden entwickelt, im Alltag ausprobiert und für alle Jobcenter freigegeben."
    )
    return f"{_cut(parts, LONGEST_LONG - len(origin) - 2)}\n\n{origin}"


def _cut(parts: Iterable[str], length: int) -> str:
    text = "\n\n".join(part for part in parts if part)
    return text if len(text) <= length else text[: length - 1].rpartition(" ")[0] + "…"
