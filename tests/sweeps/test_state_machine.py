"""A machine plays at random with people and ideas; whatever it tries, the rules hold afterwards."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from lab.accounts.models import JobCentre, Role, User
from lab.adoption.interest import say_interest, withdraw_interest
from lab.adoption.ladder import OPEN_FOR_INTEREST
from lab.adoption.models import Adoption, AdoptionStatus
from lab.adoption.service import Statement, set_adoption
from lab.audit.models import Event
from lab.core.clock import now, today
from lab.core.database import unit_of_work
from lab.core.errors import DomainError
from lab.extensions import db
from lab.ideas import service as ideas
from lab.ideas.evidence import METHODS, NOTE_KINDS
from lab.ideas.models import Audience, AuthorVisibility, Idea, NoteKind
from lab.ideas.service import MoveRequest
from lab.ideas.workflow import STAGES, State
from lab.merging.models import IdeaMerge
from lab.merging.service import merge_idea, undo_merge
from lab.prototypes import service as prototypes
from lab.prototypes.models import Answer, Finding, Group, Prototype, PrototypeKind
from lab.prototypes.service import SessionNotes, VersionText
from lab.rollout import service as rollout
from lab.rollout.models import (
    CommitteeMember,
    Decision,
    ReviewCondition,
    ReviewStatus,
    RolloutReview,
    VoteChoice,
)
from lab.rollout.readiness import Answers
from lab.rollout.voting import give_vote, tick_condition
from lab.search.rebuild import verify
from lab.sharing.models import SharedProblem
from lab.sharing.service import share_problem, withdraw_problem
from tests.factories import FULDA, MAIN_TAUNUS, WIESBADEN, make_user, one_commit

PEOPLE = (
    (Role.STAFF, FULDA),
    (Role.STAFF, WIESBADEN),
    (Role.FACILITATOR, FULDA),
    (Role.FACILITATOR, FULDA),
    (Role.LEADERSHIP, MAIN_TAUNUS),
    (Role.LEADERSHIP, WIESBADEN),
    (Role.ADMIN, None),
    (Role.GUEST, None),
)
# Facilitators come up more often, so that ideas get somewhere.
PERSON = st.sampled_from([*range(len(PEOPLE)), 2, 2, 2, 3, 4])
IDEA = st.sampled_from([0, 1, 2, 0, 1, 2, 3])
STATE = st.sampled_from(list(State))
PATH = (State.DRAFT, State.SUBMITTED, *STAGES)
START = st.sampled_from(PATH)
REASON = st.sampled_from(["Das haben wir gelernt."] * 3 + ["", "   "])
DAYS = st.sampled_from([30, 30, None, -1, 0])

# Steps as they may stand in the history, written by hand: test_workflow has the whole table.
FORWARD = ["draft", "submitted", "empathise", "define", "ideate", "prototype", "test", "ready", "rollout"]
ACTIVE = FORWARD[1:7]


def is_step(source: str, target: str) -> bool:
    """Whether the process knows the step at all."""
    if source in ("parked", "stopped", "merged"):
        return target in ACTIVE
    if target in ("parked", "stopped", "merged"):
        return source in ACTIVE
    if (source, target) == ("ready", "test"):
        return True
    stages = FORWARD[2:7]
    backward = source in stages and target in stages and stages.index(target) < stages.index(source)
    return backward or FORWARD.index(target) - FORWARD.index(source) == 1


class Lab(RuleBasedStateMachine):
    """People try things with up to four ideas."""

    clean: Any

    @initialize(starts=st.tuples(START, START, st.sampled_from([State.TEST, State.READY, State.ROLLOUT])))
    def open_the_lab(self, starts: tuple[State, ...]) -> None:
        """Three ideas, brought to their states by the same verbs that everybody uses."""
        self.clean()
        with one_commit():
            self.ids = [make_user(role, job_centre).id for role, job_centre in PEOPLE]
        self.idea_ids: list[int] = []
        # Who sits in the committee, and whether they close reviews.
        self.committee: dict[int, bool] = {}
        self.history: Sequence[Any] = []
        for which, start in enumerate(starts):
            self.write(who=which % 2, team=False, audience=Audience.BOTH)
            while self.all_ideas()[which].state != start and start in PATH:
                self.go_on(which)
            if start in (State.READY, State.ROLLOUT):
                while self.all_ideas()[which].state != State.TEST:
                    self.go_on(which)
                self.build(2, which, "Vier von fünf.")
                self.try_out(2, which, Group.STAFF, 5)
                self.report_ready(2, which, complete=True, override="Es reicht.")
            if start is State.ROLLOUT:
                self.decide(4, which, Decision.APPROVE, "Der Nutzen ist belegt.")
            assert self.all_ideas()[which].state == start

    def person(self, number: int) -> User:
        return db.session.get_one(User, self.ids[number])

    def idea(self, number: int) -> Idea | None:
        return db.session.get_one(Idea, self.idea_ids[number]) if number < len(self.idea_ids) else None

    def attempt(self, verb: Any, *args: Any) -> Any:
        """The verb's result, None when a rule said no. Anything but a rule's no is an error."""
        try:
            with unit_of_work():
                return verb(*args)
        except DomainError as error:
            if not error.message:
                raise AssertionError("a no without a reason") from error
            return None

    # --- what people try ---

    @rule(who=PERSON, team=st.booleans(), audience=st.sampled_from(list(Audience)))
    def write(self, who: int, team: bool, audience: Audience) -> None:
        if len(self.idea_ids) >= 4:
            return
        values = {
            "title": "Termine per Nachricht",
            "problem": "Termine fallen aus.",
            "proposal": "Eine Erinnerung.",
            "audience": audience,
            "author_visibility": AuthorVisibility.TEAM if team else AuthorVisibility.NAMED,
        }
        idea = self.attempt(ideas.create_idea, self.person(who), values)
        assert (idea is None) == (PEOPLE[who][0] in (Role.ADMIN, Role.GUEST))
        if idea is not None:
            self.idea_ids.append(idea.id)

    @rule(who=PERSON, which=IDEA, goal=STATE, reason=REASON, days=DAYS, learned=REASON, stale=STATE)
    def move(
        self, who: int, which: int, goal: State, reason: str, days: int | None, learned: str, stale: State
    ) -> None:
        idea = self.idea(which)
        if idea is None:
            return
        before = idea.state
        # Now and then the board showed something old.
        seen = stale if stale == State.MERGED else before
        day = today() + timedelta(days=days) if days is not None else None
        request = MoveRequest(seen, goal, reason, look_again_on=day, tried=reason, learned=learned)
        self.attempt(ideas.move_idea, self.person(who), idea, request)
        if seen != before:
            assert idea.state == before, "a stale move went through"
        if idea.state != before:
            assert idea.state == goal
            if before == State.DRAFT:
                assert idea.author_id == self.ids[who]
            else:
                assert PEOPLE[who][0] is Role.FACILITATOR

    @rule(which=IDEA)
    def go_on(self, which: int) -> None:
        """Does what the process foresees next, with a reason, so that ideas also get far."""
        idea = self.idea(which)
        if idea is None or idea.state not in PATH[:-1]:
            return
        target = PATH[PATH.index(idea.state) + 1]
        actor = idea.author if idea.state == State.DRAFT else self.person(2)
        self.attempt(ideas.move_idea, actor, idea, MoveRequest(idea.state, target, "Weiter geht es."))
        assert idea.state == target

    @rule(which=IDEA, goal=st.sampled_from([State.PARKED, State.STOPPED]))
    def lay_aside(self, which: int, goal: State) -> None:
        idea = self.idea(which)
        if idea is not None and idea.state in PATH[1:]:
            day = today() + timedelta(days=30)
            request = MoveRequest(idea.state, goal, "Jetzt nicht.", day, tried="Papier.", learned="Zu früh.")
            self.attempt(ideas.move_idea, self.person(2), idea, request)
            assert idea.state == goal

    @rule(which=IDEA)
    def come_back(self, which: int) -> None:
        idea = self.idea(which)
        if idea is not None and idea.resume_state is not None:
            before = idea.resume_state
            self.attempt(ideas.move_idea, self.person(3), idea, MoveRequest(idea.state, before))
            assert idea.state == before
            assert idea.resume_state is None

    @rule(which=IDEA, goal=st.sampled_from(STAGES))
    def go_back(self, which: int, goal: State) -> None:
        idea = self.idea(which)
        if idea is not None and idea.state in STAGES and STAGES.index(goal) < STAGES.index(idea.state):
            self.attempt(ideas.move_idea, self.person(2), idea, MoveRequest(idea.state, goal, "Gelernt."))
            assert idea.state == goal

    @rule(who=PERSON, which=IDEA, other=PERSON)
    def answer(self, who: int, which: int, other: int) -> None:
        idea = self.idea(which)
        if idea is not None:
            self.attempt(ideas.answer_idea, self.person(who), idea, self.person(other), "Danke!")

    @rule(who=PERSON, which=IDEA, kind=st.sampled_from(list(NoteKind)))
    def note(self, who: int, which: int, kind: NoteKind) -> None:
        idea = self.idea(which)
        if idea is not None:
            method = next(iter(METHODS.get(idea.state, ())), None)
            written = self.attempt(
                ideas.add_note, self.person(who), idea, kind, "Ein Satz.", method, 2 if method else None
            )
            assert written is None or kind in NOTE_KINDS.get(idea.state, (NoteKind.NOTE,))

    @rule(who=PERSON, which=IDEA, verb=st.sampled_from([ideas.join_team, ideas.leave_team]))
    def team(self, who: int, which: int, verb: Any) -> None:
        idea = self.idea(which)
        if idea is not None:
            self.attempt(verb, self.person(who), idea)

    @rule(who=PERSON, which=IDEA, guest=PERSON, days=DAYS)
    def invite(self, who: int, which: int, guest: int, days: int | None) -> None:
        idea = self.idea(which)
        if idea is not None:
            until: date | None = today() + timedelta(days=days) if days is not None else None
            self.attempt(ideas.invite_member, self.person(who), idea, self.person(guest), until)

    @rule(who=PERSON, which=IDEA, into=IDEA, reason=REASON)
    def merge(self, who: int, which: int, into: int, reason: str) -> None:
        source, target = self.idea(which), self.idea(into)
        if source is not None and target is not None:
            self.attempt(merge_idea, self.person(who), source, target, reason)

    @rule(who=PERSON, which=IDEA, reason=REASON)
    def take_apart(self, who: int, which: int, reason: str) -> None:
        source = self.idea(which)
        merge = source and db.session.scalar(
            sa.select(IdeaMerge)
            .where(IdeaMerge.source_id == source.id)
            .order_by(IdeaMerge.id.desc())
            .limit(1)
        )
        if merge:
            before = source.state
            self.attempt(undo_merge, self.person(who), merge, reason)
            if source.state != before:
                assert (before, source.state) == (State.MERGED, merge.state)
                assert PEOPLE[who][0] is Role.FACILITATOR

    @rule(who=PERSON, which=IDEA, verb=st.sampled_from([share_problem, share_problem, withdraw_problem]))
    def share(self, who: int, which: int, verb: Any) -> None:
        idea = self.idea(which)
        if idea is not None:
            self.attempt(verb, self.person(who), idea)

    @rule(who=PERSON, which=IDEA, criterion=REASON)
    def build(self, who: int, which: int, criterion: str) -> None:
        idea = self.idea(which)
        if idea is not None:
            text = VersionText("Papier", PrototypeKind.PAPER, "Wer erinnert wird, kommt.", criterion.strip())
            self.attempt(prototypes.add_prototype, self.person(who), idea, text)

    @rule(
        who=PERSON, which=IDEA, group=st.sampled_from(list(Group)), people=st.sampled_from([-1, 0, 5, 10**9])
    )
    def try_out(self, who: int, which: int, group: Group, people: int) -> None:
        idea = self.idea(which)
        version = idea and db.session.scalar(
            sa.select(Prototype)
            .where(Prototype.idea_id == idea.id)
            .order_by(Prototype.number.desc())
            .limit(1)
        )
        if version:
            method = METHODS[State.TEST][0]
            notes = SessionNotes(group, method, people, today(), None, "Gut.", "Zu klein.", "", "")
            self.attempt(prototypes.record_feedback, self.person(who), version, notes)

    @rule(who=PERSON, answer=st.sampled_from(list(Answer)))
    def answer_finding(self, who: int, answer: Answer) -> None:
        finding = db.session.scalar(
            sa.select(Finding).where(Finding.answer.is_(None)).order_by(Finding.id).limit(1)
        )
        if finding is not None:
            args = (finding, answer, "Ein Satz.", None, finding.version)
            self.attempt(prototypes.answer_finding, self.person(who), *args)

    @rule(who=PERSON, which=IDEA, complete=st.booleans(), override=REASON)
    def report_ready(self, who: int, which: int, complete: bool, override: str) -> None:
        idea = self.idea(which)
        if idea is not None:
            plan = {"owner": "Fachdienst", "support": "Servicestelle", "guide": "Drei Schritte."}
            answers = Answers("Nutzen", "200 Euro", **(plan if complete else {}))
            self.attempt(rollout.open_review, self.person(who), idea, answers, override)

    @rule(who=PERSON, which=IDEA, decision=st.sampled_from(list(Decision)), reason=REASON)
    def decide(self, who: int, which: int, decision: Decision, reason: str) -> None:
        idea = self.idea(which)
        review = idea and db.session.scalar(
            sa.select(RolloutReview)
            .where(RolloutReview.idea_id == idea.id)
            .order_by(RolloutReview.id.desc())
            .limit(1)
        )
        if review:
            members = {idea.author_id} | {entry.account_id for entry in idea.team}
            before = review.status
            self.attempt(rollout.decide_review, self.person(who), review, decision, reason)
            if review.status != before:
                assert PEOPLE[who][0] is Role.LEADERSHIP
                assert self.ids[who] not in members
                assert not self.committee or self.committee.get(self.ids[who])

    @rule(who=PERSON, which=IDEA, choice=st.sampled_from(list(VoteChoice)), text=REASON)
    def vote(self, who: int, which: int, choice: VoteChoice, text: str) -> None:
        idea = self.idea(which)
        review = idea and db.session.scalar(
            sa.select(RolloutReview)
            .where(RolloutReview.idea_id == idea.id)
            .order_by(RolloutReview.id.desc())
            .limit(1)
        )
        if review:
            was_open = review.status is ReviewStatus.OPEN
            given = self.attempt(give_vote, self.person(who), review, choice, text)
            if given is not None:
                assert was_open
                assert self.ids[who] in self.committee
                assert self.ids[who] not in {idea.author_id, review.opened_by_id}
                assert given.text or choice is VoteChoice.CONSENT

    @rule(who=PERSON, which=IDEA, is_done=st.booleans())
    def tick(self, who: int, which: int, is_done: bool) -> None:
        idea = self.idea(which)
        condition = idea and db.session.scalar(
            sa.select(ReviewCondition)
            .join(ReviewCondition.review)
            .where(RolloutReview.idea_id == idea.id)
            .order_by(ReviewCondition.id.desc())
            .limit(1)
        )
        if condition:
            self.attempt(tick_condition, self.person(who), condition, is_done, "", condition.version)

    @rule(which=PERSON, is_chair=st.booleans())
    def change_committee(self, which: int, is_chair: bool) -> None:
        """Now and then there is a committee, mostly none."""
        account = self.person(which)
        present = db.session.get(CommitteeMember, account.id)
        with unit_of_work():
            if present:
                db.session.delete(present)
                del self.committee[account.id]
            elif account.role is Role.LEADERSHIP:
                db.session.add(CommitteeMember(account_id=account.id, is_chair=is_chair, added_at=now()))
                self.committee[account.id] = is_chair

    @rule(who=PERSON, which=IDEA, key=st.sampled_from([FULDA, MAIN_TAUNUS]))
    def adopt(self, who: int, which: int, key: str) -> None:
        idea = self.idea(which)
        if idea is not None:
            centre = db.session.get_one(JobCentre, key)
            said = Statement(AdoptionStatus.PILOT, reason="Gleich ausprobiert.")
            done = self.attempt(set_adoption, self.person(who), idea, centre, said)
            assert done is None or (PEOPLE[who] == (Role.LEADERSHIP, key) and idea.state == State.ROLLOUT)

    @rule(who=PERSON, which=IDEA, verb=st.sampled_from([say_interest, say_interest, withdraw_interest]))
    def interest(self, who: int, which: int, verb: Any) -> None:
        idea = self.idea(which)
        if idea is None:
            return
        before = self.interested_in(idea)
        self.attempt(verb, self.person(who), idea)
        if self.interested_in(idea) != before:
            role, key = PEOPLE[who]
            assert role is Role.LEADERSHIP
            assert self.interested_in(idea) ^ before == {key}
            assert verb is withdraw_interest or idea.state in OPEN_FOR_INTEREST

    def interested_in(self, idea: Idea) -> set[str]:
        statement = sa.select(Adoption.job_centre_key).where(
            Adoption.idea_id == idea.id, Adoption.status == AdoptionStatus.INTERESTED
        )
        return set(db.session.scalars(statement))

    # --- what holds afterwards ---

    def all_ideas(self) -> list[Idea]:
        """As they are stored now."""
        db.session.rollback()
        return list(db.session.scalars(sa.select(Idea).where(Idea.id.in_(self.idea_ids)).order_by(Idea.id)))

    def teardown(self) -> None:
        """Whatever happened, it is found by its words as if the index were new."""
        assert list(verify()) == []

    @invariant()
    def the_rules_hold(self) -> None:
        """Reads each table once, then looks at every idea from all sides."""
        ideas = self.all_ideas()
        shared = Counter(db.session.scalars(sa.select(SharedProblem.idea_id)))
        own = Counter(
            row.idea_id
            for row in db.session.execute(
                sa.select(SharedProblem.idea_id).join(
                    Idea,
                    sa.and_(
                        Idea.id == SharedProblem.idea_id, Idea.job_centre_key == SharedProblem.job_centre_key
                    ),
                )
            )
        )
        for idea in ideas:
            assert idea.sharing_count == 1 + shared[idea.id] - own[idea.id]
        # Held, so that ideas find their people without asking for each.
        people = db.session.scalars(sa.select(User)).all()
        assert len(people) == len(PEOPLE)
        events = db.session.execute(
            sa.select(
                Event.id,
                Event.kind,
                Event.actor_id,
                Event.from_state,
                Event.to_state,
                Event.reason,
                Event.subject_kind,
                Event.subject_id,
                Event.detail,
            ).order_by(Event.id)
        ).all()
        history_only_grows(self.history, events)
        self.history = events
        reviews = by_idea(db.session.scalars(sa.select(RolloutReview)))
        adoptions = by_idea(db.session.scalars(sa.select(Adoption)))
        versions = by_idea(db.session.scalars(sa.select(Prototype).order_by(Prototype.number)))
        unanswered = Counter(
            db.session.scalars(
                sa.select(Prototype.idea_id)
                .join(Finding, Finding.prototype_id == Prototype.id)
                .where(Finding.answer.is_(None))
            )
        )
        for idea in ideas:
            of_idea = [e for e in events if e.subject_kind == "idea" and e.subject_id == str(idea.id)]
            state_and_history_agree(idea, of_idea)
            state_has_what_belongs_to_it(idea)
            only_a_decision_rolls_out(idea, reviews[idea.id])
            adoption_and_history_agree(idea, adoptions[idea.id], of_idea)
            assert [version.number for version in versions[idea.id]] == [
                number + 1 for number in range(idea.prototype_count)
            ]
            assert idea.open_findings == unanswered[idea.id]
            if idea.state == State.DRAFT:
                assert {event.actor_id for event in of_idea} == {idea.author_id}


def by_idea(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.idea_id].append(row)
    return found


def adoption_and_history_agree(idea: Idea, rows: list[Adoption], events: list[Any]) -> None:
    told = {
        event.detail["job_centre_key"]: event.to_state for event in events if event.kind == "adoption_changed"
    }
    assert told == {row.job_centre_key: row.status.value for row in rows}
    known = {row.status for row in rows if row.status != AdoptionStatus.NOT_ASSESSED}
    assert known <= {AdoptionStatus.INTERESTED} or idea.state == State.ROLLOUT
    assert not known or idea.state not in (State.DRAFT, State.MERGED)


def history_only_grows(before: Sequence[Any], events: Sequence[Any]) -> None:
    assert events[: len(before)] == before


def state_and_history_agree(idea: Idea, events: Sequence[Any]) -> None:
    steps = [event for event in events if event.kind.startswith("idea_") and event.to_state is not None]
    states = ["draft", *(step.to_state for step in steps)]
    assert [step.from_state for step in steps] == states[:-1]
    assert states[-1] == idea.state.value
    assert all(is_step(source, target) for source, target in pairwise(states)), states


def state_has_what_belongs_to_it(idea: Idea) -> None:
    if idea.state == State.STOPPED:
        assert idea.learning_learned
        assert idea.learning_tried
    if idea.state == State.PARKED:
        assert idea.look_again_on
        assert idea.look_again_on > today()
    if idea.state in (*STAGES, State.READY, State.ROLLOUT):
        assert idea.first_answer
        assert idea.responsible is not None
        assert idea.responsible.role is Role.FACILITATOR
    if idea.state == State.MERGED:
        assert idea.merged_into is not None
        assert idea.merged_into.state != State.MERGED


def only_a_decision_rolls_out(idea: Idea, reviews: Sequence[RolloutReview]) -> None:
    open_ones = [review for review in reviews if review.status is ReviewStatus.OPEN]
    approved = [review for review in reviews if review.status is ReviewStatus.APPROVED]
    assert len(open_ones) == (1 if idea.state == State.READY else 0)
    assert len(approved) == (1 if idea.state == State.ROLLOUT else 0)
    for review in approved:
        assert review.reason
        assert review.owner
        assert review.support
        assert review.guide
        assert review.decided_by is not None
        assert review.decided_by.role is Role.LEADERSHIP
        assert review.decided_by_id not in (idea.author_id, review.opened_by_id)
    for review in reviews:
        assert review.override_reason or all(entry["met"] for entry in review.gate)


def test_no_way_leads_around_the_rules(app):
    class LabHere(Lab):
        clean = staticmethod(app.extensions["clean"])

    run_state_machine_as_test(
        LabHere,
        settings=settings(
            max_examples=12,
            stateful_step_count=50,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
