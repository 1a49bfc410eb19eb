"""The steering committee: who sits in it, votes and their secrecy, questions, conditions, closing and looking again."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import Role, User
from lab.audit.models import Event
from lab.audit.queries import timeline
from lab.core.clock import now, today
from lab.core.database import unit_of_work
from lab.core.errors import Denied
from lab.extensions import db
from lab.ideas.models import AuthorVisibility
from lab.ideas.workflow import State
from lab.reports.models import ContentReport
from lab.rollout import service, votes
from lab.rollout.models import (
    CommitteeMember,
    Decision,
    ReviewCondition,
    ReviewQuestion,
    ReviewStatus,
    ReviewVote,
    RolloutReview,
    VoteChoice,
)
from lab.rollout.voting import give_vote
from lab.settings.service import save_setting
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    WIESBADEN,
    commit,
    make_idea,
    make_member,
    make_question,
    make_review,
    make_user,
    make_vote,
)
from tests.helpers import count_queries, error_beside, frozen_at, typed_in
from tests.markup import parse, text_of

SECRET = "Ohne Schulung in jedem Haus geht das schief."
CONSENT = {"choice": "consent", "text": ""}
OBJECTION = {"choice": "objection", "text": SECRET}
APPROVE = {"decision": "approve", "reason": "Der Nutzen ist belegt."}
RETURN = {
    "decision": "return",
    "reason": "Es fehlt noch etwas.",
    "conditions": "Schulung planen.\n\n Leitfaden kürzen.",
}


def part(page, element_id):
    found = parse(page).find(f".//*[@id='{element_id}']")
    return "" if found is None else text_of(found)


def tasks_of(client):
    return text_of(client.get_page("/").find(".//*[@id='waiting']"))


class Round:
    """A candidate before a committee of a chair and three members."""

    def __init__(self, personas):
        self.chair = make_member(personas.leadership, is_chair=True)
        self.first, self.second, self.third = (
            make_member(job_centre=place) for place in (WIESBADEN, FULDA, BERGSTRASSE)
        )
        self.idea = make_idea(State.READY, personas.author, team=[personas.member])
        self.review = make_review(self.idea, deadline_on=today() + timedelta(days=14))
        self.page = f"/rollout/{self.review.id}"


@pytest.fixture
def round_of(app, personas):
    return Round(personas)


def set_rules(**values):
    for key, value in values.items():
        save_setting(f"committee_{key}", value)
    commit()


# --- the list, kept by administrators ---


def test_an_empty_list_says_what_that_means(client_for, personas):
    page = client_for(personas.admin).get("/admin/committee").text
    assert "Solange niemand darin sitzt, entscheidet jede Leitung allein" in page


def test_members_are_added_given_the_chair_and_removed_and_the_history_tells(client_for, personas):
    admin, leader = client_for(personas.admin), personas.leadership
    response = admin.submit("/admin/committee", {"account": str(leader.id)}, action="/admin/committee")
    assert (response.status_code, response.location) == (303, "/admin/committee")
    assert "Niemand hat den Vorsitz" in admin.get("/admin/committee").text
    chair = f"/admin/committee/{leader.id}/chair"
    assert admin.submit("/admin/committee", action=chair).status_code == 303
    page = admin.get("/admin/committee").text
    assert "Niemand hat den Vorsitz" not in page
    assert db.session.get(CommitteeMember, leader.id).is_chair
    assert admin.post_form(chair, {"is_chair": "1"}).status_code == 409
    assert admin.submit("/admin/committee", action=chair).status_code == 303
    assert not db.session.get(CommitteeMember, leader.id).is_chair
    assert admin.submit("/admin/committee", action=f"/admin/committee/{leader.id}/remove").status_code == 303
    assert db.session.get(CommitteeMember, leader.id) is None
    kinds = db.session.scalars(sa.select(Event.kind).order_by(Event.id)).all()
    assert kinds == ["committee_joined", "committee_chair_given", "committee_chair_taken", "committee_left"]
    assert f"Aus dem Steuerungskreis genommen: {leader.name}" in admin.get("/admin/history").text


@pytest.mark.parametrize("who", ["nobody", "staff", "disabled", "twice", "garbage", "unknown"])
def test_only_active_leaders_are_added_once(client_for, personas, who):
    values = {
        "nobody": lambda: "",
        "staff": lambda: str(personas.author.id),
        "disabled": lambda: str(make_user(Role.LEADERSHIP, is_enabled=False).id),
        "twice": lambda: str(make_member().id),
        "garbage": lambda: "x\x00",
        "unknown": lambda: "999999",
    }
    account = values[who]()
    before = db.session.scalar(sa.select(sa.func.count()).select_from(CommitteeMember))
    response = client_for(personas.admin).post_form("/admin/committee", {"account": account})
    assert response.status_code == 422
    assert error_beside(response.text, "account")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CommitteeMember)) == before


def test_the_list_says_who_does_not_count_any_more(client_for, personas):
    for values in ({"role": Role.STAFF}, {"is_enabled": False}):
        account = make_member()
        for name, value in values.items():
            setattr(account, name, value)
    commit()
    page = client_for(personas.admin).get("/admin/committee").text
    assert "zählt nicht: keine Leitung" in page
    assert "zählt nicht: Konto deaktiviert" in page
    assert "Niemand hat den Vorsitz" in page
    # A committee of which nobody is left is not none: no leader decides alone.
    assert (
        client_for(personas.leadership)
        .post_form(f"/rollout/{make_review().id}/decision", APPROVE)
        .status_code
        == 403
    )


# --- votes ---


def test_a_member_votes_once_and_sees_the_others_after_that(client_for, round_of):
    make_vote(round_of.review, round_of.second, VoteChoice.OBJECTION, SECRET)
    client = client_for(round_of.first)
    before = client.get(round_of.page).text
    assert "1 von 4 Stimmen" in part(before, "votes")
    assert SECRET not in before
    response = client.submit(round_of.page, {"choice": "consent"}, action=f"{round_of.page}/votes")
    assert (response.status_code, response.location) == (303, f"{round_of.page}#votes")
    after = part(client.get(round_of.page).text, "votes")
    assert SECRET in after
    assert "Fulda" in after
    assert "2 von 4 Stimmen" in after
    assert round_of.second.name not in after
    again = client.post_form(f"{round_of.page}/votes", OBJECTION)
    assert again.status_code == 409
    assert "Sie haben schon abgestimmt" in again.text
    assert SECRET in again.text
    assert votes.find_vote(round_of.first, round_of.review).choice is VoteChoice.CONSENT


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"choice": "objection", "text": ""}, "text"),
        ({"choice": "objection", "text": " \x00 "}, "text"),
        ({"choice": "concerns", "text": "   "}, "text"),
        ({"choice": "consent", "text": "x" * 5001}, "text"),
        ({"choice": "", "text": "Ein Satz."}, "choice"),
        ({"choice": "maybe", "text": "Ein Satz."}, "choice"),
        ({"text": "Ein Satz."}, "choice"),
    ],
)
def test_a_bad_vote_is_said_beside_its_field_and_not_counted(client_for, round_of, data, field):
    response = client_for(round_of.first).post_form(f"{round_of.page}/votes", data)
    assert response.status_code == 422
    assert error_beside(response.text, field)
    assert typed_in(response.text, "text").strip() == data["text"].replace("\x00", "").strip()
    assert votes.find_vote(round_of.first, round_of.review) is None


def test_a_vote_after_closing_is_refused_and_what_was_typed_comes_back(client_for, round_of):
    service_close(round_of)
    for data in (OBJECTION, {"text": SECRET}):
        response = client_for(round_of.first).post_form(f"{round_of.page}/votes", data)
        assert response.status_code == 409
        assert SECRET in response.text
        assert "nicht gespeichert" in response.text
    question = client_for(round_of.first).post_form(f"{round_of.page}/questions", {"question": SECRET})
    assert question.status_code == 409
    assert SECRET in question.text
    assert db.session.scalars(sa.select(ReviewVote)).all() == []
    assert db.session.scalars(sa.select(ReviewQuestion)).all() == []


def service_close(round_of, decision=Decision.REJECT, conditions=""):
    with unit_of_work():
        chair = db.session.get(User, round_of.chair.id)
        review = db.session.get(RolloutReview, round_of.review.id)
        service.decide_review(chair, review, decision, "Mit gutem Grund.", conditions)


@pytest.mark.parametrize("tie", ["author", "member", "opener", "nonmember"])
def test_nobody_votes_asks_or_closes_who_is_involved_or_no_member(client_for, personas, tie):
    leader = personas.leadership_other
    if tie != "nonmember":
        make_member(leader, is_chair=True)
    make_member(is_chair=True)
    idea = make_idea(
        State.READY, leader if tie == "author" else None, team=[leader] if tie == "member" else []
    )
    review = make_review(idea, opened_by=leader if tie == "opener" else None)
    client = client_for(leader)
    for path, data in (("votes", CONSENT), ("questions", {"question": "Warum?"}), ("decision", APPROVE)):
        assert client.post_form(f"/rollout/{review.id}/{path}", data).status_code == 403
    page = client.get(f"/rollout/{review.id}").text
    assert 'name="choice"' not in page
    assert 'name="question"' not in page
    assert 'name="decision"' not in page
    with pytest.raises(Denied):
        service.decide_review(leader, db.session.get(RolloutReview, review.id), Decision.APPROVE, "Grund.")


def test_a_member_removed_mid_review_neither_votes_nor_sees_but_the_vote_stays(
    client_for, personas, round_of
):
    make_vote(round_of.review, round_of.second, VoteChoice.CONCERNS, SECRET)
    make_vote(round_of.review, round_of.first, VoteChoice.CONSENT, "Mein eigenes Wort dazu.")
    for gone in (round_of.first, round_of.third):
        path = f"/admin/committee/{gone.id}/remove"
        assert client_for(personas.admin).post_form(path).status_code == 303
    client = client_for(round_of.first)
    page = client.get(round_of.page).text
    assert SECRET not in page
    assert "2 von 3 Stimmen" in part(page, "votes")
    assert client_for(round_of.third).post_form(f"{round_of.page}/votes", CONSENT).status_code == 403
    # Two have voted and one more could: those who were removed make no smaller quorum.
    assert client_for(round_of.chair).post_form(f"{round_of.page}/decision", APPROVE).status_code == 303
    assert db.session.get(RolloutReview, round_of.review.id).is_without_quorum
    closed = part(client.get(round_of.page).text, "decided")
    assert "Mein eigenes Wort dazu." in closed
    assert SECRET in closed


@pytest.mark.parametrize("change", [{"role": Role.STAFF}, {"is_enabled": False}])
def test_who_is_no_leader_any_more_does_not_count(client_for, personas, change):
    chair, other = make_member(personas.leadership, is_chair=True), make_member()
    for name, value in change.items():
        setattr(other, name, value)
    commit()
    review = make_review()
    assert "0 von 1 Stimme" in part(client_for(chair).get(f"/rollout/{review.id}").text, "votes")
    for name, value in change.items():
        setattr(chair, name, value)
    commit()
    # Nobody of the committee is left: that makes no leader who decides alone.
    leader = client_for(personas.leadership_other)
    assert leader.post_form(f"/rollout/{review.id}/decision", APPROVE).status_code == 403


# --- secrecy against direct requests ---


def test_open_votes_are_told_to_nobody_but_members_who_voted(client_for, personas, round_of):
    make_vote(round_of.review, round_of.second, VoteChoice.OBJECTION, SECRET)
    with unit_of_work():
        # The event of a vote as the service writes it.
        third = db.session.get(User, round_of.third.id)
        give_vote(third, db.session.get(RolloutReview, round_of.review.id), VoteChoice.OBJECTION, SECRET)
    vote_id = votes.find_vote(round_of.third, round_of.review).id
    idea = round_of.idea.id
    paths = (
        round_of.page,
        "/rollout",
        "/",
        f"/ideas/{idea}",
        f"/ideas/{idea}/history",
        "/ideas.csv",
        "/account/data.json",
        "/ideas?q=Schulung",
    )
    people = (
        round_of.chair,
        round_of.first,
        personas.facilitator,
        personas.admin,
        personas.author,
        personas.member,
    )
    for account in people:
        client = client_for(account)
        for path in paths:
            answer = client.get(path)
            assert SECRET not in answer.text, (account.role, path)
            assert "Einwand" not in part(answer.text, "votes") or 'value="objection"' in answer.text
        report = {"content_kind": "vote", "content_id": str(vote_id)}
        assert client.post_form("/reports", report).status_code == 404, account.role
    history = client_for(personas.facilitator).get(f"/ideas/{idea}/history").text
    assert "Zum Rollout ist eine Stimme des Steuerungskreises eingegangen" in history
    assert round_of.third.name not in history
    newest = timeline("idea", idea)[0]
    assert (newest.kind, newest.reason, newest.detail) == (
        "review_voted",
        None,
        {"review_id": round_of.review.id},
    )
    own = client_for(round_of.third).get("/account/data.json").json
    assert [(vote["choice"], vote["text"]) for vote in own["votes"]] == [("objection", SECRET)]


def test_a_reported_vote_is_hidden_at_once_and_sealed_until_the_decision(client_for, personas, round_of):
    make_vote(round_of.review, round_of.first)
    vote = make_vote(round_of.review, round_of.second, VoteChoice.OBJECTION, SECRET)
    vote_id = vote.id
    member = client_for(round_of.first)
    reported = member.post_form("/reports", {"content_kind": "vote", "content_id": str(vote_id)})
    assert (reported.status_code, reported.location) == (303, f"{round_of.page}#votes")
    assert SECRET not in member.get(round_of.page).text
    facilitator = client_for(personas.facilitator)
    report = db.session.scalars(sa.select(ContentReport)).one()
    page = facilitator.get("/reports").text
    assert SECRET not in page
    assert "Die Abstimmung läuft noch" in page
    purge = f"/reports/{report.id}/purge"
    for answer in (
        facilitator.get(purge),
        facilitator.post_form(purge, {"sure": "y"}),
        facilitator.post_form(f"/reports/{report.id}/restore"),
    ):
        assert answer.status_code == 403
        assert SECRET not in answer.text
    service_close(round_of)
    assert SECRET in facilitator.get("/reports").text
    assert facilitator.post_form(f"/reports/{report.id}/restore").status_code == 303
    assert SECRET in client_for(personas.colleague).get(round_of.page).text


def test_a_purge_finds_a_sealed_vote_that_says_the_same_without_showing_it(client_for, personas, round_of):
    vote_id = make_vote(round_of.review, round_of.second, VoteChoice.OBJECTION, SECRET).id
    question = make_question(round_of.review, round_of.second, text=SECRET)
    facilitator = client_for(personas.facilitator)
    facilitator.post_form("/reports", {"content_kind": "question", "content_id": str(question.id)})
    purge = f"/reports/{db.session.scalars(sa.select(ContentReport)).one().id}/purge"
    assert "Stimme" not in part(facilitator.get(purge).text, "copies")
    assert facilitator.submit(purge, {"sure": "y"}).status_code == 303
    assert db.session.get(ReviewVote, vote_id).text == "[entfernt]"


def test_after_closing_everyone_reads_the_votes_with_the_jobcentre_and_without_names(
    client_for, personas, round_of
):
    make_vote(round_of.review, round_of.second, VoteChoice.OBJECTION, SECRET)
    make_vote(round_of.review, round_of.first)
    service_close(round_of)
    for account in (
        personas.author,
        personas.colleague,
        personas.facilitator,
        round_of.chair,
        personas.admin,
    ):
        decided = part(client_for(account).get(round_of.page).text, "decided")
        assert SECRET in decided
        assert "1 × Einwand" in decided
        assert "1 × Zustimmung" in decided
        assert "Fulda" in decided
        assert "Wiesbaden" in decided
        assert round_of.second.name not in decided


# --- closing ---


def test_with_a_committee_only_its_chair_closes(client_for, personas, round_of):
    for account in (round_of.first, personas.leadership_other, personas.facilitator):
        assert client_for(account).post_form(f"{round_of.page}/decision", APPROVE).status_code == 403
    assert client_for(round_of.chair).post_form(f"{round_of.page}/decision", APPROVE).status_code == 303


@pytest.mark.parametrize(
    ("quorum", "urgent", "given", "days", "status", "without"),
    [
        (3, 1, 3, 5, 303, False),
        (3, 1, 2, 5, 303, True),
        (3, 0, 2, 5, 422, None),
        (3, 0, 2, 0, 422, None),
        (3, 0, 2, -1, 303, True),
        (0, 0, 0, 5, 303, False),
        (50, 0, 4, 5, 303, False),
    ],
)
def test_quorum_deadline_and_urgency_say_when_it_can_be_closed(
    client_for, round_of, quorum, urgent, given, days, status, without
):
    set_rules(quorum=quorum, urgent=urgent)
    round_of.review.deadline_on = today() + timedelta(days=days)
    commit()
    for member in (round_of.chair, round_of.first, round_of.second, round_of.third)[:given]:
        make_vote(round_of.review, member)
    client = client_for(round_of.chair)
    response = client.post_form(f"{round_of.page}/decision", APPROVE)
    assert response.status_code == status
    review = db.session.get(RolloutReview, round_of.review.id)
    if without is None:
        assert "Es fehlen Stimmen: 2 von 3" in response.text
        assert review.status is ReviewStatus.OPEN
        assert typed_in(response.text, "reason") == APPROVE["reason"]
        return
    assert review.is_without_quorum is without
    shown = [client.get(path).text for path in (round_of.page, "/rollout")]
    assert all(("ohne Quorum entschieden" in page) == without for page in shown)
    told = client.get(f"/ideas/{round_of.idea.id}/history").text
    assert ("hat ohne Quorum entschieden" in told) == without


def test_a_day_to_look_again_is_needed_and_offered(client_for, round_of):
    client = client_for(round_of.chair)
    with frozen_at("2026-08-31"):
        assert typed_in(client.get(round_of.page).text, "look_again_on") == "2027-02-28"
        empty = client.post_form(f"{round_of.page}/decision", APPROVE | {"look_again_on": ""})
        assert empty.status_code == 422
        assert error_beside(empty.text, "look_again_on")
        assert client.post_form(f"{round_of.page}/decision", APPROVE).status_code == 303
    assert db.session.get(RolloutReview, round_of.review.id).look_again_on.isoformat() == "2027-02-28"


def test_a_chair_who_is_involved_everywhere_leaves_it_to_the_administration(client_for, personas):
    chair = make_member(personas.leadership, is_chair=True)
    make_member()
    review = make_review(make_idea(State.READY, chair))
    page = client_for(personas.facilitator).get(f"/rollout/{review.id}").text
    assert "Die Administration benennt eine Stellvertretung" in part(page, "votes")


# --- questions ---


def test_a_question_becomes_a_task_of_the_team_and_is_answered_once(client_for, personas, round_of):
    member, author = client_for(round_of.first), client_for(personas.author)
    asked = member.submit(
        round_of.page, {"question": "Was kostet die Schulung?"}, action=f"{round_of.page}/questions"
    )
    assert (asked.status_code, asked.location) == (303, f"{round_of.page}#questions")
    question = db.session.scalars(sa.select(ReviewQuestion)).one()
    responsible = client_for(round_of.idea.responsible)
    for client in (author, client_for(personas.member), responsible):
        assert "der Steuerungskreis fragt nach" in tasks_of(client)
    assert "fragt nach" not in tasks_of(client_for(personas.colleague))
    path = f"/questions/{question.id}/answer"
    stranger = client_for(personas.colleague)
    assert stranger.post_form(path, {"answer": "Nichts."}).status_code == 403
    assert member.post_form(path, {"answer": "Nichts."}).status_code == 403
    assert client_for(personas.outsider).post_form(path, {"answer": "Nichts."}).status_code == 404
    empty = author.submit(round_of.page, {"answer": "  "}, action=path)
    assert empty.status_code == 422
    assert error_beside(empty.text, f"answer-{question.id}")
    assert author.submit(round_of.page, {"answer": "Einen halben Tag."}, action=path).status_code == 303
    late = responsible.post_form(path, {"answer": "Zwei Tage."})
    assert late.status_code == 409
    assert "Zwei Tage." in late.text
    shown = part(member.get(round_of.page).text, "questions")
    assert "Was kostet die Schulung?" in shown
    assert "Einen halben Tag." in shown
    assert round_of.first.name not in shown
    assert "fragt nach" not in tasks_of(author)
    kinds = [event.kind for event in timeline("idea", round_of.idea.id)[:2]]
    assert kinds == ["question_answered", "question_asked"]


def test_an_answer_gives_no_hidden_author_away(client_for, personas):
    make_member(personas.leadership, is_chair=True)
    idea = make_idea(State.READY, personas.author, author_visibility=AuthorVisibility.TEAM)
    review = make_review(idea)
    question = make_question(review, personas.leadership)
    client_for(personas.author).post_form(f"/questions/{question.id}/answer", {"answer": "Wenig."})
    page = client_for(personas.leadership).get(f"/rollout/{review.id}").text
    assert "Wenig." in page
    assert personas.author.name not in page


def test_an_answer_to_what_changed_meanwhile_conflicts(client_for, personas, round_of):
    question = make_question(round_of.review, round_of.first)
    path = f"/questions/{question.id}/answer"
    response = client_for(personas.author).post_form(path, {"answer": "Wenig.", "version": "7"})
    assert response.status_code == 409
    service_close(round_of)
    closed = client_for(personas.author).post_form(path, {"answer": "Wenig."})
    assert closed.status_code == 409
    assert "schon entschieden" in closed.text


# --- conditions ---


@pytest.fixture
def returned(personas):
    idea = make_idea(State.TEST, personas.author, team=[personas.member])
    return make_review(idea, ReviewStatus.RETURNED, conditions="Schulung planen.\nLeitfaden kürzen.")


def test_the_chair_returns_with_conditions_one_a_line(client_for, round_of):
    assert client_for(round_of.chair).post_form(f"{round_of.page}/decision", RETURN).status_code == 303
    review = db.session.get(RolloutReview, round_of.review.id)
    assert [(row.number, row.text) for row in review.conditions] == [
        (1, "Schulung planen."),
        (2, "Leitfaden kürzen."),
    ]


def test_conditions_are_ticked_by_the_team_on_the_ideas_page_until_it_is_reported_again(
    client_for, personas, returned
):
    first, second = (condition.id for condition in returned.conditions)
    author, page = client_for(personas.author), f"/ideas/{returned.idea_id}"
    assert "2 Auflagen sind noch offen" in tasks_of(author)
    data = {"done": "1", "note": "Termin steht.", "version": "1", "back": "idea"}
    ticked = author.post_form(f"/conditions/{first}", data)
    assert (ticked.status_code, ticked.location) == (303, f"{page}#conditions")
    assert "1 Auflage ist noch offen" in tasks_of(client_for(personas.member))
    shown = part(author.get(page).text, "conditions")
    assert "1 von 2 abgehakt" in shown
    assert "Termin steht." in shown
    stale = author.post_form(f"/conditions/{first}", {"done": "0", "version": "1"})
    assert stale.status_code == 409
    assert db.session.get(ReviewCondition, first).is_done
    facilitator = client_for(personas.facilitator)
    reopened = facilitator.post_form(f"/conditions/{first}", {"done": "0"})
    assert reopened.location == f"/rollout/{returned.id}#conditions"
    assert not db.session.get(ReviewCondition, first).is_done
    for condition in (first, second):
        assert facilitator.post_form(f"/conditions/{condition}", {"done": "1"}).status_code == 303
    assert "Auflage" not in tasks_of(author)
    kinds = [event.kind for event in timeline("idea", returned.idea_id)[:4]]
    assert kinds == ["condition_done", "condition_done", "condition_reopened", "condition_done"]


@pytest.mark.parametrize(
    ("persona", "status"),
    [("colleague", 403), ("leadership", 403), ("admin", 403), ("outsider", 404)],
)
def test_another_team_ticks_nothing(client_for, personas, returned, persona, status):
    account = getattr(personas, persona)
    make_idea(State.TEST, team=[] if persona == "admin" else [account])
    path = f"/conditions/{returned.conditions[0].id}"
    assert client_for(account).post_form(path, {"done": "1"}).status_code == status
    assert not db.session.get(RolloutReview, returned.id).conditions[0].is_done
    assert client_for(personas.author).post_form(path, {"done": "vielleicht"}).status_code == 422
    assert client_for(personas.author).post_form(path, {"done": "1", "note": "x" * 1001}).status_code == 422


def test_what_was_reported_again_is_not_ticked_any_more(client_for, personas, returned):
    path = f"/conditions/{returned.conditions[0].id}"
    make_review(returned.idea, ReviewStatus.REJECTED)
    assert client_for(personas.author).post_form(path, {"done": "1"}).status_code == 409
    assert "/conditions/" not in client_for(personas.author).get(f"/rollout/{returned.id}").text
    assert "Auflage" not in tasks_of(client_for(personas.author))


# --- what waits on the start page ---


def test_members_see_that_their_vote_is_missing_and_chairs_what_can_be_closed(client_for, personas, round_of):
    set_rules(quorum=2)
    chair, first = client_for(round_of.chair), client_for(round_of.first)
    assert "Ihre Stimme fehlt" in tasks_of(chair)
    assert "Ihre Stimme fehlt" in tasks_of(first)
    assert round_of.idea.title not in tasks_of(client_for(personas.leadership_other))
    make_vote(round_of.review, round_of.first)
    make_vote(round_of.review, round_of.chair)
    assert round_of.idea.title not in tasks_of(first)
    assert "kann geschlossen werden" in tasks_of(chair)
    assert "Ihre Stimme fehlt" in tasks_of(client_for(round_of.second))


def test_a_chair_closes_after_the_deadline_without_a_vote_of_their_own(client_for, round_of):
    round_of.review.deadline_on = today() - timedelta(days=1)
    commit()
    assert "kann geschlossen werden" in tasks_of(client_for(round_of.chair))
    assert "Ihre Stimme fehlt" in tasks_of(client_for(round_of.first))


def test_a_decision_comes_back_on_its_day_until_somebody_has_looked(client_for, personas):
    chair = make_member(personas.leadership, is_chair=True)
    make_member(personas.leadership_other)
    review = make_review(status=ReviewStatus.APPROVED, look_again_on=today())
    later = make_review(status=ReviewStatus.APPROVED, look_again_on=today() + timedelta(days=1))
    superseded = make_review(status=ReviewStatus.REJECTED, look_again_on=today())
    make_review(superseded.idea, ReviewStatus.REJECTED)
    client = client_for(chair)
    shown = tasks_of(client)
    assert review.idea.title in shown
    assert later.idea.title not in shown
    assert superseded.idea.title not in shown
    assert "Wiedervorlage" not in tasks_of(client_for(personas.leadership_other))
    path = f"/rollout/{review.id}/look-again"
    assert client_for(personas.leadership_other).post_form(path).status_code == 403
    past = client.post_form(path, {"look_again_on": "2020-01-01"})
    assert past.status_code == 422
    assert error_beside(past.text, "look_again_on")
    data = {"note": "Neun KJC nutzen es.", "look_again_on": ""}
    assert client.submit(f"/rollout/{review.id}", data, action=path).status_code == 303
    assert "Wiedervorlage" not in tasks_of(client)
    newest = timeline("idea", review.idea_id)[0]
    assert (newest.kind, newest.reason) == ("review_looked_at", "Neun KJC nutzen es.")
    assert client.post_form(path, data).status_code == 409


def test_without_a_committee_any_leader_looks_again(client_for, personas):
    review = make_review(status=ReviewStatus.APPROVED, look_again_on=today())
    client = client_for(personas.leadership)
    assert "Wiedervorlage zum Rollout" in tasks_of(client)
    day = today() + timedelta(days=90)
    path = f"/rollout/{review.id}/look-again"
    assert client.post_form(path, {"look_again_on": day.isoformat()}).status_code == 303
    assert db.session.get(RolloutReview, review.id).look_again_on == day


# --- cost ---


def test_pages_cost_the_same_with_a_small_and_a_large_committee(client_for, personas, round_of):
    counts = []
    client = client_for(round_of.chair)
    for members in (0, 6):
        for _ in range(members):
            review = make_review()
            member = make_member()
            make_vote(round_of.review, member)
            make_vote(review, member)
            make_question(
                round_of.review, member, answer="Ja.", answered_at=now(), answered_by_id=personas.author.id
            )
        with count_queries() as dossier:
            client.get(round_of.page)
        with count_queries() as index:
            client.get("/rollout")
        with count_queries() as desk:
            client.get("/")
        counts.append((dossier.count, index.count, desk.count))
    assert counts[0] == counts[1], (str(dossier), str(desk))
    assert counts[1][0] <= 18, str(dossier)
    assert max(counts[1][1:]) <= 16, str(desk)
