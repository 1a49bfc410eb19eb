"""Search folds German so that spelling does not hide a match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.search.analyser import MOST_WORDS, fold, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Kündigung", "kuendigung"),
        ("KUENDIGUNG", "kuendigung"),
        ("Groß-Gerau", "gross gerau"),
        ("GROSS Gerau", "gross gerau"),
        ("GROẞ", "gross"),
        ("Bergstraße", "bergstrasse"),
        ("Café René", "cafe rene"),
        ("a\u0308rger", "aerger"),  # an umlaut as two characters
        ("  viele   Worte\n", "viele worte"),
        ("§ 35 SGB I", "35 sgb i"),
        ("E-Mail_Vorlage", "e mail vorlage"),
        ("ﬁnden", "finden"),
        ("%_\\", ""),
        ("", ""),
        ("\x00nul", "nul"),
        ("Idee 🚀 los", "idee los"),
    ],
)
def test_folding(typed, folded):
    assert fold(typed) == folded


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_case_does_not_matter(text):
    assert fold(text.upper().lower()) == fold(text.upper())


def test_a_query_has_a_dozen_words_at_most():
    assert len(words("wort " * 100_000)) == MOST_WORDS
