"""Deciding about a candidate: who may, what it needs, what it causes; the list and the dossier."""

from datetime import timedelta

import pytest

from lab.accounts.queries import list_job_centres
from lab.audit.queries import timeline
from lab.core.clock import today
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Denied
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, Idea, TeamMember
from lab.ideas.workflow import State
from lab.prototypes.models import Group
from lab.rollout import queries, service, votes
from lab.rollout.models import Decision, ReviewStatus, RolloutReview
from tests.factories import (
    make_adoption,
    make_feedback,
    make_finding,
    make_idea,
    make_member,
    make_prototype,
    make_review,
)
from tests.helpers import count_queries, frozen_at

APPROVE = {"decision": "approve", "reason": "Der Nutzen ist belegt, die Kosten sind klein."}
RETURN = {"decision": "return", "reason": "Bitte noch mit Beschäftigten in Wiesbaden testen."}
REJECT = {"decision": "reject", "reason": "Es gibt dafür schon ein anderes Verfahren."}


def decision_of(review):
    return f"/rollout/{review.id}/decision"


def fresh(review):
    return db.session.get(RolloutReview, review.id)


def test_approving_starts_the_rollout(client_for, personas):
    review = make_review()
    response = client_for(personas.leadership).submit(
        f"/rollout/{review.id}", APPROVE, action=decision_of(review)
    )
    assert (response.status_code, response.location) == (303, f"/rollout/{review.id}")
    assert fresh(review).status == ReviewStatus.APPROVED
    assert fresh(review).decided_by_id == personas.leadership.id
    assert fresh(review).reason == APPROVE["reason"]
    assert fresh(review).idea.state == State.ROLLOUT
    newest, move = timeline("idea", review.idea_id)[:2]
    assert (newest.kind, newest.reason) == ("review_approved", APPROVE["reason"])
    assert newest.detail["review_id"] == review.id
    assert (move.from_state, move.to_state, move.reason) == ("ready", "rollout", APPROVE["reason"])


def test_returning_takes_the_reason_for_conditions_where_none_are_given(client_for, personas):
    review = make_review()
    assert client_for(personas.leadership).post_form(decision_of(review), RETURN).status_code == 303
    assert fresh(review).status == ReviewStatus.RETURNED
    assert [condition.text for condition in fresh(review).conditions] == [RETURN["reason"]]
    assert fresh(review).idea.state == State.TEST
    newest, move = timeline("idea", review.idea_id)[:2]
    assert newest.kind == "review_returned"
    assert (move.kind, move.to_state) == ("idea_moved_back", "test")


def test_returning_keeps_conditions_and_the_day_to_look_again(client_for, personas):
    review = make_review()
    day = today() + timedelta(days=30)
    data = RETURN | {"conditions": "Erst mit zwei KJC testen.", "look_again_on": day.isoformat()}
    client = client_for(personas.leadership)
    assert client.post_form(decision_of(review), data).status_code == 303
    assert [condition.text for condition in fresh(review).conditions] == [data["conditions"]]
    assert fresh(review).look_again_on == day
    page = client.get(f"/rollout/{review.id}").text
    assert data["conditions"] in page
    assert f"Wiedervorlage am {day:%d.%m.%Y}" in page


def test_rejecting_sends_the_idea_back_to_test(client_for, personas):
    review = make_review()
    assert client_for(personas.leadership).post_form(decision_of(review), REJECT).status_code == 303
    assert fresh(review).status == ReviewStatus.REJECTED
    assert fresh(review).idea.state == State.TEST
    assert timeline("idea", review.idea_id)[0].kind == "review_rejected"


