"""Add the search index and the synonyms; the folded text that was searched before goes."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from lab.search.analyser import SEPARATOR, fold, index_text

revision = "0009"
down_revision = "0008"

# Ideas read and written at once.
CHUNK = 500
PARTS = ("title", "body", "more", "names")
# What is searched, as it stood when the index came: part, then what gives idea, order and text.
TEXTS = (
    ("title", "idea", "id", "id", ("title",)),
    ("body", "idea", "id", "id", ("problem", "proposal")),
    ("names", "attachment", "idea_id", "id", ("name",)),
    ("more", "finding", "", "id", ("body", "answer_text")),
    ("more", "idea", "id", "id", ("benefit", "learning_tried", "learning_learned")),
    ("more", "prototype", "idea_id", "id", ("title", "hypothesis", "success_criterion", "changes")),
    ("more", "stage_note", "idea_id", "id", ("body",)),
    ("more", "verdict", "", "prototype_id", ("met_because", "learned")),
)
SYNONYMS = (
    "Termin, Buchung, Terminierung, Terminvereinbarung",
    "Bescheid, Schreiben, Brief",
    "Kundin, Kunde, Kundschaft, Leistungsberechtigte, Leistungsbezieher",
    "App, Anwendung, Programm, Software",
    "Beschäftigte, Mitarbeiterin, Mitarbeiter, Personal, Kollegium",
    "Formular, Vordruck, Antragsformular",
    "Online, digital, elektronisch",
    "Website, Webseite, Internetseite, Homepage",
    "Unterlagen, Dokumente, Nachweise",
    "Warteschlange, Wartezeit, Warteschleife",
    "Telefon, Hotline, Anruf, Rückruf",
    "Nachricht, Mitteilung, Benachrichtigung, SMS",
    "Schulung, Fortbildung, Weiterbildung, Qualifizierung",
    "Barrierefreiheit, barrierefrei, Zugänglichkeit",
    "Übersetzung, Dolmetscher, Dolmetschen, mehrsprachig",
    "Video, Film, Erklärvideo",
    "Arbeitgeber, Betrieb, Unternehmen, Firma",
    "Arbeit, Job, Beschäftigung, Stelle",
    "Datenschutz, DSGVO",
    "Künstliche Intelligenz, KI, Chatbot, Assistent",
)

_document = sa.table("search_document", sa.column("idea_id"), *map(sa.column, PARTS))
_word = sa.table("search_word", sa.column("word"), sa.column("reversed"), sa.column("ideas"))


def word(name: str) -> sa.Column:
    """A token, sorted by its characters on both engines."""
    by_character = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")
    return sa.Column(name, by_character, nullable=False)


def upgrade() -> None:
    """Make the tables and what each engine matches with, fill them, drop the old column."""
    op.create_table(
        "search_document",
        sa.Column("idea_id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(part, sa.Text(), nullable=False) for part in PARTS),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_search_document_idea_id"),
        sa.PrimaryKeyConstraint("idea_id", name="pk_search_document"),
    )
    op.create_table(
        "search_word",
        word("word"),
        word("reversed"),
        sa.Column("ideas", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_search_word"),
        sqlite_with_rowid=False,
    )
    synonyms = op.create_table(
        "synonym_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_synonym_group"),
    )
    op.bulk_insert(synonyms, [{"words": words, "version": 1} for words in SYNONYMS])
    if op.get_bind().dialect.name == "postgresql":
        make_vectors()
    else:
        make_full_text_table()
    fill()
    op.create_index("ix_search_word_reversed", "search_word", ["reversed"])
    op.drop_column("idea", "search_text")


def make_full_text_table() -> None:
    """FTS5 over the documents' own rows, kept by triggers.

    The tokenizer splits at blanks and nothing else: all other work is the analyser's, and the same for PostgreSQL.
    """
    columns = ", ".join(PARTS)
    old, new = (", ".join(f"{row}.{part}" for part in PARTS) for row in ("old", "new"))
    forget = (
        f"INSERT INTO search_index (search_index, rowid, {columns}) VALUES ('delete', old.idea_id, {old});"
    )
    learn = f"INSERT INTO search_index (rowid, {columns}) VALUES (new.idea_id, {new});"
    op.execute(
        f"CREATE VIRTUAL TABLE search_index USING fts5({columns}, content='search_document', "
        "content_rowid='idea_id', columnsize=0, tokenize=\"ascii tokenchars '_'\")"
    )
    for moment, work in (("INSERT", learn), ("UPDATE", forget + learn), ("DELETE", forget)):
        op.execute(
            f"CREATE TRIGGER search_document_{moment.lower()} AFTER {moment} ON search_document BEGIN {work} END"
        )


def make_vectors() -> None:
    """Vectors of the tokens as they are, titles apart, kept by PostgreSQL itself."""
    op.execute(
        """CREATE FUNCTION search_vector(tokens text, weight "char") RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT setweight(
                coalesce(string_agg(quote_literal(word) || ':' || least(place, 16383), ' '), '')::tsvector, weight
            )
            FROM unnest(string_to_array(tokens, ' ')) WITH ORDINALITY AS token (word, place)
            WHERE word <> '' AND length(word) <= 200
        $$"""
    )
    all_parts = " || ".join(
        f"search_vector({part}, '{weight}')" for part, weight in zip(PARTS, "ABCD", strict=True)
    )
    for name, vector in (("title_vector", "search_vector(title, 'A')"), ("vector", all_parts)):
        op.execute(
            f"ALTER TABLE search_document ADD COLUMN {name} tsvector GENERATED ALWAYS AS ({vector}) STORED"
        )
        op.execute(f"CREATE INDEX search_index_{name} ON search_document USING gin ({name})")


def fill() -> None:
    """Indexes the ideas that are there already."""
    connection = op.get_bind()
    counts: Counter[str] = Counter()
    ids = connection.execute(sa.text("SELECT id FROM idea ORDER BY id")).scalars().all()
    for start in range(0, len(ids), CHUNK):
        rows = list(read_documents(connection, ids[start : start + CHUNK]))
        connection.execute(sa.insert(_document), rows)
        for row in rows:
            counts.update({token for part in PARTS for token in row[part].split()} - {SEPARATOR})
    if counts:
        rows = [{"word": token, "reversed": token[::-1], "ideas": counts[token]} for token in sorted(counts)]
        connection.execute(sa.insert(_word), rows)


def read_documents(connection: sa.Connection, ids: Any) -> Iterator[dict[str, Any]]:
    """The tokens of these ideas."""
    said: dict[Any, list[str]] = defaultdict(list)
    for part, table, idea_id, key, columns in TEXTS:
        source, of_idea = table, f"{table}.{idea_id}"
        if not idea_id:
            source, of_idea = (
                f"{table} JOIN prototype ON prototype.id = {table}.prototype_id",
                "prototype.idea_id",
            )
        texts = ", ".join(f"{table}.{column}" for column in columns)
        statement = sa.text(
            f"SELECT {of_idea}, {texts} FROM {source} WHERE {of_idea} BETWEEN :first AND :last "
            f"AND NOT {table}.is_hidden ORDER BY {of_idea}, {table}.{key}"
        )
        for row in connection.execute(statement, {"first": ids[0], "last": ids[-1]}):
            said[row[0], part] += [text for text in row[1:] if text]
    for idea_id in ids:
        yield {"idea_id": idea_id, **{part: index_text(*said[idea_id, part]) for part in PARTS}}


def downgrade() -> None:
    """Drop the index, and fold titles and texts into the idea again."""
    op.add_column("idea", sa.Column("search_text", sa.Text(), nullable=False, server_default=""))
    idea = sa.table("idea", *map(sa.column, ("id", "title", "problem", "proposal", "search_text")))
    connection = op.get_bind()
    ids = connection.execute(sa.select(idea.c.id).order_by(idea.c.id)).scalars().all()
    by_id = idea.update().where(idea.c.id == sa.bindparam("idea"))
    for start in range(0, len(ids), CHUNK):
        some = idea.c.id.between(ids[start], ids[start : start + CHUNK][-1])
        texts = connection.execute(
            sa.select(idea.c.id, idea.c.title, idea.c.problem, idea.c.proposal).where(some)
        )
        folded = [{"idea": row[0], "search_text": fold(f"{row[1]} {row[2]} {row[3]}")} for row in texts]
        connection.execute(by_id, folded)
    if connection.dialect.name == "postgresql":
        op.alter_column("idea", "search_text", server_default=None)
    else:
        op.execute("DROP TABLE search_index")
    for table in ("synonym_group", "search_word", "search_document"):
        op.drop_table(table)
    if connection.dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_vector")
