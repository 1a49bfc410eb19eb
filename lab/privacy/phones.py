"""Telephone numbers: what may be one by its shape is one if the numbering plan knows it or the words before say so."""

import re
from collections.abc import Iterator
from itertools import pairwise

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

_SEP = r"[ \-./()|_]{0,3}"
_NUMBER = re.compile(
    rf"(?:(?<![\w+])\+{_SEP}\d(?:{_SEP}\d){{6,14}}"
    rf"|(?<![^\W_])(?<!\d[.,:/\-])\(?0(?:{_SEP}\d){{5,14}})(?!\d)"
)
_NAMED_NUMBER = re.compile(
    r"(?<![^\W_])(?:(?:Tel|Telefon|Fon|Fax|Mobil|Handy)(?:-?nummer|-?Nr)?\.?[.:] ?"
    r"|(?:Telefon|Handy|Mobil|Fax|Ruf|Mobilfunk)-?nummer(?: ist| lautet)?:? )"
    r"([1-9](?:[ \-/]{0,2}\d){4,11})(?!\d| ?(?:Euro|EUR|€|%))",
    re.I,
)
# What starts with 0 and is no number to dial: addresses of pages, days, times, ISBN, addresses of machines.
_NO_NUMBERS = re.compile(
    r"(?:https?://|www\.)[^ ]+"
    r"|(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)"
    r"|(?<!\d)\d{1,2}\. ?\d{1,2}\.(?: ?(?:\d{4}|\d{2})(?!\d))?(?!\d)"
    r"|(?<!\d)\d{1,2}/\d{1,2}/\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}[:.]\d{2} ?(?:Uhr)? ?(?:-|bis) ?\d{1,2}[:.]\d{2}(?!\d)"
    r"|(?<!\d)\d{1,2}[:.]\d{2}(?: ?Uhr)(?![^\W_])"
    r"|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|(?<!\d)\d{2,4} ?(?:-|bis) ?\d{2,4} ?Uhr"
    r"|ISBN[\d \-:X]{10,24}"
    r"|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])",
    re.I,
)
_IS_DIALLED = re.compile(
    r"(?:(?<![^\W_])(?:Tel|Fon)(?![^\W_])|Telefon|Handy|Mobil|Fax|Ruf|Hotline|Durchwahl|anruf|ruft|rufen|"
    r"erreich|WhatsApp|Signal|SMS|Servicenummer|wähl)[^\d]{0,30}$",
    re.I,
)
_IS_ANOTHER = re.compile(
    r"(?<![^\W_])(?:Az|Aktenzeichen|Geschäftszeichen|Gz|Rechnung\w{0,12}|Drucksache|Artikel\w{0,8}|Ticket\w{0,8}|"
    r"Vorgang\w{0,10}|Version|Raum|Räume|Zimmer|Zi|Kostenstelle|Haushaltsstelle|\w{0,12}konto|Buchungsstelle|"
    r"Bestell\w{0,8}|Vertrag\w{0,10}|Inventar\w{0,8}|Serien\w{0,8}|\w{0,12}schlüssel|AGS|PLZ|Postleitzahl\w{0,2}|"
    r"ISSN|EAN|Auftrag\w{0,9}|Beleg\w{0,8}|Formular\w{0,8}|Fall\w{0,8}|lfd|DIN|EN|ISO|"
    r"Zeichen|Kennzeichen|Kennziffer|Produkt\w{0,8}|Los|Maßnahme\w{0,8}|Register\w{0,8}|HRB|HRA|Lizenz\w{0,8})"
    r"[ .:\-#(]{0,4}(?:(?:Nr|Nummer|lautet|ist|mit)[ .:\-#(]{0,3}){0,2}$",
    re.I,
)
# These may stand before any number: a mobile one tells itself by its shape.
_MAY_BE_ANOTHER = re.compile(
    r"(?<![^\W_])(?:Nr|Nummer|No|S|Seite|Code|ID)[ .:\-#(]{0,4}(?:lautet |ist )?$", re.I
)
_REFERENCE = re.compile(r"0\d{1,4} ?[/\-] ?(?:19|20)\d{2}")
_AMOUNT = re.compile(r" ?(?:€|Euro|EUR|%|Prozent|Personen|Fälle|Menschen)", re.I)
_PRIVATE = re.compile(
    r"(?<![^\W_])(?:Frau [A-ZÄÖÜ]|Herrn? [A-ZÄÖÜ]|[Kk]undin(?![^\W_])|[Kk]unde(?![^\W_])|[Pp]rivat|Handy|"
    r"[Mm]obil|[Mm]eine|[Ii]hre Nummer|[Ss]eine|Mutter|Vater|Sohn|Tochter|Nachbar|Ehe)"
)
_PUBLIC = re.compile(
    r"hotline|service|zentrale|bürger|infotelefon|jobcenter|job-center|behörde|amt(?![^\W_])|rathaus|kreis|stadt|"
    r"empfang|sekretariat|pforte|beratungs|öffnungs|notruf|seelsorge|(?<![^\W_])lab|koordin|ministerium|support|"
    r"helpdesk|störung|geschäftsstelle|eingangszone|agentur|kostenlos|kostenfrei|gebührenfrei|terminvergabe|"
    r"anmeldung|krankenkasse|schuldnerberatung|verein",
    re.I,
)
_HOTLINE = re.compile(r"hotline|zentrale|bürgertelefon|servicenummer|servicetelefon|notruf", re.I)
_OF_NO_PERSON = frozenset(
    (
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.UAN,
    )
)
# So many are looked at closely; in a text that has more of them, the shape alone counts.
_MOST_LOOK_UPS = 200
_FEWEST_DIGITS = 8
# So many groups of digits at the end may belong to what follows the number.
_MOST_SHORTENED = 4