@pytest.mark.parametrize("missing", ["owner", "support", "guide"])
def test_nothing_is_approved_without_its_plan(client_for, personas, missing):
    review = make_review(**{missing: ""})
    client = client_for(personas.leadership)
    response = client.post_form(decision_of(review), APPROVE)
    assert response.status_code == 422
    assert 'id="decision-error"' in response.text
    assert APPROVE["reason"] in response.text
    assert fresh(review).status == ReviewStatus.OPEN
    assert client.post_form(decision_of(review), RETURN).status_code == 303


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("decision", ""),
        ("decision", "maybe"),
        ("decision", "\x00"),
        ("reason", ""),
        ("reason", "   "),
        ("reason", "\x00\x02"),
        ("reason", "x" * 100_000),
        ("conditions", "x" * 100_000),
        ("look_again_on", "morgen"),
        ("look_again_on", "2026-13-45"),
        ("look_again_on", "1900-01-01"),
        ("look_again_on", "9999-12-31"),
    ],
)
def test_bad_input_gets_an_error_beside_its_field_and_keeps_the_rest(client_for, personas, field, value):
    review = make_review()
    data = RETURN | {"conditions": "Schulung anbieten."} | {field: value}
    response = client_for(personas.leadership).post_form(decision_of(review), data)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert "Schulung anbieten." in response.text or field == "conditions"
    assert fresh(review).status == ReviewStatus.OPEN
    assert fresh(review).idea.state == State.READY


@pytest.mark.parametrize("days", [0, -1])
def test_the_day_to_look_again_lies_ahead(client_for, personas, days):
    review = make_review()
    with frozen_at("2026-03-02 09:00"):
        day = today() + timedelta(days=days)
        data = RETURN | {"look_again_on": day.isoformat()}
        response = client_for(personas.leadership).post_form(decision_of(review), data)
    assert response.status_code == 422
    assert "in der Zukunft" in response.text


def test_odd_text_in_a_reason_stays_text(client_for, personas):
    review = make_review()
    text = "<b>gut</b> {{ 7 * 7 }} 😀 \u202eabc"
    client = client_for(personas.leadership)
    assert client.post_form(decision_of(review), APPROVE | {"reason": text}).status_code == 303
    page = client.get(f"/rollout/{review.id}").text
    assert "<b>gut</b>" not in page
    assert "&lt;b&gt;gut&lt;/b&gt; {{ 7 * 7 }} 😀 abc" in page


def test_a_second_decision_conflicts_and_changes_nothing(client_for, personas):
    review = make_review()
    assert client_for(personas.leadership).post_form(decision_of(review), APPROVE).status_code == 303
    response = client_for(personas.leadership_other).post_form(decision_of(review), REJECT)
    assert response.status_code == 409
    assert REJECT["reason"] in response.text
    assert "freigegeben" in response.text
    assert fresh(review).reason == APPROVE["reason"]
    assert fresh(review).idea.state == State.ROLLOUT


def test_an_invalid_second_decision_conflicts_too(client_for, personas):
    review = make_review()
    client_for(personas.leadership).post_form(decision_of(review), APPROVE)
    assert client_for(personas.leadership_other).post_form(decision_of(review), {}).status_code == 409


def test_whoever_decides_on_a_stale_view_changes_nothing(app, personas):
    review = make_review()
    review_id, leader = review.id, personas.leadership
    assert review.status == ReviewStatus.OPEN
    with db.engine.begin() as elsewhere:
        elsewhere.execute(
            RolloutReview.__table__.update()
            .where(RolloutReview.__table__.c.id == review_id)
            .values(
                status="rejected",
                decided_by_id=review.opened_by_id,
                decided_at=review.opened_at,
                reason="Anderswo entschieden.",
            )
        )
    review.__dict__["status"] = ReviewStatus.OPEN
    with pytest.raises(Conflict), unit_of_work():
        service.decide_review(leader, review, Decision.APPROVE, "Zu spät.")
    db.session.expire_all()
    assert db.session.get(RolloutReview, review_id).reason == "Anderswo entschieden."


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("author", 403),
        ("colleague", 403),
        ("member", 403),
        ("facilitator", 403),
        ("admin", 403),
        ("guest", 403),
        ("outsider", 404),
    ],
)
def test_nobody_but_leadership_decides(client_for, personas, persona, status):
    team = [personas.member, (personas.guest, today() + timedelta(days=9))]
    review = make_review(make_idea(State.READY, personas.author, team=team))
    response = client_for(getattr(personas, persona)).post_form(decision_of(review), APPROVE)
    assert response.status_code == status
    assert fresh(review).status == ReviewStatus.OPEN


