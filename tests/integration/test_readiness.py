"""Reporting an idea ready for rollout: the form, its gate, and what stays visible."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import Role
from lab.audit.queries import timeline
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, Idea
from lab.ideas.workflow import State
from lab.prototypes.models import Group
from lab.rollout.models import Checked, ReviewCondition, ReviewStatus, RolloutReview
from tests.factories import make_feedback, make_finding, make_idea, make_prototype, make_review, make_user
from tests.markup import text_of

SENTENCES = {
    "data_protection_text": "Geprüft am 1. März, keine Einwände.",
    "information_security_text": "Läuft im eigenen Netz.",
    "staff_council_text": "Keine Daten von Beschäftigten.",
    "accessibility_text": "Selbsttest ohne Befund.",
    "funding_text": "Im Haushalt eingeplant.",
}
FILLED_IN = {
    "benefit": "Weniger ausgefallene Termine.",
    "operating_cost": "Etwa 200 Euro im Monat.",
    "owner": "Fachdienst Digitalisierung",
    "support": "Servicestelle, Durchwahl 100",
    "systems": "Terminverwaltung",
    "guide": "Vorlage laden, Frist setzen, einschalten.",
    "data_protection": "yes",
    "information_security": "yes",
    "staff_council": "not_needed",
    "accessibility": "yes",
    "funding": "yes",
    **SENTENCES,
}


def idea_in_test(**values):
    idea = make_idea(State.TEST, **values)
    prototype = make_prototype(idea)
    make_feedback(prototype, Group.CUSTOMERS)
    make_feedback(prototype, Group.STAFF)
    idea.feedback_job_centres, idea.is_criterion_met = 2, True
    db.session.commit()
    return idea


def form_of(idea):
    return f"/ideas/{idea.id}/rollout/new"


def only_review():
    return db.session.scalars(sa.select(RolloutReview)).one()


def test_a_facilitator_reports_a_tested_idea(client_for, personas):
    idea = idea_in_test()
    response = client_for(personas.facilitator).submit(form_of(idea), FILLED_IN)
    review = only_review()
    assert (response.status_code, response.location) == (303, f"/rollout/{review.id}")
    assert review.status == ReviewStatus.OPEN
    assert review.opened_by_id == personas.facilitator.id
    assert review.staff_council == Checked.NOT_NEEDED
    assert review.guide == FILLED_IN["guide"]
    assert review.override_reason is None
    assert all(line["met"] for line in review.gate)
    assert db.session.get(Idea, idea.id).state == State.READY
    newest, move = timeline("idea", idea.id)[:2]
    assert (newest.kind, newest.detail["review_id"], newest.detail["unmet"]) == (
        "review_opened",
        review.id,
        [],
    )
    assert (move.kind, move.from_state, move.to_state) == ("idea_moved", "test", "ready")


def test_the_form_starts_with_what_the_profile_says_and_shows_the_evidence(client_for, personas):
    idea = idea_in_test(benefit="Kürzere Wege", systems="Aktenverwaltung")
    page = client_for(personas.facilitator).get(form_of(idea)).text
    assert "Kürzere Wege" in page
    assert "Aktenverwaltung" in page
    assert "10 Testpersonen (mindestens 5)" in page
    assert "Alle Befunde beantwortet" in page
    assert 'name="override_reason"' not in page


def test_missing_evidence_asks_for_a_reason_at_once(client_for, personas):
    idea = make_idea(State.TEST)
    page = client_for(personas.facilitator).get(form_of(idea)).text
    assert "0 Testpersonen (mindestens 5)" in page
    assert "Kundinnen und Kunden noch nicht gehört" in page
    assert 'name="override_reason"' in page


def test_unmet_lines_are_told_and_nothing_typed_is_lost(client_for, personas):
    idea = idea_in_test()
    data = FILLED_IN | {"owner": "", "accessibility": "no"}
    response = client_for(personas.facilitator).post_form(form_of(idea), data)
    assert response.status_code == 422
    assert "Verantwortung nach der Einführung: fehlt noch" in response.text
    assert "Barrierefreiheit: noch nicht geprüft" in response.text
    assert 'name="override_reason"' in response.text
    assert FILLED_IN["guide"] in response.text
    assert SENTENCES["staff_council_text"] in response.text
    assert db.session.get(Idea, idea.id).state == State.TEST
    assert db.session.scalars(sa.select(RolloutReview)).all() == []


@pytest.mark.parametrize("reason", ["", "   ", "\n\t", "\x00"])
def test_a_blank_reason_overrides_nothing(client_for, personas, reason):
    idea = make_idea(State.TEST)
    data = FILLED_IN | {"override_reason": reason}
    response = client_for(personas.facilitator).post_form(form_of(idea), data)
    assert response.status_code == 422
    assert db.session.scalars(sa.select(RolloutReview)).all() == []


def test_an_override_with_its_reason_stays_visible_everywhere(client_for, personas):
    idea = idea_in_test()
    make_finding(make_feedback(make_prototype(idea)))
    reason = "Der letzte Befund betrifft nur die Farbe."
    data = FILLED_IN | {"override_reason": reason}
    response = client_for(personas.facilitator).submit(form_of(idea), data)
    assert response.status_code == 303
    review = only_review()
    assert review.override_reason == reason
    leader = client_for(personas.leadership)
    dossier = leader.get(f"/rollout/{review.id}").text
    assert reason in dossier
    assert "1 Befund noch ohne Antwort" in dossier
    assert "gemeldet trotz 1 offenem Punkt" in leader.get("/rollout").text
    leader.post_form(f"/rollout/{review.id}/decision", {"decision": "approve", "reason": "Gut belegt."})
    assert reason in leader.get(f"/rollout/{review.id}").text
    assert "gemeldet trotz 1 offenem Punkt" in leader.get("/rollout").text
    assert "gemeldet trotz 1 offenem Punkt" in leader.get("/rollout/matrix").text
    events = timeline("idea", idea.id)
    opened = next(event for event in events if event.kind == "review_opened")
    assert (opened.reason, opened.detail["unmet"]) == (reason, ["findings"])


def test_a_reason_that_nothing_asks_for_is_not_kept(client_for, personas):
    idea = idea_in_test()
    data = FILLED_IN | {"override_reason": "Sicherheitshalber"}
    client_for(personas.facilitator).post_form(form_of(idea), data)
    assert only_review().override_reason is None


def test_the_same_form_sent_twice_reports_once(client_for, personas):
    idea = idea_in_test()
    client = client_for(personas.facilitator)
    data = FILLED_IN | {"once": "a-key-of-this-form"}
    first, second = (client.post_form(form_of(idea), data) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert only_review().idea_id == idea.id


def test_two_facilitators_with_the_same_page_report_once_and_the_second_keeps_the_text(client_for, personas):
    idea = idea_in_test()
    client = client_for(personas.facilitator)
    assert client.post_form(form_of(idea), FILLED_IN).status_code == 303
    response = client.post_form(form_of(idea), FILLED_IN | {"owner": "Eine andere Stelle"})
    assert response.status_code == 409
    assert "schon rolloutreif gemeldet" in response.text
    assert "Eine andere Stelle" in response.text
    assert only_review().owner == FILLED_IN["owner"]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.SUBMITTED, 422),
        (State.EMPATHISE, 422),
        (State.PROTOTYPE, 422),
        (State.READY, 409),
        (State.ROLLOUT, 422),
        (State.PARKED, 422),
        (State.STOPPED, 422),
        (State.MERGED, 422),
    ],
)
def test_only_an_idea_in_test_can_be_reported(client_for, personas, state, status):
    idea = make_idea(state)
    client = client_for(personas.facilitator)
    assert client.get(form_of(idea)).status_code == status
    response = client.post_form(form_of(idea), FILLED_IN | {"override_reason": "Trotzdem."})
    assert response.status_code == status
    assert FILLED_IN["benefit"] in response.text
    assert db.session.get(Idea, idea.id).state == state


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("author", 403),
        ("colleague", 403),
        ("member", 403),
        ("leadership", 403),
        ("admin", 403),
        ("guest", 403),
        ("outsider", 404),
    ],
)
def test_nobody_but_facilitators_reports(client_for, personas, persona, status):
    team = [personas.member, (personas.guest, today() + timedelta(days=9))]
    idea = make_idea(State.TEST, personas.author, team=team)
    client = client_for(getattr(personas, persona))
    assert client.get(form_of(idea)).status_code == status
    assert client.post_form(form_of(idea), FILLED_IN).status_code == status
    assert db.session.get(Idea, idea.id).state == State.TEST


def test_a_visitor_is_sent_to_sign_in(visitor, personas):
    idea = make_idea(State.TEST)
    assert visitor.get(form_of(idea)).location.startswith("/login?next=")


@pytest.mark.parametrize("idea_id", ["0", "999999", "99999999999999999999"])
def test_an_idea_that_does_not_exist_is_not_found(client_for, personas, idea_id):
    assert client_for(personas.facilitator).get(f"/ideas/{idea_id}/rollout/new").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("benefit", ""),
        ("benefit", "   "),
        ("benefit", "\x00\x01"),
        ("benefit", "x" * 100_000),
        ("operating_cost", ""),
        ("operating_cost", "x" * 100_000),
        ("owner", "x" * 201),
        ("support", "x" * 100_000),
        ("systems", "x" * 100_000),
        ("guide", "x" * 100_000),
        ("data_protection", "maybe"),
        ("data_protection", ""),
        ("staff_council", "\x00"),
        ("funding", "perhaps"),
        ("funding", ""),
        ("funding_text", "x" * 100_000),
        ("accessibility_text", "x" * 100_000),
        ("override_reason", "x" * 100_000),
    ],
)
def test_bad_input_gets_an_error_beside_its_field(client_for, personas, field, value):
    idea = idea_in_test()
    response = client_for(personas.facilitator).post_form(form_of(idea), FILLED_IN | {field: value})
    assert response.status_code == 422
    if field != "override_reason":
        assert f'id="{field}-error"' in response.text
    assert FILLED_IN["support"] in response.text or field == "support"
    assert db.session.scalars(sa.select(RolloutReview)).all() == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        *((text, text) for text in ("😀 gut so", "<script>alert(1)</script>", "{{ 7 * 7 }} {% raw %}")),
        ("אבג \u202egnal", "אבג gnal"),
        ("a\x00b", "ab"),
    ],
)
def test_odd_text_is_kept_as_text(client_for, personas, text, kept):
    idea = idea_in_test()
    client = client_for(personas.facilitator)
    assert client.post_form(form_of(idea), FILLED_IN | {"guide": text}).status_code == 303
    assert only_review().guide == kept
    page = client.get_page(f"/rollout/{only_review().id}")
    (guide,) = page.xpath("//h3[.='Anleitung zur Einführung']/following-sibling::*[1]")
    assert text_of(guide) == kept


def test_a_token_is_needed(client_for, personas):
    idea = idea_in_test()
    assert client_for(personas.facilitator).post(form_of(idea), data=FILLED_IN).status_code == 400


def test_after_a_return_the_form_starts_with_the_earlier_answers_and_shows_the_conditions(
    client_for, personas
):
    idea = idea_in_test()
    make_review(idea, ReviewStatus.RETURNED, owner="Stelle von damals", conditions="Bitte erst schulen.")
    client = client_for(personas.facilitator)
    page = client.get(form_of(idea)).text
    assert "Stelle von damals" in page
    assert "Bitte erst schulen." in page
    refused = client.submit(form_of(idea), FILLED_IN)
    assert refused.status_code == 422
    assert "1 Auflage der letzten Meldung ist noch nicht abgehakt: Bitte erst schulen." in refused.text
    condition = db.session.scalars(sa.select(ReviewCondition)).one()
    assert client.post_form(f"/conditions/{condition.id}", {"done": "1"}).status_code == 303
    assert client.submit(form_of(idea), FILLED_IN).status_code == 303
    statuses = db.session.scalars(sa.select(RolloutReview.status).order_by(RolloutReview.id)).all()
    assert statuses == [ReviewStatus.RETURNED, ReviewStatus.OPEN]


def test_reporting_gives_no_hidden_author_away(client_for, personas):
    author = make_user(Role.FACILITATOR, name="Frau Unverwechselbar")
    idea = make_idea(State.TEST, author, author_visibility=AuthorVisibility.TEAM)
    data = FILLED_IN | {"override_reason": "Die Zeit drängt."}
    assert client_for(author).post_form(form_of(idea), data).status_code == 303
    review = only_review()
    for persona in (personas.leadership, personas.colleague, personas.admin):
        for path in ("/rollout", f"/rollout/{review.id}"):
            assert author.name not in client_for(persona).get(path).text
    assert author.name in client_for(personas.facilitator).get(f"/rollout/{review.id}").text
