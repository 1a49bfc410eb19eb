"""A query means what was typed, and nothing that is typed breaks it."""

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lab.search.analyser import MOST_WORDS, index_text
from lab.search.query import (
    MOST_TELLING,
    Reach,
    near_words,
    parse_query,
    parse_similar,
    synonym_map,
    telling_words,
    to_match,
    to_tsquery,
    with_typos,
)

SYNONYMS = synonym_map([["App", "Anwendung"], ["Kundin", "Kunde", "Leistungsberechtigte"]])
NASTY = [
    '"', '""', '"""', '"offen', "-", "--", "-\"", "*", "a*", "^a", "a AND", "NOT", "a OR b", "NEAR(a b, 3)", "(", ")", "title:a",
    "{title}:a", "a\x00b", "\x00", "%", "_", "__a", "'", "\\", "a'b", "a:*", "a & b", "!a", "<->", ":*", "und der die", "§ § §",
    "-nur -weg", "e-e-e-e", "Kund*innen", "„Leichte Sprache“", "🚀", "1.2.3", "ﬁ", "ı İ ſ", "क्षि", "a" * 10_000, "wort " * 2_000,
    '"' * 10_000, "-" * 10_000,
]  # fmt: skip


def texts(query):
    return [term.text for term in query.terms]


@pytest.fixture(scope="module")
def fts():
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(title, body, more, names,"
        " tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
    )
    rows = [
        "Terminbuchung für Kundinnen",
        "E-Mail in leichter Sprache",
        "Sprache, leicht gesagt",
        "Warteraum",
    ]
    for row in rows:
        connection.execute("INSERT INTO t(title, body) VALUES (?, ?)", [index_text(row), index_text("Text")])
    yield connection
    connection.close()


def matches(fts, query, reach=Reach.CLOSE, in_title=False):
    found = fts.execute(
        "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", [to_match(query, reach, in_title)]
    )
    return [row[0] for row in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Termin", [1]),
        ("Termine buchen", [1]),
        ("Buchung", [1]),
        ("Kunde", [1]),
        ("leistungsberechtigte", [1]),
        ("email", [2]),
        ("E-Mail", [2]),
        ("Sprache", [2, 3]),
        ('"leichter Sprache"', [2]),
        ('"Sprache leicht"', [3]),
        ("„leichter Sprache“", [2]),
        ("Sprache -Mail", [3]),
        ('Sprache -"leichter Sprache"', [3]),
        ("warter", [4]),
        ("Terminkalender", []),
        ("Text", [1, 2, 3, 4]),
        ("Text -Termine", [1, 2, 3, 4]),
        ("Text -Terminbuchungen", [2, 3, 4]),
    ],
)
def test_what_is_found(fts, typed, expected):
    assert matches(fts, parse_query(typed, SYNONYMS)) == expected


def test_a_wide_query_takes_one_part_of_a_compound(fts):
    assert matches(fts, parse_query("Terminkalender"), Reach.WIDE) == [1]


def test_any_of_the_words_will_do_at_last(fts):
    assert matches(fts, parse_query("Warteraum Rakete"), Reach.ANY) == [4]


def test_titles_only(fts):
    assert matches(fts, parse_query("Text"), in_title=True) == []
    assert matches(fts, parse_query("Sprache -Mail"), in_title=True) == [3]


def test_a_typo_finds_what_it_was_meant_for(fts):
    query = parse_query("Warteruam")
    assert matches(fts, query) == []
    assert matches(fts, with_typos(query, {"warteruam": ["warteraum"]})) == [4]


@pytest.mark.parametrize("typed", ["", "   ", "-nur", "§ % *", "\x00", '""', "-", '-"ganz weg"'])
def test_nothing_to_look_for(typed):
    query = parse_query(typed)
    assert query.is_empty
    assert to_match(query) == to_tsquery(query) == ""


def test_stop_words_count_only_alone():
    assert texts(parse_query("die Termine und der Kunde")) == ["termine", "kunde"]
    assert texts(parse_query("und der")) == ["und", "der"]


def test_a_word_said_twice_counts_once():
    assert texts(parse_query("Termin termin TERMIN")) == ["termin"]


def test_a_query_has_a_dozen_terms_at_most():
    query = parse_query(" ".join(f"wort{n} -weg{n}" for n in range(100)))
    assert len(query.terms) == MOST_WORDS
    assert len(query.excluded) <= MOST_WORDS


def test_only_the_last_word_may_go_on():
    query = parse_query("warte rau")
    assert '"rau"*' in to_match(query)
    assert '"warte"*' not in to_match(query)


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("reach", list(Reach))
def test_no_query_breaks_the_engine(fts, typed, reach):
    query = parse_query(typed, SYNONYMS, is_typing=True)
    if not query.is_empty:
        matches(fts, query, reach)
        matches(fts, query, reach, in_title=True)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
@example("a\u0000'\\ \" -")
def test_folded_words_hold_nothing_that_ends_a_quotation(typed):
    query = parse_query(typed, SYNONYMS)
    for term in query.terms:
        for way in term.alternatives:
            for needle in (needle for group in way.groups for needle in group):
                assert needle.replace(" ", "").strip("_*").isalnum()
    assert to_tsquery(query).count("'") % 2 == 0


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("temrin", ["termin"]),
        ("trmin", ["termin"]),
        ("tterminn", []),
        ("ter", []),
        ("bescheit", ["bescheid"]),
        ("dolmetschr", ["dolmetsch"]),
        ("termin", []),
    ],
)
def test_words_one_slip_away(typed, near):
    assert near_words(typed, ["termin", "bescheid", "__dolmetsch", "_termin", "teer"]) == near


def test_synonyms_hold_for_every_form():
    assert '"_anwend"' in to_match(parse_query("Apps", SYNONYMS))
    assert '"app"' in to_match(parse_query("Anwendungen", SYNONYMS))
    assert synonym_map([["", "  "], ["allein"]]) == {"allein": frozenset()}


def test_what_tells_an_idea_from_others():
    title, problem = "Eine Buchung für Termine", "Die Kundinnen warten in der Warteschleife, weil sie warten."
    assert telling_words(title, problem) == ["buchung", "termine", "kundinnen", "warten", "warteschleife"]
    counts = {"buchung": 40, "termine": 900, "kundinnen": 5_000, "warten": 800, "warteschleife": 3}
    query = parse_similar(title, problem + " ".join(f"wort{n}" for n in range(50)), counts)
    assert len(query.terms) == MOST_TELLING
    assert texts(parse_similar(title, problem, counts))[:3] == ["warteschleife", "buchung", "termine"]
    assert parse_similar("", "und der", {}).is_empty
