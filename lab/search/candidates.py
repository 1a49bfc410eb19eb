"""Brings the ideas that may match from the engine, and has it read as little as it can."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute

from lab.extensions import db
from lab.search.analyser import analyse
from lab.search.models import DOCUMENTS, FTS_TABLES, WORDS, Part
from lab.search.query import Alternative, Query, Reach, Term, to_match, to_tsquery
from lab.search.ranking import Document, Ranker
from lab.search.stems import STOP_WORDS

# So many ideas are ranked, title matches and the newest first.
MOST_CANDIDATES = 200
# The beginning of a word is looked up as the words that begin so, if they are not more: merging the lists of all
# that begin so costs the engine more than the rest of the search.
MOST_ENDINGS = 24

# Of matches of a single word beside the title the newest so many: they come behind, and each is read as a whole. Of
# several words, which may stand together or apart, as many as are ranked: with half of them other ideas come first.
MOST_OTHERS = 100

_index, _titles = (sa.table(name, sa.column("rowid", sa.Integer)) for name in FTS_TABLES)
IdeaId = InstrumentedAttribute[int]
Conditions = Sequence[sa.ColumnElement[bool]]


def after(start: str) -> str:
    """The first string behind all that begin so."""
    following = ord(start[-1]) + 1
    # Between these two lie halves of characters, which are no text.
    return start[:-1] + chr(0xE000 if following == 0xD800 else min(following, 0x10FFFF))


def is_sqlite() -> bool:
    """Which of the two engines is asked."""
    return db.session.connection().dialect.name == "sqlite"


# --- what the index knows of the words of a query ---


@dataclass(frozen=True)
class Known:
    """In how many ideas each token stands, how many ideas there are, and which words begin as one that was typed.

    A token that stands nowhere has the count 0, one that was not looked up has none.
    """

    counts: Mapping[str, int]
    total: int
    endings: Mapping[str, tuple[str, ...]]

    def counts_of(self, words: Iterable[str]) -> dict[str, int]:
        """In about how many ideas each of the folded words stands, its inflections and compounds included."""
        return {word: max(self.counts.get(form, 0) for form in _forms(word)) for word in words}

    def narrow(self, query: Query) -> Query:
        """The same query for the engine: words in place of their beginning, and no word beside its root.

        Where a word stands its root stands as well, so that asking for both is asking twice.
        """
        terms = (
            term._replace(alternatives=tuple(map(self._narrowed, term.alternatives))) for term in query.terms
        )
        return replace(query, terms=tuple(map(_without_words, terms)))

    def present(self, query: Query) -> Query:
        """The same query for comparing documents: without what stands in no idea."""
        return replace(query, terms=tuple(map(self._present, query.terms)))

    def _present(self, term: Term) -> Term:
        kept = []
        for one in term.alternatives:
            groups = tuple(tuple(filter(self._may_stand, group)) for group in one.groups)
            if all(groups):
                kept.append(one._replace(groups=groups))
        return term._replace(alternatives=tuple(kept))

    def _may_stand(self, needle: str) -> bool:
        if needle.endswith("*"):
            return self.endings.get(needle) != ()
        return all(self.counts.get(word) != 0 for word in needle.split(" "))

    def _narrowed(self, alternative: Alternative) -> Alternative:
        [needle, *_more] = alternative.groups[0]
        # The word itself stands for those that nobody wrote.
        words = self.endings.get(needle)
        return alternative if words is None else alternative._replace(groups=(words or (needle[:-1],),))

    def expect(self, query: Query, reach: Reach) -> int:
        """About how many ideas match, rather too many than too few."""
        found = []
        for term in query.terms:
            ways = [one for one in term.alternatives if one.is_close or reach is not Reach.CLOSE]
            found.append(sum(min(sum(map(self._expect, group)) for group in way.groups) for way in ways))
        return min(self.total, sum(found) if reach is Reach.ANY else min(found, default=0))

    def _expect(self, needle: str) -> int:
        if needle.endswith("*"):
            return self.total // 10
        return min(self.counts.get(word, 0) for word in needle.split(" "))


def _without_words(term: Term) -> Term:
    alternatives = [one for one in term.alternatives if len(one.groups) == 1 and one.is_close]
    roots = {needle for one in alternatives for needle in one.groups[0] if needle.startswith("_")}
    if not roots:
        return term
    kept = []
    for one in term.alternatives:
        if one in alternatives:
            needles = tuple(needle for needle in one.groups[0] if not _has_root(needle, roots))
            if needles:
                kept.append(one._replace(groups=(needles,)))
        else:
            kept.append(one)
    return term._replace(alternatives=tuple(kept))


def _has_root(needle: str, roots: set[str]) -> bool:
    is_word = needle.isalnum() and needle not in STOP_WORDS
    return is_word and f"_{analyse(needle).stem}" in roots


def _forms(word: str) -> tuple[str, str, str]:
    stem = analyse(word).stem
    return word, f"_{stem}", f"__{stem}"


def _tokens(query: Query) -> Iterator[str]:
    for term in query.terms:
        for alternative in term.alternatives:
            for group in alternative.groups:
                for needle in group:
                    yield from needle.split(" ")
        if not term.is_phrase:
            yield from _forms(term.text)


def look_up(query: Query) -> Known:
    """What the index knows of the query's words. One query."""
    tokens = set(_tokens(query))
    return _look_up(
        {token for token in tokens if token[-1] != "*"}, {token for token in tokens if token[-1] == "*"}
    )


