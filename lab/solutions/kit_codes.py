"""What a kit may name: licences by their SPDX names, and the codes of publiccode.yml with our words for them. Pure."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

# No licence of software: another one, or nothing that would need one.
OTHER_LICENCE = "other"
NO_LICENCE = "none"

# https://spdx.org/licenses/; first the one that the European Union wrote for public bodies.
SPDX: dict[str, str] = {
    "EUPL-1.2": "European Union Public Licence 1.2",
    "CC-BY-4.0": "Creative Commons Attribution 4.0",
    "CC-BY-SA-4.0": "Creative Commons Attribution-ShareAlike 4.0",
    "CC0-1.0": "Creative Commons Zero 1.0",
    "MIT": "MIT License",
    "Apache-2.0": "Apache License 2.0",
    "BSD-3-Clause": "BSD 3-Clause License",
    "MPL-2.0": "Mozilla Public License 2.0",
    "GPL-2.0-or-later": "GNU General Public License 2.0",
    "GPL-3.0-or-later": "GNU General Public License 3.0",
    "LGPL-3.0-or-later": "GNU Lesser General Public License 3.0",
    "AGPL-3.0-or-later": "GNU Affero General Public License 3.0",
}
# Written for texts and pictures: nobody gives software away under them, but for the last.
FOR_CONTENT = ("CC-BY-4.0", "CC-BY-SA-4.0")

LICENCES: dict[str, str | LazyString] = {
    **{code: f"{code} – {name}" for code, name in SPDX.items()},
    OTHER_LICENCE: _l("andere Lizenz"),
    NO_LICENCE: _l("keine Software, keine Lizenz nötig"),
}

PLATFORMS: dict[str, str | LazyString] = {
    "web": _l("Browser"),
    "windows": "Windows",
    "linux": "Linux",
    "mac": "macOS",
    "android": "Android",
    "ios": "iOS",
}

# Of the standard's list, those that a jobcentre's software may be about.
CATEGORIES: dict[str, LazyString] = {
    "appointment-scheduling": _l("Termine vereinbaren"),
    "online-booking": _l("Online buchen"),
    "customer-service-and-support": _l("Service für Kundinnen und Kunden"),
    "communications": _l("Kommunikation"),
    "instant-messaging": _l("Kurznachrichten"),
    "document-management": _l("Dokumente verwalten"),
    "workflow-management": _l("Abläufe steuern"),
    "data-collection": _l("Daten erheben, Formulare"),
    "data-analytics": _l("Daten auswerten"),
    "data-visualization": _l("Daten darstellen"),
    "knowledge-management": _l("Wissen sammeln"),
    "educational-content": _l("Lerninhalte"),
    "learning-management-system": _l("Lernen am Bildschirm"),
    "gamification": _l("Spielerisches Lernen"),
    "digital-citizenship": _l("Digitale Teilhabe"),
    "translation": _l("Übersetzen"),
    "e-signature": _l("Elektronisch unterschreiben"),
    "identity-management": _l("Anmelden und Ausweisen"),
    "task-management": _l("Aufgaben verwalten"),
    "collaboration": _l("Zusammenarbeit"),
    "survey": _l("Umfragen"),
    "hr": _l("Personal"),
    "other": _l("anderes"),
}

# In which a solution may speak: first what is most spoken in the waiting rooms.
LANGUAGES: dict[str, str | LazyString] = {
    "de": _l("Deutsch"),
    "en": _l("Englisch"),
    "ar": _l("Arabisch"),
    "tr": _l("Türkisch"),
    "uk": _l("Ukrainisch"),
    "ru": _l("Russisch"),
    "fa": _l("Persisch"),
    "pl": _l("Polnisch"),
    "ro": _l("Rumänisch"),
    "bg": _l("Bulgarisch"),
    "fr": _l("Französisch"),
    "es": _l("Spanisch"),
}


def licence_words(code: str) -> str:
    """A licence as the page names it."""
    return str(LICENCES.get(code, code))


def is_spdx(code: str) -> bool:
    """Whether publiccode.yml could name it."""
    return code in SPDX
