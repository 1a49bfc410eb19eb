"""Two at the same moment, with threads and connections of their own: one wins, nothing is lost or doubled."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre, Role, User
from lab.adoption.checks import answer_question
from lab.adoption.models import Adoption, AdoptionCheck, AdoptionStatus, ReasonCategory
from lab.adoption.service import Statement, set_adoption
from lab.audit.models import Event
from lab.core.clock import now, today
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, DomainError, Invalid, InvalidMove
from lab.extensions import db
from lab.ideas import service
from lab.ideas.models import Idea, NoteKind, TeamMember
from lab.ideas.service import MoveRequest
from lab.ideas.workflow import State
from lab.merging.queries import get_merge
from lab.merging.service import merge_idea, undo_merge
from lab.prototypes.models import Prototype, PrototypeKind
from lab.prototypes.service import VersionText, add_prototype
from lab.rollout.models import Decision, ReviewStatus, ReviewVote, RolloutReview, VoteChoice
from lab.rollout.service import decide_review
from lab.rollout.voting import give_vote
from lab.settings.service import save_setting
from lab.sharing.service import share_problem
from tests.client import client_for, find_form, form_values
from tests.factories import (
    BERGSTRASSE,
    WIESBADEN,
    make_adoption,
    make_idea,
    make_member,
    make_merge,
    make_review,
    make_user,
    save,
)
from tests.markup import parse, text_of

pytestmark = pytest.mark.usefixtures("in_company")


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Does all the works at the same moment, each in a thread; their results or errors, in order."""
    start = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        start.wait(10)
        try:
            results[place] = work()
        except Exception as error:
            results[place] = error

    # What the test itself has read must not hold others up.
    db.session.rollback()
    threads = [threading.Thread(target=run, args=entry) for entry in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "the two wait for each other for ever"
    return results


def in_app(app, actor_id: int, work: Callable[[User], Any]) -> Callable[[], Any]:
    """A work in an app context and a transaction of its own."""

    def run() -> Any:
        with app.app_context():
            try:
                with unit_of_work():
                    actor = db.session.get_one(User, actor_id)
                    return work(actor)
            finally:
                db.session.remove()

    return run


@pytest.fixture
def together(app):
    """Runs services at once, each for its actor on rows loaded before anyone writes."""

    def run(*pairs: tuple[User, Callable[[User, Callable[[], None]], Any]]) -> list[Any]:
        loaded = threading.Barrier(len(pairs))
        works = []
        for actor, work in pairs:

            def call(account: User, work: Callable[..., Any] = work) -> Any:
                return work(account, lambda: loaded.wait(10) and None)

            works.append(in_app(app, actor.id, call))
        return at_once(*works)

    return run


def outcomes(results: list[Any]) -> list[str]:
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, DomainError):
            raise result
    return sorted("conflict" if isinstance(result, Conflict) else "done" for result in results)


def count_events(kind: str, subject_id: int) -> int:
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(Event)
            .where(Event.kind == kind, Event.subject_id == str(subject_id))
        )
        or 0
    )


# --- services ---


def test_of_two_movers_one_wins(together, personas):
    idea_id = make_idea(State.DEFINE).id
    second = make_user(Role.FACILITATOR)

    def move(target: State) -> Callable[..., None]:
        def work(actor: User, ready: Callable[[], None]) -> None:
            idea = db.session.get_one(Idea, idea_id)
            ready()
            service.move_idea(actor, idea, MoveRequest(State.DEFINE, target, "Gelernt."))

        return work

    results = together((personas.facilitator, move(State.IDEATE)), (second, move(State.EMPATHISE)))
    assert outcomes(results) == ["conflict", "done"]
    idea = db.session.get_one(Idea, idea_id)
    moves = [
        event
        for event in db.session.scalars(sa.select(Event).order_by(Event.id))
        if event.from_state == "define"
    ]
    assert len(moves) == 1
    assert moves[0].to_state == idea.state.value


