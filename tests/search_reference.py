"""A search without any engine: what is found in the corpus, and in which order."""

from collections import Counter
from dataclasses import replace

from lab.search.analyser import analyse, index_text
from lab.search.query import Query, Reach, near_words, parse_query, synonym_map, with_typos
from lab.search.ranking import Document, Ranker, order, rarity
from tests.search_corpus import IDEAS, SYNONYMS

KEYS = list(IDEAS)
DOCUMENTS = [
    (number, Document(index_text(entry.title), index_text(entry.problem, entry.proposal)))
    for number, entry in enumerate(IDEAS.values())
]
COUNTS = Counter(token for _number, found in DOCUMENTS for token in set(" ".join(found).split()))


WORDS = sorted(token for token in COUNTS if not token.startswith("_") or token.startswith("__"))


def count(word: str) -> int:
    stem = analyse(word).stem
    return max(COUNTS[word], COUNTS[f"_{stem}"], COUNTS[f"__{stem}"])


def matching(query: Query, reach: Reach) -> list[tuple[int, Document]]:
    """What an engine would give: documents that meet every term, or any."""
    if reach is Reach.CLOSE:
        close = [
            term._replace(alternatives=tuple(way for way in term.alternatives if way.is_close))
            for term in query.terms
        ]
        query = replace(query, terms=tuple(close))
    ranker, least = Ranker(query), 0.001 if reach is Reach.ANY else 0.999
    return [
        (number, document)
        for number, document in DOCUMENTS
        if ranker.likeness(document) >= least
        and not any(f" {needle} " in f" {' '.join(document)} " for needle in query.excluded)
    ]


def search(text: str) -> list[str]:
    """The keys of the ideas that are found, the best first."""
    query = parse_query(text, synonym_map(SYNONYMS))
    counts = {word: count(word) for word in query.words}
    query = with_typos(query, {word: near_words(word, WORDS) for word in query.words if not counts[word]})
    found = matching(query, Reach.CLOSE)
    if len(found) < 20:
        found = matching(query, Reach.WIDE)
    if not found:
        found = matching(query, Reach.ANY)
    ranked = order(query, found, rarity(query, counts, len(DOCUMENTS)))
    return [KEYS[number] for number, _score in ranked]
