"""What can be found by words: the index, the words that stand in it, the synonyms; and which columns go into it.

`search_document` holds what the analyser makes of an idea's texts and belongs to both engines alike. Beside it each
engine keeps what it matches with, made by the migrations and kept by triggers or generated columns: on SQLite the
FTS5 tables `search_index` and `search_index_titles`, on PostgreSQL the columns `title_vector` and `vector`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, cast

import sqlalchemy as sa
from flask_babel import LazyString
from sqlalchemy.orm import Mapped, mapped_column

from lab.core.database import Base

# What one engine alone has; migrations make it and the models do not know it.
ENGINES_OWN = "search_index"
FTS_TABLES = (ENGINES_OWN, f"{ENGINES_OWN}_titles")
VECTORS = ("title_vector", "vector")


class Part(StrEnum):
    """The parts of a document, by weight: a hit in the title counts most."""

    TITLE = "title"
    BODY = "body"
    MORE = "more"
    NAMES = "names"


@dataclass(frozen=True)
class Place:
    """A column that is searched, the part it goes into, and where a hit in it is said to be."""

    column: str
    part: Part
    label: LazyString


class Searched:
    """A model whose texts are found with its idea. Whoever writes its rows past the session calls `mark`.

    Only what everybody may read who sees the idea: no drafts of answers, no names of people. Hidden rows are
    left out by the index itself.
    """

    SEARCHED: ClassVar[tuple[Place, ...]]
    # The column with the idea's id, or the way to it over a reference: "prototype_id.idea_id".
    SEARCHED_BY: ClassVar[str] = "idea_id"

    @classmethod
    def way_to_idea(cls) -> tuple[sa.Column[Any], sa.Column[Any] | None]:
        """The row's own column, and the column of another table with the idea's id if it is not that."""
        table: sa.Table = cls.__table__  # type: ignore[attr-defined]
        own, _dot, beyond = cls.SEARCHED_BY.partition(".")
        if not beyond:
            return table.c[own], None
        [reference] = table.c[own].foreign_keys
        return table.c[own], reference.column.table.c[beyond]


def list_searched() -> Iterator[type[Any]]:
    """The models that take part, in an order that does not depend on imports."""
    return iter(sorted(Searched.__subclasses__(), key=lambda model: str(model.__table__.name)))  # type: ignore[attr-defined]


class SearchDocument(Base):
    """The words of an idea as the analyser writes them: four strings of tokens."""

    __tablename__ = "search_document"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), primary_key=True, autoincrement=False)
    title: Mapped[str]
    body: Mapped[str]
    more: Mapped[str]
    names: Mapped[str]


class SearchWord(Base):
    """A token of the index and in how many documents it stands; `reversed` finds words by their end."""

    __tablename__ = "search_word"

    word: Mapped[str] = mapped_column(
        sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"), primary_key=True
    )
    reversed: Mapped[str] = mapped_column(
        sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"), index=True
    )
    ideas: Mapped[int]

    __table_args__ = {"sqlite_with_rowid": False}


class SynonymGroup(Base):
    """Words that mean the same in a jobcentre, as typed, separated by commas; a search for one finds all."""

    __tablename__ = "synonym_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(sa.String(400))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


def _commands(command: str) -> tuple[sa.TextClause, ...]:
    """A command of FTS5 for each of its tables."""
    return tuple(sa.text(f"INSERT INTO {name} ({name}, rank) VALUES ('{command}', 1)") for name in FTS_TABLES)  # noqa: S608 -- our own names


# Make them anew from the documents, compare them with these, forget deleted words for good.
FTS_REBUILD, FTS_CHECK, FTS_OPTIMIZE = map(_commands, ("rebuild", "integrity-check", "optimize"))
DOCUMENTS = cast(sa.Table, SearchDocument.__table__)
WORDS = cast(sa.Table, SearchWord.__table__)


def belongs_to_engine(name: str | None, kind: str) -> bool:
    """Whether a table, index or column is what one engine alone has; for comparing models and database."""
    if name is None:
        return False
    return name in VECTORS if kind == "column" else name.startswith(ENGINES_OWN)
