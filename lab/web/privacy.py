"""The privacy guard of forms: warns once of what looks like personal data, and takes an answer."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Field, HiddenField, PasswordField, SearchField, StringField

from lab.privacy.kinds import Kind
from lab.privacy.patterns import find_personal_data

NOT_FREE_TEXT = (EmailField, HiddenField, PasswordField, SearchField)
_CONFIRMATION = re.compile(r"[0-9a-f]{24}(?:\.[0-9a-f]{24})*")
_MOST_SHOWN = 5
_LONGEST_SHOWN = 60

# After "Das sieht nach".
_LOOKS_LIKE: dict[Kind, LazyString] = {
    Kind.BG_NUMBER: _l("einer BG-Nummer"),
    Kind.CUSTOMER_NUMBER: _l("einer Kundennummer"),
    Kind.IBAN: _l("einer IBAN"),
    Kind.TAX_ID: _l("einer Steuernummer"),
    Kind.PENSION_NUMBER: _l("einer Rentenversicherungsnummer"),
    Kind.EMAIL: _l("einer E-Mail-Adresse"),
    Kind.PHONE: _l("einer Telefonnummer"),
    Kind.BIRTH_DATE: _l("einem Geburtsdatum"),
}


@dataclass(frozen=True)
class Finding:
    """What was found in a field: shown beside it, and confirmed by its digest."""

    kind: Kind
    text: str
    may_be_public: bool
    digest: str

    @property
    def message(self) -> str:
        """What the person reads beside the field."""
        shown = " ".join(self.text.split())
        if len(shown) > _LONGEST_SHOWN:
            shown = shown[:_LONGEST_SHOWN] + "…"
        return _(
            "Das sieht nach %(what)s aus (»%(text)s«). Entfernen Sie es, oder speichern Sie trotzdem.",
            what=_LOOKS_LIKE[self.kind],
            text=shown,
        )


class ConfirmationField(Field):
    """What was confirmed so far, and the box that confirms what is found now."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(_l("Trotzdem speichern"), **arguments)
        self.data: str = ""
        # By field, what is not confirmed yet. The box has the value, and stands there when there is one.
        self.findings: dict[Field, list[Finding]] = {}
        self.value = ""

    def process_data(self, _value: Any) -> None:
        """No record has a value for it."""
        self.data = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Takes what may be a confirmation: of the box, and those of earlier warnings that the form carries along."""
        self.data = ".".join(value for value in valuelist if _CONFIRMATION.fullmatch(value))

    @property
    def question(self) -> str:
        """The label of the box."""
        if all(finding.may_be_public for found in self.findings.values() for finding in found):
            return _("Das ist eine öffentliche Angabe oder kein Bezug zu einer Person – trotzdem speichern")
        return _("Trotzdem speichern")


def check_privacy(confirmation: ConfirmationField, fields: Iterable[Field]) -> bool:
    """Looks through the fields; False, and a warning to show, for what is not confirmed."""
    confirmed = set(confirmation.data.split("."))
    for field in fields:
        found = [finding for finding in _find(field) if finding.digest not in confirmed]
        field.privacy_messages = _messages(found)
        if found:
            confirmation.findings[field] = found
    findings = [finding for found in confirmation.findings.values() for finding in found]
    if not findings:
        return True
    confirmation.value = ".".join(finding.digest for finding in findings)
    confirmation.errors = [_("Bitte prüfen Sie, ob Ihr Text personenbezogene Daten enthält.")]
    _log(finding.kind for finding in findings)
    return False


def _messages(found: list[Finding]) -> list[str]:
    """What stands beside a field: the first of what was found, and how much more there is."""
    messages = [finding.message for finding in found[:_MOST_SHOWN]]
    more = len(found) - _MOST_SHOWN
    if more > 0:
        messages.append(
            ngettext("Noch %(num)s Stelle sieht so aus.", "Noch %(num)s Stellen sehen so aus.", more)
        )
    return messages


def is_free_text(field: Field) -> bool:
    """Whether somebody types a text of their own here."""
    return isinstance(field, StringField) and not isinstance(field, NOT_FREE_TEXT)


def _find(field: Field) -> Iterator[Finding]:
    """What is found in a field, each text once; without what is stored already and may be public."""
    text = field.data
    # A field that is wrong anyway is shown again; nor is a text looked through that is far too long.
    if not text or field.errors:
        return
    stored = field.object_data if isinstance(field.object_data, str) else ""
    seen = set()
    for match in find_personal_data(text):
        part = text[match.start : match.end]
        digest = _digest(field.short_name, match.kind, part)
        if digest not in seen and not (match.may_be_public and part in stored):
            seen.add(digest)
            yield Finding(match.kind, part, match.may_be_public, digest)


def _digest(name: str, kind: Kind, text: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    message = "\x00".join(("privacy guard", name, kind.value, text)).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:24]


def _log(kinds: Iterable[Kind]) -> None:
    """One line that says what kinds of warning were shown, and nothing of what was typed."""
    current_app.logger.info(
        "privacy_warning",
        extra={
            "request_id": g.get("request_id"),
            "endpoint": request.endpoint,
            "kinds": sorted({kind.value for kind in kinds}),
        },
    )