def test_a_vote_counts_before_the_closing_or_not_at_all(together, personas):
    chair, member = make_member(is_chair=True), make_member()
    review_id = make_review().id
    save_setting("committee_quorum", 1)
    save_setting("committee_urgent", 0)
    db.session.commit()

    def vote(actor: User, ready: Callable[[], None]) -> None:
        review = db.session.get_one(RolloutReview, review_id)
        ready()
        give_vote(actor, review, VoteChoice.CONSENT, "")

    def close(actor: User, ready: Callable[[], None]) -> None:
        review = db.session.get_one(RolloutReview, review_id)
        ready()
        try:
            decide_review(actor, review, Decision.REJECT, "Mit gutem Grund.")
        except Invalid as error:
            raise Conflict(error.message) from error

    results = together((member, vote), (chair, close))
    outcomes(results)
    # Without the vote there is no quorum, so it came first or nothing was closed.
    review = db.session.get_one(RolloutReview, review_id)
    given = db.session.scalars(sa.select(ReviewVote).where(ReviewVote.review_id == review_id)).all()
    assert len(given) == 1
    assert count_events("review_voted", review.idea_id) == 1
    closed = results[1] is None
    assert review.status is (ReviewStatus.REJECTED if closed else ReviewStatus.OPEN)
    assert review.is_without_quorum is False


def test_of_two_votes_of_one_member_one_counts(together, personas):
    member = make_member()
    review_id = make_review().id

    def vote(choice: VoteChoice) -> Callable[..., None]:
        def work(actor: User, ready: Callable[[], None]) -> None:
            review = db.session.get_one(RolloutReview, review_id)
            ready()
            give_vote(actor, review, choice, "Mit gutem Grund.")

        return work

    results = together((member, vote(VoteChoice.CONSENT)), (member, vote(VoteChoice.OBJECTION)))
    assert outcomes(results) == ["conflict", "done"]
    assert len(db.session.scalars(sa.select(ReviewVote)).all()) == 1


def test_of_two_chairs_one_closes(together, personas):
    chairs = make_member(is_chair=True), make_member(is_chair=True)
    review_id = make_review().id

    def close(decision: Decision) -> Callable[..., None]:
        def work(actor: User, ready: Callable[[], None]) -> None:
            review = db.session.get_one(RolloutReview, review_id)
            ready()
            decide_review(actor, review, decision, "Mit gutem Grund.")

        return work

    results = together((chairs[0], close(Decision.RETURN)), (chairs[1], close(Decision.REJECT)))
    assert outcomes(results) == ["conflict", "done"]
    review = db.session.get_one(RolloutReview, review_id)
    assert count_events("review_without_quorum", review.idea_id) == 1
    assert len(review.conditions) == (1 if review.status is ReviewStatus.RETURNED else 0)


def test_of_two_decisions_one_counts(together, personas):
    review_id = make_review().id

    def decide(decision: Decision) -> Callable[..., None]:
        def work(actor: User, ready: Callable[[], None]) -> None:
            review = db.session.get_one(RolloutReview, review_id)
            assert review.status is ReviewStatus.OPEN
            ready()
            decide_review(actor, review, decision, "Mit gutem Grund.")

        return work

    results = together(
        (personas.leadership, decide(Decision.APPROVE)), (personas.leadership_other, decide(Decision.REJECT))
    )
    assert outcomes(results) == ["conflict", "done"]
    review = db.session.get_one(RolloutReview, review_id)
    approved = review.status is ReviewStatus.APPROVED
    assert review.idea.state is (State.ROLLOUT if approved else State.TEST)
    assert (
        count_events("review_approved", review.idea_id) + count_events("review_rejected", review.idea_id) == 1
    )


def test_what_a_jobcentre_has_just_said_counts_for_whoever_answers_the_question_after_months(together):
    idea_id = make_idea(State.ROLLOUT).id
    long_ago = today() - timedelta(days=400)
    make_adoption(
        db.session.get_one(Idea, idea_id), AdoptionStatus.SUSTAINED, WIESBADEN, introduced_on=long_ago
    )
    save(AdoptionCheck(idea_id=idea_id, job_centre_key=WIESBADEN, months=6, is_used=True, answered_at=now()))
    leaders = [make_user(Role.LEADERSHIP, WIESBADEN) for _number in range(2)]
    is_said = threading.Event()

    def load() -> tuple[Idea, JobCentre, Adoption]:
        row = db.session.get_one(Adoption, (idea_id, WIESBADEN))
        return db.session.get_one(Idea, idea_id), row.job_centre, row

    def stop(actor: User, ready: Callable[[], None]) -> None:
        idea, job_centre, _row = load()
        ready()
        no = Statement(AdoptionStatus.ABORTED, ReasonCategory.STAFF, "Niemand hat Zeit dafür.")
        set_adoption(actor, idea, job_centre, no)
        is_said.set()

    def confirm(actor: User, ready: Callable[[], None]) -> None:
        # Kept, so that what was read before stays known.
        idea, job_centre, _row = load()
        ready()
        is_said.wait(10)
        answer_question(actor, idea, job_centre, True, months=12)

    assert outcomes(together((leaders[0], stop), (leaders[1], confirm))) == ["conflict", "done"]
    assert db.session.get(AdoptionCheck, (idea_id, WIESBADEN, 12)) is None
    assert db.session.get_one(Adoption, (idea_id, WIESBADEN)).status is AdoptionStatus.ABORTED


