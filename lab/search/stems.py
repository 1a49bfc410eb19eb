"""Stems of German words: Snowball's, with what it leaves apart and jobcentres write every day brought together."""

import re
import threading

import snowballstemmer

from lab.search import compounds
from lab.search.folding import word_set


class _Stemmer(threading.local):
    """The stemmer works on itself while it looks at a word, so each thread has one of its own."""

    def __init__(self) -> None:
        self.of_word = snowballstemmer.stemmer("german").stemWord


_stemmer = _Stemmer()

_STOP_WORDS = """
    ab aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da dabei damit danach
    dann das dass daran darauf daraus darin davon dazu dein deine dem den denn der deren des dessen die dies diese
    diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa etwas euch euer fuer
    gegen gibt hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in
    indem ins ist ja jede jedem jeden jeder jedes jene jetzt kann kannst kein keine keinem keinen keiner koennen
    koennte machen man manche mehr mein meine mich mir mit muss muessen musste nach nicht nichts noch nun nur ob
    oder ohne schon sehr sein seine seinem seinen seiner seit sich sie sind so solche soll sollen sollte sondern
    sonst statt ueber um und uns unser unsere unserem unseren unserer unter viel viele vielen vom von vor waehrend
    waere war waren warum was weg weil weiter welche welchem welchen welcher welches wenn wer werde werden wie
    wieder will wir wird wo wollen worden wuerde wuerden wurde wurden zu zum zur zwar zwischen the and of for to
"""
# What every text has and nobody looks for; folded.
STOP_WORDS = word_set(_STOP_WORDS)


# Nouns that have drifted away from the verb they come from.
_OWN_UNG = word_set(
    "achtung bildung buchung haltung handlung ladung leitung richtung satzung schulung sitzung stellung stiftung"
    " teilung wartung zeitung"
)
_BOOKED = re.compile(r"(?:ge)?buch(?:en|e|t|te|ten|ten|end|bar)(?:e[nmrs]?)?")
_UNG = re.compile(r"ung(?:en|s)?$")
_DOER = re.compile(r"([a-z]{3,}[bdfgkmpst])lern?s?$")
_LUNG = re.compile(r"[bdfgkmpst]l(?=ung)")
_FEMALE = re.compile(
    r"(?:innen|(?<=er|or)in|(?<=eur|ent|ant|ist)in|(?<=kund)in|(?<=aerzt)in|(?<=kolleg|freund)in|(?<=anwaelt)in)$"
)
_NOT_FEMALE = re.compile(r"(?:^|be|ge|ent|aus|be?s|dr|r|sp)innen$|(?:beg|gew|bes|r|sp|s|dr)innen$")
_AWAY = "ab|an|auf|aus|bei|dar|durch|ein|fest|fort|frei|her|hin|hoch|los|mit|nach|nieder|statt|teil|um|vor|weg|weiter|zu|zurueck|zusammen"
_TO = re.compile(rf"(?P<away>{_AWAY})zu(?P<rest>[a-z]{{3,}}n)$")
_DONE = re.compile(rf"(?P<away>{_AWAY})?ge(?P<rest>[a-z]{{3,}}?)(?:(?P<weak>e?t)|en)(?:e[nmrs]?)?$")
_DOES = re.compile(
    r"(?P<rest>(?:be|ver|er|ent|zer|ueber|unter)[a-z]{3,}?)(?<![cfs])(?<!ch)(?:et|t)(?:e[nmrs]?)?$"
)
_BORROWED = re.compile(r"([a-z]{3,}ier)(?:t|te[nmrs]?|ung|ungen)$")
_NOUN = re.compile(r"(?:heit|keit|schaft|ment|itaet|cht|unft)(?:en|s)?$")
_IRREGULAR = {
    "konten": "konto",
    "themen": "thema",
    "risiken": "risiko",
    "firmen": "firma",
    "zentren": "zentrum",
    "praktika": "praktikum",
    "medien": "medium",
    "kriterien": "kriterium",
    "ministerien": "ministerium",
    "gremien": "gremium",
    "visa": "visum",
    "studien": "studie",
    "stipendien": "stipendium",
}
# Words that differ by nothing but an umlaut and mean something else: fördern and fordern.
_APART = (
    ("foerder", "ford", "foerd"),
    ("buerg", "burg", "buerg"),
    ("zaehl", "zahl", "zaehl"),
    ("loes", "los", "loes"),
)


def stem(word: str) -> str:
    """The stem of a folded word: Anträge, antraege and Antrag share one."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return compounds.plain_form(word) or word
    if _BOOKED.fullmatch(word):
        return "buchung"
    plain = _noun(_known(_male(word)))
    found = str(_stemmer.of_word(plain))
    for umlaut, merged, apart in _APART:
        if umlaut in plain:
            return found.replace(merged, apart, 1)
    return found


def _known(word: str) -> str:
    """The plain form of a word that is known, also when it stands as a participle."""
    word = _IRREGULAR.get(word, word)
    plain = compounds.plain_form(word)
    if plain is None:
        verb = _verb(word)
        plain = compounds.plain_form(verb) or verb
    return plain


def _male(word: str) -> str:
    """Beraterinnen as Berater, Ärztin as Arzt: who is meant is the same."""
    if len(word) < 6 or _NOT_FEMALE.search(word):
        return word
    return _FEMALE.sub("", word)


def _noun(word: str) -> str:
    """Beratung as beraten, Vermittlung as vermitteln, Erinnerung as erinnern: without what the verb has not."""
    if _UNG.search(word):
        base = _UNG.sub("ung", word)
        if base in _OWN_UNG or len(base) < 6:
            return base
        if _LUNG.search(base):
            return base[:-4] + "el"
        return base[:-3] if base.endswith(("erung", "elung")) else base[:-3] + "en"
    if found := _DOER.match(word):
        return found[1] + "el"
    return word[:-1] if len(word) > 5 and word.endswith(("eln", "ern")) else word


def _verb(word: str) -> str:
    """gemeldet, angemeldet, anzumelden and beantragt as the infinitive has them."""
    if len(word) < 6 or _NOUN.search(word):
        return word
    if found := _BORROWED.match(word):
        return found[1] + "en"
    if found := _TO.match(word):
        return found["away"] + found["rest"]
    if found := _DONE.match(word):
        if found["away"] or found["weak"]:
            return (found["away"] or "") + found["rest"] + "en"
    elif found := _DOES.match(word):
        return found["rest"] + "en"
    return word