def own_idea(personas, tie):
    if tie == "author":
        return make_review(make_idea(State.READY, personas.leadership))
    if tie == "member":
        return make_review(make_idea(State.READY, team=[personas.leadership]))
    if tie == "former member":
        return make_review(make_idea(State.READY, team=[(personas.leadership, today() - timedelta(days=90))]))
    if tie == "responsible":
        return make_review(make_idea(State.READY, responsible=personas.leadership))
    return make_review(opened_by=personas.leadership)


TIES = ("author", "member", "former member", "responsible", "opener")


@pytest.mark.parametrize("tie", TIES)
@pytest.mark.parametrize("data", [APPROVE, RETURN, REJECT])
def test_no_leader_decides_about_the_own_idea_even_by_a_direct_request(client_for, personas, tie, data):
    review = own_idea(personas, tie)
    response = client_for(personas.leadership).post_form(decision_of(review), data)
    assert response.status_code == 403
    assert fresh(review).status == ReviewStatus.OPEN
    with pytest.raises(Denied):
        service.decide_review(personas.leadership, fresh(review), Decision(data["decision"]), data["reason"])


def test_who_worked_on_an_idea_and_left_its_team_neither_votes_nor_decides(client_for, personas):
    leader, idea = personas.leadership, make_idea(State.TEST)
    client, page = client_for(leader), f"/ideas/{idea.id}"
    assert client.post_form(f"{page}/team/join").status_code == 303
    make_feedback(make_prototype(idea, leader))
    assert client.post_form(f"{page}/team/leave").status_code == 303
    idea.state = State.READY
    review = make_review(idea)
    assert client.post_form(decision_of(review), APPROVE).status_code == 403
    make_member(leader, is_chair=True)
    for path, data in (("votes", {"choice": "consent"}), ("questions", {"question": "Warum?"})):
        answer = client.post_form(f"/rollout/{review.id}/{path}", data)
        assert answer.status_code == 403
        assert "Sie haben im Team dieser Idee mitgearbeitet." in answer.text
    assert client.post_form(decision_of(review), APPROVE).status_code == 403
    assert fresh(review).status == ReviewStatus.OPEN


@pytest.mark.parametrize("tie", TIES)
def test_a_leader_sees_why_the_own_idea_is_for_somebody_else(client_for, personas, tie):
    review = own_idea(personas, tie)
    client = client_for(personas.leadership)
    page = client.get(f"/rollout/{review.id}").text
    assert "eine andere Leitung" in page
    assert 'name="decision"' not in page
    assert "eine andere Leitung" in client.get("/rollout").text


def test_an_idea_waiting_for_a_decision_is_not_moved_by_hand(client_for, personas):
    review = make_review()
    for target in ("test", "rollout"):
        data = {"from_stage": "ready", "to_stage": target, "reason": "Von Hand"}
        for persona in (personas.facilitator, personas.leadership):
            response = client_for(persona).post_form(f"/ideas/{review.idea_id}/move", data)
            assert 400 <= response.status_code < 500
    assert db.session.get(Idea, review.idea_id).state == State.READY


@pytest.mark.parametrize(
    "path", ["/rollout/0", "/rollout/999999", "/rollout/99999999999999999999", "/rollout/x"]
)
def test_a_review_that_does_not_exist_is_not_found(client_for, personas, path):
    client = client_for(personas.leadership)
    assert client.get(path).status_code == 404
    assert client.post_form(f"{path}/decision", APPROVE).status_code == 404


def test_a_token_is_needed(client_for, personas):
    assert client_for(personas.leadership).post(decision_of(make_review()), data=APPROVE).status_code == 400


