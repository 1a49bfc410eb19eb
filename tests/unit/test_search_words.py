"""Words that belong together share a stem, and compounds come apart into their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.search import compounds
from lab.search.analyser import (
    LONGEST_TEXT_WORDS,
    LONGEST_WORD,
    SEPARATOR,
    analyse,
    distinct_words,
    index_text,
)
from lab.search.folding import fold
from lab.search.stems import stem
from tests.unit.corpus.compounds import COMPOUNDS, SIMPLE

TOGETHER = """
Antrag Anträge Antraege Antrags Anträgen
Termin Termine Terminen Termins
Buchung buchen gebucht bucht Buchungen
Beratung beraten Berater Beraterin Beraterinnen Beratungen
Förderung fördern gefördert foerderung
Forderung fordern gefordert
Vermittlung vermitteln vermittelt Vermittler Vermittlerin
Erinnerung erinnern erinnert Erinnerungen
Änderung ändern geändert Änderungen
Anmeldung anmelden angemeldet anzumelden
Ablehnung ablehnen abgelehnt
Bewilligung bewilligen bewilligt
Einladung einladen eingeladen Einladungen
App Apps
Video Videos
Amt Ämter Amtes
Platz Plätze Plätzen
Kunde Kunden Kundin Kundinnen
Kollegin Kollegen Kollege
Arzt Ärztin Ärzte
Bescheid Bescheide Bescheides Bescheiden
warten wartet gewartet
Haus Häuser Hauses
Entwicklung entwickeln entwickelt
Digitalisierung digitalisieren digitalisiert
beantragen beantragt Beantragung
ausfüllen ausgefüllt auszufüllen
Regelung regeln geregelt
Konto Konten
Zeugnis Zeugnisse Zeugnissen
Unterlagen Unterlage
Bürger Bürgerin Bürgerinnen Bürgern
Bericht Berichte Berichten
Buch Bücher Büchern
Lösung Lösungen lösen gelöst
Scan scannen gescannt
Maßnahme Maßnahmen Massnahme
Risiko Risiken
""".strip().splitlines()
APART = [
    *("Forderung Förderung", "Bürger Burg", "Wartung warten", "Bildung Bild", "Buch Buchung"),
    *("Schule Schulung", "Zahlung Zählung", "Lösung los", "Stift Stiftung", "Zeit Zeitung"),
    *("Bericht Gericht", "Stelle Stellung", "Angebot Gebot", "Leitung Leiter", "Termin Term"),
]


@pytest.mark.parametrize("line", TOGETHER, ids=lambda line: line.split()[0])
def test_forms_of_a_word_share_a_stem(line):
    assert len({stem(fold(word)) for word in line.split()}) == 1


@pytest.mark.parametrize("line", APART)
def test_words_that_only_look_alike_do_not(line):
    first, second = line.split()
    assert stem(fold(first)) != stem(fold(second))


def test_nearly_all_compounds_come_apart_and_hardly_any_other_word():
    wanted = [entry.split("=") for entry in COMPOUNDS.split()]
    assert len(wanted) >= 150
    right = sum(
        {stem(part) for part in parts.split("+")} == set(map(stem, compounds.split(word)))
        for word, parts in wanted
    )
    whole = sum(not compounds.split(word) for word in SIMPLE.split())
    assert right / len(wanted) >= 0.98
    assert whole / len(SIMPLE.split()) >= 0.95


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Haustürschlüssel", ("haus", "tuer", "schluessel")),
        ("Impfterminbuchung", ("impf", "terminbuchung")),
        ("Gesundheitsamt", ("gesundheit", "amt")),
        ("Verantwortung", ()),
        ("Informationen", ()),
        ("vergessen", ()),
        ("automatisch", ()),
        ("x", ()),
        ("a" * 500, ()),
        ("київ", ()),
    ],
)
def test_new_compounds_and_words_that_are_none(word, parts):
    found = compounds.split(fold(word))
    assert found == parts or set(found) == {
        part for whole in parts for part in compounds.split(whole) or [whole]
    }


def test_tokens_are_the_words_and_then_their_roots():
    assert index_text("Die Terminbuchung").split() == [
        *("die", "terminbuchung"),
        *("_terminbuch", "__termin", "__buchung"),
    ]


def test_texts_are_parted_so_that_no_phrase_runs_across():
    tokens = index_text("leichte", None, "", "Sprache")
    assert tokens.startswith(f"leichte {SEPARATOR} sprache ")


@pytest.mark.parametrize("typed", ["Kund*innen", "Kund:innen", "Kund_innen", "KundInnen", "Kundinnen"])
def test_gendered_forms_are_one_word(typed):
    assert index_text(typed) == "kundinnen _kund"


def test_words_with_a_hyphen_are_a_word_too():
    assert {"e", "mail", "_email"} <= set(index_text("E-Mail").split())
    assert {"kunden", "app", "_kundenapp"} <= set(index_text("Kunden-App").split())


def test_stop_words_have_no_roots():
    assert index_text("und oder aber") == "und oder aber"


def test_long_texts_and_words_are_cut():
    assert len(distinct_words(index_text(" ".join(f"wort{n}" for n in range(20_000))))) == LONGEST_TEXT_WORDS
    assert max(map(len, index_text("x" * 5_000).split())) <= LONGEST_WORD + 2


def test_distinct_words_leave_out_roots_and_separators():
    assert distinct_words(index_text("Termine buchen", "Termine")) == {"termine", "buchen"}


@given(st.text(max_size=300))
def test_no_text_breaks_the_tokens(text):
    tokens = index_text(text, text).split()
    assert all(token == SEPARATOR or token.strip("_").isalnum() for token in tokens)


@given(st.from_regex(r"[a-z]{1,40}", fullmatch=True))
def test_every_word_can_be_read(word):
    analysis = analyse(word)
    assert analysis.stem
    assert all(analysis.parts)
