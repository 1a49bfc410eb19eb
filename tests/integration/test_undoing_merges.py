"""Undoing a merging: what comes back, what stays, who may, until when."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import Role
from lab.adoption.models import Adoption, AdoptionStatus
from lab.attachments.models import Attachment
from lab.audit.queries import timeline
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import Idea, StageNote, TeamMember
from lab.ideas.workflow import ACTIVE, State
from lab.merging.models import IdeaMerge
from lab.prototypes.models import Answer, Prototype
from lab.sharing.queries import list_sharing_keys
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    MAIN_TAUNUS,
    WIESBADEN,
    make_adoption,
    make_feedback,
    make_finding,
    make_idea,
    make_note,
    make_prototype,
    make_user,
    save,
)
from tests.helpers import error_beside
from tests.markup import text_of

REASON = "Das eine ist die Einladung, das andere die Absage."


@pytest.fixture
def source(app, personas):
    return make_idea(State.TEST, personas.author, title="Erinnerung per Nachricht")


@pytest.fixture
def target(app, personas):
    return make_idea(State.PROTOTYPE, personas.colleague, title="Terminbrief in Leichter Sprache")


@pytest.fixture
def moderator(client_for, personas):
    return client_for(personas.facilitator)


def undo_of(idea):
    return f"/ideas/{idea.id}/merge/undo"


def merge(client, source, target):
    data = {"target_id": str(target.id), "reason": "Beide wollen dasselbe."}
    response = client.post_form(f"/ideas/{source.id}/merge", data)
    assert response.status_code == 303, response.text
    db.session.expire_all()


def undo(client, source):
    response = client.submit(undo_of(source), {"reason": REASON})
    db.session.expire_all()
    return response


def add_file(idea, author, prototype_id=None):
    row = {"name": "skizze.pdf", "media_type": "application/pdf", "size": 3, "sha256": "0" * 64}
    return save(
        Attachment(idea_id=idea.id, prototype_id=prototype_id, added_by_id=author.id, added_at=now(), **row)
    )


def team_of(idea):
    statement = sa.select(TeamMember).where(TeamMember.idea_id == idea.id)
    return {member.account_id: member.until for member in db.session.scalars(statement)}


def versions_of(idea):
    statement = sa.select(Prototype).where(Prototype.idea_id == idea.id).order_by(Prototype.number)
    return [(version.id, version.number) for version in db.session.scalars(statement)]


def facts(idea):
    return (idea.prototype_count, idea.feedback_count, idea.open_findings, idea.people_customers)


def statuses(idea):
    rows = db.session.scalars(sa.select(Adoption).where(Adoption.idea_id == idea.id))
    return {row.job_centre_key: (row.status.value, row.since) for row in rows}


def test_everything_comes_back_and_what_came_since_stays(moderator, client_for, personas, source, target):
    guest_until = today() + timedelta(days=9)
    for account, until in ((personas.member, None), (personas.guest, guest_until)):
        save(TeamMember(idea_id=source.id, account_id=account.id, joined_at=now(), until=until))
    left = today() - timedelta(days=20)
    save(TeamMember(idea_id=source.id, account_id=personas.leadership.id, joined_at=now()))
    save(TeamMember(idea_id=target.id, account_id=personas.leadership.id, joined_at=now(), until=left))
    note, kept_note = make_note(source), make_note(target)
    make_prototype(target)
    own = [make_prototype(source), make_prototype(source)]
    make_finding(make_feedback(own[0], participants=7), answer=Answer.TAKEN_UP, taken_up_in_id=own[1].id)
    make_finding(make_feedback(own[1], participants=3))
    file, drawing = add_file(source, personas.author), add_file(source, personas.author, own[0].id)
    early = today() - timedelta(days=50)
    make_adoption(source, AdoptionStatus.INTERESTED, MAIN_TAUNUS, since=early)
    make_adoption(source, AdoptionStatus.INTERESTED, WIESBADEN, since=early)
    make_adoption(target, AdoptionStatus.INTERESTED, WIESBADEN, since=today())
    for idea in (source, target):
        client_for(make_user(Role.STAFF, WIESBADEN)).post_form(f"/ideas/{idea.id}/shared", {"shared": "yes"})
    client_for(personas.leadership).post_form(f"/ideas/{source.id}/shared", {"shared": "yes"})
    db.session.expire_all()
    before = [
        (team_of(idea), versions_of(idea), facts(idea), statuses(idea), list_sharing_keys(idea), idea.state)
        for idea in (source, target)
    ]

    merge(moderator, source, target)
    assert len(versions_of(target)) == 3
    since_then = [make_note(target), make_prototype(target)]
    late = add_file(target, personas.colleague, own[1].id)
    page = moderator.get_page(undo_of(source))
    returning = text_of(page.find(".//*[@id='returning']"))
    for words in ("1 Notiz", "2 Versionen", "3 Anhänge", "wieder bei „Testen“"):
        assert words in returning
    response = undo(moderator, source)
    assert (response.status_code, response.location) == (303, f"/ideas/{source.id}")

    after = [
        (team_of(idea), versions_of(idea), facts(idea), statuses(idea), list_sharing_keys(idea), idea.state)
        for idea in (source, target)
    ]
    assert after[0] == before[0]
    assert after[1][0] == before[1][0], "the team, former members too"
    assert after[1][1] == [*before[1][1], (since_then[1].id, 4)], "numbers of later versions stay"
    assert after[1][3] == before[1][3] | {MAIN_TAUNUS: ("not_assessed", early)}
    assert after[1][4:] == before[1][4:]
    assert source.merged_into_id is None
    notes = {row.id: row.idea_id for row in db.session.scalars(sa.select(StageNote))}
    assert notes == {note.id: source.id, kept_note.id: target.id, since_then[0].id: target.id}
    files = {row.id: row.idea_id for row in db.session.scalars(sa.select(Attachment))}
    assert files == {file.id: source.id, drawing.id: source.id, late.id: source.id}
    assert source.sharing_count == 3
    assert target.sharing_count == 2


def test_both_histories_tell_of_it_and_the_way_is_counted_on(moderator, source, target):
    merge(moderator, source, target)
    undo(moderator, source)
    taken_out, given_back = timeline("idea", source.id)[0], timeline("idea", target.id)[0]
    assert (taken_out.kind, taken_out.from_state, taken_out.to_state) == ("idea_unmerged", "merged", "test")
    assert given_back.kind == "idea_given_back"
    assert taken_out.reason == given_back.reason == REASON
    told = text_of(moderator.get_page(f"/ideas/{source.id}").find(".//*[@id='history']"))
    assert "rückgängig gemacht" in told
    assert "wieder herausgelöst" in text_of(moderator.get_page(f"/ideas/{target.id}/history").find(".//main"))
    assert "wieder eine eigene Idee" in moderator.get("/").text


@pytest.mark.parametrize("state", ACTIVE)
def test_an_idea_comes_back_to_the_state_it_left(moderator, target, state):
    source = make_idea(state)
    merge(moderator, source, target)
    assert undo(moderator, source).status_code == 303
    assert source.state == state


def test_an_answer_that_was_only_the_reason_of_merging_is_none(moderator, personas, target):
    source = make_idea(State.SUBMITTED, personas.author)
    merge(moderator, source, target)
    assert source.first_answer == "Beide wollen dasselbe."
    undo(moderator, source)
    assert (source.first_answer, source.answered_at, source.responsible_id) == (None, None, None)
    answered = make_idea(State.DEFINE, personas.author)
    merge(moderator, answered, target)
    undo(moderator, answered)
    assert answered.first_answer


def test_whoever_worked_on_the_other_idea_since_keeps_a_row_there(
    moderator, client_for, personas, source, target
):
    merge(moderator, source, target)
    note = {"kind": "note", "body": "Auch Druckknöpfe helfen."}
    assert client_for(personas.author).submit(f"/ideas/{target.id}/notes", note).status_code == 303
    undo(moderator, source)
    assert team_of(target) == {personas.author.id: today() - timedelta(days=1)}


def test_mergings_are_undone_from_the_last_to_the_first(moderator, personas, source, target):
    last = make_idea(State.DEFINE, personas.colleague)
    note = make_note(source)
    merge(moderator, source, target)
    merge(moderator, target, last)
    assert source.merged_into_id == last.id
    refused = undo_page = moderator.get(undo_of(source))
    assert undo_page.status_code == 200
    assert "selbst in einer anderen Idee aufgegangen" in refused.text
    assert moderator.post_form(undo_of(source), {"reason": REASON}).status_code == 422
    assert undo(moderator, target).status_code == 303
    assert (source.merged_into_id, target.state) == (target.id, State.PROTOTYPE)
    assert undo(moderator, source).status_code == 303
    assert db.session.get(StageNote, note.id).idea_id == source.id


def test_what_another_merged_idea_brings_too_stays(moderator, client_for, personas, source, target):
    other = make_idea(State.TEST, make_user(Role.STAFF, FULDA), team=[personas.author])
    for idea in (source, other):
        make_adoption(idea, AdoptionStatus.INTERESTED, MAIN_TAUNUS)
        client_for(personas.leadership).post_form(f"/ideas/{idea.id}/shared", {"shared": "yes"})
    merge(moderator, source, target)
    merge(moderator, other, target)
    undo(moderator, source)
    assert personas.author.id in team_of(target)
    assert list_sharing_keys(target) == [BERGSTRASSE, MAIN_TAUNUS, FULDA]
    assert statuses(target)[MAIN_TAUNUS][0] == "interested"
    assert statuses(source)[MAIN_TAUNUS][0] == "interested"


def test_an_idea_may_be_merged_and_taken_out_again_and_again(moderator, source, target):
    for _time in range(2):
        merge(moderator, source, target)
        assert undo(moderator, source).status_code == 303
    assert len(db.session.scalars(sa.select(IdeaMerge)).all()) == 2
    assert "schon rückgängig gemacht" in moderator.get(undo_of(source)).text


def test_findings_taken_up_by_the_other_side_hold_the_two_together(moderator, source, target):
    finding = make_finding(make_feedback(make_prototype(source)))
    merge(moderator, source, target)
    newer = make_prototype(target)
    answer = {"answer": "taken_up", "text": "Kürzer gefasst.", "taken_up_in": str(newer.id)}
    assert moderator.submit(f"/findings/{finding.id}/answer", answer).status_code == 303
    response = moderator.post_form(undo_of(source), {"reason": REASON})
    assert response.status_code == 422
    assert "1 Befund ist inzwischen in einer Version der anderen Idee aufgenommen" in response.text
    db.session.expire_all()
    assert source.state == State.MERGED


@pytest.mark.parametrize("state", [State.PARKED, State.STOPPED])
def test_an_idea_comes_out_of_one_that_rests(moderator, source, target, state):
    merge(moderator, source, target)
    values = {"state": state, "resume_state": State.PROTOTYPE, "look_again_on": today() + timedelta(days=9)}
    db.session.execute(
        sa.update(Idea).where(Idea.id == target.id).values(**values, learning_learned="Zu früh.")
    )
    db.session.commit()
    assert undo(moderator, source).status_code == 303
    assert source.state == State.TEST


def test_after_thirty_days_nothing_is_undone_and_no_button_says_so(moderator, source, target):
    merge(moderator, source, target)
    page = f"/ideas/{target.id}"
    received = text_of(moderator.get_page(page).find(".//*[@id='received']"))
    assert source.title in received
    assert "Rückgängig machen" in received
    past = now() - timedelta(days=30, minutes=1)
    db.session.execute(sa.update(IdeaMerge).values(merged_at=past))
    db.session.execute(sa.update(Idea).where(Idea.id == source.id).values(state_since=past))
    db.session.commit()
    assert "Rückgängig machen" not in text_of(moderator.get_page(page).find(".//*[@id='received']"))
    refused = moderator.post_form(undo_of(source), {"reason": REASON})
    assert refused.status_code == 422
    assert "Diese Frist ist vorbei" in refused.text


@pytest.mark.parametrize("reason", ["", "  \n ", "\x00", "x" * 100_000])
def test_a_reason_is_needed_and_may_not_be_endless(moderator, source, target, reason):
    merge(moderator, source, target)
    response = moderator.post_form(undo_of(source), {"reason": reason})
    assert response.status_code == 422
    assert error_beside(response.text, "reason")
    db.session.expire_all()
    assert source.state == State.MERGED


def test_the_same_form_sent_twice_undoes_once(moderator, source, target):
    merge(moderator, source, target)
    data = {"reason": REASON, "once": "the-same-form"}
    answers = [moderator.post_form(undo_of(source), data) for _time in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, f"/ideas/{source.id}")] * 2
    assert [event.kind for event in timeline("idea", source.id)].count("idea_unmerged") == 1


@pytest.mark.parametrize("persona", ["author", "colleague", "leadership", "admin", "guest", "outsider"])
def test_only_facilitators_undo(moderator, client_for, personas, source, target, persona):
    merge(moderator, source, target)
    client = client_for(getattr(personas, persona))
    assert client.get(undo_of(source)).status_code == 403
    assert client.post_form(undo_of(source), {"reason": REASON}).status_code == 403
    page = client.get(f"/ideas/{target.id}")
    assert undo_of(source) not in page.text


def test_what_was_never_merged_or_before_there_were_records_is_not_found(moderator, source):
    assert moderator.get(undo_of(source)).status_code == 404
    assert moderator.get(undo_of(make_idea(State.MERGED))).status_code == 404
    assert moderator.get("/ideas/999999/merge/undo").status_code == 404


def test_a_title_in_the_history_of_the_other_idea_is_found_when_it_is_reported(
    moderator, client_for, personas, source, target
):
    merge(moderator, source, target)
    undo(moderator, source)
    sent = {"content_kind": "idea", "content_id": str(source.id)}
    assert client_for(personas.author).post_form("/reports", sent).status_code == 303
    told = client_for(personas.colleague).get(f"/ideas/{target.id}/history").text
    assert source.title not in told
