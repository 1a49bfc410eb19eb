"""What people type finds the idea they mean: on the ranking alone, without any engine."""

import pytest

from tests.search_corpus import QUERIES
from tests.search_reference import search


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
