"""Migrations lead up, down and up again, and end where the models are."""

import re
from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from config import ROOT
from lab import create_app
from lab.core.database import Base
from lab.extensions import db
from lab.search.models import belongs_to_engine
from lab.search.rebuild import verify
from tests.conftest import missing
from tests.engines import EngineMissing, database_url

# SQLite does not tell over which expression an index is; that it serves, test_list.py looks up.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index"),
    pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index"),
]


@pytest.fixture
def fresh(engine, make_config, run_directory, worker) -> Iterator[Flask]:
    """An app on an empty database of its own."""
    try:
        url = database_url(engine, run_directory, f"lab_migrations_{worker}")
    except EngineMissing as error:
        missing(str(error))
    app = create_app(make_config(database_url=url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def describe() -> dict[str, object]:
    """Tables with columns, keys, indexes and checks as the database has them."""
    inspector = sa.inspect(db.engine)
    described = {}
    for table in sorted(inspector.get_table_names()):
        described[table] = {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"])
                for column in inspector.get_columns(table)
            ],
            "primary key": inspector.get_pk_constraint(table)["constrained_columns"],
            "foreign keys": sorted(
                (key["constrained_columns"], key["referred_table"], str(key["options"]))
                for key in inspector.get_foreign_keys(table)
            ),
            "indexes": sorted(
                (str(index["name"]), index["column_names"], index["unique"])
                for index in inspector.get_indexes(table)
            ),
            "unique": sorted(
                str(unique["column_names"]) for unique in inspector.get_unique_constraints(table)
            ),
            "checks": sorted(str(check["name"]) for check in inspector.get_check_constraints(table)),
        }
    return described


def revisions() -> list[str]:
    directory = ScriptDirectory(str(ROOT / "migrations"))
    return [script.revision for script in directory.walk_revisions()]


def test_up_down_and_up_again(fresh):
    flask_migrate.upgrade()
    once = describe()
    flask_migrate.downgrade(revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}
    flask_migrate.upgrade()
    assert describe() == once


def test_each_step_can_be_taken_back(fresh):
    for revision in reversed(revisions()):
        flask_migrate.upgrade(revision=revision)
        before = describe()
        flask_migrate.downgrade(revision="-1")
        flask_migrate.upgrade(revision=revision)
        assert describe() == before, revision


def test_migrations_end_where_the_models_are(fresh):
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, kind, _parents: not belongs_to_engine(name, kind),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_checks_of_the_models_are_in_the_database(fresh):
    flask_migrate.upgrade()
    migrated = checks()
    flask_migrate.downgrade(revision="base")
    with db.engine.begin() as connection:
        Base.metadata.create_all(connection)
    created = checks()
    with db.engine.begin() as connection:
        Base.metadata.drop_all(connection)
    assert migrated == created


def checks() -> dict[str, dict[str, str]]:
    """Names and texts of the checks, white space and quotes folded."""
    inspector = sa.inspect(db.engine)
    return {
        table: {
            str(check["name"]): re.sub(r"[\s\"]+", " ", check["sqltext"]).strip()
            for check in inspector.get_check_constraints(table)
        }
        for table in sorted(inspector.get_table_names())
        if table != "alembic_version" and not belongs_to_engine(table, "table")
    }


def test_there_is_one_line_of_migrations():
    directory = ScriptDirectory(str(ROOT / "migrations"))
    assert len(directory.get_heads()) == 1
    assert [script.revision for script in directory.walk_revisions() if script.is_branch_point] == []


def test_files_are_numbered_in_order():
    names = sorted(path.name for path in (ROOT / "migrations" / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert [name[:4] for name in names] == list(reversed(revisions()))


def test_recorded_feedback_becomes_a_round_with_observations_and_back(fresh):
    flask_migrate.upgrade(revision="0002")
    add_feedback_of_before()
    flask_migrate.upgrade(revision="0003")
    assert rows("SELECT id, prototype_id, respondents, job_centre_key, is_planned FROM test_round") == [
        (7, 1, "customers", "06631", False)
    ]
    assert rows("SELECT round_id, participants FROM feedback") == [(7, 5)]
    assert rows("SELECT kind, body, feedback_id, finding_id FROM observation ORDER BY id") == [
        ("criticism", "Schrift zu klein", 7, 3),
        ("like", "Kurz", 7, None),
        ("like", "Klar", 7, None),
    ]
    assert rows("SELECT count(*) FROM finding WHERE severity IS NULL") == [(1,)]
    with db.engine.begin() as connection:
        # Ids that were brought along are not given out again.
        connection.execute(
            sa.text("INSERT INTO finding (prototype_id, kind, body, version) VALUES (1, 'like', 'Neu', 1)")
        )
    assert rows("SELECT id FROM finding WHERE body = 'Neu'") == [(4,)]
    flask_migrate.downgrade(revision="0002")
    assert rows("SELECT id, feedback_id, kind, body FROM finding") == [
        (3, 7, "criticism", "Schrift zu klein")
    ]
    assert rows("SELECT id, likes FROM feedback") == [(7, "- Kurz\nKlar")]


def test_conditions_become_rows_and_adoptions_get_their_day_and_back(fresh):
    flask_migrate.upgrade(revision="0002")
    add_feedback_of_before()
    flask_migrate.upgrade(revision="0007")
    add_review_and_adoption_of_before()
    flask_migrate.upgrade(revision="0008")
    assert rows("SELECT review_id, number, text, done_at FROM review_condition ORDER BY number") == [
        (5, 1, "Schulen", None),
        (5, 2, "Noch einmal testen", None),
    ]
    assert [str(row[0]) for row in rows("SELECT deadline_on FROM rollout_review")] == ["2026-03-16"]
    dates = rows("SELECT since, introduced_on, effort FROM adoption")[0]
    assert [str(value) for value in dates] == ["2026-03-02", "2026-03-02", ""]
    assert rows("SELECT count(*) FROM job_centre WHERE map_row IS NULL") == [(0,)]
    flask_migrate.downgrade(revision="0007")
    assert rows("SELECT id, status, conditions FROM rollout_review") == [
        (5, "returned", "Schulen\nNoch einmal testen")
    ]


def test_moves_of_before_tell_how_long_ideas_had_stayed(fresh):
    flask_migrate.upgrade(revision="0012")
    columns = "INSERT INTO event (id, at, kind, subject_kind, subject_id, from_state, to_state, detail)"
    for number, (at, kind, idea, source, target) in enumerate(
        (
            ("2026-03-27 12:00", "idea_submitted", "1", "draft", "submitted"),
            ("2026-03-28 12:00", "idea_submitted", "2", "draft", "submitted"),
            # Half past twelve on the 30th in Hesse, where it has just become summer.
            ("2026-03-29 22:30", "idea_moved", "1", "submitted", "empathise"),
            ("2026-03-29 23:30", "idea_answered", "1", None, None),
            ("2026-03-31 21:30", "adoption_changed", "1", "not_assessed", "interested"),
            ("2026-03-31 21:59", "idea_parked", "1", "empathise", "parked"),
            ("2026-03-31 21:59", "idea_stopped", "2", "submitted", "stopped"),
        ),
        1,
    ):
        values = {"id": number, "at": f"{at}:00.000000+00:00", "kind": kind, "idea": idea}
        if db.engine.dialect.name == "sqlite":
            values["at"] = values["at"].removesuffix("+00:00")
        db.session.execute(
            sa.text(f"{columns} VALUES (:id, :at, :kind, 'idea', :idea, :source, :target, '{{}}')"),
            values | {"source": source, "target": target},
        )
    db.session.commit()
    flask_migrate.upgrade(revision="0013")
    assert rows("SELECT id, stayed FROM event ORDER BY id") == [
        (1, None),
        (2, None),
        (3, 3),
        (4, None),
        (5, None),
        (6, 1),
        (7, 3),
    ]
    flask_migrate.downgrade(revision="0012")


def test_a_lab_at_work_goes_back_to_before_the_search_and_up_again(fresh):
    flask_migrate.upgrade()
    loaded = fresh.test_cli_runner().invoke(args=["seed-load", "--ideas", "40"])
    assert loaded.exit_code == 0, loaded.output
    counted = (
        "SELECT (SELECT count(*) FROM idea), (SELECT count(*) FROM event), (SELECT count(*) FROM finding)"
    )
    before = rows(counted)
    flask_migrate.downgrade(revision="0008")
    flask_migrate.upgrade()
    assert rows(counted) == before
    assert list(verify()) == []


def rows(statement: str) -> list[tuple[object, ...]]:
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(statement))]


def add_feedback_of_before() -> None:
    """One idea with one version, one feedback and one finding, as they stood before rounds."""
    at = "2026-03-02 09:00:00+00:00"
    values = {
        "account": {
            "id": 1,
            "email": "a@lab.example",
            "name": "A",
            "role": "staff",
            "job_centre_key": "06631",
            "session_token": "x",
            "is_enabled": True,
            "language": "de",
            "theme": "system",
            "created_at": at,
            "version": 1,
        },
        "idea": {
            "id": 1,
            "title": "Brief",
            "title_key": "brief",
            "problem": "P",
            "proposal": "V",
            "audience": "both",
            "author_visibility": "named",
            "state": "draft",
            "state_since": at,
            "author_id": 1,
            "created_at": at,
            "work_areas": "[]",
            "benefit": "",
            "systems": "",
            "data_protection": "unclear",
            "accessibility": "",
            "search_text": "",
            "prototype_count": 1,
            "has_criterion": True,
            "feedback_count": 1,
            "open_findings": 1,
            "people_customers": 5,
            "people_staff": 0,
            "people_others": 0,
            "feedback_job_centres": 1,
            "version": 1,
        },
        "prototype": {
            "id": 1,
            "idea_id": 1,
            "number": 1,
            "title": "v",
            "kind": "paper",
            "hypothesis": "H",
            "success_criterion": "K",
            "changes": "",
            "link": "",
            "author_id": 1,
            "created_at": at,
            "version": 1,
        },
        "feedback": {
            "id": 7,
            "prototype_id": 1,
            "respondents": "customers",
            "method": "feedback_grid",
            "participants": 5,
            "held_on": "2026-03-02",
            "job_centre_key": "06631",
            "likes": "- Kurz\nKlar",
            "criticisms": "Schrift zu klein",
            "questions": "",
            "ideas": "",
            "author_id": 1,
            "created_at": at,
        },
        "finding": {
            "id": 3,
            "prototype_id": 1,
            "feedback_id": 7,
            "kind": "criticism",
            "body": "Schrift zu klein",
            "version": 1,
        },
    }
    with db.engine.begin() as connection:
        for table, row in values.items():
            connection.execute(sa.table(table, *map(sa.column, row)).insert(), row)


def add_review_and_adoption_of_before() -> None:
    """A returned review and an introduced adoption, as they stood before the committee."""
    at = "2026-03-02 09:00:00+00:00"
    texts = ("benefit", "operating_cost", "owner", "support", "systems", "guide")
    checks = ("data_protection", "information_security", "staff_council", "accessibility")
    review = {
        "id": 5,
        "idea_id": 1,
        "status": "returned",
        "opened_by_id": 1,
        "opened_at": at,
        "gate": "[]",
        "decided_by_id": 1,
        "decided_at": at,
        "reason": "Noch nicht",
        "conditions": "Schulen\n\nNoch einmal testen",
        "version": 1,
        **dict.fromkeys(texts, "x"),
        **dict.fromkeys(checks, "yes"),
        **{f"{check}_text": "x" for check in checks},
    }
    adoption = {
        "idea_id": 1,
        "job_centre_key": "06631",
        "status": "introduced",
        "is_adapted": False,
        "contact": "",
        "changed_at": at,
        "version": 1,
    }
    with db.engine.begin() as connection:
        for table, row in {"rollout_review": review, "adoption": adoption}.items():
            connection.execute(sa.table(table, *map(sa.column, row)).insert(), row)