def look_up_words(words: Iterable[str]) -> Known:
    """The same for single words. One query."""
    tokens: set[str] = set()
    for word in words:
        tokens.update(_forms(word))
        tokens.update(token for part in analyse(word).parts for token in (f"_{part}", f"__{part}"))
    return _look_up(tokens, set())


def _look_up(tokens: set[str], beginnings: set[str]) -> Known:
    starts = sorted(beginnings)
    values: dict[str, Any] = {"tokens": sorted(tokens)}
    for number, start in enumerate(starts):
        values |= {
            f"start_{number}": start,
            f"first_{number}": start[:-1],
            f"after_{number}": after(start[:-1]),
        }
    counts = dict.fromkeys(tokens, 0)
    endings: dict[str, list[str]] = {start: [] for start in starts}
    for word, ideas, start in db.session.execute(_select_known(len(starts)), values).all():
        counts[word] = ideas
        if start:
            endings[start].append(word)
    few = {start: tuple(sorted(words)) for start, words in endings.items() if len(words) <= MOST_ENDINGS}
    return Known(counts, counts.pop(""), few)


@cache
def _select_known(beginnings: int) -> sa.CompoundSelect[Any]:
    """The counts of tokens, of all ideas, and of words that begin so. Made once for so many beginnings."""
    all_ideas = sa.func.coalesce(sa.func.max(DOCUMENTS.c.idea_id), 0)
    nothing = sa.literal("")
    selects = [
        sa.select(WORDS.c.word, WORDS.c.ideas, nothing.label("start")).where(
            WORDS.c.word.in_(sa.bindparam("tokens", expanding=True))
        ),
        sa.select(nothing.label("word"), all_ideas.label("ideas"), nothing.label("start")),
    ]
    for number in range(beginnings):
        start = sa.bindparam(f"start_{number}", type_=sa.String())
        begin_so = (
            sa.select(WORDS.c.word, WORDS.c.ideas, start.label("start"))
            .where(
                WORDS.c.word >= sa.bindparam(f"first_{number}"),
                WORDS.c.word < sa.bindparam(f"after_{number}"),
            )
            .limit(MOST_ENDINGS + 1)
            .subquery()
        )
        selects.append(sa.select(begin_so))
    return sa.union_all(*selects)


# --- candidates ---


