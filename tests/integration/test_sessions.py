"""Notes of a moderated test: participants, tasks, observations."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lab.audit.queries import timeline
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.models import (
    Answer,
    Basis,
    Finding,
    Group,
    Observation,
    Outcome,
    Participant,
    PointKind,
    Severity,
    TaskResult,
)
from tests import factories as make
from tests.client import client_for as client_of
from tests.helpers import count_queries, error_beside, typed_in
from tests.markup import text_of

TASKS = "Brief öffnen\nTermin absagen"


@pytest.fixture
def idea(personas):
    until = today() + timedelta(days=3)
    return make.make_idea(State.TEST, author=personas.author, team=[personas.member, (personas.guest, until)])


@pytest.fixture
def test_round(idea):
    return make.make_round(make.make_prototype(idea), tasks=TASKS)


@pytest.fixture
def participant(test_round):
    return make.make_participant(test_round)


def session_of(test_round, number=None):
    return f"/rounds/{test_round.id}/session" + (f"?participant={number}" if number else "")


def notes_of(participant):
    return f"/participants/{participant.id}/observations"


def said(body="Sucht den Knopf.", **more):
    return {"body": body, "kind": PointKind.CRITICISM, "basis": Basis.SEEN, **more}


def observations():
    return db.session.scalars(sa.select(Observation).order_by(Observation.id)).all()


def outcomes(participant):
    rows = db.session.scalars(
        sa.select(TaskResult).where(TaskResult.participant_id == participant.id).order_by(TaskResult.task)
    )
    return {row.task: row.outcome for row in rows}


def main_text(page):
    return text_of(page.find(".//main"))


# Participants


def test_the_first_participant_fixes_what_the_test_shall_show(client_for, personas, idea, test_round):
    client, url = client_for(personas.member), session_of(test_round)
    assert "stehen Hypothese, Erfolgskriterium" in main_text(client.get_page(url))
    action = f"/rounds/{test_round.id}/participants"
    response = client.submit(url, {"group": Group.STAFF}, action=action)
    assert (response.status_code, response.location) == (303, session_of(test_round, 1))
    participant = db.session.scalars(sa.select(Participant)).one()
    assert (participant.label, participant.group) == ("P1", Group.STAFF)
    db.session.refresh(idea)
    assert (idea.people_staff, idea.feedback_job_centres) == (1, 1)
    assert test_round.prototype.fixed_at is not None
    event = timeline("idea", idea.id)[0]
    assert (event.kind, event.detail["label"], event.detail["number"]) == ("session_recorded", "P1", 1)
    client.submit(url, {"group": Group.CUSTOMERS}, action=action)
    assert "P2: notieren" in main_text(client.get_page(url))


def test_adding_sent_twice_adds_one(client_for, personas, test_round):
    client, url = client_for(personas.facilitator), f"/rounds/{test_round.id}/participants"
    data = {"group": Group.CUSTOMERS, "once": "0123456789abcdef"}
    assert client.post_form(url, data).location == client.post_form(url, data).location
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Participant)) == 1


@pytest.mark.usefixtures("in_company")
def test_two_people_adding_at_once_get_two_numbers(app, personas, test_round, engine):
    people = (personas.facilitator, personas.member)
    clients = [client_of(app, person) for person in people]
    for client in clients:
        client.csrf_token()
    url = f"/rounds/{test_round.id}/participants"
    db.session.rollback()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda client: client.post_form(url, {"group": "staff"}), clients))
    assert [answer.status_code for answer in answers] == [303, 303]
    numbers = db.session.scalars(sa.select(Participant.number).order_by(Participant.number)).all()
    assert numbers == [1, 2]


def test_a_slip_is_removed_while_nothing_is_noted(client_for, personas, idea, test_round, participant):
    client, url = client_for(personas.member), f"/participants/{participant.id}/remove"
    client.submit(session_of(test_round), said(task_1=Outcome.FAILED), action=notes_of(participant))
    assert client.post_form(url).status_code == 403
    client.post_form(f"/observations/{observations()[0].id}/remove")
    assert client.post_form(url).status_code == 403
    client.submit(session_of(test_round), {"task_1": ""}, action=notes_of(participant))
    assert client.post_form(url).status_code == 303
    assert client.post_form(url).status_code == 404
    assert db.session.scalars(sa.select(Participant)).all() == []
    kinds = [event.kind for event in timeline("idea", idea.id)]
    assert kinds[:2] == ["participant_removed", "observation_removed"]
    db.session.refresh(idea)
    assert idea.people_customers == 0


# Observations and tasks


def test_an_observation_is_noted_with_all_that_belongs_to_it(
    client_for, personas, idea, test_round, participant
):
    client = client_for(personas.member)
    response = client.submit(
        session_of(test_round),
        said(
            mark="3:20",
            severity=Severity.SEVERE,
            quote="Wo muss ich hin?",
            task_1=Outcome.ALONE,
            task_2=Outcome.HELPED,
        ),
        action=notes_of(participant),
    )
    assert (response.status_code, response.location) == (303, session_of(test_round, 1))
    note = observations()[0]
    assert (note.body, note.kind, note.basis) == ("Sucht den Knopf.", PointKind.CRITICISM, Basis.SEEN)
    assert (note.second, note.severity, note.quote) == (200, Severity.SEVERE, "Wo muss ich hin?")
    assert (note.round_id, note.prototype_id) == (test_round.id, test_round.prototype_id)
    assert (note.author_id, note.finding_id) == (personas.member.id, None)
    assert outcomes(participant) == {1: Outcome.ALONE, 2: Outcome.HELPED}
    db.session.refresh(idea)
    assert idea.open_findings == 1
    text = main_text(client.get_page(session_of(test_round)))
    assert "03:20" in text
    assert "beobachtet" in text
    assert "„Wo muss ich hin?“" in text
    assert "schwer: so geht es nicht" in text


def test_a_sign_in_front_chooses_the_kind(client_for, personas, test_round, participant):
    for sign, kind in [
        ("+", PointKind.LIKE),
        ("-", PointKind.CRITICISM),
        ("–", PointKind.CRITICISM),
        ("Δ", PointKind.CRITICISM),
        ("?", PointKind.QUESTION),
        ("!", PointKind.IDEA),
    ]:
        data = said(f"{sign} Findet es gut", kind=PointKind.LIKE, basis=Basis.SAID)
        assert client_for(personas.member).post_form(notes_of(participant), data).status_code == 303
        note = observations()[-1]
        assert (note.body, note.kind, note.basis) == ("Findet es gut", kind, Basis.SAID)


def test_tasks_alone_are_enough_and_may_be_changed(client_for, personas, test_round, participant):
    client = client_for(personas.member)
    for data, expected in (
        ({"task_1": Outcome.FAILED}, {1: Outcome.FAILED}),
        ({"task_1": Outcome.HELPED, "task_2": Outcome.ALONE}, {1: Outcome.HELPED, 2: Outcome.ALONE}),
        ({"task_1": ""}, {2: Outcome.ALONE}),
    ):
        response = client.submit(session_of(test_round), data, action=notes_of(participant))
        assert response.status_code == 303
        assert outcomes(participant) == expected
    assert observations() == []


def test_a_note_leaves_alone_what_somebody_else_marked_meanwhile(
    client_for, personas, test_round, participant
):
    facilitator = client_for(personas.facilitator)
    facilitator.submit(session_of(test_round), {"task_1": Outcome.ALONE}, action=notes_of(participant))
    stale = said(task_1="", was_1="", task_2=Outcome.FAILED, was_2="")
    assert client_for(personas.member).post_form(notes_of(participant), stale).status_code == 303
    assert outcomes(participant) == {1: Outcome.ALONE, 2: Outcome.FAILED}


def test_htmx_gets_the_notes_alone(client_for, personas, test_round, participant):
    client = client_for(personas.member)
    response = client.post(
        notes_of(participant),
        data={"csrf_token": client.csrf_token(), "body": "Liest laut.", "kind": "like", "basis": "seen"},
        headers={"HX-Request": "true"},
        follow_redirects=True,
    )
    assert response.text.lstrip().startswith('<div class="session"')
    assert "Liest laut." in response.text
    refused = client.post(
        notes_of(participant),
        data={"csrf_token": client.csrf_token(), "body": "", "kind": "like", "basis": "seen"},
        headers={"HX-Request": "true"},
    )
    assert refused.status_code == 422
    assert refused.text.lstrip().startswith('<div class="session"')


def test_a_note_is_changed(client_for, personas, test_round, participant):
    note = make.make_observation(participant, author_id=personas.member.id, second=61)
    client, url = client_for(personas.member), f"/observations/{note.id}/edit"
    assert typed_in(client.get(url).text, "mark") == "01:01"
    response = client.submit(url, {"body": "Liest zweimal.", "basis": Basis.SAID, "mark": ""})
    assert (response.status_code, response.location) == (303, session_of(test_round, 1))
    db.session.refresh(note)
    assert (note.body, note.basis, note.second) == ("Liest zweimal.", Basis.SAID, None)


def test_a_stale_change_gets_409_and_keeps_what_was_typed(client_for, personas, participant):
    note = make.make_observation(participant, author_id=personas.member.id)
    url = f"/observations/{note.id}/edit"
    client = client_for(personas.member)
    seen = typed_in(client.get(url).text, "seen")
    client_for(personas.facilitator).submit(url, {"body": "Schon geändert."})
    response = client.post_form(url, said("Zu spät.", seen=seen))
    assert response.status_code == 409
    assert typed_in(response.text, "body") == "Zu spät."
    assert "Schon geändert." in response.text
    assert client.post_form(url, said("Zu spät.", seen="x" * 5000)).status_code == 409
    db.session.refresh(note)
    assert note.body == "Schon geändert."


def test_removing_a_note_takes_an_unanswered_finding_along_and_leaves_an_answered_one(
    client_for, personas, idea, test_round, participant
):
    rows = {
        "prototype_id": test_round.prototype_id,
        "kind": PointKind.CRITICISM,
        "body": "Der Knopf fehlt.",
    }
    finding = make.save(Finding(**rows))
    note = make.make_observation(participant, author_id=personas.member.id, finding_id=finding.id)
    client = client_for(personas.member)
    url = f"/observations/{note.id}/remove"
    assert client.post_form(url).status_code == 303
    assert client.post_form(url).status_code == 404
    assert db.session.scalars(sa.select(Finding)).all() == []
    answered = make.save(
        Finding(
            **rows,
            answer=Answer.NO,
            answer_text="Bleibt.",
            answered_by_id=personas.facilitator.id,
            answered_at=make.now(),
        )
    )
    note = make.make_observation(participant, author_id=personas.member.id, finding_id=answered.id)
    response = client.post_form(f"/observations/{note.id}/remove")
    assert response.status_code == 403
    assert "schon beantwortet" in response.text
    assert len(observations()) == 1


# Who


def test_who_takes_notes(client_for, personas, test_round, participant):
    for persona, status in [
        ("author", 200),
        ("member", 200),
        ("facilitator", 200),
        ("guest", 200),
        ("colleague", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 404),
    ]:
        client = client_for(getattr(personas, persona))
        done = {200: 303}.get(status, status)
        assert client.get(session_of(test_round)).status_code == status
        assert client.post_form(notes_of(participant), said()).status_code == done
        added = client.post_form(f"/rounds/{test_round.id}/participants", {"group": "staff"})
        assert added.status_code == done
        note = make.make_observation(participant, author_id=personas.author.id)
        changed = client.post_form(f"/observations/{note.id}/remove")
        assert changed.status_code == (303 if persona in ("author", "facilitator") else max(status, 403))


def test_without_a_criterion_nobody_takes_notes(client_for, personas, idea):
    for change in [{"success_criterion": "", "stated_at": None}, {"hypothesis": ""}]:
        test_round = make.make_round(make.make_prototype(idea, **change))
        client = client_for(personas.facilitator)
        assert client.get(session_of(test_round)).status_code == 403
        assert (
            client.post_form(f"/rounds/{test_round.id}/participants", {"group": "staff"}).status_code == 403
        )


# Bad input


def test_bad_input_stands_beside_its_field_and_nothing_typed_is_lost(client_for, personas, participant):
    for change, field, message in [
        ({"body": ""}, "body", "gesehen oder gehört"),
        ({"body": " \t "}, "body", "gesehen oder gehört"),
        ({"body": "\x00\x07"}, "body", "gesehen oder gehört"),
        ({"body": "x" * 5001}, "body", "höchstens 1000 Zeichen, es sind 5001"),
        ({"quote": "x" * 5001}, "quote", "höchstens 1000 Zeichen, es sind 5001"),
        ({"mark": "3 Minuten"}, "mark", "zum Beispiel 03:20"),
        ({"mark": "03:99"}, "mark", "zum Beispiel 03:20"),
        ({"mark": "99:99:99"}, "mark", "zum Beispiel 03:20"),
        ({"kind": "praise"}, "kind", ""),
        ({"kind": ""}, "kind", ""),
        ({"basis": "heard"}, "basis", ""),
        ({"severity": "deadly"}, "severity", ""),
        ({"task_1": "flown"}, "task_1", ""),
    ]:
        response = client_for(personas.member).post_form(
            notes_of(participant), said("Guter Satz.", was_1="") | change
        )
        assert response.status_code == 422
        assert message in error_beside(response.text, field)
        assert error_beside(response.text, field)
        assert "body" in change or typed_in(response.text, "body") == "Guter Satz."
        assert observations() == []
        assert outcomes(participant) == {}


def test_a_group_is_one_of_ours(client_for, personas, test_round, participant):
    for group in ["", "robots", "\x00"]:
        response = client_for(personas.member).post_form(
            f"/rounds/{test_round.id}/participants", {"group": group}
        )
        assert response.status_code == 422
        assert error_beside(response.text, "group")


def test_a_participant_who_is_not_there_is_not_found(client_for, personas, test_round, participant):
    for number in ["2", "0", "-1", "x", "99999999999999999999", "%00"]:
        assert client_for(personas.member).get(session_of(test_round, number)).status_code == 404


def test_an_address_with_more_is_refused(client_for, personas, test_round):
    assert client_for(personas.member).get(session_of(test_round) + "?p=1").status_code == 400


def test_a_task_that_the_round_does_not_have_is_left_aside(client_for, personas, participant):
    data = said(task_3=Outcome.ALONE, was_3="")
    assert client_for(personas.member).post_form(notes_of(participant), data).status_code == 303
    assert outcomes(participant) == {}


def test_a_note_sent_twice_is_one(client_for, personas, participant):
    client, data = client_for(personas.member), said(once="0123456789abcdef")
    assert client.post_form(notes_of(participant), data).status_code == 303
    assert client.post_form(notes_of(participant), data).status_code == 303
    assert len(observations()) == 1


def test_whatever_is_noted_is_shown_as_text(client_for, personas, test_round, participant):
    for text in ["<script>alert(1)</script>", "{{ 7 * 7 }} %(label)s", "مرحبا 👩🏽‍💻"]:
        client = client_for(personas.member)
        client.post_form(notes_of(participant), said(text, quote=text))
        shown = main_text(client.get_page(session_of(test_round)))
        assert shown.count(text) >= 2


def test_what_a_sheet_says_is_not_edited_here(client_for, personas, test_round):
    feedback = make.make_feedback(test_round.prototype)
    note = make.make_observation(feedback, author_id=personas.member.id)
    client = client_for(personas.facilitator)
    assert client.get(f"/observations/{note.id}/edit").status_code == 403
    assert client.post_form(f"/observations/{note.id}/remove").status_code == 403


def test_the_page_costs_a_fixed_number_of_queries(client_for, personas, test_round, participant):
    client, url = client_for(personas.member), session_of(test_round, 1)
    make.make_observation(participant, author_id=personas.member.id)
    with count_queries() as few:
        client.get(url)
    with make.one_commit():
        for _number in range(200):
            make.make_observation(participant, author_id=personas.member.id)
        for number in range(2, 12):
            make.make_participant(test_round, number)
    with count_queries() as many:
        client.get(url)
    assert many.count == few.count <= 10, str(many)
