"""What can be done with prototypes, feedback and findings, and the merging of ideas with all that hangs on them here."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask_babel import gettext as _

from lab.accounts.models import JobCentre, User
from lab.audit.service import record
from lab.core.clock import now, today
from lab.core.errors import Conflict, Denied, Invalid, NotFound
from lab.extensions import db
from lab.ideas import service as ideas
from lab.ideas.models import Idea, Method
from lab.prototypes import policy, queries
from lab.prototypes.facts import count_test_facts
from lab.prototypes.models import (
    Answer,
    Feedback,
    Finding,
    Group,
    Observation,
    PointKind,
    Prototype,
    PrototypeKind,
    TestRound,
)
from lab.prototypes.points import points_of

EARLIEST_DAY = date(2000, 1, 1)
MOST_PEOPLE = 10_000
MOST_POINTS = 50
LONGEST_LINK = 500

STATED_FIELDS = ("hypothesis", "success_criterion")
POINT_FIELDS = {
    "likes": PointKind.LIKE,
    "criticisms": PointKind.CRITICISM,
    "questions": PointKind.QUESTION,
    "ideas": PointKind.IDEA,
}


@dataclass(frozen=True)
class VersionText:
    """What a version says about itself; hypothesis and criterion may come later."""

    title: str
    kind: PrototypeKind
    hypothesis: str = ""
    success_criterion: str = ""
    changes: str = ""
    link: str = ""


@dataclass(frozen=True)
class SessionNotes:
    """A test with one group on one day: who, how, and the four fields with one point per line."""

    group: Group
    method: Method
    participants: int
    held_on: date
    job_centre_key: str | None = None
    likes: str = ""
    criticisms: str = ""
    questions: str = ""
    ideas: str = ""


def add_prototype(actor: User, idea: Idea, text: VersionText) -> Prototype:
    """The next version of an idea. Raises NotFound, Denied, Invalid."""
    hold_ideas(idea)
    policy.check_add_prototype(actor, idea)
    _check_text(text)
    last = db.session.scalar(sa.select(sa.func.max(Prototype.number)).where(Prototype.idea_id == idea.id))
    prototype = Prototype(
        **asdict(text),
        idea_id=idea.id,
        number=(last or 0) + 1,
        author_id=actor.id,
        created_at=now(),
    )
    prototype.stated_at = now() if prototype.has_criterion else None
    db.session.add(prototype)
    db.session.flush()
    record(
        actor,
        "prototype_added",
        "idea",
        idea.id,
        number=prototype.number,
        title=prototype.title,
        prototype_id=prototype.id,
    )
    refresh_facts(idea)
    return prototype


def edit_prototype(actor: User, prototype: Prototype, text: VersionText, version: int) -> None:
    """Changes a version. Raises Conflict when `version` is not the present one, Invalid for what is fixed."""
    idea = hold_idea_of(prototype)
    policy.check_edit_prototype(actor, idea, prototype)
    if prototype.version != version:
        raise Conflict(
            _(
                "Jemand hat die Version inzwischen geändert. Ihr Text steht noch im Formular: "
                "Bitte vergleichen Sie ihn mit dem neuen Stand und speichern Sie noch einmal."
            )
        )
    _check_text(text)
    changed = [name for name, value in asdict(text).items() if getattr(prototype, name) != value]
    stated = [name for name in STATED_FIELDS if name in changed]
    if stated:
        try:
            policy.check_change_hypothesis(actor, idea, prototype)
        except Denied as error:
            raise Invalid(stated[0], error.message) from error
    if not changed:
        return
    for name in changed:
        setattr(prototype, name, getattr(text, name))
    if stated:
        prototype.stated_at = now() if prototype.has_criterion else None
    db.session.flush()
    record(
        actor,
        "prototype_edited",
        "idea",
        idea.id,
        number=prototype.number,
        fields=changed,
        prototype_id=prototype.id,
    )
    refresh_facts(idea)


def record_feedback(
    actor: User, prototype: Prototype, session: SessionNotes, test_round: TestRound | None = None
) -> Feedback:
    """Stores what a group said and what of it wants an answer; the first feedback fixes the hypothesis.

    Without a round it makes one of its own, of that day. Raises NotFound, Denied, Invalid.
    """
    idea = hold_idea_of(prototype)
    policy.check_record_feedback(actor, idea, prototype)
    _check_session(session)
    if test_round is not None:
        _check_round(prototype, test_round)
    fix_statement(prototype)
    feedback = Feedback(**asdict(session), prototype_id=prototype.id, author_id=actor.id, created_at=now())
    feedback.round = test_round or _round_of(actor, prototype, session)
    db.session.add(feedback)
    db.session.flush()
    for name, kind in POINT_FIELDS.items():
        for point in points_of(getattr(session, name)):
            _add_point(actor, feedback, kind, point)
    db.session.flush()
    record(
        actor,
        "feedback_recorded",
        "idea",
        idea.id,
        number=prototype.number,
        participants=feedback.participants,
        group=feedback.group.value,
        prototype_id=prototype.id,
        feedback_id=feedback.id,
    )
    refresh_facts(idea)
    return feedback


def fix_statement(prototype: Prototype) -> None:
    """Hypothesis and criterion stand from the first answer, observation or feedback on."""
    if prototype.fixed_at is None:
        prototype.fixed_at = now()


def remove_feedback(actor: User, feedback: Feedback) -> None:
    """Takes a session back with its findings and their answers; the test happened: what it fixed stays fixed.

    Raises NotFound, Denied.
    """
    prototype = feedback.prototype
    idea = hold_idea_of(prototype)
    _reread(feedback)
    policy.check_remove_feedback(actor, idea, feedback, queries.has_answered_findings(feedback))
    feedback_id = feedback.id
    test_round = feedback.round
    found = queries.list_finding_ids(feedback)
    db.session.execute(sa.delete(Observation).where(Observation.feedback_id == feedback_id))
    remove_empty_findings(found)
    db.session.delete(feedback)
    db.session.flush()
    if not test_round.is_planned:
        db.session.delete(test_round)
    # Names nothing of what was said: that is what may have had to go.
    record(
        actor,
        "feedback_removed",
        "idea",
        idea.id,
        number=prototype.number,
        prototype_id=prototype.id,
        feedback_id=feedback_id,
    )
    refresh_facts(idea)


def answer_finding(
    actor: User, finding: Finding, answer: Answer, text: str, taken_up_in: Prototype | None, version: int
) -> None:
    """Tells what became of a finding; an answer may be changed. Raises NotFound, Denied, Invalid, Conflict."""
    prototype = finding.prototype
    idea = hold_idea_of(prototype)
    policy.check_answer_finding(actor, idea)
    _reread(finding)
    if finding.version != version:
        raise Conflict(
            _(
                "Jemand hat diesen Befund inzwischen beantwortet. Ihr Text steht noch im Formular: "
                "Bitte vergleichen Sie ihn mit der neuen Antwort und speichern Sie noch einmal."
            )
        )
    if not text.strip():
        raise Invalid("text", _("Bitte antworten Sie den Menschen mit einem Satz."))
    finding.taken_up_in = _check_taken_up_in(prototype, taken_up_in) if answer is Answer.TAKEN_UP else None
    finding.answer, finding.answer_text = answer, text
    finding.answered_by_id, finding.answered_at = actor.id, now()
    db.session.flush()
    record(
        actor,
        "finding_answered",
        "idea",
        idea.id,
        reason=text,
        number=prototype.number,
        answer=answer.value,
        prototype_id=prototype.id,
        finding_id=finding.id,
    )
    refresh_facts(idea)


def remove_empty_findings(finding_ids: Iterable[int]) -> None:
    """Deletes those of the findings behind which nothing stands any more."""
    db.session.execute(
        sa.delete(Finding)
        .where(
            Finding.id.in_(list(finding_ids)),
            ~sa.exists().where(Observation.finding_id == Finding.id),
        )
        .execution_options(synchronize_session="fetch")
    )


def refresh_facts(idea: Idea) -> None:
    """Counts what tests have left and keeps it with the idea; called after every change here."""
    ideas.record_test_facts(idea, **asdict(count_test_facts(idea)))


def hold_ideas(*held: Idea) -> None:
    """Holds the ideas' rows until the transaction ends and reads them anew.

    So numbers and counts are right when two people write at the same moment. An update that changes nothing
    locks alike on both engines; the order by id keeps two merges from waiting for each other.
    """
    for idea in sorted(held, key=lambda idea: idea.id):
        db.session.execute(
            sa.update(Idea)
            .where(Idea.id == idea.id)
            .values(prototype_count=Idea.prototype_count)
            .execution_options(synchronize_session=False)
        )
        db.session.refresh(idea)


def hold_idea_of(prototype: Prototype) -> Idea:
    """Holds the idea and reads the version anew. Raises Conflict when a merge moved it in between."""
    idea = prototype.idea
    hold_ideas(idea)
    db.session.refresh(prototype)
    if prototype.idea_id != idea.id:
        raise Conflict()
    return idea


def _reread(row: Feedback | Finding) -> None:
    """Reads the row anew while the idea is held. Raises NotFound when somebody removed it in between."""
    if db.session.get(type(row), row.id, populate_existing=True) is None:
        raise NotFound()


def _check_round(prototype: Prototype, test_round: TestRound) -> None:
    """Whether the round is still there and belongs to the version; the idea is held, so it stays. Raises Invalid."""
    if db.session.get(TestRound, test_round.id, populate_existing=True) is None:
        raise Invalid("round", _("Diese Testrunde gibt es nicht mehr. Bitte wählen Sie eine andere."))
    if test_round.prototype_id != prototype.id:
        raise Invalid("round", _("Diese Testrunde gehört zu einer anderen Version."))


def _round_of(actor: User, prototype: Prototype, session: SessionNotes) -> TestRound:
    """The round of a test that nobody planned here: what the notes say of it."""
    return TestRound(
        prototype_id=prototype.id,
        group=session.group,
        method=session.method,
        job_centre_key=session.job_centre_key,
        starts_on=session.held_on,
        ends_on=session.held_on,
        is_planned=False,
        author_id=actor.id,
        created_at=now(),
    )


def _add_point(actor: User, feedback: Feedback, kind: PointKind, point: str) -> None:
    """One line of the grid; what wants an answer is a finding at once, for somebody has summed it up already."""
    finding = (
        Finding(prototype_id=feedback.prototype_id, kind=kind, body=point) if kind.wants_answer else None
    )
    db.session.add(
        Observation(
            prototype_id=feedback.prototype_id,
            round_id=feedback.round_id,
            feedback_id=feedback.id,
            finding=finding,
            kind=kind,
            body=point,
            author_id=actor.id,
            created_at=feedback.created_at,
        )
    )


def _check_text(text: VersionText) -> None:
    if not text.title.strip():
        raise Invalid("title", _("Bitte geben Sie der Version einen Titel."))
    if text.link:
        _check_link(text.link)


def _check_link(link: str) -> None:
    if len(link) > LONGEST_LINK:
        raise Invalid("link", _("Der Link ist zu lang: höchstens %(max)s Zeichen.", max=LONGEST_LINK))
    try:
        parts = urlsplit(link)
        complete = parts.scheme in ("http", "https") and bool(parts.hostname) and not link.split()[1:]
        has_credentials = "@" in parts.netloc
        _port = parts.port
    except ValueError:
        complete = has_credentials = False
    if has_credentials:
        raise Invalid("link", _("Bitte lassen Sie Benutzername und Kennwort aus dem Link weg."))
    if not complete:
        raise Invalid("link", _("Bitte geben Sie die ganze Adresse an, mit https:// am Anfang."))


def _check_session(session: SessionNotes) -> None:
    if not 1 <= session.participants <= MOST_PEOPLE:
        raise Invalid(
            "participants",
            _("Bitte geben Sie eine ganze Zahl von %(min)s bis %(max)s ein.", min=1, max=MOST_PEOPLE),
        )
    if session.held_on > today():
        raise Invalid("held_on", _("Das Datum liegt in der Zukunft. Wann hat der Test stattgefunden?"))
    if session.held_on < EARLIEST_DAY:
        raise Invalid("held_on", _("Das Datum liegt zu weit zurück. Bitte prüfen Sie das Jahr."))
    points = {name: len(points_of(getattr(session, name))) for name in POINT_FIELDS}
    if not any(points.values()):
        raise Invalid("likes", _("Bitte füllen Sie mindestens eines der vier Felder aus."))
    for name, count in points.items():
        if count > MOST_POINTS:
            raise Invalid(
                name,
                _(
                    "Bitte fassen Sie zusammen: höchstens %(max)s Punkte, es sind %(count)s.",
                    max=MOST_POINTS,
                    count=count,
                ),
            )
    check_job_centre(session.job_centre_key)


def check_job_centre(key: str | None) -> None:
    """Whether a test can have been at this jobcentre; None is none of them. Raises Invalid."""
    if key is None:
        return
    job_centre = db.session.get(JobCentre, key)
    if job_centre is None:
        raise Invalid("job_centre", _("Bitte wählen Sie ein Jobcenter aus der Liste."))
    if not job_centre.is_active:
        raise Invalid(
            "job_centre",
            _(
                "%(name)s ist nicht mehr aktiv. Bitte wählen Sie ein anderes Jobcenter.",
                name=job_centre.short_name,
            ),
        )


def _check_taken_up_in(found_in: Prototype, taken_up_in: Prototype | None) -> Prototype:
    if taken_up_in is None:
        raise Invalid("taken_up_in", _("Bitte wählen Sie die Version, die den Befund aufnimmt."))
    if taken_up_in.idea_id != found_in.idea_id:
        raise Invalid("taken_up_in", _("Diese Version gehört zu einer anderen Idee."))
    if taken_up_in.number < found_in.number:
        raise Invalid("taken_up_in", _("Eine frühere Version kann den Befund nicht aufnehmen."))
    return taken_up_in