@dataclass(frozen=True)
class Candidates:
    """The ideas that match a query and meet the conditions, the newest of them.

    `query` has the endings of words in place of beginnings, `idea_id` is the ideas' primary key.
    """

    query: Query
    known: Known
    idea_id: IdeaId
    conditions: Conditions = ()

    @property
    def most(self) -> int:
        """So many are brought of those whose title does not match."""
        return MOST_CANDIDATES if len(self.query.terms) > 1 else MOST_OTHERS

    def close(self, ranker: Ranker) -> tuple[dict[int, Document], bool]:
        """Those with matches in their titles and the newest others, and whether there are more.

        Of a title that decides, the title alone. At most three queries: one where few match, and of several words
        few ideas have all.
        """
        documents: dict[int, Document] | None = None
        if len(self.query.terms) > 1 or self.known.expect(self.query, Reach.CLOSE) < self.most:
            documents = self.select(Reach.CLOSE)
            if len(documents) < self.most:
                return documents, False
        parts = (Part.TITLE,) if ranker.titles_may_decide else tuple(Part)
        titles = self.select(Reach.CLOSE, MOST_CANDIDATES, parts=parts, in_title=True)
        is_cut = True
        if len(titles) >= MOST_CANDIDATES:
            documents = {}
        else:
            documents = self.select(Reach.CLOSE) if documents is None else documents
            is_cut = len(documents) >= self.most
        others = {found: title for found, title in titles.items() if found not in documents}
        if not ranker.titles_may_decide:
            return documents | others, is_cut
        open_ones = [found for found, one in others.items() if not ranker.is_decided_by(one.title)]
        return documents | others | read_documents(open_ones), is_cut

    def select(
        self,
        reach: Reach,
        most: int | None = None,
        *,
        parts: Sequence[Part] = tuple(Part),
        in_title: bool = False,
    ) -> dict[int, Document]:
        """The newest that match, by id, with these parts of them; the engine stops at the most that are wanted."""
        most = most or self.most
        matches = matching(self.query, reach, in_title)
        columns = [DOCUMENTS.c.idea_id, *(DOCUMENTS.c[part.value] for part in parts)]
        if is_sqlite():
            index = _titles if in_title and not self.query.excluded else _index
            statement = self._by_index(columns, matches, index)
        elif self._is_common(reach, most):
            statement = self._from_newest(columns, matches)
        else:
            return _read(self._by_matches(columns, matches, most))
        return _read(statement.limit(most))

    def _is_common(self, reach: Reach, most: int) -> bool:
        """Whether going back from the newest idea until enough match is faster than fetching all that match.

        The one takes the longer the fewer match, the other the longer the more do. For a phrase the engine has to
        read each document that has its words.
        """
        expected = self.known.expect(self.query, reach)
        has_phrase = any(term.is_phrase for term in self.query.terms)
        return expected * expected > most * self.known.total * (1 if has_phrase else 4)

    def _by_index(
        self, columns: Sequence[Any], matches: sa.ColumnElement[bool], index: sa.TableClause
    ) -> sa.Select[Any]:
        """SQLite: the index gives its matches from the newest on."""
        ideas = self.idea_id.class_.__table__
        source = index.join(ideas, ideas.c.id == index.c.rowid)
        source = source.join(DOCUMENTS, DOCUMENTS.c.idea_id == index.c.rowid)
        statement = sa.select(*columns).select_from(source).where(matches, *self.conditions)
        return statement.order_by(index.c.rowid.desc())

    def _from_newest(self, columns: Sequence[Any], matches: sa.ColumnElement[bool]) -> sa.Select[Any]:
        """PostgreSQL: documents from the newest on, each compared with the query, its idea looked at if it matches."""
        source = DOCUMENTS.join(self._idea_of(DOCUMENTS.c.idea_id), sa.true())
        return sa.select(*columns).select_from(source).where(matches).order_by(DOCUMENTS.c.idea_id.desc())

    def _by_matches(
        self, columns: Sequence[Any], matches: sa.ColumnElement[bool], most: int
    ) -> sa.Select[Any]:
        """PostgreSQL: all that match by the index alone; then ideas one by one from the newest on.

        Written so that the planner has no choice: where it thinks that many match, it would read all ideas.
        """
        found = sa.select(DOCUMENTS.c.idea_id).where(matches).cte("found").prefix_with("MATERIALIZED")
        newest = sa.select(found.c.idea_id).order_by(found.c.idea_id.desc()).subquery("newest")
        source = newest.join(self._idea_of(newest.c.idea_id), sa.true())
        chosen = sa.select(newest.c.idea_id).select_from(source).limit(most).subquery("chosen")
        documents = DOCUMENTS.join(chosen, chosen.c.idea_id == DOCUMENTS.c.idea_id)
        return sa.select(*columns).select_from(documents).order_by(DOCUMENTS.c.idea_id.desc())

    def _idea_of(self, document: sa.ColumnElement[int]) -> sa.FromClause:
        """The idea, if it meets the conditions; OFFSET keeps the planner from joining it in another way."""
        ideas = self.idea_id.class_.__table__
        one = sa.select(ideas.c.id).where(ideas.c.id == document, *self.conditions).offset(0)
        return one.correlate(document.table).lateral("idea_of")


def matching(query: Query, reach: Reach, in_title: bool = False) -> sa.ColumnElement[bool]:
    """The engine's condition: on the FTS5 table, or on the vectors of the documents."""
    if is_sqlite():
        index = _titles if in_title and not query.excluded else _index
        wanted = to_match(query, reach, in_title=in_title)
        return sa.literal_column(index.name).op("MATCH", is_comparison=True)(wanted)
    conditions = []
    if in_title:
        conditions.append(_holds("title_vector", to_tsquery(query, reach)))
    if not in_title or query.excluded:
        conditions.append(_holds("vector", to_tsquery(query, reach)))
    return sa.and_(*conditions)


def _holds(vector: str, query: str) -> sa.ColumnElement[bool]:
    column: sa.ColumnClause[Any] = sa.literal_column(f"search_document.{vector}")
    return column.op("@@", is_comparison=True)(sa.cast(query, TSQUERY))


def select_matching(query: Query, reach: Reach) -> sa.Select[tuple[int]]:
    """The ids of all ideas that match."""
    if is_sqlite():
        return sa.select(_index.c.rowid).where(matching(query, reach))
    return sa.select(DOCUMENTS.c.idea_id).where(matching(query, reach))


def read_documents(idea_ids: Sequence[int]) -> dict[int, Document]:
    """The documents of these ideas, by id. One query."""
    if not idea_ids:
        return {}
    columns = [DOCUMENTS.c.idea_id, *(DOCUMENTS.c[part.value] for part in Part)]
    return _read(sa.select(*columns).where(DOCUMENTS.c.idea_id.in_(idea_ids)))


def _read(statement: sa.Select[Any]) -> dict[int, Document]:
    return {row[0]: Document(*row[1:]) for row in db.session.execute(statement).all()}
