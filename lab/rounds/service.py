"""What can be done with rounds: plan, change, delete, open to the public and close, and take an answer."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.clock import now, today
from lab.core.errors import Conflict, Invalid, NotFound
from lab.extensions import db
from lab.hiding.policy import check_shown
from lab.ideas.models import Idea, Method
from lab.prototypes.models import (
    AnswerSheet,
    Channel,
    Group,
    Prototype,
    Questionnaire,
    TestRound,
)
from lab.prototypes.points import points_of
from lab.prototypes.service import (
    EARLIEST_DAY,
    check_job_centre,
    fix_statement,
    hold_idea_of,
    refresh_facts,
)
from lab.rounds import languages, policy, queries
from lab.rounds.models import Direction, RoundLanguage
from lab.rounds.policy import Address
from lab.rounds.questions import INTRODUCTION, scores_for
from lab.rounds.throttle import count_answer

LONGEST_ROUND = timedelta(days=366)
FURTHEST = timedelta(days=3 * 366)
MOST_TASKS = 20
LONGEST_TASK = 300
LONGEST_TRANSLATION = 1000


@dataclass(frozen=True)
class RoundPlan:
    """What a round is to be."""

    group: Group
    method: Method
    starts_on: date
    ends_on: date
    job_centre_key: str | None = None
    purpose: str = ""
    tasks: str = ""
    moderation: str = ""
    people_wanted: int | None = None
    questionnaire: Questionnaire = Questionnaire.NONE
    introduction: str = ""
    picture_id: int | None = None
    shows_link: bool = False


class AddressClosed(Exception):
    """The public address takes no answers now."""


def plan_round(actor: User, prototype: Prototype, plan: RoundPlan) -> TestRound:
    """A new round of a version. Raises NotFound, Denied, Invalid."""
    idea = hold_idea_of(prototype)
    policy.check_plan_round(actor, idea)
    _check_plan(plan, prototype)
    check_job_centre(plan.job_centre_key)
    test_round = TestRound(**asdict(plan), prototype_id=prototype.id, author_id=actor.id, created_at=now())
    db.session.add(test_round)
    db.session.flush()
    _record(actor, "round_planned", idea, prototype, test_round)
    return test_round


def edit_round(actor: User, test_round: TestRound, plan: RoundPlan, version: int) -> None:
    """Changes a round. Raises Conflict when `version` is not the present one, Invalid for what answers rest on."""
    prototype = test_round.prototype
    idea = hold_round(test_round)
    policy.check_plan_round(actor, idea)
    if test_round.version != version:
        raise Conflict(
            _(
                "Jemand hat die Testrunde inzwischen geändert. Ihre Angaben stehen noch im Formular: "
                "Bitte vergleichen Sie sie mit dem neuen Stand und speichern Sie noch einmal."
            )
        )
    _check_plan(plan, prototype)
    changed = [name for name, value in asdict(plan).items() if getattr(test_round, name) != value]
    if "job_centre_key" in changed:
        check_job_centre(plan.job_centre_key)
    _check_settled(test_round, plan, changed)
    if not changed:
        return
    for name in changed:
        setattr(test_round, name, getattr(plan, name))
    db.session.flush()
    _record(actor, "round_edited", idea, prototype, test_round, fields=changed)
    refresh_facts(idea)


def delete_round(actor: User, test_round: TestRound) -> None:
    """Takes a round back in which nobody said anything. Raises NotFound, Denied."""
    prototype = test_round.prototype
    idea = hold_round(test_round)
    policy.check_delete_round(actor, idea, queries.is_used(test_round))
    _record(actor, "round_deleted", idea, prototype, test_round)
    db.session.delete(test_round)
    db.session.flush()


def publish_round(actor: User, test_round: TestRound) -> None:
    """Opens the public address; once it has one, it keeps it. Raises NotFound, Denied."""
    prototype = test_round.prototype
    idea = hold_round(test_round)
    policy.check_publish_round(actor, idea, prototype, test_round, today())
    if test_round.is_open:
        return
    # 256 random bits: nobody guesses an address.
    test_round.token = test_round.token or secrets.token_urlsafe(32)
    test_round.is_open = True
    db.session.flush()
    _record(actor, "round_published", idea, prototype, test_round)


def close_round(actor: User, test_round: TestRound) -> None:
    """Closes the public address. Raises NotFound, Denied."""
    idea = hold_round(test_round)
    policy.check_plan_round(actor, idea)
    if not test_round.is_open:
        return
    test_round.is_open = False
    db.session.flush()
    _record(actor, "round_closed", idea, test_round.prototype, test_round)


def add_language(actor: User, test_round: TestRound, code: str, name: str) -> RoundLanguage:
    """One more language of the public page, with the texts it had in an earlier round. Raises NotFound, Denied, Invalid."""
    idea = hold_round(test_round)
    policy.check_plan_round(actor, idea)
    normal = languages.normal_code(code)
    if normal is None:
        raise Invalid("code", _("Das ist kein Kürzel einer Sprache. Zum Beispiel: ar, tr, uk."))
    if normal == "de":
        raise Invalid("code", _("Deutsch ist immer dabei."))
    if queries.find_language(test_round, normal) is not None:
        raise Invalid("code", _("Diese Sprache gibt es schon."))
    name = name or languages.known_name(normal)
    if not name:
        raise Invalid("name", _("Bitte geben Sie der Sprache ihren Namen."))
    known = queries.find_texts_elsewhere(normal)
    wanted = set(languages.wanted_keys(test_round, normal)) - {INTRODUCTION}
    row = RoundLanguage(
        round_id=test_round.id,
        code=normal,
        name=name,
        direction=languages.known_direction(normal),
        texts={key: text for key, text in known.items() if key in wanted},
    )
    db.session.add(row)
    db.session.flush()
    return row


def save_language(
    actor: User, row: RoundLanguage, name: str, direction: Direction, texts: Mapping[str, str], version: int
) -> None:
    """Stores what was written so far; it is offered once all is there. Raises NotFound, Denied, Conflict, Invalid."""
    test_round = row.round
    policy.check_plan_round(actor, hold_round(test_round))
    db.session.refresh(row)
    check_shown(row)
    if row.version != version:
        raise Conflict(
            _(
                "Jemand hat diese Sprache inzwischen geändert. Ihre Texte stehen noch im Formular: "
                "Bitte vergleichen Sie sie mit dem neuen Stand und speichern Sie noch einmal."
            )
        )
    for key, text in texts.items():
        lost = languages.lost_placeholders(key, text) if text else []
        if lost:
            raise Invalid(
                f"text_{key}", _("Bitte lassen Sie %(marks)s im Text stehen.", marks=" ".join(lost))
            )
    row.name, row.direction = name, direction
    row.texts = {key: text for key, text in texts.items() if text}
    db.session.flush()


def delete_language(actor: User, row: RoundLanguage) -> None:
    """Takes a language off the public page. Raises NotFound, Denied."""
    policy.check_plan_round(actor, hold_round(row.round))
    db.session.delete(row)
    db.session.flush()


def take_answer(
    test_round: TestRound,
    key: str,
    language: str,
    texts: Mapping[str, str],
    scores: Mapping[str, int | None],
    remote_address: str | None,
) -> None:
    """Stores a public answer, unread; the same key again stores nothing. Nobody acted, so no event tells of it.

    Scores by item. Raises NotFound when the round was deleted meanwhile, AddressClosed, QuestionsChanged when it
    got another scale, TooManyAttempts, Invalid, and Conflict when the same form came in twice at the same moment.
    """
    prototype = test_round.prototype
    if prototype.is_fixed:
        _hold_round_alone(test_round)
    else:
        hold_round(test_round)
    if queries.has_sheet(test_round.id, key):
        return
    if policy.state_of_address(test_round, today()) is not Address.OPEN:
        raise AddressClosed
    values = scores_for(test_round, scores)
    if not says_something(texts, values):
        raise Invalid("", _("Bitte beantworten Sie mindestens eine Frage."))
    count_answer(test_round.token or "", remote_address)
    fix_statement(prototype)
    db.session.add(
        AnswerSheet(
            round_id=test_round.id,
            key=key,
            channel=Channel.PUBLIC,
            language=language,
            scores=values,
            received_on=today(),
            **texts,
        )
    )
    db.session.flush()


def says_something(texts: Mapping[str, str], scores: Iterable[int | None]) -> bool:
    """Whether at least one question is answered."""
    return any(score is not None for score in scores) or any(points_of(text) for text in texts.values())


def hold_round(test_round: TestRound) -> Idea:
    """Holds the idea, then the round. Raises NotFound when the round was deleted in between."""
    idea = hold_idea_of(test_round.prototype)
    _hold_round_alone(test_round)
    return idea


def _hold_round_alone(test_round: TestRound) -> None:
    """Holds the round's row until the transaction ends and reads it anew: deleting and answering exclude each other."""
    held = db.session.execute(
        sa.update(TestRound)
        .where(TestRound.id == test_round.id)
        .values(is_open=TestRound.is_open)
        .execution_options(synchronize_session=False)
    )
    if held.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound()
    db.session.refresh(test_round)


