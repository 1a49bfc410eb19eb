"""What in a text looks like personal data: numbers with their check digits, addresses, dates of birth.

Every pattern reads at most a fixed number of characters from where it starts, and checks that cost more are
counted, so that time grows with the length of the text and no faster, whatever the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice

from stdnum import iban, numdb
from stdnum.de import idnr

from lab.privacy.births import find_birth_dates
from lab.privacy.emails import find_emails
from lab.privacy.kinds import MARKS, Kind, Match
from lab.privacy.phones import find_phones
from lab.privacy.text import make_plain

Place = tuple[int, int, bool]

# So many candidates of a kind are checked; a text with more of them is no text, and is not to cost time.
_MOST = 5000
# What may stand between the digits of a number.
_SEP = r"[ \-./_|:]{0,6}"
_GAP = r"[ \-.]{0,2}"

_BG = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{4}} {{0,2}}(?:/ ?/|BG) {{0,2}}\d(?:{_GAP}\d){{6}}(?!\d)", re.I)
_BG_NAMED = re.compile(
    rf"(?<!\w)(?:BG|Bedarfsgemeinschaft\w{{0,3}})(?:-?Nr|-?Nummer)?[^\d]{{0,12}}"
    rf"(\d(?:{_SEP}\d){{4}}{_SEP}(?:BG)?{_SEP}\d(?:{_SEP}\d){{6}})(?!\d)",
    re.I,
)
# No x: that is a measure. The letter is mostly D, other agencies have others.
_CUSTOMER = re.compile(rf"(?<!\w)\d(?:{_GAP}\d){{2}}({_GAP})([A-WYZ])({_GAP})\d(?:{_GAP}\d){{5}}(?!\w)", re.I)
_MAY_STAND_APART = frozenset("dABCDEFGHIJKLMNOPQRSTUVWYZ")
_CUSTOMER_WORD = re.compile(r"(?:Kunden|Kd)[\w.\-]{0,12}[^\d]{0,12}$", re.I)

_IBAN_DE = re.compile(rf"[Dd]{_SEP}[Ee](?:{_SEP}\d){{20}}(?!\d)")
_IBAN_ABROAD = re.compile(
    rf"(?<![^\W_])(?![Dd][Ee])[A-Za-z]{{2}}(?:{_SEP}\d){{2}}(?:{_SEP}[A-Za-z0-9]){{11,30}}"
)
_IBAN_WORD = re.compile(r"IBAN[^\d]{0,20}$", re.I)

_ELEVEN = re.compile(r"(?<!\d)(?:[1-9]\d{10}|[1-9]\d[ \-./]\d{3}[ \-./]\d{3}[ \-./]\d{3})(?!\d)")
_ELEVEN_APART = re.compile(rf"(?<!\d)(?=([1-9](?:{_SEP}\d){{10}})(?!\d))")
_TAX_NAMED = re.compile(
    rf"Steuer(?:-?ID|-?IdNr|-?Ident\w{{0,22}}|-?nummer|-?Nr)[^\d]{{0,12}}(\d(?:{_SEP}\d){{9,12}})(?!\d)", re.I
)

_PENSION = re.compile(rf"(?<!\d)\d(?:{_SEP}\d){{7}}{_SEP}[A-Za-z](?:{_SEP}\d){{3}}(?!\d)")
_PENSION_WORD = re.compile(r"(?:Rentenv|Sozialv|RV-?N|SV-?N|RVNR|SVNR|Versicherungsn)[^\d]{0,30}$", re.I)
_PENSION_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)


def find_personal_data(text: str) -> list[Match]:
    """The places that look like personal data, in their order, none inside another."""
    plain = make_plain(text)
    rest, found = plain.text, []
    if not _DIGIT.search(rest) and not _AT.search(rest):
        return []
    for kind, needs, find in _FINDERS:
        if not needs.search(rest):
            continue
        places = _apart(find(rest))
        found += [Match(kind, *plain.span(start, end), is_public) for start, end, is_public in places]
        rest = _blank(rest, places)
    return sorted(found, key=lambda match: match.start)


def mask(text: str) -> str:
    """The text with a mark in place of each match."""
    parts, end = [], 0
    for match in find_personal_data(text):
        parts += [text[end : match.start], MARKS[match.kind]]
        end = match.end
    return "".join([*parts, text[end:]])


def _apart(places: Iterable[Place]) -> list[Place]:
    """The places in their order, without those that begin inside another."""
    kept: list[Place] = []
    for place in sorted(places):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _blank(text: str, places: list[Place]) -> str:
    """The text with what was found crossed out, so that nothing is found in it again."""
    parts, end = [], 0
    for start, stop, _is_public in places:
        parts += [text[end:start], "~" * (stop - start)]
        end = stop
    return "".join([*parts, text[end:]])


def _compact(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def _before(text: str, place: int, word: re.Pattern[str]) -> bool:
    """Whether the word stands shortly before the place."""
    return word.search(text[max(0, place - 40) : place]) is not None


def _find_ibans(text: str) -> Iterator[Place]:
    for found in islice(_IBAN_DE.finditer(text), _MOST):
        if _is_iban(found[0]) or _before(text, found.start(), _IBAN_WORD):
            yield *found.span(), False
    place = 0
    for _candidate in range(_MOST):
        abroad = _IBAN_ABROAD.search(text, place)
        if abroad is None:
            return
        place = abroad.start() + 2
        end = _end_of_iban(abroad)
        if end and _is_iban(text[abroad.start() : end]):
            yield abroad.start(), end, False
            place = end


def _is_iban(text: str) -> bool:
    # Without the list of banks that some countries have: it ages, and a check digit that is right says enough.
    return bool(iban.is_valid(_compact(text), check_country=False))


def _end_of_iban(found: re.Match[str]) -> int:
    """Where an IBAN of its country's length ends, for the pattern reads on into the next words; 0 if there is none."""
    length, seen = _iban_length(found[0][:2].upper()), 0
    for place, mark in enumerate(found[0] if length else ""):
        seen += mark.isalnum()
        if seen == length:
            return found.start() + place + 1
    return 0


