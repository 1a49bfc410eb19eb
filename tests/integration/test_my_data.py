"""Which data of one's own is stored: all of it, on a page and as a file, and nobody else's."""

import json

import sqlalchemy as sa

from lab.accounts.models import User
from lab.core.database import Base
from lab.desk.queries import STORED
from lab.ideas.workflow import State
from lab.prototypes.models import Answer
from lab.rollout.models import ReviewStatus
from tests.client import text_of
from tests.factories import (
    make_feedback,
    make_finding,
    make_idea,
    make_note,
    make_prototype,
    make_review,
)

PAGE, FILE = "/account/data", "/account/data.json"


def counts_of(page):
    """The numbers of the page by their label."""
    return {
        text_of(row.find("dt")): text_of(row.find("dd"))
        for row in page.find(".//*[@id='contributions']").iter("div")
        if row.find("dt") is not None
    }


def test_no_column_that_points_to_an_account_is_left_out():
    pointing = {
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table is User.__table__ for key in column.foreign_keys)
    }
    told = {str(sa.inspect(owner).property.columns[0]) for owner, _columns in STORED.values()}
    assert told == pointing


def test_the_page_counts_and_the_file_tells_what_one_has_written(client_for, personas):
    idea = make_idea(State.TEST, personas.author, title="Meine Idee", responsible=personas.facilitator)
    make_note(idea, author=personas.author, body="Meine Notiz.", times=2)
    feedback = make_feedback(make_prototype(idea, personas.author), author=personas.author, likes="Mein Lob.")
    make_finding(feedback, answer=Answer.NO, answered_by=personas.facilitator)
    client = client_for(personas.author)
    counts = counts_of(client.get_page(PAGE))
    assert (counts["Ideen"], counts["Notizen"], counts["Prototypen"]) == ("1", "2", "1")
    response = client.get(FILE)
    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert response.headers["Content-Disposition"].startswith("attachment")
    stored = json.loads(response.text)
    assert stored["account"]["email"] == personas.author.email
    assert stored["ideas"][0]["title"] == "Meine Idee"
    assert [note["body"] for note in stored["notes"]] == ["Meine Notiz."] * 2
    assert stored["feedback"][0]["likes"] == "Mein Lob."
    assert {event["kind"] for event in stored["history"]} >= {"idea_created", "idea_submitted"}
    facilitator = json.loads(client_for(personas.facilitator).get(FILE).text)
    assert [row["title"] for row in facilitator["responsible_for"]] == ["Meine Idee"]
    assert facilitator["answers"][0]["answer_text"] == "Steht jetzt in der ersten Zeile."


def test_decisions_and_teams_are_told_too(client_for, personas):
    make_review(status=ReviewStatus.RETURNED, opened_by=personas.facilitator, decided_by=personas.leadership)
    make_idea(State.IDEATE, team=[personas.leadership])
    stored = json.loads(client_for(personas.leadership).get(FILE).text)
    assert stored["reviews"][0]["reason"] == "Der Nutzen ist belegt."
    assert len(stored["teams"]) == 1
    assert len(json.loads(client_for(personas.facilitator).get(FILE).text)["readiness"]) == 1


def test_nobody_elses_data_and_no_secret_is_among_it(client_for, personas):
    make_idea(State.TEST, personas.author, title="Fremde Idee")
    text = client_for(personas.colleague).get(FILE).text
    assert "Fremde Idee" not in text
    assert personas.author.email not in text
    for secret in (personas.colleague.password_hash, personas.colleague.session_token):
        assert secret not in text


def test_every_role_can_see_it(client_for, personas):
    for who in ("author", "facilitator", "leadership", "admin", "guest"):
        client = client_for(getattr(personas, who))
        assert getattr(personas, who).name in text_of(client.get_page(PAGE))
        assert client.get(FILE).status_code == 200


def test_a_visitor_signs_in_first(visitor):
    for page in (PAGE, FILE):
        assert visitor.get(page).location == f"/login?next={page}"


def test_the_account_page_leads_there(client_for, personas):
    links = [link.get("href") for link in client_for(personas.author).get_page("/account").iter("a")]
    assert PAGE in links
