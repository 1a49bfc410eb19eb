"""The state machine of an idea: one table, pure. `docs/workflow.md` is drawn from it."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lab.core.codes import Code
from lab.core.errors import InvalidMove


class State(Code):
    """Where an idea stands."""

    DRAFT = "draft", _l("Entwurf")
    SUBMITTED = "submitted", _l("Eingereicht")
    EMPATHISE = "empathise", _l("Verstehen")
    DEFINE = "define", _l("Problem definieren")
    IDEATE = "ideate", _l("Ideen finden")
    PROTOTYPE = "prototype", _l("Prototyp bauen")
    TEST = "test", _l("Testen")
    READY = "ready", _l("Rolloutreif gemeldet")
    ROLLOUT = "rollout", _l("Im Rollout")
    PARKED = "parked", _l("Zurückgestellt")
    STOPPED = "stopped", _l("Verworfen – mit Erkenntnis")
    MERGED = "merged", _l("Zusammengeführt")


class By(StrEnum):
    """Who takes a step."""

    AUTHOR = "author"
    FACILITATOR = "facilitator"
    REVIEW = "review"


class Needs(StrEnum):
    """What a step needs besides the right person."""

    NOTHING = "nothing"
    ANSWER = "answer"  # a responsible and a first answer
    EVIDENCE = "evidence"  # the stage's evidence, or a reason to go on without
    REASON = "reason"  # what did we learn?
    READINESS = "readiness"  # the readiness form
    DECISION = "decision"  # the review's decision
    LOOK_AGAIN = "look_again"  # a date to look again, and a reason
    LEARNING = "learning"  # what we tried, what we learned
    TARGET = "target"  # the idea it goes into
    RETURN = "return"  # only to the state it left
    UNDO = "undo"  # taking apart what was merged, back to the state it left


STAGES = (State.EMPATHISE, State.DEFINE, State.IDEATE, State.PROTOTYPE, State.TEST)
ACTIVE = (State.SUBMITTED, *STAGES)
BOARD = (State.SUBMITTED, *STAGES, State.READY)
ENDED = (State.STOPPED, State.MERGED)


@dataclass(frozen=True)
class Rule:
    """Steps from each source to each target, by whom, needing what."""

    sources: tuple[State, ...]
    targets: tuple[State, ...]
    by: By
    needs: Needs


RULES = (
    Rule((State.DRAFT,), (State.SUBMITTED,), By.AUTHOR, Needs.NOTHING),
    # forward, one stage at a time
    Rule((State.SUBMITTED,), (State.EMPATHISE,), By.FACILITATOR, Needs.ANSWER),
    Rule((State.EMPATHISE,), (State.DEFINE,), By.FACILITATOR, Needs.EVIDENCE),
    Rule((State.DEFINE,), (State.IDEATE,), By.FACILITATOR, Needs.EVIDENCE),
    Rule((State.IDEATE,), (State.PROTOTYPE,), By.FACILITATOR, Needs.EVIDENCE),
    Rule((State.PROTOTYPE,), (State.TEST,), By.FACILITATOR, Needs.EVIDENCE),
    Rule((State.TEST,), (State.READY,), By.FACILITATOR, Needs.READINESS),
    # backward, to any earlier stage
    Rule((State.DEFINE,), (State.EMPATHISE,), By.FACILITATOR, Needs.REASON),
    Rule((State.IDEATE,), (State.EMPATHISE, State.DEFINE), By.FACILITATOR, Needs.REASON),
    Rule((State.PROTOTYPE,), (State.EMPATHISE, State.DEFINE, State.IDEATE), By.FACILITATOR, Needs.REASON),
    Rule(
        (State.TEST,),
        (State.EMPATHISE, State.DEFINE, State.IDEATE, State.PROTOTYPE),
        By.FACILITATOR,
        Needs.REASON,
    ),
    # the review
    Rule((State.READY,), (State.ROLLOUT, State.TEST), By.REVIEW, Needs.DECISION),
    # aside
    Rule(ACTIVE, (State.PARKED,), By.FACILITATOR, Needs.LOOK_AGAIN),
    Rule(ACTIVE, (State.STOPPED,), By.FACILITATOR, Needs.LEARNING),
    Rule(ACTIVE, (State.MERGED,), By.FACILITATOR, Needs.TARGET),
    # and back to where it was
    Rule((State.PARKED, State.STOPPED), ACTIVE, By.FACILITATOR, Needs.RETURN),
    Rule((State.MERGED,), ACTIVE, By.FACILITATOR, Needs.UNDO),
)

STEPS = {(source, target): rule for rule in RULES for source in rule.sources for target in rule.targets}


def get_step(source: State, target: State) -> Rule:
    """The rule of a step. Raises InvalidMove when there is none, saying what is possible instead."""
    rule = STEPS.get((source, target))
    if rule is None:
        raise InvalidMove(_why_no_step(source, target))
    return rule


def targets_of(source: State) -> list[State]:
    """Where a step can lead, in the order of the process."""
    return [target for target in State if (source, target) in STEPS]


def is_backward(source: State, target: State) -> bool:
    """Whether a step leads to an earlier stage."""
    return source in STAGES and target in STAGES and STAGES.index(target) < STAGES.index(source)


def _why_no_step(source: State, target: State) -> str:
    if source == target:
        return _("Die Idee steht schon bei „%(state)s“.", state=target.label)
    if source == State.READY:
        return _(
            "Über eine rolloutreif gemeldete Idee entscheidet die Leitung. Sie lässt sich nicht verschieben."
        )
    if source == State.MERGED:
        return _("Diese Idee ist zusammengeführt. Bitte arbeiten Sie an der anderen Idee weiter.")
    if source in ACTIVE and target in BOARD:
        return _(
            "Vorwärts geht es eine Phase nach der anderen: von „%(source)s“ geht es nicht direkt nach „%(target)s“.",
            source=source.label,
            target=target.label,
        )
    return _(
        "Von „%(source)s“ führt kein Schritt nach „%(target)s“.", source=source.label, target=target.label
    )


def draw_diagram() -> str:
    """The table as a Mermaid state diagram, with codes as names."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for rule in RULES:
        for source in rule.sources:
            for target in rule.targets:
                lines.append(f"    {source.value} --> {target.value}: {rule.by.value}, {rule.needs.value}")
    return "\n".join(lines)
