"""Answers count when somebody of the team has read them; sheets of paper are entered one after the other."""

import pytest
import sqlalchemy as sa

from lab.accounts.models import Role
from lab.audit.models import Event
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.heard import list_heard
from lab.prototypes.models import (
    AnswerSheet,
    Channel,
    Group,
    Inspection,
    Observation,
    Participant,
    PointKind,
    Prototype,
    Questionnaire,
)
from tests.client import form_values
from tests.factories import (
    BERGSTRASSE,
    WIESBADEN,
    make_feedback,
    make_idea,
    make_prototype,
    make_round,
    make_user,
    save,
)
from tests.helpers import count_queries
from tests.markup import text_of

PHONE = "0661 1234567"


@pytest.fixture
def member(app):
    return make_user(Role.STAFF)


@pytest.fixture(name="test_round")
def fixture_test_round(member):
    idea = make_idea(State.TEST, team=[member])
    return make_round(make_prototype(idea), questionnaire=Questionnaire.UMUX_LITE)


def make_sheet(test_round, **values):
    row = {
        "round_id": test_round.id,
        "key": f"key-{db.session.scalar(sa.select(sa.func.count()).select_from(AnswerSheet))}",
        "channel": Channel.PUBLIC,
        "criticisms": f"Die Schrift ist zu klein.\nRufen Sie mich an: {PHONE}",
        "scores": [5, None],
        "received_on": today(),
    }
    return save(AnswerSheet(**row | values))


def answers_of(test_round) -> str:
    return f"/rounds/{test_round.id}/answers"


def entry_of(test_round) -> str:
    return f"/rounds/{test_round.id}/sheets/new"


def observations() -> list[tuple[PointKind, str]]:
    rows = db.session.scalars(sa.select(Observation).order_by(Observation.id))
    return [(row.kind, row.body) for row in rows]


def test_an_unread_answer_is_masked_and_counts_nowhere(client_for, member, test_round):
    make_sheet(test_round)
    idea = test_round.prototype.idea
    client = client_for(member)
    page = text_of(client.get_page(answers_of(test_round)).find(".//main"))
    assert "Die Schrift ist zu klein." in page
    assert "1 Antwort wartet" in page
    assert PHONE not in client.get(answers_of(test_round)).text
    for url in (f"/prototypes/{test_round.prototype_id}", f"/ideas/{idea.id}"):
        assert "Schrift" not in text_of(client.get_page(url).find(".//main"))
    assert (idea.people_customers, idea.feedback_count, idea.open_findings) == (0, 0, 0)


def test_what_counts_becomes_observations_and_people(client_for, member, test_round):
    sheets = [make_sheet(test_round).id, make_sheet(test_round, likes="Schön kurz.").id]
    left = make_sheet(test_round).id
    response = client_for(member).post_form(
        answers_of(test_round), {"sheets": sheets, "is_masked": "y", "action": "accept"}
    )
    assert response.status_code == 303
    idea = test_round.prototype.idea
    db.session.refresh(idea)
    assert (idea.people_customers, idea.feedback_job_centres, idea.open_findings) == (2, 1, 4)
    assert (PointKind.LIKE, "Schön kurz.") in observations()
    assert len(observations()) == 5
    assert not any(PHONE in body for _kind, body in observations())
    first = db.session.get(AnswerSheet, sheets[0])
    assert (first.inspection, first.inspected_by_id, first.scores) == (
        Inspection.ACCEPTED,
        member.id,
        [5, None],
    )
    assert PHONE not in first.criticisms
    assert db.session.get(AnswerSheet, left).inspection is Inspection.WAITING
    event = db.session.scalars(sa.select(Event).where(Event.kind == "answers_accepted")).one()
    assert event.detail["count"] == 2


def test_the_text_stays_as_it_was_written_when_somebody_wants_it(client_for, member, test_round):
    sheet = make_sheet(test_round)
    client_for(member).post_form(answers_of(test_round), {"sheets": [sheet.id], "action": "accept"})
    assert any(PHONE in body for _kind, body in observations())