@pytest.mark.parametrize("persona", ["author", "colleague", "facilitator", "leadership", "admin"])
def test_whoever_works_here_reads_list_and_dossier(client_for, personas, persona):
    review = make_review(make_idea(State.READY, personas.author))
    client = client_for(getattr(personas, persona))
    assert review.idea.title in client.get("/rollout").text
    page = client.get(f"/rollout/{review.id}").text
    for text in (review.benefit, review.operating_cost, review.owner, review.support, review.guide):
        assert text in page
    assert ('name="decision"' in page) == (persona == "leadership")


def test_guests_read_the_dossier_of_their_idea_and_nothing_else(client_for, personas):
    team = [(personas.guest, today() + timedelta(days=9))]
    mine, other = make_review(make_idea(State.READY, team=team)), make_review()
    client = client_for(personas.guest)
    assert client.get(f"/rollout/{mine.id}").status_code == 200
    assert client.get(f"/rollout/{other.id}").status_code == 404
    assert client.get("/rollout").status_code == 403


def test_a_guests_dossier_closes_with_the_invitation(client_for, personas):
    review = make_review(make_idea(State.READY))
    db.session.add(
        TeamMember(
            idea_id=review.idea_id,
            account_id=personas.guest.id,
            joined_at=review.opened_at,
            until=today() - timedelta(days=1),
        )
    )
    db.session.commit()
    assert client_for(personas.guest).get(f"/rollout/{review.id}").status_code == 404


def test_visitors_are_sent_to_sign_in(visitor):
    for path in ("/rollout", f"/rollout/{make_review().id}", "/rollout/matrix"):
        assert visitor.get(path).location.startswith("/login?next=")


def test_the_dossier_hides_an_author_who_wants_it(client_for, personas):
    hidden = make_review(make_idea(State.READY, personas.author, author_visibility=AuthorVisibility.TEAM))
    shown = make_review(make_idea(State.READY, personas.author))
    leader = client_for(personas.leadership)
    assert personas.author.name not in leader.get(f"/rollout/{hidden.id}").text
    assert personas.author.name in leader.get(f"/rollout/{shown.id}").text
    assert personas.author.name in client_for(personas.facilitator).get(f"/rollout/{hidden.id}").text


def test_the_dossier_tells_evidence_with_numbers_by_group(client_for, personas):
    idea = make_idea(State.READY)
    prototype = make_prototype(idea, hypothesis="Eine Nachricht genügt.")
    make_feedback(prototype, Group.CUSTOMERS, participants=7)
    make_finding(make_feedback(prototype, Group.STAFF, participants=5), body="Die Uhrzeit fehlt.")
    page = client_for(personas.leadership).get(f"/rollout/{make_review(idea).id}").text
    assert "12 Personen haben es ausprobiert: 7 Kundinnen und Kunden, 5 Beschäftigte" in page
    assert "n = 12" in page
    assert "Eine Nachricht genügt." in page
    assert "Die Uhrzeit fehlt." in page


def test_the_dossier_works_for_an_idea_without_prototype(client_for, personas):
    page = client_for(personas.leadership).get(f"/rollout/{make_review().id}").text
    assert "kein Prototyp festgehalten" in page


def test_an_empty_list_says_what_comes_next(client_for, personas):
    page = client_for(personas.leadership).get("/rollout").text
    assert "Nichts zu entscheiden" in page
    assert "Noch keine Lösung im Rollout" in page


def test_the_list_shows_candidates_first_then_solutions_then_the_rest(client_for, personas):
    titles = {}
    for status in (ReviewStatus.REJECTED, ReviewStatus.APPROVED, ReviewStatus.RETURNED, ReviewStatus.OPEN):
        titles[status] = make_review(status=status).idea.title
    page = client_for(personas.colleague).get("/rollout").text
    places = [page.index(titles[status]) for status in (ReviewStatus.OPEN, ReviewStatus.APPROVED)]
    last = min(page.index(titles[status]) for status in (ReviewStatus.RETURNED, ReviewStatus.REJECTED))
    assert places == sorted(places)
    assert places[-1] < last


