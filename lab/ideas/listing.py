"""The list of ideas: filters as in the address, one order, one page; and the same as CSV."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import contains_eager, joinedload

from lab.accounts.models import JobCentre, User
from lab.accounts.queries import LARGEST_ID
from lab.core.clock import day_of
from lab.documents.spreadsheet import Cell, list_csv
from lab.extensions import db
from lab.hiding.policy import hidden_title, hidden_words, sees_hidden
from lab.ideas.models import Idea
from lab.ideas.policy import may_know_author
from lab.ideas.queries import Narrowing, visible_to
from lab.ideas.workflow import ACTIVE, State
from lab.search.analyser import fold
from lab.search.indexing import Text
from lab.search.queries import (
    TYPED_WORD,
    Found,
    Hit,
    find,
    list_hits,
    list_texts,
    spell,
)
from lab.web.pagination import PAGE_SIZE, Page, count_some

MOST_ROWS = 10_000
MOST_MATCHES = 20
# What a row of the list shows: columns, no objects, since an idea has four times as many.
ENTRY = (
    Idea.id,
    Idea.title,
    Idea.problem,
    Idea.state,
    Idea.state_since,
    Idea.learning_learned,
    Idea.sharing_count,
    Idea.is_hidden,
    JobCentre.short_name,
)

# What a row shows is at hand, and comes before all other places.
PROBLEM = next(place for place in Idea.SEARCHED if place.column == Idea.problem.key)

# The best match first: there only is one when words are looked for.
BEST = "best"
NEWEST = "newest"
SORTS: dict[str, tuple[LazyString, tuple[sa.ColumnElement[Any], ...]]] = {
    BEST: (_l("beste Treffer zuerst"), ()),
    NEWEST: (
        _l("neueste zuerst"),
        (sa.func.coalesce(Idea.submitted_at, Idea.created_at).desc(), Idea.id.desc()),
    ),
    "moved": (_l("zuletzt bewegt"), (Idea.state_since.desc(), Idea.id.desc())),
    "oldest": (_l("am längsten unbewegt"), (Idea.state_since.asc(), Idea.id.asc())),
    "title": (_l("Titel A–Z"), (Idea.title_key.asc(), Idea.id.asc())),
}


@dataclass(frozen=True)
class Filters(Narrowing):
    """What the list shows; '' and None mean everything."""

    q: str = ""
    stage: str = ""
    sort: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return self == Filters(sort=self.sort)

    @property
    def default_sort(self) -> str:
        """The order when none is chosen."""
        return BEST if self.q else NEWEST

    @property
    def order(self) -> str:
        """The order that is shown."""
        is_senseless = self.sort == BEST and not self.q
        return self.default_sort if is_senseless or not self.sort else self.sort


class Entry(NamedTuple):
    """A row of the list, in place of hidden texts the notice."""

    id: int
    title: str
    problem: str
    state: State
    state_since: datetime
    learned: str
    sharing_count: int
    is_withheld: bool
    place: str | None


@dataclass(frozen=True)
class Listed:
    """One page of ideas, and what was found where when words were looked for."""

    page: Page[Entry]
    found: Found | None = None
    hits: Mapping[int, Hit] = field(default_factory=dict)
    # What was typed and what is meant instead, as people write it.
    meant: str = ""

    def mark(self, text: str, is_withheld: bool = False) -> str:
        """The text with what was found in it marked; a notice that stands for a text is none."""
        return self.found.marker.mark(text) if self.found and not is_withheld else text


def list_ideas(actor: User, filters: Filters, number: int, size: int = PAGE_SIZE) -> Listed:
    """One page of the ideas the actor may see: two queries, and at most seven more when words are looked for."""
    conditions = _conditions(actor, filters)
    statement = sa.select(*ENTRY).outerjoin(JobCentre, JobCentre.key == Idea.job_centre_key)
    place = slice((number - 1) * size, number * size)
    found = find(filters.q, Idea.id, conditions) if filters.q else None
    if found and filters.order == BEST:
        ids = found.ids[place]
        by_id = {entry.id: entry for entry in _list_entries(statement.where(Idea.id.in_(ids)))} if ids else {}
        entries = [by_id[idea_id] for idea_id in ids if idea_id in by_id]
        page = Page(entries, number, len(found.ids), size, found.is_cut)
    else:
        if found:
            conditions.append(found.condition(Idea.id))
        if found and not found.is_cut:
            total, is_cut = len(found.ids), False
        else:
            total, is_cut = count_some(sa.select(Idea.id).where(*conditions), number)
        chosen = statement.where(*conditions).order_by(*SORTS[filters.order][1])
        entries = _list_entries(chosen.slice(place.start, place.stop)) if total else []
        page = Page(entries, number, total, size, is_cut)
    if not found:
        return Listed(page)
    hits = _list_hits(page.rows, found)
    open_ones = {entry.id for entry in page.rows} - hits.keys()
    spelling = set(found.ids[:PAGE_SIZE]) if found.bent else set()
    texts = list_texts(open_ones | spelling)
    hits |= list_hits(found.marker, [text for text in texts if text.idea_id in open_ones])
    meant = _meant(filters.q, found, [text for text in texts if text.idea_id in spelling])
    return Listed(page, found, hits, meant)


def _list_hits(entries: Iterable[Entry], found: Found) -> dict[int, Hit]:
    """Where in its problem an idea has what was looked for."""
    marked = ((one.id, found.marker.snippet(one.problem)) for one in entries if not one.is_withheld)
    return {idea_id: Hit(PROBLEM, snippet) for idea_id, snippet in marked if snippet}


def _meant(typed: str, found: Found, texts: Sequence[Text]) -> str:
    """What was typed with other words where nobody wrote those; '' when all are known."""
    if not found.bent:
        return ""
    known = spell({other for _word, other in found.bent}, texts)
    instead = {word: known.get(other, other) for word, other in found.bent}
    return TYPED_WORD.sub(lambda word: instead.get(fold(word[0]), word[0]), typed)


def list_merge_targets(actor: User, source: Idea, query: str) -> Sequence[Idea]:
    """Active ideas that the source could go into, by number or words, hidden ones left out; one more than the most.

    The idea with the number comes first, then the best matches; without words the newest.
    """
    statement = sa.select(Idea).options(joinedload(Idea.job_centre))
    conditions = (
        visible_to(actor),
        Idea.id != source.id,
        Idea.state.in_(ACTIVE),
        Idea.state != State.DRAFT,
        Idea.is_hidden.is_(False),
    )
    if not query.strip():
        newest = statement.where(*conditions).order_by(Idea.id.desc()).limit(MOST_MATCHES + 1)
        return db.session.scalars(newest).all()
    ids = list(find(query, Idea.id, conditions).ids[: MOST_MATCHES + 1])
    number = query.strip().lstrip("#")
    if number.isascii() and number.isdigit() and int(number[:10]) <= LARGEST_ID:
        named = int(number[:10])
        ids = [named, *(found for found in ids if found != named)]
    return _in_order(statement.where(*conditions), ids)[: MOST_MATCHES + 1]


def _list_entries(statement: Any) -> list[Entry]:
    """The rows of a select of `ENTRY`; what is hidden is not among them."""
    entries = []
    for row in db.session.execute(statement):
        entry = Entry(*row)
        if entry.is_withheld and sees_hidden():
            entry = entry._replace(is_withheld=False)
        elif entry.is_withheld:
            words = hidden_words()
            entry = entry._replace(
                title=hidden_title(), problem=words, learned=words if entry.learned else ""
            )
        entries.append(entry)
    return entries


def _in_order(statement: sa.Select[Idea], ids: Sequence[int]) -> Sequence[Idea]:
    """The ideas with these ids, in this order. One query."""
    if not ids:
        return []
    by_id = {idea.id: idea for idea in db.session.scalars(statement.where(Idea.id.in_(ids)))}
    return [by_id[idea_id] for idea_id in ids if idea_id in by_id]


def write_csv(actor: User, filters: Filters) -> Iterator[str]:
    """The filtered list as CSV lines for German spreadsheets: semicolons, dates as 2026-02-14.

    By words the ranked ideas in their order, or in another order all that match.
    """
    conditions = _conditions(actor, filters)
    found = find(filters.q, Idea.id, conditions) if filters.q else None
    statement = (
        sa.select(Idea)
        .join(Idea.author)
        .where(*conditions)
        .options(
            contains_eager(Idea.author),
            joinedload(Idea.job_centre),
            joinedload(Idea.responsible),
            joinedload(Idea.theme),
        )
    )
    ideas: Iterable[Idea]
    if found and filters.order == BEST:
        ideas = _in_order(statement, found.ids)
    else:
        if found:
            statement = statement.where(found.condition(Idea.id))
        ideas = db.session.scalars(statement.order_by(*SORTS[filters.order][1]).limit(MOST_ROWS))
    titles = (
        _("Nummer"),
        _("Titel"),
        _("Stand"),
        _("seit"),
        _("KJC"),
        _("Eingereicht von"),
        _("Zuständig"),
        _("Themenlab"),
        _("Eingereicht am"),
        _("Rückmeldungen"),
        _("Offene Befunde"),
        _("Problem"),
        _("Vorschlag"),
    )
    return list_csv(titles, (_cells(actor, idea) for idea in ideas))


def _cells(actor: User, idea: Idea) -> list[Cell]:
    """The idea's line; the author's name as everywhere."""
    return [
        idea.id,
        idea.title,
        str(idea.state.label),
        day_of(idea.state_since),
        idea.job_centre.short_name if idea.job_centre else "",
        idea.author.name if may_know_author(actor, idea) else _("Name nur dem Lab-Team bekannt"),
        idea.responsible.name if idea.responsible else "",
        idea.theme.title if idea.theme else "",
        day_of(idea.submitted_at) if idea.submitted_at else None,
        idea.feedback_count,
        idea.open_findings,
        idea.problem,
        idea.proposal,
    ]


def matching(query: str, *conditions: sa.ColumnElement[bool]) -> list[sa.ColumnElement[bool]]:
    """Ideas in which the words of the query stand, as a condition; none when it has no word at all."""
    return [find(query, Idea.id, conditions).condition(Idea.id)] if query else []


def _conditions(actor: User, filters: Filters) -> list[sa.ColumnElement[bool]]:
    conditions = [visible_to(actor)]
    if filters.stage:
        conditions.append(Idea.state == filters.stage)
    return conditions + filters.conditions(actor)