@pytest.mark.parametrize(
    ("action", "people", "scores"), [("accept_scores", 1, [5, None]), ("discard", 0, [])]
)
def test_texts_can_be_thrown_away(client_for, member, test_round, action, people, scores):
    sheet = make_sheet(test_round)
    client_for(member).post_form(answers_of(test_round), {"sheets": [sheet.id], "action": action})
    db.session.refresh(sheet)
    db.session.refresh(test_round.prototype.idea)
    assert (sheet.criticisms, sheet.scores, observations()) == ("", scores, [])
    assert test_round.prototype.idea.people_customers == people


def test_all_answers_of_the_page_can_be_chosen_at_once(client_for, member, test_round):
    make_sheet(test_round)
    make_sheet(test_round)
    page = client_for(member).get_page(answers_of(test_round) + "?all=1")
    assert len(form_values(page.find(".//main//form"))["sheets"]) == 2


def test_a_sheet_that_somebody_else_has_looked_at_stays(client_for, member, test_round):
    sheet = make_sheet(test_round)
    mine, theirs = client_for(member), client_for(make_user(Role.FACILITATOR))
    theirs.post_form(answers_of(test_round), {"sheets": [sheet.id], "action": "discard"})
    response = mine.post_form(answers_of(test_round), {"sheets": [sheet.id], "action": "accept"})
    assert response.status_code == 303
    assert "hatte schon jemand anderes angesehen" in mine.get(answers_of(test_round)).text
    db.session.refresh(sheet)
    assert (sheet.inspection, observations()) == (Inspection.DISCARDED, [])


@pytest.mark.parametrize(
    "data",
    [
        {"action": "accept"},
        {"sheets": ["abc", "-1", "99999999999999999999"], "action": "accept"},
        {"sheets": ["1"], "action": "burn"},
        {"sheets": ["1"]},
    ],
)
def test_nothing_chosen_or_an_unknown_action_is_refused(client_for, member, test_round, data):
    make_sheet(test_round)
    assert client_for(member).post_form(answers_of(test_round), data).status_code == 422
    assert observations() == []


def test_a_sheet_of_another_round_is_left_alone(client_for, member, test_round):
    other = make_sheet(make_round(test_round.prototype, Group.STAFF))
    client_for(member).post_form(answers_of(test_round), {"sheets": [other.id], "action": "accept"})
    db.session.refresh(other)
    assert other.inspection is Inspection.WAITING


@pytest.mark.parametrize("path", [answers_of, entry_of])
def test_only_the_team_and_facilitators_work_on_answers(client_for, test_round, path):
    colleague = client_for(make_user(Role.STAFF))
    sheet = make_sheet(test_round)
    data = {"sheets": [sheet.id], "action": "accept", "likes": "Gut."}
    assert colleague.post_form(path(test_round), data).status_code == 403
    assert colleague.get("/rounds/999999/answers").status_code == 404


def test_paper_is_entered_sheet_after_sheet_and_counts_at_once(client_for, member, test_round):
    client = client_for(member)
    for number, (first, second) in enumerate(((7, 6), (4, ""), ("", ""))):
        data = {"item_1": first, "item_2": second, "likes": f"Bogen {number}: gut."}
        response = client.post_form(entry_of(test_round), data)
        assert (response.status_code, response.location) == (303, entry_of(test_round))
    page = text_of(client.get_page(entry_of(test_round)).find(".//main"))
    assert "3 Bögen sind übertragen." in page
    assert "Jetzt: Bogen 4." in page
    sheets = db.session.scalars(sa.select(AnswerSheet).order_by(AnswerSheet.id)).all()
    assert [sheet.scores for sheet in sheets] == [[7, 6], [4, None], [None, None]]
    assert {sheet.inspection for sheet in sheets} == {Inspection.ACCEPTED}
    db.session.refresh(test_round.prototype.idea)
    assert test_round.prototype.idea.people_customers == 3
    assert test_round.prototype.fixed_at is not None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Der Bogen ist leer."),
        ({"item_1": "8"}, "ganze Zahl von 1 bis 7"),
        ({"item_1": "0"}, "ganze Zahl von 1 bis 7"),
        ({"item_1": "vier"}, "ganze Zahl von 1 bis 7"),
        ({"likes": "x" * 2001}, "höchstens 2.000 Zeichen"),
    ],
)
def test_what_no_sheet_can_say_is_refused_beside_its_field(client_for, member, test_round, data, message):
    response = client_for(member).post_form(entry_of(test_round), {"criticisms": "", **data})
    assert response.status_code == 422
    assert message.replace("2.000", "2000") in response.text.replace("2.000", "2000")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AnswerSheet)) == 0