def test_of_two_editors_the_second_is_told(together, personas):
    idea = make_idea(State.SUBMITTED, personas.author)
    idea_id, version = idea.id, idea.version

    def edit(title: str) -> Callable[..., None]:
        def work(actor: User, ready: Callable[[], None]) -> None:
            mine = db.session.get_one(Idea, idea_id)
            values = {name: getattr(mine, name) for name in service.TEXT_FIELDS} | {"title": title}
            ready()
            service.edit_idea(actor, mine, values, version)

        return work

    results = together((personas.author, edit("Von hier")), (personas.facilitator, edit("Von dort")))
    assert outcomes(results) == ["conflict", "done"]
    assert count_events("idea_edited", idea_id) == 1


def test_two_first_answers_are_one(together, personas):
    idea_id = make_idea(State.SUBMITTED).id
    second = make_user(Role.FACILITATOR)

    def answer(actor: User, ready: Callable[[], None]) -> None:
        idea = db.session.get_one(Idea, idea_id)
        ready()
        service.answer_idea(actor, idea, actor, f"Danke, sagt {actor.id}.")

    results = together((personas.facilitator, answer), (second, answer))
    assert outcomes(results) == ["conflict", "done"]
    assert count_events("idea_answered", idea_id) == 1


def test_two_versions_at_once_get_two_numbers(together, personas):
    idea_id = make_idea(State.PROTOTYPE, personas.author, team=[personas.member]).id

    def add(actor: User, ready: Callable[[], None]) -> None:
        idea = db.session.get_one(Idea, idea_id)
        ready()
        add_prototype(actor, idea, VersionText("Papier", PrototypeKind.PAPER, "Hypothese", "Kriterium"))

    assert outcomes(together((personas.author, add), (personas.member, add))) == ["done", "done"]
    numbers = db.session.scalars(sa.select(Prototype.number).order_by(Prototype.number)).all()
    assert numbers == [1, 2]
    assert db.session.get_one(Idea, idea_id).prototype_count == 2


def test_notes_of_two_are_both_kept(together, personas):
    idea_id = make_idea(State.EMPATHISE, personas.author, team=[personas.member]).id

    def note(actor: User, ready: Callable[[], None]) -> None:
        idea = db.session.get_one(Idea, idea_id)
        ready()
        service.add_note(actor, idea, NoteKind.OBSERVATION, f"Gesehen von {actor.id}.")

    assert outcomes(together((personas.author, note), (personas.member, note))) == ["done", "done"]
    assert count_events("note_added", idea_id) == 2


def merging(source_id: int, target_id: int) -> Callable[..., None]:
    def work(actor: User, ready: Callable[[], None]) -> None:
        source, target = db.session.get_one(Idea, source_id), db.session.get_one(Idea, target_id)
        ready()
        try:
            merge_idea(actor, source, target, "Dasselbe Anliegen.")
        except (Invalid, InvalidMove) as error:
            raise Conflict(error.message) from error

    return work


def undoing(source_id: int) -> Callable[..., None]:
    def work(actor: User, ready: Callable[[], None]) -> None:
        merge = get_merge(actor, source_id)
        ready()
        try:
            undo_merge(actor, merge, "Doch nicht dasselbe.")
        except (Invalid, InvalidMove) as error:
            raise Conflict(error.message) from error

    return work


def test_two_ideas_go_into_each_other_only_one_way(together, personas):
    ids = [make_idea(State.DEFINE).id for _number in range(2)]
    second = make_user(Role.FACILITATOR)
    results = together((personas.facilitator, merging(*ids)), (second, merging(*reversed(ids))))
    assert outcomes(results) == ["conflict", "done"]
    ideas = [db.session.get_one(Idea, idea_id) for idea_id in ids]
    assert sorted(idea.state for idea in ideas) == [State.DEFINE, State.MERGED]


