"""Dates of birth: a date alone is none, the words around it make it one."""

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:Januar|Jänner|Februar|März|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)"
)
_DATE = (
    r"(?<!\d)(?:\d{1,2} ?[.\-/] ?\d{1,2} ?[.\-/] ?(?:\d{4}|\d{2})|\d{4} ?[\-/.] ?\d{1,2} ?[\-/.] ?\d{1,2}|"
    rf"\d{{1,2}}\.? ?{_MONTH}\.? ?(?:\d{{4}}|\d{{2}})|\d{{8}})(?!\d)"
)
_BORN = r"(?:geb(?:oren(?:e[nmrs]?)?)?(?![^\W_])\.?)"
_NAMED = re.compile(
    rf"(?<![^\W_])({_BORN}|Geburtsdatum|Geburtsdaten|Geburtstag|Geb\.?-? ?Dat(?:um|\.)?|Date of birth|DOB|\*)"
    rf"([^\d;!?]{{0,30}})({_DATE})",
    re.I,
)
_BEFORE_BORN = re.compile(rf"({_DATE}) {{0,2}}(?:in [^\W\d_]{{2,30}} )?(?:geboren|geb\.)(?![^\W_])", re.I)
_SOMEBODY_BORN = re.compile(r"geb(?:oren|\.)", re.I)
_YEAR_ONLY = re.compile(
    r"(?<![^\W_])(?:Jg\.?|Jahrgang|Geburtsjahr|geb\.?|geboren)[ :.(]{0,3}(?:im Jahre? )?(?:ist |war )?"
    r"((?:19[2-9]\d|200\d|201[0-5]))(?![\d\-]|\.\d| bis)",
    re.I,
)
_WHO = (
    r"(?:Frau|Herrn?|Kundin|Kunden?|Sohn|Tochter|Kind|Mutter|Vater|Ehefrau|Ehemann|Partner(?:in)?|"
    r"Antragsteller(?:in)?|Bewerber(?:in)?|Name)"
)
_OF_A_PERSON = re.compile(rf"(?<![^\W_]){_WHO}(?![^\W_])[^\d.!?]{{0,60}}[,(:;] ?({_DATE})")
_AFTER_A_NAME = re.compile(
    rf"(?<![^\W_])(?:Frau|Herrn?) [A-ZÄÖÜ][\w\-]{{1,30}} (?:[A-ZÄÖÜ][\w\-]{{1,30}} )?({_DATE})"
)
_PERSON = re.compile(rf"(?<![^\W_]){_WHO}(?![^\W_])")
# Born are ideas and projects, too.
_THING = re.compile(r"(?:Idee|Projekt|Lab|Konzept|Ansatz|App|Prototyp)(?![^\W_])", re.I)
_A_DEADLINE = re.compile(r"(?<![^\W_])(?:seit|ab|bis|vom|zum|Frist|Stand|erst)(?![^\W_])", re.I)
_YEAR = re.compile(r"\d{4}")
_LAST_YEAR_OF_ADULTS = 2015


def find_birth_dates(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each date of birth; it is never public."""
    for found in _NAMED.finditer(text):
        if _is_named_birth(text, found):
            yield *found.span(3), False
    for found in _BEFORE_BORN.finditer(text) if _SOMEBODY_BORN.search(text) else ():
        before = text[max(0, found.start() - 60) : found.start()]
        if _is_long_ago(found[1]) or (_PERSON.search(before) and not _THING.search(before)):
            yield *found.span(1), False
    for pattern in (_OF_A_PERSON, _AFTER_A_NAME):
        for found in pattern.finditer(text):
            if _is_long_ago(found[1]):
                yield *found.span(1), False
    for found in _YEAR_ONLY.finditer(text):
        if not _THING.search(text[max(0, found.start() - 40) : found.start()]):
            yield *found.span(1), False


def _is_named_birth(text: str, found: re.Match[str]) -> bool:
    word, gap, day = found[1].lower(), found[2], found[3]
    if _A_DEADLINE.search(gap):
        return False
    if word in ("*", "geburtstag"):
        # A star starts a line of a list, a birthday may be the next one.
        return _is_long_ago(day)
    if word.startswith("geboren"):
        return not _THING.search(text[max(0, found.start() - 40) : found.end(2)])
    return True


def _is_long_ago(day: str) -> bool:
    """Whether the date has a year in which somebody who comes to a jobcentre may be born."""
    if re.fullmatch(r"\d{8}", day):
        return 1920 <= int(day[4:]) <= _LAST_YEAR_OF_ADULTS
    year = _YEAR.search(day)
    return year is not None and 1920 <= int(year[0]) <= _LAST_YEAR_OF_ADULTS