def test_the_candidate_that_waits_longest_comes_first(app, personas):
    with frozen_at("2026-03-05"):
        late = make_review()
    with frozen_at("2026-03-02"):
        early = make_review()
    assert [review.id for review in queries.list_open_reviews()] == [early.id, late.id]
    assert [review.id for review in queries.list_reviews(1).rows] == [early.id, late.id]


def test_what_waits_for_a_leader_is_what_this_leader_may_decide(app, personas):
    waiting = make_review()
    for tie in TIES:
        own_idea(personas, tie)
    make_review(status=ReviewStatus.APPROVED)
    mine = votes.list_reviews_to_decide(personas.leadership)
    assert [review.id for review in mine] == [waiting.id]
    assert len(votes.list_reviews_to_decide(personas.leadership_other)) == 1 + len(TIES)
    for persona in (personas.facilitator, personas.colleague, personas.admin, personas.guest):
        assert votes.list_reviews_to_decide(persona) == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=1", 200),
        ("page=2", 404),
        ("page=0", 404),
        ("page=-1", 404),
        ("page=1000000000", 404),
        ("page=x", 404),
        ("colour=red", 400),
    ],
)
def test_the_list_refuses_pages_and_filters_that_do_not_exist(client_for, personas, query, status):
    assert client_for(personas.leadership).get(f"/rollout?{query}").status_code == status


def test_a_long_list_has_pages(client_for, personas):
    idea = make_idea(State.TEST)
    for _ in range(26):
        make_review(
            idea, ReviewStatus.REJECTED, opened_by=personas.facilitator, decided_by=personas.leadership
        )
    client = client_for(personas.colleague)
    assert "Seite 1 von 2" in client.get("/rollout").text
    assert "Seite 2 von 2" in client.get("/rollout?page=2").text


def fill_list(personas, times):
    for _ in range(times):
        for status in ReviewStatus:
            make_review(status=status, opened_by=personas.facilitator, decided_by=personas.leadership)


def test_the_list_costs_the_same_number_of_queries_however_long(client_for, personas):
    client = client_for(personas.leadership)
    fill_list(personas, 1)
    with count_queries() as few:
        client.get("/rollout")
    fill_list(personas, 15)
    with count_queries() as many:
        client.get("/rollout")
    assert few.count == many.count, f"{few}\n\n{many}"
    assert many.count <= 12, many


def test_the_dossier_costs_the_same_number_of_queries_with_one_version_and_with_many(client_for, personas):
    client = client_for(personas.leadership)
    counts = []
    for versions in (1, 6):
        idea = make_idea(State.READY, team=[personas.member])
        for _ in range(versions):
            make_finding(make_feedback(make_prototype(idea)))
        review = make_review(idea)
        with count_queries() as queries_sent:
            client.get(f"/rollout/{review.id}")
        counts.append(queries_sent.count)
        assert queries_sent.count <= 15, queries_sent
    assert counts[0] == counts[1]


def test_the_dossier_of_a_solution_costs_the_same_with_one_row_and_with_sixteen(client_for, personas):
    client = client_for(personas.leadership)
    counts = []
    for keys in (["06413"], [jc.key for jc in list_job_centres()]):
        idea = make_idea(State.ROLLOUT)
        review = make_review(idea, ReviewStatus.APPROVED)
        for key in keys:
            make_adoption(idea, job_centre=key)
        with count_queries() as queries_sent:
            client.get(f"/rollout/{review.id}")
        counts.append(queries_sent.count)
        assert queries_sent.count <= 14, queries_sent
    assert counts[0] == counts[1]


def test_the_newest_review_and_the_approval_are_found(app):
    idea = make_idea(State.ROLLOUT)
    assert queries.find_latest_review(idea) is None
    make_review(idea, ReviewStatus.RETURNED)
    approved = make_review(idea, ReviewStatus.APPROVED)
    make_review(idea, ReviewStatus.REJECTED)
    assert queries.find_latest_review(idea).status == ReviewStatus.REJECTED
    assert queries.find_approved_review(idea).id == approved.id
