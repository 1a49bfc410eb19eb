"""Plays what the demo scripts tell of the rollout: candidates, the committee, adoption by the jobcentres, the kit."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from lab.accounts.models import JobCentre, User
from lab.admin.committee import add_member
from lab.adoption.checks import answer_question as say_whether_used
from lab.adoption.interest import say_interest
from lab.adoption.ladder import get_needs
from lab.adoption.models import AdoptionStatus, ReasonCategory
from lab.adoption.models import Step as AdoptionStep
from lab.adoption.queries import find_adoption
from lab.adoption.service import Statement, set_adoption
from lab.adoption.steps import Tick, save_steps
from lab.cli.demo_data.script import Step
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import Idea
from lab.rollout import service as rollout
from lab.rollout import voting
from lab.rollout.models import Decision, ReviewQuestion, RolloutReview, VoteChoice
from lab.rollout.queries import find_latest_review
from lab.rollout.readiness import Answers
from lab.solutions import kit_service as kits
from lab.solutions.kit_codes import CATEGORIES
from lab.solutions.kit_queries import list_choosable_files
from lab.solutions.models import KitQuestion

DECISIONS = {"approve": Decision.APPROVE, "return": Decision.RETURN, "reject": Decision.REJECT}


class Rollout:
    """Knows accounts and jobcentres by the names that diaries give them. Flushes only."""

    def __init__(self, accounts: Mapping[str, User], places: Mapping[str, JobCentre]) -> None:
        self._accounts = accounts
        self._places = places

    def found_committee(self, chairs: tuple[str, ...], members: tuple[str, ...]) -> None:
        """Seats the committee; what was decided before, leaders decided alone."""
        for place in (*chairs, *members):
            add_member(self._accounts["admin"], self._accounts[f"leitung-{place}"], place in chairs)

    def report(self, actor: User, idea: Idea, answers: Answers | None, step: Step) -> None:
        """Reports the idea ready."""
        rollout.open_review(actor, idea, answers or Answers(), step.text)

    def decide(self, idea: Idea, step: Step, look_again_on: date | None) -> None:
        """Closes the review as its chair, or as the leader who decides alone."""
        who, decision = self._accounts[step.words[0]], DECISIONS[step.verb]
        rollout.decide_review(who, _review(idea), decision, step.text, step.part(1), look_again_on)

    def vote(self, _actor: User, idea: Idea, step: Step) -> None:
        """Some members vote alike."""
        places, choice = step.words
        for place in places.split(","):
            voting.give_vote(self._accounts[f"leitung-{place}"], _review(idea), VoteChoice(choice), step.text)

    def ask(self, _actor: User, idea: Idea, step: Step) -> None:
        """A member asks the team."""
        voting.ask_question(self._accounts[f"leitung-{step.words[0]}"], _review(idea), step.text)

    def reply(self, actor: User, idea: Idea, step: Step) -> None:
        """The team answers the question that waits longest."""
        statement = (
            sa.select(ReviewQuestion)
            .where(ReviewQuestion.review_id == _review(idea).id, ReviewQuestion.answer.is_(None))
            .order_by(ReviewQuestion.id)
        )
        question = db.session.scalars(statement).first()
        if question is None:
            raise ValueError("nothing was asked")
        voting.answer_question(actor, question, step.text, question.version)

    def tick(self, actor: User, idea: Idea, step: Step) -> None:
        """Ticks the first condition that is still open."""
        left = [condition for condition in _review(idea).conditions if not condition.is_done]
        voting.tick_condition(actor, left[0], True, step.text, left[0].version)

    def interest(self, _actor: User, idea: Idea, step: Step) -> None:
        """Jobcentres say that they would take part."""
        for place in step.words[0].split(","):
            say_interest(self._accounts[f"leitung-{place}"], idea)

    def adopt(self, _actor: User, idea: Idea, step: Step) -> None:
        """Jobcentres take a step on the ladder."""
        places, code, *rest = step.words
        status, is_adapted = AdoptionStatus(code), "adapted" in rest
        category = [ReasonCategory(word) for word in rest if word in list(ReasonCategory)]
        for place in places.split(","):
            row = find_adoption(idea, self._places[place])
            needs = get_needs(row.status if row else AdoptionStatus.NOT_ASSESSED, status)
            said = Statement(
                status,
                category[0] if category else None,
                # What was adapted is told once, unless the step wants a word of its own.
                step.text if needs.reason or not is_adapted else "",
                is_adapted=is_adapted,
                adapted_text=step.text if is_adapted else "",
                contact=step.part(1),
                effort=step.part(2),
            )
            set_adoption(self._accounts[f"leitung-{place}"], idea, self._places[place], said)

    def still(self, _actor: User, idea: Idea, step: Step) -> None:
        """Jobcentres say, when asked, that they still use it."""
        for place in step.words[0].split(","):
            say_whether_used(self._accounts[f"leitung-{place}"], idea, self._places[place], True)

    def steps(self, _actor: User, idea: Idea, step: Step) -> None:
        """A jobcentre ticks steps of its introduction; the note belongs to the last of them."""
        place, names = step.words
        codes = [AdoptionStep(name) for name in names.split(",")]
        ticks = {code: Tick(True, step.text if code is codes[-1] else None) for code in codes}
        save_steps(self._accounts[f"leitung-{place}"], idea, self._places[place], ticks)

    def kit(self, actor: User, idea: Idea, step: Step) -> None:
        """The team writes the kit; all files of the idea belong to it."""
        licence, *codes = step.words
        is_software = "software" in codes
        text = kits.KitText(
            summary=step.part(0),
            target_group=step.part(1),
            guide=step.part(2),
            effort=step.part(3),
            contact=step.part(4),
            licence=licence,
            is_software=is_software,
            repository="https://gitlab.opencode.de/" if is_software else "",
            features=step.part(5),
            platforms=["web"] if is_software else [],
            categories=[word for word in codes if word in CATEGORIES],
            languages=["de"] if is_software else [],
            software_version="1.2" if is_software else "",
            released_on=today() if is_software else None,
        )
        kits.write_kit(actor, idea, text, {file.id for file in list_choosable_files(idea)}, None)

    def publish_kit(self, actor: User, idea: Idea, _step: Step) -> None:
        """Opens the public address."""
        kits.publish_kit(actor, idea)

    def kit_ask(self, _actor: User, idea: Idea, step: Step) -> None:
        """Somebody of another jobcentre asks."""
        kits.ask_question(self._accounts[step.words[0]], idea, step.text)

    def kit_reply(self, actor: User, idea: Idea, step: Step) -> None:
        """The team answers the question that waits longest."""
        statement = (
            sa.select(KitQuestion)
            .where(KitQuestion.idea_id == idea.id, KitQuestion.answer.is_(None))
            .order_by(KitQuestion.id)
        )
        question = db.session.scalars(statement).first()
        if question is None:
            raise ValueError("nothing was asked")
        kits.answer_question(actor, idea, question, step.text, question.version)


def _review(idea: Idea) -> RolloutReview:
    """The newest review of the idea."""
    review = find_latest_review(idea)
    if review is None:
        raise ValueError("nothing to decide")
    return review
