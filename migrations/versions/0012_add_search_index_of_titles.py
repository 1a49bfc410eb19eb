"""Add to SQLite an index of titles alone, as PostgreSQL has one: a search asks for matches in titles first."""

from alembic import op

revision = "0012"
down_revision = "0011"

TABLE = "search_index_titles"
FORGET = f"INSERT INTO {TABLE} ({TABLE}, rowid, title) VALUES ('delete', old.idea_id, old.title);"
LEARN = f"INSERT INTO {TABLE} (rowid, title) VALUES (new.idea_id, new.title);"
# When, and what is done then.
TRIGGERS = {
    "insert": ("AFTER INSERT ON search_document", LEARN),
    "update": ("AFTER UPDATE ON search_document WHEN old.title <> new.title", FORGET + LEARN),
    "delete": ("AFTER DELETE ON search_document", FORGET),
}


def upgrade() -> None:
    """Make it and fill it from the documents; triggers keep it."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute(
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(title, content='search_document', "
        "content_rowid='idea_id', columnsize=0, tokenize=\"ascii tokenchars '_'\")"
    )
    op.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('rebuild')")
    for name, (moment, work) in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER search_title_{name} {moment} BEGIN {work} END")


def downgrade() -> None:
    """Drop it."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER search_title_{name}")
    op.execute(f"DROP TABLE {TABLE}")
