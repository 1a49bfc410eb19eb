"""The search index is what a rebuild would make, after every change, by whatever way it came."""

import io

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from lab.attachments.service import store_file
from lab.extensions import db
from lab.ideas import service
from lab.ideas.models import Idea, NoteKind, StageNote
from lab.ideas.workflow import State
from lab.reports.models import ContentReport
from lab.reports.service import purge_content, report_content
from lab.search.indexing import mark
from lab.search.models import SearchDocument, SearchWord
from lab.search.queries import find
from lab.search.rebuild import rebuild, verify
from tests import files
from tests.factories import (
    make_feedback,
    make_finding,
    make_idea,
    make_many_ideas,
    make_note,
    make_prototype,
)
from tests.integration.test_concurrency import outcomes, together  # noqa: F401


def found(text):
    return list(find(text, Idea.id).ids)


def ideas_with(word):
    """In how many ideas the word stands, as counted."""
    return db.session.scalar(sa.select(SearchWord.ideas).where(SearchWord.word == word)) or 0


def test_every_text_of_an_idea_finds_it_until_it_is_gone(app, personas):
    make_idea(State.IDEATE, title="Etwas anderes")
    idea = make_idea(
        State.STOPPED,
        title="Apfelkuchen",
        problem="Birnenmus",
        proposal="Kirschsaft",
        benefit="Pflaumendatschi",
        learning_tried="Quittenbrot",
        learning_learned="Holunder",
    )
    note = make_note(idea, body="Brombeergelee")
    version = make_prototype(idea, title="Rhabarber", hypothesis="Mirabelle", success_criterion="Schlehe")
    make_finding(make_feedback(version), body="Stachelbeere")
    store_file(personas.facilitator, idea.id, FileStorage(io.BytesIO(files.PDF), "himbeereis.pdf"))
    db.session.commit()
    words = ["Apfelkuchen", "Birnenmus", "Kirschsaft", "Pflaumendatschi", "Quittenbrot", "Holunder"]
    for word in [*words, "Brombeergelee", "Rhabarber", "Mirabelle", "Schlehe", "Stachelbeere", "himbeereis"]:
        assert found(word) == [idea.id], word
    note.body = "Johannisbeere"
    # Found before the transaction ends, too.
    assert (found("Brombeergelee"), found("Johannisbeere")) == ([], [idea.id])
    db.session.delete(note)
    db.session.commit()
    assert found("Johannisbeere") == []
    assert ideas_with("johannisbeere") == 0
    assert ideas_with("apfelkuchen") == 1
    assert list(verify()) == []


def test_a_row_that_moves_is_found_with_the_other_idea(app):
    first, second = make_idea(State.TEST), make_idea(State.TEST)
    make_finding(make_feedback(make_prototype(first)), body="Stachelbeere")
    version = make_prototype(first, title="Rhabarber", number=2)
    version.idea_id = second.id
    db.session.flush()
    assert found("Rhabarber") == [second.id]
    assert found("Stachelbeere") == [first.id]
    db.session.rollback()
    assert found("Rhabarber") == [first.id]
    assert list(verify()) == []


def test_what_is_hidden_is_found_by_nobody_and_what_is_purged_leaves_no_word(app, personas):
    idea = make_idea(State.IDEATE, title="Apfelkuchen")
    note = make_note(idea, body="Frau Zwiebelmeier war da.")
    report_content(personas.facilitator, "note", str(note.id))
    db.session.commit()
    assert found("Zwiebelmeier") == []
    assert ideas_with("zwiebelmeier") == 0
    purge_content(personas.facilitator, db.session.scalars(sa.select(ContentReport)).one())
    db.session.commit()
    assert list(verify()) == []
    assert found("Apfelkuchen") == [idea.id]
    if db.engine.dialect.name == "sqlite":
        blocks = db.session.scalars(sa.text("SELECT block FROM search_index_data")).all()
        assert all(b"zwiebel" not in block for block in blocks)


def test_of_two_notes_at_the_same_moment_both_are_found(together, in_company, personas):  # noqa: F811
    idea_id = make_idea(State.EMPATHISE, personas.author, team=[personas.member]).id

    def note(word):
        def work(actor, ready):
            idea = db.session.get_one(Idea, idea_id)
            ready()
            service.add_note(actor, idea, NoteKind.OBSERVATION, f"Gesehen: {word}, Termine.")

        return work

    for first, second in (("Apfel", "Birne"), ("Kirsche", "Pflaume")):
        results = together((personas.author, note(first)), (personas.member, note(second)))
        assert outcomes(results) == ["done", "done"]
        assert (found(first), found(second)) == ([idea_id], [idea_id])
    assert list(verify()) == []


def test_two_ideas_with_the_same_words_do_not_wait_for_each_other(together, in_company, personas):  # noqa: F811
    ids = [make_idea(State.EMPATHISE, personas.author, team=[personas.member]).id for _ in range(2)]

    def note(idea_id, words):
        def work(actor, ready):
            idea = db.session.get_one(Idea, idea_id)
            ready()
            service.add_note(actor, idea, NoteKind.OBSERVATION, words)

        return work

    words = [f"wort{number}" for number in range(200)]
    results = together(
        (personas.author, note(ids[0], " ".join(words))),
        (personas.member, note(ids[1], " ".join(reversed(words)))),
    )
    assert outcomes(results) == ["done", "done"]
    assert ideas_with("wort7") == 2
    assert list(verify()) == []


def test_bulk_changes_are_found_once_they_are_marked_and_a_rebuild_finds_all(app, personas):
    ids = make_many_ideas(3, personas.author)
    assert found("Briefkasten") == []
    assert any(str(ids[0]) in line for line in verify())
    assert rebuild() == 3
    assert found("Briefkasten") == sorted(ids, reverse=True)
    db.session.execute(sa.update(StageNote).where(StageNote.idea_id == ids[0]).values(body="Apfelkuchen"))
    assert list(verify()) != []
    mark(ids[:1])
    assert found("Apfelkuchen") == ids[:1]
    db.session.commit()
    assert list(verify()) == []


@pytest.mark.parametrize("damage", ["document", "word", "count"])
def test_a_rebuild_mends_what_verify_finds(app, damage):
    make_idea(State.IDEATE, title="Apfelkuchen")
    statements = {
        "document": sa.delete(SearchDocument),
        "word": sa.delete(SearchWord).where(SearchWord.word == "apfelkuchen"),
        "count": sa.update(SearchWord).values(ideas=SearchWord.ideas + 3),
    }
    db.session.execute(statements[damage].execution_options(synchronize_session=False))
    db.session.commit()
    assert app.test_cli_runner().invoke(args=["search", "verify"]).exit_code == 1
    assert app.test_cli_runner().invoke(args=["search", "rebuild"]).exit_code == 0
    assert list(verify()) == []
    assert ideas_with("apfelkuchen") == 1
