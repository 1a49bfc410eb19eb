"""Languages of a round's public page: German and English by the catalogue, further ones as data of the round."""

import re
from collections.abc import Mapping, Sequence

from babel import Locale, UnknownLocaleError

from lab.prototypes.models import TestRound
from lab.rounds.models import Direction, RoundLanguage
from lab.rounds.questions import (
    CLOSED,
    ERRORS,
    HINTS,
    INTRODUCTION,
    ITEMS,
    OPEN_QUESTIONS,
    PAGE,
    SCALE,
    TEXTS,
    THANKS,
    WORDING,
)
from lab.web.page_language import BUILT_IN, PageLanguage

# What is left of BCP 47 here: a language, perhaps its script, perhaps its region.
_CODE = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?")
_PLACEHOLDER = re.compile(r"\{\w+\}")


def built_in(code: str) -> PageLanguage:
    """German or English. Raises KeyError."""
    return PageLanguage(code, BUILT_IN[code], texts=TEXTS)


def offered(test_round: TestRound, rows: Sequence[RoundLanguage]) -> list[PageLanguage]:
    """The languages of the public page: German, English, and those whose texts are all there.

    What was reported is not given to people, whoever asks.
    """
    own = {row.code: row for row in rows if not row.is_hidden}
    return [
        *(
            PageLanguage(code, name, texts={**TEXTS, **(own[code].texts if code in own else {})})
            for code, name in BUILT_IN.items()
        ),
        *(
            PageLanguage(row.code, row.name, row.direction, row.texts)
            for row in own.values()
            if row.code not in BUILT_IN and is_complete(test_round, row)
        ),
    ]


def introduction(test_round: TestRound, language: PageLanguage) -> tuple[str, str]:
    """The round's own introduction and the language it is in; ('', '') when it has none or it was reported."""
    if not test_round.introduction or test_round.is_hidden:
        return "", ""
    translated = language.texts.get(INTRODUCTION)
    return (str(translated), language.code) if translated else (test_round.introduction, "de")


def wanted_keys(test_round: TestRound, code: str) -> list[str]:
    """The texts a language needs, in the order of the page; English has all but the introduction."""
    own = [INTRODUCTION] if test_round.introduction else []
    if code in BUILT_IN:
        return own
    scale = test_round.questionnaire
    groups: list[Mapping[str, object]] = [PAGE]
    if ITEMS[scale]:
        groups += [SCALE, ITEMS[scale], WORDING[scale]]
    groups += [OPEN_QUESTIONS, HINTS, ERRORS, THANKS, CLOSED]
    return [*own, *(key for group in groups for key in group)]


def is_complete(test_round: TestRound, language: RoundLanguage) -> bool:
    """Whether every text is there."""
    return not missing_keys(test_round, language)


def missing_keys(test_round: TestRound, language: RoundLanguage) -> list[str]:
    """The texts that are still to be written."""
    return [key for key in wanted_keys(test_round, language.code) if not language.texts.get(key)]


def lost_placeholders(key: str, text: str) -> list[str]:
    """What stands in curly braces in the German text and not in this one."""
    german = str(TEXTS[key]) if key in TEXTS else ""
    return [mark for mark in _PLACEHOLDER.findall(german) if mark not in text]


def normal_code(text: str) -> str | None:
    """The code written as BCP 47 recommends (uk, zh-Hant, pt-BR); None for what is none."""
    found = _CODE.fullmatch(text.strip().lower().replace("_", "-"))
    if found is None:
        return None
    language, script, region = found.groups()
    parts = (language, script.title() if script else None, region.upper() if region else None)
    return "-".join(part for part in parts if part)


def known_name(code: str) -> str:
    """The language's name in itself, '' when it is not known here."""
    locale = _locale(code)
    name = locale.get_display_name(locale) if locale else None
    return name[:1].upper() + name[1:] if name else ""


def known_direction(code: str) -> Direction:
    """Where lines begin in the language, as far as it is known here."""
    locale = _locale(code)
    return Direction(locale.text_direction) if locale else Direction.LEFT_TO_RIGHT


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
