"""Keeps the index right in the transaction of the change.

The session notes which ideas a flush touched; before it commits, and before it searches, their texts are read anew
and written as tokens. The document's row is locked first, so that of two notes written at once neither is lost.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lab.extensions import db
from lab.search.analyser import SEPARATOR, index_text
from lab.search.models import DOCUMENTS, FTS_OPTIMIZE, WORDS, Part, Place, Searched, list_searched

MARKED, ERASING = "search_marked", "search_erasing"
# Ideas read and written at once when many are indexed; rows of words in one statement.
CHUNK = 500
WORDS_AT_ONCE = 1000
NO_TOKENS: dict[str, str] = {part.value: "" for part in Part}


class Text(NamedTuple):
    """A text of an idea and where it stands."""

    idea_id: int
    place: Place
    text: str


def slices(things: Sequence[Any], size: int) -> Iterator[Any]:
    """The things in slices of `size`."""
    return (things[start : start + size] for start in range(0, len(things), size))


# --- what a session touched ---


def mark(idea_ids: Iterable[int]) -> None:
    """Whose texts a bulk statement changed: they are indexed before the transaction ends."""
    _marked(db.session()).update(idea_ids)


def erase_words() -> None:
    """What this transaction takes out of the index leaves no trace in its files either; takes longer."""
    db.session().info[ERASING] = True


def index_marked() -> None:
    """Writes the index of what was touched so far; searching in the same transaction then sees it."""
    _index_marked(db.session())


def _marked(session: Session) -> set[int]:
    marked: set[int] = session.info.setdefault(MARKED, set())
    return marked


@sa.event.listens_for(db.session, "before_flush")
def _note_removed(session: Session, _context: object, _instances: object) -> None:
    """What is deleted is asked for its idea while it is still there."""
    for row in session.deleted:
        if isinstance(row, Searched):
            _note(session, row)


@sa.event.listens_for(db.session, "after_flush")
def _note_touched(session: Session, _context: object) -> None:
    """New and changed rows; both ideas when a row moved from one to another."""
    for row in session.new:
        if isinstance(row, Searched):
            _note(session, row)
    for row in session.dirty:
        if isinstance(row, Searched) and _is_touched(row):
            _note(session, row)


def _is_touched(row: Searched) -> bool:
    own, _beyond = row.way_to_idea()
    attributes = sa.inspect(row).attrs
    names = (own.name, "is_hidden", *(place.column for place in row.SEARCHED))
    return any(attributes[name].history.has_changes() for name in names)


def _note(session: Session, row: Searched) -> None:
    own, beyond = row.way_to_idea()
    with session.no_autoflush:
        keys = {getattr(row, own.name), *sa.inspect(row).attrs[own.name].history.deleted}
        keys.discard(None)
        if beyond is not None and keys:
            column = _referred(own)
            keys = set(session.connection().execute(sa.select(beyond).where(column.in_(keys))).scalars())
    _marked(session).update(keys)


def _referred(column: sa.Column[Any]) -> sa.Column[Any]:
    [reference] = column.foreign_keys
    return reference.column


@sa.event.listens_for(db.session, "before_commit")
def _before_commit(session: Session) -> None:
    if session.get_nested_transaction() is None:
        _index_marked(session)


@sa.event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, _previous: object) -> None:
    if not session.in_nested_transaction():
        session.info.pop(MARKED, None)
        session.info.pop(ERASING, None)


def _index_marked(session: Session) -> None:
    session.flush()
    marked = sorted(_marked(session))
    if marked:
        connection = session.connection()
        for ids in slices(marked, CHUNK):
            index_ideas(connection, ids)
        _marked(session).clear()
        if session.info.pop(ERASING, False) and connection.dialect.name == "sqlite":
            # FTS5 keeps deleted words until it merges its parts.
            for command in FTS_OPTIMIZE:
                connection.execute(command)


# --- writing ---


def index_ideas(connection: sa.Connection, idea_ids: Iterable[int]) -> None:
    """Reads the texts of these ideas and writes documents and words; ids in ascending order."""
    ids = list(idea_ids)
    before = _lock_documents(connection, ids)
    after = read_documents(connection, ids)
    changes: Counter[str] = Counter()
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for idea_id in ids:
        old, tokens = before.get(idea_id), after.get(idea_id, NO_TOKENS)
        if old == tokens:
            continue
        (changed if old else new).append({"idea": idea_id, **tokens})
        changes.update(tokens_of(tokens))
        changes.subtract(tokens_of(old or NO_TOKENS))
    if new:
        values = [{"idea_id": row.pop("idea"), **row} for row in new]
        connection.execute(sa.insert(DOCUMENTS), values)
    if changed:
        connection.execute(sa.update(DOCUMENTS).where(DOCUMENTS.c.idea_id == sa.bindparam("idea")), changed)
    count_words(connection, changes)


def read_documents(connection: sa.Connection, idea_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """The tokens of the ideas as they should be, by idea and part."""
    texts: dict[int, dict[str, list[str]]] = {}
    for text in read_texts(connection, idea_ids):
        parts = texts.setdefault(text.idea_id, {part.value: [] for part in Part})
        parts[text.place.part].append(text.text)
    return {
        idea_id: {part: index_text(*said) for part, said in parts.items()} for idea_id, parts in texts.items()
    }


def read_texts(connection: sa.Connection, idea_ids: Collection[int]) -> list[Text]:
    """All that is searched of these ideas, hidden rows left out: by idea, model, row and column. One query."""
    statement, models = _select_texts()
    rows = connection.execute(statement, {"ids": list(idea_ids)}).all()
    places = [model.SEARCHED for model in models]
    return [
        Text(row[0], place, text)
        for row in sorted(rows, key=itemgetter(0, 1, 2))
        for place, text in zip(places[row[1]], row[3:], strict=False)
        if text
    ]


@cache
def _select_texts() -> tuple[sa.CompoundSelect[Any], list[type[Searched]]]:
    models = list(list_searched())
    width = max(len(model.SEARCHED) for model in models)
    selects = []
    for number, model in enumerate(models):
        table: sa.Table = model.__table__
        own, beyond = model.way_to_idea()
        idea_id = own if beyond is None else beyond
        texts = [table.c[place.column] for place in model.SEARCHED]
        texts += [sa.null()] * (width - len(texts))
        columns = [
            idea_id.label("idea_id"),
            sa.literal_column(str(number)).label("model"),
            next(iter(table.primary_key)).label("row_id"),
            *(text.label(f"text_{place}") for place, text in enumerate(texts)),
        ]
        statement = sa.select(*columns).where(idea_id.in_(sa.bindparam("ids", expanding=True)))
        if beyond is not None:
            statement = statement.join_from(table, beyond.table, own == _referred(own))
        selects.append(statement.where(table.c.is_hidden.is_(False)))
    return sa.union_all(*selects), models


def tokens_of(document: Mapping[str, str]) -> set[str]:
    """What of a document is counted: words and roots, each once."""
    found = {token for part in Part for token in document[part].split()}
    found.discard(SEPARATOR)
    return found


def _lock_documents(connection: sa.Connection, ids: list[int]) -> dict[int, dict[str, str]]:
    """The documents as they are, held until the transaction ends.

    SQLite has one writer at a time, and a flush has made it this one. On PostgreSQL a missing row is made first,
    so that there is something to wait for.
    """
    wanted = sa.select(DOCUMENTS).where(DOCUMENTS.c.idea_id.in_(ids)).order_by(DOCUMENTS.c.idea_id)
    found = _by_id(connection.execute(wanted.with_for_update()))
    if len(found) < len(ids) and connection.dialect.name == "postgresql":
        missing = [{"idea_id": idea_id, **NO_TOKENS} for idea_id in ids if idea_id not in found]
        connection.execute(postgresql.insert(DOCUMENTS).on_conflict_do_nothing(), missing)
        found = _by_id(connection.execute(wanted.with_for_update()))
    return found


def _by_id(rows: Iterable[Any]) -> dict[int, dict[str, str]]:
    return {row.idea_id: {part.value: getattr(row, part) for part in Part} for row in rows}


def count_words(connection: sa.Connection, changes: Mapping[str, int]) -> None:
    """Adds to the counts of words, always in the same order, so that two transactions cannot block each other."""
    rows: list[dict[str, Any]] = [
        {"word": word, "reversed": word[::-1], "ideas": by} for word, by in sorted(changes.items()) if by
    ]
    insert: Callable[..., Any] = (
        postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    )
    upsert = insert(WORDS)
    upsert = upsert.on_conflict_do_update(
        index_elements=["word"], set_={"ideas": WORDS.c.ideas + upsert.excluded.ideas}
    )
    for some in slices(rows, WORDS_AT_ONCE):
        connection.execute(upsert, some)
    gone = [row["word"] for row in rows if row["ideas"] < 0]
    for words in slices(gone, WORDS_AT_ONCE):
        connection.execute(sa.delete(WORDS).where(WORDS.c.word.in_(words), WORDS.c.ideas <= 0))