def test_a_merging_is_undone_once(together, personas):
    target = make_idea(State.DEFINE)
    source_id = make_merge(target).source_id
    second = make_user(Role.FACILITATOR)
    results = together((personas.facilitator, undoing(source_id)), (second, undoing(source_id)))
    assert outcomes(results) == ["conflict", "done"]
    assert count_events("idea_unmerged", source_id) == 1
    assert count_events("idea_given_back", target.id) == 1


def test_merging_on_and_undoing_at_once_leave_nothing_between_them(together, personas):
    target_id, last_id = make_idea(State.DEFINE).id, make_idea(State.DEFINE).id
    source_id = make_merge(db.session.get_one(Idea, target_id)).source_id
    second = make_user(Role.FACILITATOR)
    results = together((personas.facilitator, undoing(source_id)), (second, merging(target_id, last_id)))
    assert outcomes(results) in (["done", "done"], ["conflict", "done"])
    source, target = db.session.get_one(Idea, source_id), db.session.get_one(Idea, target_id)
    if source.state is State.MERGED:
        # The other was faster: the idea followed.
        assert (source.merged_into_id, target.merged_into_id) == (last_id, last_id)
    else:
        assert (source.state, source.merged_into_id) == (State.DEFINE, None)


def test_two_jobcentres_that_share_a_problem_at_once_count_twice_and_two_of_one_once(together, personas):
    idea_id = make_idea(State.DEFINE, personas.author).id

    def share(actor: User, ready: Callable[[], None]) -> None:
        idea = db.session.get_one(Idea, idea_id)
        ready()
        share_problem(actor, idea)

    people = (personas.colleague, personas.leadership, make_user(Role.STAFF, BERGSTRASSE))
    assert outcomes(together(*((who, share) for who in people))) == ["done"] * 3
    assert db.session.get_one(Idea, idea_id).sharing_count == 3
    assert count_events("problem_shared", idea_id) == 2


# --- over HTTP ---


def filled(client, page: str, data: dict[str, str], action: str | None = None) -> dict[str, Any]:
    """The fields of a page's form with the data: what both browsers have on their screens."""
    return form_values(find_form(client.get_page(page), page, action)) | data


def test_two_who_move_the_same_card_one_wins_and_one_sees_the_fresh_card(app, personas):
    idea = make_idea(State.DEFINE, title="Termine per Nachricht")
    clients = [client_for(app, personas.facilitator), client_for(app, make_user(Role.FACILITATOR))]
    posts = []
    for client, target in zip(clients, ("ideate", "empathise"), strict=True):
        fields = {
            "from_stage": "define",
            "to_stage": target,
            "reason": "Weiter.",
            "csrf_token": client.csrf_token(),
        }
        posts.append(send(client, f"/ideas/{idea.id}/move", fields))
    responses = answers(at_once(*posts))
    by_status = {response.status_code: response for response in responses}
    assert sorted(by_status) == [303, 409]
    db.session.rollback()
    state = db.session.get_one(Idea, idea.id).state
    assert state in (State.IDEATE, State.EMPATHISE)
    page = text_of(parse(by_status[409].text).find(".//main"))
    assert "Termine per Nachricht" in page
    assert str(state.label) in page
    assert (
        count_events("idea_moved", idea.id) + count_events("idea_moved_back", idea.id) == 2
    )  # one by the factory


def test_a_stale_board_is_answered_with_the_fresh_card(app, personas):
    idea = make_idea(State.IDEATE, title="Termine per Nachricht")
    client = client_for(app, personas.facilitator)
    fields = {"from_stage": "define", "to_stage": "ideate", "reason": "Weiter."}
    response = client.post_form(f"/ideas/{idea.id}/move", fields)
    assert response.status_code == 409
    page = text_of(parse(response.text).find(".//main"))
    assert "Termine per Nachricht" in page
    assert str(State.IDEATE.label) in page


