"""The ladder of adoption: each jobcentre's leadership keeps its own row."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre, Role
from lab.adoption import queries, service
from lab.adoption.ladder import REFUSED
from lab.adoption.models import Adoption, AdoptionStatus, ReasonCategory
from lab.audit.queries import timeline
from lab.core.clock import now, today
from lab.core.database import unit_of_work
from lab.core.errors import Conflict
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.rollout.models import ReviewStatus
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    MAIN_TAUNUS,
    WIESBADEN,
    make_adoption,
    make_idea,
    make_review,
    make_user,
)
from tests.helpers import error_beside, frozen_at, typed_in

SAID_NO = {"status": "declined", "reason_category": "other_system", "reason": "Wir nutzen schon eine App."}


def solution(**values):
    return make_review(make_idea(State.ROLLOUT, **values), ReviewStatus.APPROVED)


def row_of(review, key=MAIN_TAUNUS):
    return f"/rollout/{review.id}/adoptions/{key}"


def stored(review, key=MAIN_TAUNUS):
    return db.session.get(Adoption, (review.idea_id, key))


def deactivate(key):
    db.session.execute(
        sa.update(JobCentre).where(JobCentre.key == key).values(active_until=today() - timedelta(days=1))
    )
    db.session.commit()


@pytest.mark.parametrize("status", [status for status in AdoptionStatus if status not in REFUSED])
def test_a_leader_keeps_the_own_jobcentres_row(client_for, personas, status):
    review = solution()
    response = client_for(personas.leadership).submit(
        f"/rollout/{review.id}",
        {"status": status.value, "contact": "Teamleitung Eingangszone", "reason": "Wir waren schneller."},
        action=row_of(review),
    )
    assert (response.status_code, response.location) == (303, f"/rollout/{review.id}")
    assert stored(review).status == status
    assert stored(review).contact == "Teamleitung Eingangszone"
    page = client_for(personas.colleague).get(f"/rollout/{review.id}").text
    assert "Teamleitung Eingangszone" in page


def test_each_step_stands_in_the_history(client_for, personas):
    review = solution()
    client = client_for(personas.leadership)
    for status in ("interested", "assessing"):
        assert client.post_form(row_of(review), {"status": status}).status_code == 303
    second, first = timeline("idea", review.idea_id)[:2]
    assert (first.kind, first.from_state, first.to_state) == (
        "adoption_changed",
        "not_assessed",
        "interested",
    )
    assert (second.from_state, second.to_state) == ("interested", "assessing")
    assert second.detail["since_on"] == today().isoformat()
    assert second.detail["job_centre"] == "Main-Taunus"
    assert second.detail["job_centre_key"] == MAIN_TAUNUS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "pilot"),
        ("interested", "introduced"),
        ("introduced", "pilot"),
        ("pilot", "not_assessed"),
        ("introduced", "sustained"),
        ("declined", "pilot"),
    ],
)
def test_an_unusual_step_needs_a_word(client_for, personas, before, after):
    review = solution()
    if before:
        make_adoption(review.idea, AdoptionStatus(before), MAIN_TAUNUS, introduced_on=today())
    client = client_for(personas.leadership)
    response = client.post_form(row_of(review), {"status": after, "reason": "  "})
    assert response.status_code == 422
    assert error_beside(response.text, "reason")
    assert client.post_form(row_of(review), {"status": after, "reason": "Darum."}).status_code == 303
    assert stored(review).status == after


def test_half_a_year_after_the_introduction_lasting_use_needs_no_word(client_for, personas):
    with frozen_at("2026-02-01"):
        review = solution()
        make_adoption(review.idea, AdoptionStatus.INTRODUCED, MAIN_TAUNUS, introduced_on=date(2026, 2, 28))
    client = client_for(personas.leadership)
    with frozen_at("2026-08-27"):
        assert client.post_form(row_of(review), {"status": "sustained"}).status_code == 422
    with frozen_at("2026-08-28"):
        assert client.post_form(row_of(review), {"status": "sustained"}).status_code == 303
        assert stored(review).since == date(2026, 8, 28)
        assert stored(review).introduced_on == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("status", "since"),
    [
        ("introduced", "2026-03-01"),
        ("sustained", "2026-03-01"),
        ("interested", "2026-03-06"),
        ("interested", "2019-12-31"),
        ("interested", "0001-01-01"),
        ("interested", "9999-12-31"),
        ("interested", "gestern"),
        ("interested", "2026-02-30"),
        ("declined", "2026-03-06"),
    ],
)
def test_a_day_that_cannot_be_true_is_refused(client_for, personas, status, since):
    with frozen_at("2026-03-02"):
        review = solution()
    with frozen_at("2026-03-05 23:30"):
        response = client_for(personas.leadership).post_form(
            row_of(review), SAID_NO | {"status": status, "since": since, "contact": "Empfang"}
        )
    assert response.status_code == 422
    assert error_beside(response.text, "since")
    assert typed_in(response.text, "contact") == "Empfang"
    assert stored(review) is None


def test_a_pilot_may_have_begun_before_the_approval_and_an_introduction_on_its_day(client_for, personas):
    with frozen_at("2026-03-02"):
        review = solution()
    client = client_for(personas.leadership)
    with frozen_at("2026-03-05"):
        data = {"status": "pilot", "since": "2026-01-15", "reason": "Schon beim Test dabei."}
        assert client.post_form(row_of(review), data).status_code == 303
        assert (
            client.post_form(row_of(review), {"status": "introduced", "since": "2026-03-02"}).status_code
            == 303
        )
    assert stored(review).introduced_on == stored(review).since == date(2026, 3, 2)
    assert stored(review).reason is None
    assert "seit 02.03.2026" in client.get(f"/rollout/{review.id}").text


def test_day_and_reason_stay_while_the_step_stays(client_for, personas):
    review = solution()
    client = client_for(personas.leadership)
    with frozen_at("2026-03-05"):
        client.post_form(row_of(review), SAID_NO | {"since": "2026-03-01"})
    client.submit(f"/rollout/{review.id}", {"contact": "Empfang", "effort": "Keiner"}, action=row_of(review))
    row = stored(review)
    assert (row.since, row.reason) == (date(2026, 3, 1), SAID_NO["reason"])
    assert (row.reason_category, row.effort) == (ReasonCategory.OTHER_SYSTEM, "Keiner")
    edited = timeline("idea", review.idea_id)[0]
    assert (edited.kind, edited.reason) == ("adoption_edited", None)


def test_a_changed_contact_is_no_step_and_nothing_changed_is_no_event(client_for, personas):
    review = solution()
    client = client_for(personas.leadership)
    client.post_form(row_of(review), {"status": "interested"})
    since = stored(review).changed_at
    client.post_form(row_of(review), {"status": "interested", "contact": "Empfang"})
    client.post_form(row_of(review), {"status": "interested", "contact": "Empfang"})
    kinds = [event.kind for event in timeline("idea", review.idea_id)]
    assert kinds[:2] == ["adoption_edited", "adoption_changed"]
    assert kinds.count("adoption_edited") == 1
    assert stored(review).changed_at == since


@pytest.mark.parametrize("status", ["declined", "aborted"])
def test_a_no_needs_category_and_words(client_for, personas, status):
    review = solution()
    client = client_for(personas.leadership)
    good = SAID_NO | {"status": status}
    for field in ("reason_category", "reason"):
        for value in ("", "   "):
            response = client.post_form(row_of(review), good | {field: value})
            assert response.status_code == 422
            assert f'id="{field}-error"' in response.text
    assert stored(review) is None
    assert client.post_form(row_of(review), good).status_code == 303
    assert stored(review).reason_category == ReasonCategory.OTHER_SYSTEM
    assert "Wir nutzen schon eine App." in client.get(f"/rollout/{review.id}").text


def test_a_later_yes_clears_the_category(client_for, personas):
    review = solution()
    client = client_for(personas.leadership)
    client.post_form(row_of(review), SAID_NO)
    data = {"status": "pilot", "reason_category": "money", "reason": "Jetzt doch."}
    assert client.post_form(row_of(review), data).status_code == 303
    assert stored(review).reason_category is None
    assert stored(review).reason == "Jetzt doch."


def test_an_adapted_variant_says_what_and_why(client_for, personas):
    review = solution()
    client = client_for(personas.leadership)
    data = {"status": "interested", "is_adapted": "y"}
    response = client.post_form(row_of(review), data)
    assert response.status_code == 422
    assert error_beside(response.text, "adapted_text")
    data["adapted_text"] = "Mit eigenem Logo, sonst fragt jeder."
    assert client.post_form(row_of(review), data).status_code == 303
    assert "Mit eigenem Logo, sonst fragt jeder." in client.get(f"/rollout/{review.id}").text
    client.post_form(row_of(review), {"status": "interested", "adapted_text": "Vergessen."})
    assert (stored(review).is_adapted, stored(review).adapted_text) == (False, "")


def test_a_row_that_was_adapted_before_there_was_a_text_for_it_can_still_be_edited(client_for, personas):
    review = solution()
    make_adoption(review.idea, AdoptionStatus.PILOT, MAIN_TAUNUS, is_adapted=True)
    data = {"status": "pilot", "is_adapted": "y", "contact": "Empfang"}
    assert client_for(personas.leadership).post_form(row_of(review), data).status_code == 303


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", ""),
        ("status", "loved"),
        ("status", "\x00"),
        ("reason_category", "weather"),
        ("reason", "x" * 100_000),
        ("contact", "x" * 121),
        ("effort", "x" * 201),
        ("adapted_text", "x" * 2001),
        ("contact", "x" * 100_000),
    ],
)
def test_bad_input_gets_an_error_beside_its_field_and_keeps_the_rest(client_for, personas, field, value):
    review = solution()
    data = SAID_NO | {"contact": "Empfang"} | {field: value}
    response = client_for(personas.leadership).post_form(row_of(review), data)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert "Empfang" in response.text or field == "contact"
    assert stored(review) is None


@pytest.mark.parametrize("text", ["😀", "אבג\u202e", "<img src=x>", "{{ config }}", "a\x00b"])
def test_odd_text_is_kept_as_text(client_for, personas, text):
    review = solution()
    client = client_for(personas.leadership)
    data = {"status": "pilot", "reason": text, "contact": text}
    assert client.post_form(row_of(review), data).status_code == 303
    assert "\x00" not in stored(review).reason
    assert "<img src=x>" not in client.get(f"/rollout/{review.id}").text


@pytest.mark.parametrize("key", ["99999", "0641", "064133", "fulda", "x", "06413%00", "%00", "ö", "06 13"])
def test_a_jobcentre_that_does_not_exist_is_not_found(client_for, personas, key):
    review = solution()
    assert client_for(personas.leadership).post_form(row_of(review, key), SAID_NO).status_code == 404


def test_a_review_that_does_not_exist_is_not_found(client_for, personas):
    path = f"/rollout/999999/adoptions/{MAIN_TAUNUS}"
    assert client_for(personas.leadership).post_form(path, SAID_NO).status_code == 404


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("author", 403),
        ("member", 403),
        ("facilitator", 403),
        ("leadership_other", 403),
        ("admin", 403),
        ("guest", 403),
        ("outsider", 404),
    ],
)
def test_nobody_else_writes_the_row(client_for, personas, persona, status):
    team = [personas.member, (personas.guest, today() + timedelta(days=9))]
    review = make_review(make_idea(State.ROLLOUT, personas.author, team=team), ReviewStatus.APPROVED)
    response = client_for(getattr(personas, persona)).post_form(row_of(review), {"status": "interested"})
    assert response.status_code == status
    assert stored(review) is None


def test_staff_of_the_same_jobcentre_do_not_write_its_row(client_for):
    review = solution()
    for role in (Role.STAFF, Role.FACILITATOR):
        client = client_for(make_user(role, MAIN_TAUNUS))
        assert client.post_form(row_of(review), {"status": "interested"}).status_code == 403


def test_the_leader_who_wrote_the_idea_still_keeps_the_own_jobcentres_row(client_for, personas):
    review = make_review(make_idea(State.ROLLOUT, personas.leadership), ReviewStatus.APPROVED)
    assert (
        client_for(personas.leadership).post_form(row_of(review), {"status": "interested"}).status_code == 303
    )


@pytest.mark.parametrize("status", [ReviewStatus.OPEN, ReviewStatus.RETURNED, ReviewStatus.REJECTED])
def test_nothing_is_adopted_before_the_approval(client_for, personas, status):
    review = make_review(status=status)
    client = client_for(personas.leadership)
    assert client.post_form(row_of(review), {"status": "interested"}).status_code == 403
    assert stored(review) is None
    assert row_of(review) not in client.get(f"/rollout/{review.id}").text


def test_an_earlier_review_of_a_solution_leads_to_its_approval(client_for, personas):
    idea = make_idea(State.ROLLOUT)
    returned = make_review(idea, ReviewStatus.RETURNED)
    approved = make_review(idea, ReviewStatus.APPROVED)
    response = client_for(personas.leadership).post_form(row_of(returned), {"status": "interested"})
    assert response.location == f"/rollout/{approved.id}"


def test_a_jobcentre_that_is_no_more_keeps_its_history_and_is_not_written(client_for, personas):
    review = solution()
    make_adoption(review.idea, AdoptionStatus.INTRODUCED, MAIN_TAUNUS, reason="Seit März im Einsatz.")
    deactivate(MAIN_TAUNUS)
    client = client_for(personas.leadership)
    assert client.post_form(row_of(review), {"status": "aborted"} | SAID_NO).status_code == 403
    assert stored(review).status == AdoptionStatus.INTRODUCED
    page = client.get(f"/rollout/{review.id}").text
    assert "Seit März im Einsatz." in page
    assert "nicht mehr aktiv" in page
    assert row_of(review) not in page
    assert "Bei 0 von 15 KJC im Einsatz" in page


def test_a_jobcentre_that_is_no_more_and_has_no_row_is_not_listed(client_for, personas):
    review = solution()
    deactivate(BERGSTRASSE)
    assert "Bergstraße" not in client_for(personas.leadership).get(f"/rollout/{review.id}").text


def test_a_stale_version_conflicts_and_keeps_what_was_typed(client_for, personas):
    review = solution()
    client = client_for(personas.leadership)
    for contact in ("Empfang", "Teamleitung"):
        client.post_form(row_of(review), {"status": "interested", "contact": contact})
    data = {"status": "assessing", "contact": "Neue Stelle", "version": "1"}
    response = client.post_form(row_of(review), data)
    assert response.status_code == 409
    assert "Neue Stelle" in response.text
    assert 'name="version" type="hidden" value="2"' in response.text
    assert stored(review).status == AdoptionStatus.INTERESTED
    assert client.post_form(row_of(review), data | {"version": "2"}).status_code == 303


@pytest.mark.parametrize("version", ["1", "99", "-1", "x", "9" * 40])
def test_a_version_that_was_never_seen_conflicts(client_for, personas, version):
    review = solution()
    data = {"status": "interested", "version": version}
    assert client_for(personas.leadership).post_form(row_of(review), data).status_code == 409
    assert stored(review) is None


def test_the_first_row_written_twice_from_the_same_page_conflicts(client_for, personas):
    review = solution()
    client = client_for(personas.leadership)
    data = {"status": "interested", "version": "0"}
    assert client.post_form(row_of(review), data).status_code == 303
    assert client.post_form(row_of(review), data | {"status": "assessing"}).status_code == 409
    assert stored(review).status == AdoptionStatus.INTERESTED


def test_without_a_version_the_row_is_written(client_for, personas):
    review = solution()
    kept = {"contact": "Pressestelle", "effort": "ein Tag", "is_adapted": True, "adapted_text": "Mit Logo."}
    make_adoption(review.idea, AdoptionStatus.PILOT, MAIN_TAUNUS, **kept)
    client = client_for(personas.leadership)
    assert client.post_form(row_of(review), {"status": "introduced"}).status_code == 303
    row = stored(review)
    assert row.status == AdoptionStatus.INTRODUCED
    # What was not on the form stays as it was.
    assert {name: getattr(row, name) for name in kept} == kept


def test_a_row_that_somebody_else_has_just_begun_conflicts(app, personas):
    review = solution()
    idea_id, leader = review.idea_id, personas.leadership
    idea, job_centre = db.session.get(Idea, idea_id), db.session.get(JobCentre, MAIN_TAUNUS)
    with db.engine.begin() as elsewhere:
        row = {"idea_id": idea_id, "job_centre_key": MAIN_TAUNUS, "status": AdoptionStatus.PILOT}
        row |= {"is_adapted": False, "contact": "", "changed_at": now(), "version": 1}
        elsewhere.execute(sa.insert(Adoption).values(row))
    values = {"status": AdoptionStatus.DECLINED, "reason_category": ReasonCategory.IT, "reason": "Zu spät."}
    with pytest.raises(Conflict), unit_of_work():
        service.start_adoption(leader, idea, job_centre, values)
    assert db.session.get(Adoption, (idea_id, MAIN_TAUNUS)).status == AdoptionStatus.PILOT


def test_a_token_is_needed(client_for, personas):
    review = solution()
    assert client_for(personas.leadership).post(row_of(review), data=SAID_NO).status_code == 400


def test_progress_counts_jobcentres_of_today_by_step(app):
    review, other = solution(), solution()
    make_adoption(review.idea, AdoptionStatus.SUSTAINED, FULDA)
    make_adoption(review.idea, AdoptionStatus.INTRODUCED, BERGSTRASSE)
    make_adoption(review.idea, AdoptionStatus.PILOT, WIESBADEN)
    make_adoption(review.idea, AdoptionStatus.DECLINED, MAIN_TAUNUS)
    deactivate(BERGSTRASSE)
    reached = queries.count_adoptions([review.idea_id, other.idea_id])
    progress = reached[review.idea_id]
    assert (progress.in_use, progress.pilots, progress.refused, progress.job_centres) == (1, 1, 1, 15)
    assert reached[other.idea_id].in_use == 0
    assert queries.count_adoptions([]) == {}
    assert [adoption.job_centre.short_name for adoption in queries.list_adoptions(review.idea)] == [
        "Bergstraße",
        "Fulda",
        "Main-Taunus",
        "Wiesbaden",
    ]
