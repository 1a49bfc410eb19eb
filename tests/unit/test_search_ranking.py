"""The best comes first, and what was found is marked where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.search.analyser import index_text
from lab.search.highlight import Marker
from lab.search.query import parse_query, synonym_map
from lab.search.ranking import Document, Ranker, hits_in, order, rarity, score

SYNONYMS = synonym_map([["Termin", "Besuch"]])


def document(title="", body="", more="", names=""):
    return Document(index_text(title), index_text(body), index_text(more), index_text(names))


def ranked(typed, *documents, rarities=()):
    query = parse_query(typed, SYNONYMS)
    return [number for number, _score in order(query, enumerate(documents), rarities)]


def test_title_before_body_before_more_before_names():
    word = "Warteraum"
    assert ranked(
        word, document(names=word), document(more=word), document(body=word), document(title=word)
    ) == [3, 2, 1, 0]


def test_the_word_itself_before_its_forms_its_compounds_and_its_synonyms():
    found = ranked(
        "Termin",
        document("Besuch"),
        document("Terminkalender"),
        document("Termine"),
        document("Termin"),
        document("Rakete"),
    )
    assert found == [3, 2, 1, 0, 4]


def test_equals_are_ordered_newest_first():
    assert ranked("Termin", document("Termin"), document("Termin")) == [1, 0]


def test_a_rare_word_weighs_more():
    query = parse_query("Termin Rakete")
    weights = rarity(query, {"termin": 900, "rakete": 1}, 1_000)
    assert 0.2 <= weights[0] < weights[1] <= 1
    documents = [document("Rakete"), document("Termin")]
    assert [number for number, _score in order(query, enumerate(documents), weights)] == [0, 1]


def test_rarity_stays_within_bounds_whatever_the_counts():
    query = parse_query("Termin Rakete")
    assert rarity(query, {}, 0) == (1.0, 1.0)
    assert rarity(query, {"termin": 10**9}, 5)[0] == pytest.approx(0.2)


def test_words_side_by_side_and_short_titles_come_first():
    assert (
        ranked("leichte Sprache", document("Sprache, die leichte"), document("Die leichte Sprache"))[0] == 1
    )
    assert ranked("Warteraum", document("Warteraum mit Ecke und Licht"), document("Warteraum"))[0] == 1


def test_umlauts_that_change_the_meaning_rank_apart():
    assert ranked("Förderung", document("Forderung"), document("Förderung"))[0] == 1


def test_how_much_of_a_query_a_document_has():
    ranker = Ranker(parse_query("Termin Rakete"), (0.25, 0.75))
    assert ranker.likeness(document("Termin")) == pytest.approx(0.25)
    assert ranker.likeness(document("Termin", "Rakete")) == pytest.approx(1)
    assert ranker.likeness(document()) == 0


def test_where_a_hit_is():
    assert hits_in(parse_query("Termin"), document("Termin", "nichts", "Termine")) == ("title", "more")


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_score_is_never_negative(typed, text):
    assert score(parse_query(typed), document(text, text)) >= 0


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Die Termine & mehr", "Termin", "Die <mark>Termine</mark> &amp; mehr"),
        ("Terminbuchung <b>", "buchen", "<mark>Terminbuchung</mark> &lt;b&gt;"),
        ("Förderung", "foerderung", "<mark>Förderung</mark>"),
        ("Fo\u0308rderung", "Förderung", "<mark>Fo\u0308rderung</mark>"),
        ("Kund*innen warten", "Kunde", "<mark>Kund*innen</mark> warten"),
        ("ein Besuch", "Termine", "ein <mark>Besuch</mark>"),
        ("Sprache leichte Sprache", '"leichte Sprache"', "Sprache <mark>leichte</mark> <mark>Sprache</mark>"),
        ("Warteraum", "warte", "<mark>Warteraum</mark>"),
        ("nichts davon", "Termin", "nichts davon"),
        ("", "Termin", ""),
        ("egal", "", "egal"),
    ],
)
def test_hits_are_marked(text, typed, marked):
    assert Marker(parse_query(typed, SYNONYMS)).mark(text) == marked


def test_a_snippet_shows_where_the_hits_are():
    text = "Anfang " * 60 + "hier steht der Warteraum am Ende " + "und weiter " * 60
    found = Marker(parse_query("Warteraum")).snippet(text, 120)
    assert found is not None
    assert "<mark>Warteraum</mark>" in found
    assert found.startswith("…")
    assert found.endswith("…")
    assert len(found.striptags()) <= 130


def test_no_snippet_without_a_hit():
    assert Marker(parse_query("Warteraum")).snippet("nichts davon") is None


@given(st.text(max_size=200), st.text(max_size=30))
def test_marks_leave_the_text_as_it_is(text, typed):
    assert (
        Marker(parse_query(typed)).mark(text).replace("<mark>", "").replace("</mark>", "").unescape() == text
    )
