"""The kinds of personal data that are looked for, and a place in a text that looks like one."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from lab.core.codes import Code


class Kind(Code):
    """What a place in a text looks like."""

    BG_NUMBER = "bg_number", _l("BG-Nummer")
    CUSTOMER_NUMBER = "customer_number", _l("Kundennummer")
    IBAN = "iban", _l("IBAN")
    TAX_ID = "tax_id", _l("Steuernummer")
    PENSION_NUMBER = "pension_number", _l("Rentenversicherungsnummer")
    EMAIL = "email", _l("E-Mail-Adresse")
    PHONE = "phone", _l("Telefonnummer")
    BIRTH_DATE = "birth_date", _l("Geburtsdatum")


# What stands in a text instead of a match: the same in every language, for it may be stored or compared.
MARKS = {
    Kind.BG_NUMBER: "[verdeckt: BG-Nummer]",
    Kind.CUSTOMER_NUMBER: "[verdeckt: Kundennummer]",
    Kind.IBAN: "[verdeckt: IBAN]",
    Kind.TAX_ID: "[verdeckt: Steuernummer]",
    Kind.PENSION_NUMBER: "[verdeckt: Rentenversicherungsnummer]",
    Kind.EMAIL: "[verdeckt: E-Mail-Adresse]",
    Kind.PHONE: "[verdeckt: Telefonnummer]",
    Kind.BIRTH_DATE: "[verdeckt: Geburtsdatum]",
}


class Match(NamedTuple):
    """A place in a text, from `start` to before `end`, that looks like personal data."""

    kind: Kind
    start: int
    end: int
    # The number of a hotline, the address of an office: no person's.
    may_be_public: bool = False
