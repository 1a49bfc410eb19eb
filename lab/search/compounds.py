"""Parts of German compounds: Terminbuchung is Termin and Buchung.

A word is cut where known words meet. Where only one side is known the cut is made too, if what is left looks
like a word: so that a new compound of an old word is found. `parts.txt` has the known words.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lab.search.folding import fold, word_set

SHORTEST_COMPOUND = 6
# A part that nobody knows has this many letters at least, and so has the known one beside it.
SHORTEST_GUESS = 5
SHORTEST_GUIDE = 4
LONGEST_COMPOUND = 45

_PARTS = Path(__file__).with_name("parts.txt")
_JOINTS = ("", "s", "es", "n", "en", "er", "e", "ens", "ns")
_ENDINGS = ("", "e", "en", "n", "er", "ern", "s", "es", "ens", "nen", "in", "innen")
_CHANGED = ("", "e", "en", "n", "er", "ern", "in", "innen")
_UMLAUT = re.compile(r"(au|a|o|u)(?!.*(?:au|[aou]))")
# What an unknown front must not look like: a prefix with hardly more, or a participle cut in two.
_NO_FRONT = re.compile(
    r"(?:ab|an|auf|aus|be|bei|dar?|durch|ein|emp|ent|er|ge|gegen|her|hin|hinter|los|mit|miss|nach|neben|nieder|ueber|um|un|"
    r"unter|ver|vor|weg|wider|wieder|zer|zu|zurueck|zusammen|zwischen)(?:ab|an|be|ein|ge|ver|zu)?[a-z]{0,3}|.*(?:ge|zu)"
)
# How an unknown end must not begin: after a word this makes another word of it, or nothing at all.
_NO_END = re.compile(
    r"(?:ung|ig|lich|isch|keit|heit|schaft|bar|los|sam|haft|tum|nis|ier|er(?:in)?|ling|end|and|ant|ent|age|ismus|ist|"
    r"ion|tion|itaet|at|ett|ell|iv|al|ik|ie|ial|ium|um|us|ologie|weise|mal|ten|tes|ter|tem|te|st(?![aeiour])|en|em|es|"
    r"[bcdfgjklmnpqrtvwxz](?![aeiouylrhnwf])|ch(?![ae]))"
)
_SUFFIX = re.compile(
    r"(?:isch|lich|ig|haft|sam|bar|los|ung|heit|keit|losigkeit|schaft)(?:e[nmrs]?|en)?|ieren|iert?e?[nmrs]?"
)
# Short or ambiguous words are known beside other known words, but guess nothing.
_GUESS_HEADS = word_set(
    "text geld haus plan bank fach kurs name zahl zeit raum buch werk post fall kopf berg mail code wahl akte"
)
_GUESS_NOTHING = word_set(
    "essen laden erlass schloss ehefrau alter verein unter weiter bescheid ansicht mittel grund stoss"
    " erkennung dauer rolle ehre reihe leben weise werte einer haken klage spenden"
)
_JOINED = re.compile(r"(?:ung|eit|ion|aet|aft|ing|tum)s$")
_VOWEL = re.compile(r"[aeiouy]")


class _Known(NamedTuple):
    """The forms that known words take: in front of another word, and at the end."""

    front: dict[str, str]
    back: dict[str, str]


@cache
def _known() -> _Known:
    """The words of parts.txt in all their forms, each with its plain form."""
    front: dict[str, str] = {}
    back: dict[str, str] = {}
    lines = _PARTS.read_text(encoding="utf-8").splitlines()
    listed = [word for line in lines if not line.startswith("#") for word in line.split()]
    # Words as they are written come first: no form of another one takes their place.
    for word in listed:
        plain = fold(word).replace(" ", "")
        front.setdefault(plain, plain)
        if not word.endswith("-"):
            back.setdefault(plain, plain)
    for word in listed:
        plain = fold(word).replace(" ", "")
        if word.endswith("-"):
            continue
        short = plain.removesuffix("e")
        for form in (*(plain + joint for joint in _JOINTS), short if len(short) > 3 else plain):
            front.setdefault(form, plain)
        changed = _UMLAUT.sub(lambda found: f"{found[0][0]}e{found[0][1:]}", plain)
        if changed != plain:
            front.setdefault(changed, plain)
            for ending in ("e", "er", "en"):
                front.setdefault(changed + ending, plain)
        for form in (*(plain + end for end in _ENDINGS), *(changed + end for end in _CHANGED)):
            back.setdefault(form, plain)
    return _Known(front, back)


def plain_form(word: str) -> str | None:
    """The plain form of a known folded word that may end a compound: apps is app; None for other words."""
    return _known().back.get(word)


def split(word: str) -> tuple[str, ...]:
    """The parts of a folded compound in their plain form, none for a word that is not one."""
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND or not (word.isascii() and word.isalpha()):
        return ()
    known = _known()
    if word in known.back:
        return ()
    return _cut(word, known) or _guess(word, known)


def _cut(word: str, known: _Known) -> tuple[str, ...]:
    """The fewest known words that make up the whole word, the last one as long as can be."""
    best: dict[int, tuple[str, ...]] = {0: ()}
    length = len(word)
    for end in range(3, length + 1):
        for start in range(max(0, end - 25), end - 2):
            if start not in best or (start == 0 and end == length):
                continue
            plain = (known.back if end == length else known.front).get(word[start:end])
            if plain is not None and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = (*best[start], plain)
    return best.get(length, ())


def _guess(word: str, known: _Known) -> tuple[str, ...]:
    """One known end and one that looks like a word; nothing when neither end is known."""
    length = len(word)
    if any(word[:end] in known.front and _SUFFIX.fullmatch(word, end) for end in range(4, length - 1)):
        return ()
    for start in range(SHORTEST_GUIDE, length - SHORTEST_GUIDE + 1):
        rest = word[:start]
        if not _VOWEL.search(rest) or _NO_FRONT.fullmatch(rest):
            continue
        heads = _heads(word[start:], known)
        if heads:
            return known.front.get(rest) or _unjoined(rest), *heads
    for end in range(length - SHORTEST_GUESS, SHORTEST_GUIDE, -1):
        first = known.front.get(word[:end])
        if first is None or first in _GUESS_NOTHING or len(first) < SHORTEST_GUESS:
            continue
        rest = word[end:]
        if word[end - 1] == "s" and re.match("st|sp|sch", word[end - 1 :]) and not _JOINED.search(word[:end]):
            continue
        if _VOWEL.search(rest) and not _NO_END.match(rest):
            return first, rest
    return ()


def _heads(end: str, known: _Known) -> tuple[str, ...]:
    """The known words at the end of a word whose beginning nobody knows."""
    head = known.back.get(end)
    if head is None:
        return _cut(end, known) if len(end) >= SHORTEST_COMPOUND else ()
    if head in _GUESS_NOTHING or (len(head) < SHORTEST_GUESS and head not in _GUESS_HEADS):
        return ()
    return (head,)


def _unjoined(rest: str) -> str:
    """A modifier without the s that joins it: impfungs is Impfung."""
    return rest[:-1] if _JOINED.search(rest) else rest
