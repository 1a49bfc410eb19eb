"""Makes the whole index anew, and says whether it is right. Both go through all ideas in slices, in little memory."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa

from lab.extensions import db
from lab.search.indexing import CHUNK, NO_TOKENS, count_words, index_ideas, read_documents, tokens_of
from lab.search.models import DOCUMENTS, FTS_CHECK, FTS_REBUILD, WORDS, Part, list_searched

Progress = Callable[[int], None]


def rebuild(progress: Progress | None = None) -> int:
    """Indexes every idea anew and counts the words anew; the number of ideas. Commits after each slice.

    The app may go on meanwhile: each slice is exact when it is committed. For data loaded past the session, too.
    """
    done = 0
    for ids in _slices_of_ideas():
        index_ideas(db.session.connection(), ids)
        db.session.commit()
        done += len(ids)
        if progress:
            progress(done)
    _correct_words()
    db.session.commit()
    if any(_list_damage(db.session.connection())):
        for command in FTS_REBUILD:
            db.session.execute(command)
        db.session.commit()
    return done


def verify() -> Iterator[str]:
    """What is wrong, line by line; nothing when the index is what a rebuild would make."""
    connection = db.session.connection()
    counted: Counter[str] = Counter()
    for ids in _slices_of_ideas():
        stored = _stored(ids)
        fresh = read_documents(connection, ids)
        for idea_id in ids:
            if idea_id not in stored:
                yield f"Idea {idea_id} is not in the index."
                continue
            counted.update(tokens_of(stored[idea_id]))
            wanted = fresh.get(idea_id, NO_TOKENS)
            for part in Part:
                if stored[idea_id][part] != wanted[part]:
                    yield f"Idea {idea_id}: its {part} is not what the index has."
    for word, change in sorted(_differences(counted).items()):
        yield f"The word {word} is counted {-change:+} times too often."
    yield from _list_damage(connection)


def _slices_of_ideas() -> Iterator[Sequence[int]]:
    """The ids of all ideas in slices, in order, read slice by slice: ideas may come and change meanwhile."""
    [ideas] = [model.__table__ for model in list_searched() if model.SEARCHED_BY == "id"]
    last = 0
    while True:
        statement = sa.select(ideas.c.id).where(ideas.c.id > last).order_by(ideas.c.id).limit(CHUNK)
        ids = db.session.scalars(statement).all()
        if not ids:
            return
        yield ids
        last = ids[-1]


def _stored(ids: Sequence[int]) -> dict[int, dict[str, str]]:
    statement = sa.select(DOCUMENTS).where(DOCUMENTS.c.idea_id.in_(ids))
    return {
        row.idea_id: {part.value: getattr(row, part) for part in Part}
        for row in db.session.execute(statement)
    }


def _correct_words() -> None:
    """Counts the words of all documents while nobody else counts, and corrects what differs."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE search_word IN EXCLUSIVE MODE"))
    else:
        # A change that changes nothing makes this the writer.
        connection.execute(sa.update(WORDS).where(sa.false()).values(ideas=0))
    counted: Counter[str] = Counter()
    for ids in _slices_of_ideas():
        for document in _stored(ids).values():
            counted.update(tokens_of(document))
    count_words(connection, _differences(counted))


def _differences(counted: Counter[str]) -> dict[str, int]:
    """What to add to each word's count so that it is right."""
    stored = {row.word: row.ideas for row in db.session.execute(sa.select(WORDS.c.word, WORDS.c.ideas))}
    return {
        word: counted[word] - stored.get(word, 0)
        for word in counted.keys() | stored.keys()
        if counted[word] != stored.get(word, 0)
    }


def _list_damage(connection: sa.Connection) -> Iterator[str]:
    """Whether FTS5 has what the documents say; PostgreSQL computes its vectors itself."""
    if connection.dialect.name != "sqlite":
        return
    try:
        for command in FTS_CHECK:
            connection.execute(command)
    except sa.exc.DatabaseError:
        yield "The full-text table does not have what the documents say."
