"""Planning test rounds, opening them to the public, and their further languages."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lab.audit.queries import timeline
from lab.core.clock import today
from lab.core.database import unit_of_work
from lab.core.errors import Invalid
from lab.extensions import db
from lab.ideas.models import Idea, Method
from lab.ideas.workflow import State
from lab.prototypes.models import Feedback, Group, Questionnaire, TestRound
from lab.prototypes.service import SessionNotes, record_feedback
from lab.rounds.languages import wanted_keys
from lab.rounds.models import RoundLanguage
from lab.rounds.service import delete_round
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    make_answer_sheet,
    make_idea,
    make_participant,
    make_prototype,
    make_round,
    save,
)
from tests.helpers import count_queries, error_beside, frozen_at, typed_in
from tests.markup import text_of
from tests.sweeps.world import make_attachment

FILLED_IN = {
    "group": Group.CUSTOMERS,
    "method": Method.THINKING_ALOUD,
    "job_centre": FULDA,
    "starts_on": "2026-03-02",
    "ends_on": "2026-03-16",
    "purpose": "Wird die Nachricht verstanden?",
    "tasks": "Nachricht öffnen\n- Termin absagen\n",
    "moderation": "Eingangszone",
    "people_wanted": "8",
    "questionnaire": Questionnaire.SUS,
    "introduction": "Sie haben eine Nachricht bekommen.",
}
TOO_MUCH = "x" * 1_000_000


@pytest.fixture(autouse=True)
def one_day():
    with frozen_at("2026-03-02"):
        yield


@pytest.fixture
def prototype(app, personas):
    return make_prototype(make_idea(State.TEST, team=[personas.member]), link="https://example.org/dummy")


@pytest.fixture
def member(client_for, personas, prototype):
    return client_for(personas.member)


def new_page(prototype):
    return f"/prototypes/{prototype.id}/rounds/new"


def page_of(test_round, *rest):
    return "/".join((f"/rounds/{test_round.id}", *rest))


def only_round():
    return db.session.scalars(sa.select(TestRound)).one()


def kinds_of(prototype):
    return [event.kind for event in timeline("idea", prototype.idea_id)]


def test_a_member_plans_a_round(member, prototype):
    response = member.submit(new_page(prototype), FILLED_IN)
    planned = only_round()
    assert (response.status_code, response.location) == (303, page_of(planned))
    assert (planned.group, planned.method, planned.job_centre_key) == (
        Group.CUSTOMERS,
        Method.THINKING_ALOUD,
        FULDA,
    )
    assert (planned.starts_on, planned.ends_on) == (date(2026, 3, 2), date(2026, 3, 16))
    assert (planned.people_wanted, planned.questionnaire) == (8, Questionnaire.SUS)
    assert planned.task_list == ["Nachricht öffnen", "Termin absagen"]
    assert (planned.is_planned, planned.is_open, planned.token) == (True, False, None)
    assert kinds_of(prototype)[0] == "round_planned"
    page = text_of(member.get_page(page_of(planned)))
    for words in ("0 von 8 Personen", "läuft bis 16.03.2026", "Eingangszone", "Termin absagen"):
        assert words in page
    db.session.refresh(prototype)
    assert prototype.fixed_at is None


def test_the_same_plan_sent_twice_is_one_round(member, prototype):
    data = FILLED_IN | {"once": "the-same-form"}
    first, second = member.post_form(new_page(prototype), data), member.post_form(new_page(prototype), data)
    assert first.location == second.location
    assert only_round()


BAD_PLANS = (
    ("group", ""),
    ("group", "everybody"),
    ("method", "guessing"),
    ("job_centre", "99999"),
    ("starts_on", ""),
    ("starts_on", "übermorgen"),
    ("starts_on", "1999-12-31"),
    ("ends_on", "2026-03-01"),
    ("ends_on", "2027-03-04"),
    ("ends_on", "9999-12-31"),
    ("people_wanted", "0"),
    ("people_wanted", "-3"),
    ("people_wanted", "10001"),
    ("people_wanted", "acht"),
    ("questionnaire", "nps"),
    ("purpose", TOO_MUCH),
    ("tasks", "\n".join(f"Aufgabe {number}" for number in range(21))),
    ("tasks", "x" * 301),
    ("moderation", "x" * 121),
    ("introduction", TOO_MUCH),
    ("picture", "4711"),
)


def test_what_cannot_be_planned_is_said_beside_its_field(member, prototype):
    for field, value in BAD_PLANS:
        response = member.post_form(new_page(prototype), FILLED_IN | {field: value})
        assert response.status_code == 422, (field, value[:20])
        if field != "picture":
            assert error_beside(response.text, field), (field, value[:20])
        assert typed_in(response.text, "moderation") or field == "moderation"
    assert db.session.scalars(sa.select(TestRound)).all() == []


def test_what_is_typed_is_cleaned_and_shown_as_text(member, prototype):
    evil = "<script>alert(1)</script>\x00\u202e"
    names = ("purpose", "tasks", "moderation", "introduction")
    member.post_form(new_page(prototype), FILLED_IN | dict.fromkeys(names, evil))
    planned = only_round()
    assert {getattr(planned, name) for name in names} == {"<script>alert(1)</script>"}
    assert "<script>alert" not in member.get(page_of(planned)).text


def test_without_a_link_none_can_be_shown(member, prototype):
    prototype.link = ""
    save(prototype)
    response = member.post_form(new_page(prototype), FILLED_IN | {"shows_link": "y"})
    assert response.status_code == 422
    assert "keinen Link" in error_beside(response.text, "shows_link")


def test_only_a_picture_of_this_version_can_be_chosen(member, personas, prototype):
    own, other = (make_attachment(prototype.idea, personas.member) for _ in range(2))
    own.prototype_id = prototype.id
    save(own)
    assert member.submit(new_page(prototype), FILLED_IN | {"picture": str(own.id)}).status_code == 303
    assert only_round().picture_id == own.id
    data = FILLED_IN | {"picture": str(other.id), "once": "another-form"}
    assert member.post_form(new_page(prototype), data).status_code == 422


def test_a_round_is_changed_and_the_history_says_so(member, prototype):
    planned = make_round(prototype)
    response = member.submit(page_of(planned, "edit"), {"people_wanted": "12", "job_centre": BERGSTRASSE})
    assert response.status_code == 303
    db.session.refresh(planned)
    assert (planned.people_wanted, planned.job_centre_key) == (12, BERGSTRASSE)
    event = timeline("idea", prototype.idea_id)[0]
    assert (event.kind, set(event.detail["fields"])) == ("round_edited", {"people_wanted", "job_centre_key"})
    member.submit(page_of(planned, "edit"), {})
    assert kinds_of(prototype).count("round_edited") == 1


def test_who_comes_too_late_with_a_change_sees_both(client_for, personas, prototype):
    planned = make_round(prototype)
    stale = {"version": "0", "purpose": "Mein neuer Satz"}
    response = client_for(personas.facilitator).submit(page_of(planned, "edit"), stale)
    assert response.status_code == 409
    assert typed_in(response.text, "purpose") == "Mein neuer Satz"
    again = client_for(personas.facilitator)
    data = {"version": typed_in(response.text, "version"), "purpose": "Mein neuer Satz"}
    assert again.submit(page_of(planned, "edit"), data).status_code == 303


def test_what_answers_rest_on_stands(member, prototype):
    planned = make_round(prototype, tasks="Eins\nZwei", questionnaire=Questionnaire.SUS)
    make_participant(planned)
    make_answer_sheet(planned)
    for field, value in (
        ("tasks", "Eins\nDrei"),
        ("group", Group.STAFF),
        ("questionnaire", Questionnaire.NONE),
    ):
        response = member.submit(page_of(planned, "edit"), {field: value})
        assert response.status_code == 422, field
        assert "neue Runde" in error_beside(response.text, field)
    assert member.submit(page_of(planned, "edit"), {"tasks": "- Eins\n\nZwei"}).status_code == 303


def test_a_round_in_which_nobody_spoke_is_deleted(member, prototype):
    planned = make_round(prototype)
    gone = page_of(planned)
    response = member.submit(gone, action=f"{gone}/delete")
    assert (response.status_code, response.location) == (303, f"/prototypes/{prototype.id}#rounds")
    assert db.session.scalars(sa.select(TestRound)).all() == []
    assert kinds_of(prototype)[0] == "round_deleted"
    assert member.get(gone).status_code == 404


def test_a_round_in_which_somebody_spoke_stays(member, prototype):
    planned = make_round(prototype)
    make_answer_sheet(planned)
    assert "Löschen" not in member.get(page_of(planned)).text
    assert member.post_form(page_of(planned, "delete")).status_code == 403
    assert only_round()


def test_the_public_address_opens_and_closes_by_hand(member, prototype):
    planned = make_round(prototype)
    assert member.get(page_of(planned, "qr.svg")).status_code == 404
    assert member.get(page_of(planned, "poster")).status_code == 404
    assert member.submit(page_of(planned), action=page_of(planned, "publish")).status_code == 303
    db.session.refresh(planned)
    token = planned.token
    assert planned.is_open
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token), "at least 128 random bits"
    page = member.get(page_of(planned))
    assert f"http://localhost/f/{token}" in page.text
    assert member.get(page_of(planned, "qr.svg")).mimetype == "image/svg+xml"
    assert member.submit(page_of(planned), action=page_of(planned, "close")).status_code == 303
    db.session.refresh(planned)
    assert (planned.is_open, planned.token) == (False, token)
    member.post_form(page_of(planned, "close"))
    member.post_form(page_of(planned, "publish"))
    member.post_form(page_of(planned, "publish"))
    db.session.refresh(planned)
    assert (planned.is_open, planned.token) == (True, token), "posters that hang stay true"
    assert kinds_of(prototype)[:3] == ["round_published", "round_closed", "round_published"]


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_poster_says_where_and_what_happens(member, prototype, size):
    planned = make_round(
        prototype, token="t" * 43, is_open=True, introduction="Sie haben einen Brief bekommen."
    )
    page = text_of(member.get_page(page_of(planned, f"poster?format={size}")))
    for words in ("Sie haben einen Brief bekommen.", "localhost/f/" + "t" * 43, "Was passiert", "02.03.2026"):
        assert words in page
    assert f"poster--{size}" in member.get(page_of(planned, f"poster?format={size}")).text
    assert member.get(page_of(planned, "poster?format=a3")).status_code == 400


def test_without_a_criterion_no_public_address(member, prototype):
    prototype.success_criterion, prototype.stated_at = "", None
    save(prototype)
    planned = make_round(prototype)
    assert "Schreiben Sie zuerst Hypothese" in text_of(member.get_page(page_of(planned)))
    assert member.post_form(page_of(planned, "publish")).status_code == 403


def test_what_came_about_by_recording_feedback_has_no_page(member, prototype):
    unplanned = make_round(prototype, is_planned=False)
    assert member.get(page_of(unplanned)).status_code == 404
    assert member.get(page_of(unplanned, "edit")).status_code == 404


def test_the_version_lists_its_rounds_in_one_query(member, prototype):
    for number in range(6):
        planned = make_round(
            prototype,
            starts_on=today() + timedelta(days=number),
            ends_on=today() + timedelta(days=9),
            people_wanted=8,
        )
        make_answer_sheet(planned)
    page = f"/prototypes/{prototype.id}"
    member.get(page)
    with count_queries() as many:
        shown = text_of(member.get_page(page))
    assert "0 von 8 Personen" in shown
    assert "1 Antwort noch nicht angesehen" in shown
    assert "beginnt am 07.03.2026" in shown
    assert shown.index("07.03.2026 bis") < shown.index("02.03.2026 bis")
    rounds = [statement for statement in many.statements if "test_round.people_wanted" in statement]
    assert len(rounds) == 1, many


def test_feedback_can_belong_to_a_planned_round(member, prototype):
    planned, elsewhere = make_round(prototype), make_round(make_prototype(make_idea(State.TEST)))
    form = f"/prototypes/{prototype.id}/feedback/new"
    data = {
        "group": Group.CUSTOMERS,
        "method": Method.FEEDBACK_GRID,
        "participants": "4",
        "held_on": "2026-03-01",
        "likes": "Gut.",
    }
    assert member.submit(form, data | {"round": str(planned.id)}).status_code == 303
    assert db.session.scalars(sa.select(Feedback.round_id)).all() == [planned.id]
    assert member.post_form(form, data | {"round": str(elsewhere.id), "once": "second"}).status_code == 422
    assert member.submit(form, data | {"once": "third"}).status_code == 303
    assert "4 Personen" in text_of(member.get_page(f"/prototypes/{prototype.id}"))
    assert db.session.get(Idea, prototype.idea_id).people_customers == 8


def test_no_feedback_is_recorded_in_a_round_that_was_deleted_meanwhile(app, personas, prototype):
    planned = make_round(prototype)
    assert planned.id
    assert prototype.idea.id
    db.session.execute(sa.delete(TestRound).execution_options(synchronize_session=False))
    notes = SessionNotes(Group.CUSTOMERS, Method.FEEDBACK_GRID, 4, date(2026, 3, 1), likes="Gut.")
    with pytest.raises(Invalid) as refused, app.test_request_context(), unit_of_work():
        record_feedback(personas.member, prototype, notes, planned)
    assert refused.value.field == "round"
    assert db.session.scalars(sa.select(Feedback)).all() == []


def test_a_language_is_added_written_and_removed(member, prototype):
    planned = make_round(prototype, introduction="Sie haben einen Brief bekommen.")
    added = member.submit(page_of(planned, "languages"), {"code": "AR"})
    assert added.location == page_of(planned, "languages", "ar")
    row = db.session.scalars(sa.select(RoundLanguage)).one()
    assert (row.code, row.name, row.direction.value) == ("ar", "العربية", "rtl")
    keys = wanted_keys(planned, "ar")
    half = member.submit(added.location, {"text_likes": "ما الذي كان جيدًا؟"})
    assert half.location == page_of(planned, "languages")
    assert f"{len(keys) - 1} Texte fehlen noch" in text_of(member.get_page(half.location))
    texts = {f"text_{key}": f"نص {{number}} {{total}} {{day}} {key}" for key in keys}
    member.submit(added.location, texts)
    assert "fehlen noch" not in text_of(member.get_page(half.location))
    assert member.submit(added.location, action=f"{added.location}/delete").status_code == 303
    assert db.session.scalars(sa.select(RoundLanguage)).all() == []


def test_texts_written_once_serve_the_next_round(member, prototype):
    first, second = make_round(prototype), make_round(prototype)
    texts = {"likes": "Ne güzeldi?", "gone": "weg", "introduction": "Mektup"}
    save(RoundLanguage(round_id=first.id, code="tr", name="Türkçe", direction="ltr", texts=texts))
    member.submit(page_of(second, "languages"), {"code": "tr"})
    copied = db.session.get(RoundLanguage, (second.id, "tr"))
    assert copied.texts == {"likes": "Ne güzeldi?"}


NO_LANGUAGES = (
    ({"code": ""}, "code"),
    ({"code": "arabisch"}, "code"),
    ({"code": "../../x"}, "code"),
    ({"code": "de"}, "code"),
    ({"code": "tr"}, "code"),
    ({"code": "xx"}, "name"),
    ({"code": "x" * 40}, "code"),
    ({"code": "ku", "name": "x" * 61}, "name"),
)


def test_what_is_no_language_is_said(member, prototype):
    planned = make_round(prototype)
    save(RoundLanguage(round_id=planned.id, code="tr", name="Türkçe", direction="ltr", texts={}))
    for data, field in NO_LANGUAGES:
        response = member.submit(page_of(planned, "languages"), data)
        assert response.status_code == 422, data
        assert error_beside(response.text, field), data


def test_a_translation_must_keep_what_the_page_puts_in(member, prototype):
    planned = make_round(prototype)
    row = save(RoundLanguage(round_id=planned.id, code="tr", name="Türkçe", direction="ltr", texts={}))
    page = page_of(planned, "languages", "tr")
    response = member.submit(page, {"text_progress": "Soru {number}", "text_next": "Devam"})
    assert response.status_code == 422
    assert "{total}" in error_beside(response.text, "text_progress")
    assert typed_in(response.text, "text_next") == "Devam"
    assert member.submit(page, {"text_next": "x" * 1001}).status_code == 422
    assert member.submit(page, {"version": "7", "text_next": "Devam"}).status_code == 409
    db.session.refresh(row)
    assert row.texts == {}
    assert member.get(page_of(planned, "languages", "uk")).status_code == 404
    assert member.get(page_of(planned, "languages", "x" * 300)).status_code == 404


def test_nobody_writes_over_a_translation_they_cannot_see(client_for, personas, member, prototype):
    planned = make_round(prototype)
    texts = {"next": "Devam", "back": "Geri"}
    row = save(RoundLanguage(round_id=planned.id, code="tr", name="Türkçe", direction="ltr", texts=texts))
    row.is_hidden = True
    db.session.commit()
    page = page_of(planned, "languages", "tr")
    assert member.get(page).status_code == 403
    blind = {"name": "Türkçe", "direction": "ltr", "version": str(row.version), "text_next": "İleri"}
    assert member.post_form(page, blind).status_code == 403
    db.session.refresh(row)
    assert row.texts == texts
    assert client_for(personas.facilitator).submit(page, {"text_next": "İleri"}).status_code == 303
    db.session.refresh(row)
    assert row.texts == texts | {"next": "İleri"}


def test_deleting_a_round_takes_its_languages_along(app, personas, prototype):
    planned = make_round(prototype)
    save(RoundLanguage(round_id=planned.id, code="tr", name="Türkçe", direction="ltr", texts={}))
    with app.test_request_context(), unit_of_work():
        delete_round(personas.facilitator, planned)
    assert db.session.scalars(sa.select(RoundLanguage)).all() == []
