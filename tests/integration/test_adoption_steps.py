"""The checklist of a new adopter, and the question after 6 and 12 months whether a solution is still in use."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.adoption.checks import answer_question
from lab.adoption.models import Adoption, AdoptionCheck, AdoptionStatus, AdoptionStep, ReasonCategory, Step
from lab.adoption.steps import Tick, save_steps
from lab.audit.queries import timeline
from lab.core.clock import now, today
from lab.core.database import unit_of_work
from lab.core.errors import Conflict
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.rollout.models import ReviewStatus
from tests.factories import MAIN_TAUNUS, make_adoption, make_idea, make_review, save
from tests.helpers import count_queries, error_beside, frozen_at, typed_in
from tests.markup import parse, text_of

NO = {"is_used": "no", "reason_category": "staff", "reason": "Niemand hat Zeit dafür."}


def solution(status=AdoptionStatus.PILOT, introduced_on=None, **values):
    review = make_review(make_idea(State.ROLLOUT), ReviewStatus.APPROVED)
    if status:
        make_adoption(review.idea, status, MAIN_TAUNUS, introduced_on=introduced_on, **values)
    return review


def steps_of(review, key=MAIN_TAUNUS):
    return f"/rollout/{review.id}/adoptions/{key}/steps"


def check_of(review, key=MAIN_TAUNUS):
    return f"/rollout/{review.id}/adoptions/{key}/check"


def done_in(review):
    rows = db.session.scalars(sa.select(AdoptionStep).where(AdoptionStep.idea_id == review.idea_id))
    return {row.step.value: row.note for row in rows if row.is_done}


def stored(review):
    return db.session.get(Adoption, (review.idea_id, MAIN_TAUNUS))


def answers_of(review):
    rows = db.session.scalars(
        sa.select(AdoptionCheck).where(AdoptionCheck.idea_id == review.idea_id).order_by(AdoptionCheck.months)
    )
    return {row.months: row.is_used for row in rows}


def part(client, address, name):
    return text_of(parse(client.get(address).text).find(f".//*[@id='{name}']"))


def test_a_leader_ticks_steps_with_notes_and_everybody_reads_them(client_for, personas):
    review = solution()
    client, page = client_for(personas.leadership), f"/rollout/{review.id}"
    sent = client.submit(
        page, {"legal": "y", "legal_note": "Personalrat am 3. Mai."}, action=steps_of(review)
    )
    assert (sent.status_code, sent.location) == (303, f"{page}#steps")
    assert client.submit(page, {"technology": "y"}, action=steps_of(review)).status_code == 303
    assert done_in(review) == {"legal": "Personalrat am 3. Mai.", "technology": ""}
    shown = part(client_for(personas.colleague), page, "ladder")
    assert "Schritte bis zum Start: 2 von 5" in shown
    assert "Personalrat am 3. Mai." in shown
    told = timeline("idea", review.idea_id)
    assert [event.kind for event in told[:2]] == ["adoption_steps_saved"] * 2
    assert (told[0].detail["done"], told[0].detail["steps"]) == (2, ["technology"])
    history = client.get(f"/ideas/{review.idea_id}/history").text
    assert "hat die Schritte bis zum Start festgehalten: Main-Taunus, 2 von 5 erledigt" in history


def test_a_tick_can_be_taken_back_and_the_same_form_again_is_no_event(client_for, personas):
    review = solution()
    client = client_for(personas.leadership)
    for data in ({"legal": "y", "training": "y"}, {"legal": "y"}, {"legal": "y"}):
        assert client.post_form(steps_of(review), data).status_code == 303
    assert done_in(review) == {"legal": ""}
    kinds = [event.kind for event in timeline("idea", review.idea_id)]
    assert kinds.count("adoption_steps_saved") == 2


def test_steps_somebody_else_changed_meanwhile_conflict_and_keep_what_was_typed(client_for, personas):
    review = solution()
    client = client_for(personas.leadership)
    client.post_form(steps_of(review), {"legal": "y"})
    data = {"versions": "0-0-0-0-0", "training": "y", "training_note": "Zwei Termine im Mai."}
    answer = client.post_form(steps_of(review), data)
    assert answer.status_code == 409
    assert typed_in(answer.text, "training_note") == "Zwei Termine im Mai."
    assert done_in(review) == {"legal": ""}
    data["versions"] = typed_in(answer.text, "versions")
    assert data["versions"] == "0-1-0-0-0"
    assert client.post_form(steps_of(review), data).status_code == 303
    assert done_in(review) == {"training": "Zwei Termine im Mai."}


@pytest.mark.parametrize("versions", ["x", "1-1-1-1-1", "0" * 5000, "-", "0-0-0-0-0\x00"])
def test_versions_that_were_never_seen_conflict_or_are_cleaned(client_for, personas, versions):
    review = solution()
    answer = client_for(personas.leadership).post_form(steps_of(review), {"versions": versions, "legal": "y"})
    assert answer.status_code == (303 if "\x00" in versions else 409)


def test_a_note_that_is_too_long_is_refused_beside_its_field(client_for, personas):
    review = solution()
    answer = client_for(personas.leadership).post_form(steps_of(review), {"legal_note": "x" * 501})
    assert answer.status_code == 422
    assert error_beside(answer.text, "legal_note")
    assert done_in(review) == {}


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (None, 403),
        (AdoptionStatus.NOT_ASSESSED, 403),
        (AdoptionStatus.DECLINED, 403),
        (AdoptionStatus.ABORTED, 403),
        (AdoptionStatus.INTERESTED, 303),
        (AdoptionStatus.SUSTAINED, 303),
    ],
)
def test_steps_belong_to_those_on_the_way(client_for, personas, status, code):
    review = solution(status)
    client = client_for(personas.leadership)
    assert client.post_form(steps_of(review), {"legal": "y"}).status_code == code
    assert (steps_of(review) in client.get(f"/rollout/{review.id}").text) == (code == 303)


def test_nobody_ticks_or_answers_for_another_jobcentre(client_for, personas):
    review = solution(AdoptionStatus.INTRODUCED, today() - timedelta(days=200))
    for who in ("leadership_other", "facilitator", "author", "admin"):
        client = client_for(getattr(personas, who))
        assert client.post_form(steps_of(review), {"legal": "y"}).status_code == 403, who
        assert client.post_form(check_of(review), {"is_used": "yes"}).status_code == 403, who
        assert check_of(review) not in client.get(f"/rollout/{review.id}").text
    for address in (steps_of(review), check_of(review)):
        assert client_for(personas.outsider).post_form(address, {}).status_code == 404
        assert client_for(personas.leadership).post_form(address.replace("06436", "x")).status_code == 404
    assert (done_in(review), answers_of(review)) == ({}, {})


def test_a_dissolved_jobcentre_keeps_its_steps_and_ticks_no_more(client_for, personas):
    review = solution(AdoptionStatus.INTRODUCED, today() - timedelta(days=200))
    save(
        AdoptionStep(
            idea_id=review.idea_id,
            job_centre_key=MAIN_TAUNUS,
            step=Step.LEGAL,
            is_done=True,
            changed_at=now(),
        )
    )
    db.session.execute(
        sa.update(JobCentre)
        .where(JobCentre.key == MAIN_TAUNUS)
        .values(active_until=today() - timedelta(days=1))
    )
    db.session.commit()
    client = client_for(personas.leadership)
    assert client.post_form(steps_of(review), {}).status_code == 403
    assert client.post_form(check_of(review), {"is_used": "yes"}).status_code == 403
    assert "Schritte bis zum Start: 1 von 5" in part(client, f"/rollout/{review.id}", "ladder")
    assert "Nutzt Ihr KJC" not in client.get("/").text


def test_a_reported_note_is_hidden_and_stays_as_it_is_when_steps_are_saved(client_for, personas):
    review = solution()
    client, page = client_for(personas.leadership), f"/rollout/{review.id}"
    client.post_form(steps_of(review), {"legal": "y", "legal_note": "Frau Muster ist dafür."})
    assert f'value="{review.idea_id}-{MAIN_TAUNUS}-legal"' in client_for(personas.colleague).get(page).text
    report = {"content_kind": "step", "content_id": f"{review.idea_id}-{MAIN_TAUNUS}-legal"}
    assert client_for(personas.colleague).post_form("/reports", report).status_code == 303
    assert "Frau Muster" not in client.get(page).text
    assert client.submit(page, {"training": "y"}, action=steps_of(review)).status_code == 303
    db.session.rollback()
    assert done_in(review) == {"legal": "Frau Muster ist dafür.", "training": ""}
    answer = client.post_form(steps_of(review), {"legal": "y", "legal_note": "Etwas anderes."})
    assert answer.status_code == 403


@pytest.mark.parametrize("step", ["nonsense", "\x00", "LEGAL", ""])
def test_a_report_about_a_step_that_is_none_is_not_found(client_for, personas, step):
    review = solution()
    report = {"content_kind": "step", "content_id": f"{review.idea_id}-{MAIN_TAUNUS}-{step}"}
    assert client_for(personas.colleague).post_form("/reports", report).status_code == 404


def test_two_who_begin_the_checklist_at_the_same_moment_are_told(app, personas):
    review = solution()
    idea_id, leader = review.idea_id, personas.leadership
    idea, place = db.session.get(Idea, idea_id), db.session.get(JobCentre, MAIN_TAUNUS)
    assert idea.state is State.ROLLOUT
    row = {"idea_id": idea_id, "job_centre_key": MAIN_TAUNUS, "step": Step.LEGAL, "is_done": True, "note": ""}

    def meanwhile(*_args):
        db.session.connection().execute(sa.insert(AdoptionStep).values(**row, changed_at=now(), version=1))

    sa.event.listen(db.session, "before_flush", meanwhile, once=True)
    with pytest.raises(Conflict), unit_of_work():
        save_steps(leader, idea, place, {Step.LEGAL: Tick(True)})


def test_after_half_a_year_the_jobcentre_is_asked_and_yes_makes_it_lasting(client_for, personas):
    with frozen_at("2025-08-31"):
        review = solution(AdoptionStatus.INTRODUCED, date(2025, 8, 31), since=date(2025, 8, 31))
    client, page = client_for(personas.leadership), f"/rollout/{review.id}"
    with frozen_at("2026-02-27"):
        assert "Nutzt Ihr KJC" not in client.get("/").text
        assert client.post_form(check_of(review), {"is_used": "yes"}).status_code == 409
    with frozen_at("2026-02-28"):
        task = part(client, "/", "waiting")
        assert "Gefragt wird nach 6 Monaten, seit 28.02.2026" in task
        assert f'href="{page}#question"' in client.get("/").text
        assert "Nutzt Ihr KJC" not in client_for(personas.leadership_other).get("/").text
        sent = client.submit(page, {"is_used": "yes"}, action=check_of(review))
        assert (sent.status_code, sent.location) == (303, page)
        assert "Nutzt Ihr KJC" not in client.get("/").text
        assert check_of(review) not in client.get(page).text
        assert client.post_form(check_of(review), {"is_used": "no"} | NO).status_code == 409
    assert answers_of(review) == {6: True}
    assert (stored(review).status, stored(review).since) == (AdoptionStatus.SUSTAINED, date(2026, 2, 28))
    assert [event.kind for event in timeline("idea", review.idea_id)[:2]] == [
        "adoption_changed",
        "adoption_confirmed",
    ]
    assert "Nach 6 Monaten noch genutzt (gefragt am 28.02.2026)" in part(client, page, "ladder")
    with frozen_at("2026-08-31"):
        assert "Gefragt wird nach 12 Monaten" in part(client, "/", "waiting")
        client.submit(page, {"is_used": "yes"}, action=check_of(review))
    assert answers_of(review) == {6: True, 12: True}
    assert stored(review).status == AdoptionStatus.SUSTAINED


def test_a_no_ends_the_use_with_category_and_words_and_keeps_the_rest(client_for, personas):
    introduced = today() - timedelta(days=400)
    review = solution(
        AdoptionStatus.INTRODUCED, introduced, is_adapted=True, adapted_text="Mit Logo.", contact="Empfang"
    )
    client, page = client_for(personas.leadership), f"/rollout/{review.id}"
    for field in ("reason_category", "reason"):
        answer = client.submit(page, NO | {field: ""}, action=check_of(review))
        assert answer.status_code == 422
        assert error_beside(answer.text, f"question-{field}")
        assert answers_of(review) == {}
    assert client.submit(page, NO, action=check_of(review)).status_code == 303
    row = stored(review)
    assert (row.status, row.reason_category) == (AdoptionStatus.ABORTED, ReasonCategory.STAFF)
    assert (row.adapted_text, row.contact, row.introduced_on) == ("Mit Logo.", "Empfang", introduced)
    assert answers_of(review) == {12: False}
    told = timeline("idea", review.idea_id)
    assert (told[0].to_state, told[0].reason) == ("aborted", "Niemand hat Zeit dafür.")
    assert told[1].kind == "adoption_ended"
    assert "Nach 12 Monaten nicht mehr genutzt" in part(client, page, "ladder")


def test_introduced_again_it_is_asked_about_again(client_for, personas):
    review = solution(AdoptionStatus.INTRODUCED, today() - timedelta(days=200))
    client = client_for(personas.leadership)
    client.post_form(check_of(review), NO)
    again = {"status": "introduced", "reason": "Jetzt mit zwei Stellen mehr."}
    assert client.post_form(f"/rollout/{review.id}/adoptions/{MAIN_TAUNUS}", again).status_code == 303
    assert (answers_of(review), stored(review).introduced_on) == ({}, today())
    with frozen_at((today() + timedelta(days=190)).isoformat()):
        assert "Gefragt wird nach 6 Monaten" in part(client, "/", "waiting")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, 422),
        ({"is_used": "maybe"}, 422),
        ({"is_used": "\x00"}, 422),
        (NO | {"reason_category": "weather"}, 422),
        (NO | {"reason": "x" * 2001}, 422),
        ({"is_used": "yes", "months": "12"}, 409),
        ({"is_used": "yes", "months": "x"}, 409),
        ({"is_used": "yes", "version": "7"}, 409),
    ],
)
def test_an_answer_that_fits_no_question_changes_nothing(client_for, personas, data, code):
    review = solution(AdoptionStatus.INTRODUCED, today() - timedelta(days=200))
    assert client_for(personas.leadership).post_form(check_of(review), data).status_code == code
    assert (answers_of(review), stored(review).status) == ({}, AdoptionStatus.INTRODUCED)


def test_the_same_answer_from_two_at_the_same_moment_counts_once(app, personas):
    review = solution(AdoptionStatus.SUSTAINED, today() - timedelta(days=400))
    idea, place = db.session.get(Idea, review.idea_id), db.session.get(JobCentre, MAIN_TAUNUS)
    leader, idea_id = personas.leadership, review.idea_id
    assert idea.state is State.ROLLOUT
    row = {"idea_id": idea_id, "job_centre_key": MAIN_TAUNUS, "months": 12, "is_used": True}

    def meanwhile(*_args):
        db.session.connection().execute(sa.insert(AdoptionCheck).values(**row, answered_at=now()))

    sa.event.listen(db.session, "before_flush", meanwhile, once=True)
    with pytest.raises(Conflict), unit_of_work():
        answer_question(leader, idea, place, True)


def test_the_start_page_asks_the_longest_due_first_at_a_fixed_cost(client_for, personas):
    client = client_for(personas.leadership)
    solution(AdoptionStatus.INTRODUCED, today() - timedelta(days=190))
    with count_queries() as few:
        client.get("/")
    for days in (300, 200, 400):
        solution(AdoptionStatus.INTRODUCED, today() - timedelta(days=days))
    with count_queries() as many:
        page = parse(client.get("/").text)
    assert many.count == few.count, many
    dues = [text_of(task) for task in page.iter("li") if "Nutzt Ihr KJC" in text_of(task)]
    assert ["12 Monaten" in due for due in dues] == [False, True, False, False]