def _record(
    actor: User, kind: str, idea: Idea, prototype: Prototype, test_round: TestRound, **detail: Any
) -> None:
    record(
        actor,
        kind,
        "idea",
        idea.id,
        number=prototype.number,
        prototype_id=prototype.id,
        round_id=test_round.id,
        **detail,
    )


def _check_plan(plan: RoundPlan, prototype: Prototype) -> None:
    for name in ("starts_on", "ends_on"):
        day = getattr(plan, name)
        if not EARLIEST_DAY <= day <= today() + FURTHEST:
            raise Invalid(name, _("Bitte prüfen Sie das Jahr."))
    if plan.ends_on < plan.starts_on:
        raise Invalid("ends_on", _("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."))
    if plan.ends_on - plan.starts_on > LONGEST_ROUND:
        raise Invalid("ends_on", _("Eine Runde dauert höchstens ein Jahr. Bitte prüfen Sie beide Tage."))
    tasks = points_of(plan.tasks)
    if len(tasks) > MOST_TASKS:
        raise Invalid(
            "tasks", _("Höchstens %(max)s Aufgaben, es sind %(count)s.", max=MOST_TASKS, count=len(tasks))
        )
    if any(len(task) > LONGEST_TASK for task in tasks):
        raise Invalid("tasks", _("Bitte kürzen: höchstens %(max)s Zeichen je Aufgabe.", max=LONGEST_TASK))
    if plan.shows_link and not prototype.link:
        raise Invalid(
            "shows_link", _("Diese Version hat keinen Link. Tragen Sie ihn zuerst bei der Version ein.")
        )
    pictures = {picture.id for picture in queries.list_pictures(prototype)} if plan.picture_id else set()
    if plan.picture_id and plan.picture_id not in pictures:
        raise Invalid("picture", _("Dieses Bild gibt es nicht mehr. Bitte wählen Sie ein anderes."))


def _check_settled(test_round: TestRound, plan: RoundPlan, changed: Sequence[str]) -> None:
    """What people have answered to can no longer change under their answers."""
    if (
        "tasks" in changed
        and points_of(plan.tasks) != test_round.task_list
        and queries.has_participants(test_round)
    ):
        raise Invalid(
            "tasks",
            _("Der Test hat begonnen: Die Aufgaben stehen fest. Andere Aufgaben sind eine neue Runde."),
        )
    for name, message in (
        ("group", _("Es gibt schon Antworten von dieser Gruppe. Eine andere Gruppe ist eine neue Runde.")),
        ("questionnaire", _("Es gibt schon Antworten auf diese Fragen. Andere Fragen sind eine neue Runde.")),
    ):
        if name in changed and queries.has_sheets(test_round):
            raise Invalid(name, message)