def test_a_sheet_sent_twice_is_one(client_for, member, test_round):
    client = client_for(member)
    page = client.get_page(entry_of(test_round))
    form = form_values(page.find(".//main//form")) | {"item_1": "5"}
    for _time in range(2):
        assert client.post(entry_of(test_round), data=form).status_code == 303
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AnswerSheet)) == 1


def test_the_sheet_on_paper_asks_all_questions(client_for, member, test_round):
    page = text_of(client_for(member).get_page(f"/rounds/{test_round.id}/sheet").find(".//main"))
    for words in ("Das ist leicht zu benutzen.", "Was war gut?", "Was sollen wir ändern?", "Weiß ich nicht"):
        assert words in page


def test_looking_costs_the_same_with_one_and_with_sixty_answers(client_for, member, test_round):
    client = client_for(member)
    make_sheet(test_round)
    with count_queries() as few:
        client.get_page(answers_of(test_round))
    for _sheet in range(60):
        make_sheet(test_round)
    with count_queries() as many:
        page = client.get_page(answers_of(test_round))
    assert many.count == few.count <= 8, str(many)
    assert "Danach warten noch 36 weitere." in text_of(page.find(".//main"))


def test_who_was_watched_and_filled_in_a_sheet_is_one_person(app, test_round):
    for number in (1, 2, 3):
        save(Participant(round_id=test_round.id, number=number, group=Group.CUSTOMERS, created_at=now()))
    save(Participant(round_id=test_round.id, number=4, group=Group.STAFF, created_at=now()))
    for _sheet in range(2):
        make_sheet(
            test_round,
            inspection=Inspection.ACCEPTED,
            inspected_by_id=test_round.author_id,
            inspected_at=now(),
        )
    heard = {row.group: row.people for row in list_heard(Prototype.id == test_round.prototype_id)}
    assert heard == {Group.CUSTOMERS: 3, Group.STAFF: 1}


def test_what_was_reported_with_another_content_is_not_let_through(client_for, member, test_round):
    sheet = make_sheet(test_round, is_hidden=True)
    client = client_for(member)
    page = client.get_page(answers_of(test_round))
    assert not list(page.find(".//main").iter("form"))
    client.post_form(answers_of(test_round), {"sheets": [sheet.id], "action": "accept"})
    db.session.refresh(sheet)
    assert (sheet.inspection, observations()) == (Inspection.WAITING, [])


def test_no_sheet_is_entered_into_a_round_that_nobody_planned(client_for, member, test_round):
    unplanned = make_round(test_round.prototype, is_planned=False)
    assert client_for(member).post_form(entry_of(unplanned), {"likes": "Gut."}).status_code == 404


@pytest.mark.parametrize("key", ["", "x" * 500, "a\x00b", None])
def test_any_key_of_a_sheet_will_do(client_for, member, test_round, key):
    data = {"likes": "Gut."} | ({"once": key} if key is not None else {})
    for count in (1, 2):
        assert client_for(member).post_form(entry_of(test_round), data).status_code == 303
        assert db.session.scalar(sa.select(sa.func.count()).select_from(AnswerSheet)) in (1, count)


def test_feedback_counts_where_it_was_held(app, test_round):
    make_feedback(test_round.prototype, round_id=test_round.id, job_centre_key=WIESBADEN)
    make_feedback(test_round.prototype, round_id=test_round.id, job_centre_key=BERGSTRASSE)
    heard = list_heard(Prototype.id == test_round.prototype_id)
    assert {(row.job_centre_key, row.people) for row in heard} == {(WIESBADEN, 5), (BERGSTRASSE, 5)}