@cache
def _iban_length(country: str) -> int:
    """How many characters a country's IBAN has, 0 if it has none."""
    structure = numdb.get("iban").info(country + "00")[0][1].get("bban", "")
    parts = re.findall(r"(\d+)!", structure)
    return 4 + sum(int(part) for part in parts) if parts else 0


def _find_pension_numbers(text: str) -> Iterator[Place]:
    for found in _PENSION.finditer(text):
        if _is_pension_number(_compact(found[0])) or _before(text, found.start(), _PENSION_WORD):
            yield *found.span(), False


def _is_pension_number(number: str) -> bool:
    """Whether date and check digit are right: weights, the letter as two digits, sum of the digits modulo ten."""
    if int(number[2:4]) > 31 or int(number[4:6]) > 12:
        return False
    letter = f"{ord(number[8]) - ord('A') + 1:02}"
    digits = number[:8] + letter + number[9:11]
    products = (int(digit) * weight for digit, weight in zip(digits, _PENSION_WEIGHTS, strict=True))
    return sum(product // 10 + product % 10 for product in products) % 10 == int(number[11])


def _find_tax_ids(text: str) -> Iterator[Place]:
    for found in _TAX_NAMED.finditer(text):
        yield *found.span(1), False
    for found in islice(_ELEVEN.finditer(text), _MOST):
        if _is_tax_id(_compact(found[0])):
            yield *found.span(), False
    for found in islice(_ELEVEN_APART.finditer(text), _MOST):
        if _is_tax_id(_compact(found[1])):
            yield *found.span(1), False


def _is_tax_id(number: str) -> bool:
    # Among the first ten digits one stands twice or three times, the others once: cheaper to see first.
    return len(set(number[:10])) in (8, 9) and bool(idnr.is_valid(number))


def _find_bg_numbers(text: str) -> Iterator[Place]:
    for found in _BG.finditer(text):
        yield *found.span(), False
    for found in _BG_NAMED.finditer(text):
        yield *found.span(1), False


def _find_customer_numbers(text: str) -> Iterator[Place]:
    for found in _CUSTOMER.finditer(text):
        is_apart = bool(found[1] or found[3])
        # "100 g 250000" is none, "435 D 123456" is.
        if not is_apart or found[2] in _MAY_STAND_APART or _before(text, found.start(), _CUSTOMER_WORD):
            yield *found.span(), False


# In this order, with what a text must have for the search to be worth it.
_DIGIT, _LETTER, _SIGN = re.compile(r"[0-9]"), re.compile(r"[A-Za-z]"), re.compile(r"[A-Za-z/*]")
_AT = re.compile(r"@|[\[({] ?[aAäÄ][tT]")
_FINDERS: tuple[tuple[Kind, re.Pattern[str], Callable[[str], Iterator[Place]]], ...] = (
    (Kind.IBAN, _LETTER, _find_ibans),
    (Kind.BG_NUMBER, _SIGN, _find_bg_numbers),
    (Kind.PENSION_NUMBER, _LETTER, _find_pension_numbers),
    (Kind.CUSTOMER_NUMBER, _LETTER, _find_customer_numbers),
    (Kind.TAX_ID, _DIGIT, _find_tax_ids),
    (Kind.BIRTH_DATE, _SIGN, find_birth_dates),
    (Kind.EMAIL, _AT, find_emails),
    (Kind.PHONE, _DIGIT, find_phones),
)