def find_phones(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each number, and whether it may be the public one of an office."""
    if _NUMBER.search(text):
        text = _NO_NUMBERS.sub(lambda found: "~" * len(found[0]), text)
    for count, found in enumerate(_NUMBER.finditer(text)):
        if count >= _MOST_LOOK_UPS:
            yield *found.span(), False
            continue
        before = text[max(0, found.start() - 60) : found.start()]
        is_dialled = _IS_DIALLED.search(before) is not None
        if is_dialled or _may_be_dialled(found[0], before, text[found.end() : found.end() + 12]):
            end, kind = _look_up(found[0], is_dialled)
            if kind != PhoneNumberType.MOBILE and not is_dialled and _MAY_BE_ANOTHER.search(before):
                continue
            if end:
                end += found.start()
                yield found.start(), end, _may_be_public(text, found.start(), end, kind)
    for found in _NAMED_NUMBER.finditer(text):
        yield *found.span(1), _may_be_public(text, found.start(), found.end(), None)


def _may_be_dialled(number: str, before: str, after: str) -> bool:
    """What speaks against a telephone number when no word speaks for it."""
    groups = re.findall(r"\d+", number)
    if sum(map(len, groups)) < _FEWEST_DIGITS or _IS_ANOTHER.search(before) or _AMOUNT.match(after):
        return False
    if _REFERENCE.fullmatch(number) or all(len(group) == 5 for group in groups):
        return False
    # 0 1 2 3 4 5 6 7: a scale, or the weeks of a year.
    return len(groups) < 4 or any(int(second) - int(first) != 1 for first, second in pairwise(groups))


def _look_up(number: str, is_dialled: bool) -> tuple[int, int | None]:
    """Where the number ends, 0 if the numbering plan has none such, and its type; the last groups may belong elsewhere."""
    groups = list(re.finditer(r"\d+", number))
    for group in groups[: -_MOST_SHORTENED - 1 : -1]:
        digits = re.sub(r"[^\d+]", "", number[: group.end()].replace("(0)", ""))
        if len(digits) < _FEWEST_DIGITS:
            break
        try:
            parsed = phonenumbers.parse(digits, "DE")
        except NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return group.end(), phonenumbers.number_type(parsed)
    return (len(number) if is_dialled else 0), None


def _may_be_public(text: str, start: int, end: int, kind: int | None) -> bool:
    before = re.split(r"[.!?] (?=[A-ZÄÖÜ])", text[max(0, start - 90) : start])[-1]
    around = before + " " + text[end : end + 50]
    if kind in _OF_NO_PERSON:
        return True
    if _PRIVATE.search(before):
        return False
    return (_HOTLINE if kind == PhoneNumberType.MOBILE else _PUBLIC).search(around) is not None