@pytest.mark.parametrize("times", [2, 4])
def test_the_same_form_sent_at_once_makes_one_idea(app, personas, times):
    client = client_for(app, personas.author)
    fields = filled(
        client,
        "/ideas/new",
        {
            "title": "Einmal genügt",
            "problem": "Doppelt geklickt.",
            "proposal": "Einmal speichern.",
            "audience": "both",
            "author_visibility": "named",
            "no_personal_data": "y",
            "action": "submit",
        },
    )
    browsers = [client_for(app, personas.author) for _ in range(times)]
    for browser in browsers:
        share_session(client, browser)
    responses = answers(at_once(*(send(browser, "/ideas/new", fields) for browser in browsers)))
    assert [response.status_code for response in responses] == [303] * times
    assert len({response.headers["Location"] for response in responses}) == 1
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Idea)) == 1


def test_joining_twice_at_once_joins_once(app, personas):
    idea = make_idea(State.IDEATE)
    client = client_for(app, personas.colleague)
    token = client.csrf_token()
    browsers = [client_for(app, personas.colleague) for _ in range(2)]
    for browser in browsers:
        share_session(client, browser)
    path = f"/ideas/{idea.id}/team/join"
    responses = answers(at_once(*(send(browser, path, {"csrf_token": token}) for browser in browsers)))
    assert all(response.status_code in (303, 403, 409) for response in responses)
    assert 303 in {response.status_code for response in responses}
    db.session.rollback()
    members = db.session.scalars(sa.select(TeamMember).where(TeamMember.idea_id == idea.id)).all()
    assert [member.account_id for member in members] == [personas.colleague.id]


def test_two_sign_ins_at_once_both_succeed(app):
    user = make_user(job_centre=WIESBADEN)
    posts = []
    for _ in range(2):
        client = client_for(app, None)
        fields = {"email": user.email, "password": "ideenwerkstatt", "csrf_token": client.csrf_token()}
        posts.append(send(client, "/login", fields))
    assert [response.status_code for response in answers(at_once(*posts))] == [303, 303]


def test_of_two_hundred_submissions_and_moves_by_eight_at_once_none_is_lost(app, personas):
    people, rounds = 8, 12
    ideas = [make_idea(State.DEFINE).id for _ in range(people)]
    before = {idea: count_moves(idea) for idea in ideas}

    def work(idea: int) -> Callable[[], list[int]]:
        client = client_for(app, personas.facilitator)
        token = client.csrf_token()

        def run() -> list[int]:
            statuses = []
            for number in range(rounds):
                source, target = ("define", "ideate") if number % 2 == 0 else ("ideate", "define")
                move = {"from_stage": source, "to_stage": target, "reason": "Weiter.", "csrf_token": token}
                statuses.append(client.post(f"/ideas/{idea}/move", data=move).status_code)
                typed = {"title": f"Von {idea}, {number}", "problem": "Viele Termine fallen aus."}
                chosen = {"audience": "both", "author_visibility": "named", "no_personal_data": "y"}
                sent = {"action": "submit", "csrf_token": token}
                statuses.append(client.post("/ideas/new", data=typed | chosen | sent).status_code)
            return statuses

        return run

    for statuses in answers(at_once(*(work(idea) for idea in ideas))):
        assert statuses == [303] * 2 * rounds
    db.session.rollback()
    titles = db.session.scalars(sa.select(Idea.title).where(Idea.title.startswith("Von "))).all()
    assert sorted(titles) == sorted(f"Von {idea}, {number}" for idea in ideas for number in range(rounds))
    for idea in ideas:
        assert count_moves(idea) == before[idea] + rounds
        assert db.session.get_one(Idea, idea).state == State.DEFINE
    submitted = sa.select(sa.func.count()).where(
        Event.kind == "idea_submitted", Event.to_state == "submitted"
    )
    assert db.session.scalar(submitted) == people * (rounds + 1)  # one each by the factory


def count_moves(idea_id: int) -> int:
    return count_events("idea_moved", idea_id) + count_events("idea_moved_back", idea_id)


def answers(results: list[Any]) -> list[Any]:
    """The responses; what a thread raised is raised here."""
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results


def send(client, path: str, fields: dict[str, Any]) -> Callable[[], Any]:
    """A post to do later, in a thread."""
    return lambda: client.post(path, data=fields)


def share_session(source, target) -> None:
    """Two windows of the same browser."""
    with source.session_transaction() as stored:
        values = dict(stored)
    with target.session_transaction() as stored:
        stored.clear()
        stored.update(values)
