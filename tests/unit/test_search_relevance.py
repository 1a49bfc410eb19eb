"""What people type finds the idea they mean: on the ranking alone, without any engine."""

from collections import Counter
from dataclasses import replace

import pytest

from lab.search.analyser import analyse, distinct_words, index_text
from lab.search.query import Query, Reach, near_words, parse_query, synonym_map, with_typos
from lab.search.ranking import Document, Ranker, order, rarity
from tests.search_corpus import IDEAS, QUERIES, SYNONYMS

KEYS = list(IDEAS)
DOCUMENTS = [
    (number, Document(index_text(entry.title), index_text(entry.problem, entry.proposal)))
    for number, entry in enumerate(IDEAS.values())
]
COUNTS = Counter(word for _number, found in DOCUMENTS for word in distinct_words(" ".join(found)))
ROOTS = {token for _number, found in DOCUMENTS for token in " ".join(found).split() if token[0] == "_"}


def is_unknown(word: str) -> bool:
    return not ({f"_{analyse(word).stem}", f"__{analyse(word).stem}"} & ROOTS or COUNTS[word])


def matching(query: Query, reach: Reach) -> list[tuple[int, Document]]:
    """What an engine would give: documents that meet every term, or any."""
    if reach is Reach.CLOSE:
        close = [
            term._replace(alternatives=tuple(way for way in term.alternatives if way.is_close))
            for term in query.terms
        ]
        query = replace(query, terms=tuple(close))
    wanted = Ranker(query)
    without = Ranker(Query(parse_query(" ".join(query.excluded)).terms)) if query.excluded else None
    found = [entry for entry in DOCUMENTS if wanted.likeness(entry[1]) >= (0.01 if reach is Reach.ANY else 1)]
    if without is None:
        return found
    return [
        entry
        for entry in found
        if not any(f" {needle} " in f" {' '.join(entry[1])} " for needle in query.excluded)
    ]


def search(text: str) -> list[str]:
    query = parse_query(text, synonym_map(SYNONYMS))
    unknown = [word for word in query.words if is_unknown(word)]
    query = with_typos(query, {word: near_words(word, COUNTS) for word in unknown})
    found = matching(query, Reach.CLOSE)
    if len(found) < 20:
        found = matching(query, Reach.WIDE)
    if not found:
        found = matching(query, Reach.ANY)
    ranked = order(query, found, rarity(query, COUNTS, len(DOCUMENTS)))
    return [KEYS[number] for number, _score in ranked]


@pytest.mark.parametrize(("typed", "expected"), QUERIES, ids=[typed for typed, _expected in QUERIES])
def test_the_expected_idea_is_among_the_first_five(typed, expected):
    assert expected in search(typed)[:5]


def test_there_are_enough_queries():
    assert len(QUERIES) >= 60
    assert len({typed for typed, _expected in QUERIES}) == len(QUERIES)


def test_few_expected_ideas_are_not_the_first():
    first = sum(search(typed)[0] == expected for typed, expected in QUERIES)
    assert first / len(QUERIES) >= 0.85


@pytest.mark.parametrize(
    ("typed", "absent"),
    [
        ("Tablet -Lebenslauf", "lebenslauf"),
        ("Wartung", "warteraum"),
        ("Forderung", "gesundheit"),
        ("Handbuch -Empfang", "buch"),
        ('"Uhr die um"', "termine"),
    ],
)
def test_what_is_not_meant_is_not_found(typed, absent):
    assert absent not in search(typed)
