"""Looking at the answers that came in: only what somebody of the team has read counts and is shown."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

import sqlalchemy as sa
from flask_babel import gettext as _

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.clock import now, today
from lab.core.errors import Invalid, NotFound
from lab.extensions import db
from lab.privacy.patterns import mask
from lab.prototypes import service as prototypes
from lab.prototypes.models import AnswerSheet, Channel, Inspection, Observation, TestRound
from lab.prototypes.points import points_of
from lab.prototypes.policy import check_record_feedback
from lab.rounds.questions import FIELD_KINDS, scores_for
from lab.rounds.service import hold_round, says_something

MOST_POINTS = 50
# What was reported is decided there first.
_TO_BE_READ = (AnswerSheet.inspection == Inspection.WAITING, AnswerSheet.is_hidden.is_(False))


def count_sheets(test_round: TestRound) -> dict[tuple[Channel, Inspection], int]:
    """How many sheets of a round came in which way, and what became of them."""
    statement = (
        sa.select(AnswerSheet.channel, AnswerSheet.inspection, sa.func.count())
        .where(AnswerSheet.round_id == test_round.id)
        .group_by(AnswerSheet.channel, AnswerSheet.inspection)
    )
    counts: dict[tuple[Channel, Inspection], int] = defaultdict(int)
    for channel, inspection, count in db.session.execute(statement):
        counts[channel, inspection] = count
    return counts


def count_reported(test_round: TestRound) -> int:
    """How many sheets wait until it is checked whether they hold personal data."""
    statement = (
        sa.select(sa.func.count())
        .select_from(AnswerSheet)
        .where(
            AnswerSheet.round_id == test_round.id,
            AnswerSheet.inspection == Inspection.WAITING,
            AnswerSheet.is_hidden,
        )
    )
    return db.session.scalar(statement) or 0


def list_waiting(test_round: TestRound, limit: int) -> Sequence[AnswerSheet]:
    """Sheets nobody has looked at, oldest first."""
    statement = (
        sa.select(AnswerSheet)
        .where(AnswerSheet.round_id == test_round.id, *_TO_BE_READ)
        .order_by(AnswerSheet.id)
        .limit(limit)
    )
    return db.session.scalars(statement).all()


def masked_texts(sheet: AnswerSheet) -> dict[str, str]:
    """The texts of a sheet as they may be shown before somebody has looked at it."""
    return {name: mask(getattr(sheet, name)) for name in FIELD_KINDS}


def originals(sheet: AnswerSheet) -> dict[str, str]:
    """The texts of a sheet that are shown masked, as they were written."""
    masked = masked_texts(sheet)
    return {name: getattr(sheet, name) for name, text in masked.items() if text != getattr(sheet, name)}


def accept_sheets(
    actor: User,
    test_round: TestRound,
    sheet_ids: Collection[int],
    *,
    has_texts: bool = True,
    as_written: Collection[int] = (),
) -> int:
    """Lets sheets count; says how many. Those that somebody else has looked at in between stay as they are.

    What looks like personal data is blacked out for good, but in the sheets `as_written`: those that somebody has
    opened to read every word. Without `has_texts` only the scale counts. Raises NotFound, Denied, Invalid.
    """

    def take(sheet: AnswerSheet, text: str) -> str:
        if not has_texts:
            return ""
        return text if sheet.id in as_written else mask(text)

    return _inspect(actor, test_round, sheet_ids, Inspection.ACCEPTED, take)


def discard_sheets(actor: User, test_round: TestRound, sheet_ids: Collection[int]) -> int:
    """Throws sheets away, with texts and scores; says how many. Raises NotFound, Denied, Invalid."""
    return _inspect(actor, test_round, sheet_ids, Inspection.DISCARDED, lambda _sheet, _text: "")


def enter_paper_sheet(
    actor: User, test_round: TestRound, texts: Mapping[str, str], scores: Mapping[str, int | None], key: str
) -> AnswerSheet:
    """Stores what somebody wrote on paper: whoever types it has read it, so it counts at once.

    Scores by item. Raises NotFound (also when the round was deleted meanwhile), Denied, Invalid, and
    QuestionsChanged when the round got another scale.
    """
    prototype = test_round.prototype
    idea = hold_round(test_round)
    check_record_feedback(actor, idea, prototype)
    if not test_round.is_planned:
        raise NotFound()
    values = scores_for(test_round, scores)
    if not says_something(texts, values):
        raise Invalid("likes", _("Der Bogen ist leer. Bitte übertragen Sie mindestens eine Antwort."))
    prototypes.fix_statement(prototype)
    sheet = AnswerSheet(
        round_id=test_round.id,
        key=key,
        channel=Channel.PAPER,
        received_on=today(),
        scores=values,
        inspection=Inspection.ACCEPTED,
        inspected_by_id=actor.id,
        inspected_at=now(),
        **{name: texts[name] for name in FIELD_KINDS},
    )
    db.session.add(sheet)
    db.session.flush()
    _note_points(actor, test_round, sheet)
    record(
        actor,
        "sheet_entered",
        "idea",
        idea.id,
        number=prototype.number,
        prototype_id=prototype.id,
        round_id=test_round.id,
    )
    prototypes.refresh_facts(idea)
    return sheet


def _inspect(
    actor: User,
    test_round: TestRound,
    sheet_ids: Collection[int],
    inspection: Inspection,
    take: Callable[[AnswerSheet, str], str],
) -> int:
    prototype = test_round.prototype
    idea = prototypes.hold_idea_of(prototype)
    check_record_feedback(actor, idea, prototype)
    if not sheet_ids:
        raise Invalid("sheets", _("Bitte wählen Sie mindestens eine Antwort aus."))
    statement = (
        sa.select(AnswerSheet)
        .where(
            AnswerSheet.round_id == test_round.id,
            AnswerSheet.id.in_(sheet_ids),
            *_TO_BE_READ,
        )
        .order_by(AnswerSheet.id)
        .execution_options(populate_existing=True)
    )
    sheets = db.session.scalars(statement).all()
    for sheet in sheets:
        for name in FIELD_KINDS:
            setattr(sheet, name, take(sheet, getattr(sheet, name)))
        if inspection is Inspection.DISCARDED:
            sheet.scores = []
        else:
            _note_points(actor, test_round, sheet)
        sheet.inspection, sheet.inspected_by_id, sheet.inspected_at = inspection, actor.id, now()
    if sheets:
        record(
            actor,
            "answers_accepted" if inspection is Inspection.ACCEPTED else "answers_discarded",
            "idea",
            idea.id,
            number=prototype.number,
            count=len(sheets),
            prototype_id=prototype.id,
            round_id=test_round.id,
        )
        db.session.flush()
        prototypes.refresh_facts(idea)
    return len(sheets)


def _note_points(actor: User, test_round: TestRound, sheet: AnswerSheet) -> None:
    """Each line of the four fields becomes an observation, said by one person, to be sorted later."""
    db.session.add_all(
        Observation(
            prototype_id=test_round.prototype_id,
            round_id=test_round.id,
            answer_sheet_id=sheet.id,
            kind=kind,
            body=point,
            author_id=actor.id,
            created_at=now(),
        )
        for name, kind in FIELD_KINDS.items()
        for point in points_of(getattr(sheet, name))[:MOST_POINTS]
    )
