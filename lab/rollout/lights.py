"""The readiness light: how a candidate stands in six dimensions, from the lines of its gate. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lab.core.codes import Code
from lab.rollout.readiness import WITHOUT_TEXT, Item


class Colour(Code):
    """How ready a dimension is; each colour has its word."""

    GREEN = "green", _l("bereit")
    YELLOW = "yellow", _l("mit Lücken")
    RED = "red", _l("nicht bereit")


class Dimension(Code):
    """What a candidate is looked at for, in the order in which it is told."""

    USE = "use", _l("Nutzen")
    ORGANISATION = "organisation", _l("Organisation")
    LEGAL = "legal", _l("Recht")
    FINANCE = "finance", _l("Finanzen")
    TECHNOLOGY = "technology", _l("Technik")
    ACCESSIBILITY = "accessibility", _l("Barrierefreiheit")


class Proof(StrEnum):
    """Where what a line says can be looked up."""

    RESULTS = "results"
    FINDINGS = "findings"
    FORM = "form"


GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED

# What a line of the gate belongs to, what it weighs while it does not hold, and where its proof is. Red is what
# nobody can put right after the decision: people would get what does not help them or does them harm, a rule would
# be broken, or no jobcentre could begin, for there is no plan and no figure. Yellow is what the committee can decide
# upon with open eyes. A check that was made but not told is a gap, whatever it is about. Decision 20 says more.
LINES: dict[str, tuple[Dimension, Colour, Proof]] = {
    "met": (Dimension.USE, RED, Proof.RESULTS),
    "criterion": (Dimension.USE, RED, Proof.RESULTS),
    "customers": (Dimension.USE, RED, Proof.RESULTS),
    "staff": (Dimension.USE, RED, Proof.RESULTS),
    "people": (Dimension.USE, YELLOW, Proof.RESULTS),
    "job_centres": (Dimension.USE, YELLOW, Proof.RESULTS),
    "severe": (Dimension.USE, RED, Proof.FINDINGS),
    "findings": (Dimension.USE, YELLOW, Proof.FINDINGS),
    "owner": (Dimension.ORGANISATION, RED, Proof.FORM),
    "support": (Dimension.ORGANISATION, RED, Proof.FORM),
    "guide": (Dimension.ORGANISATION, RED, Proof.FORM),
    "data_protection": (Dimension.LEGAL, RED, Proof.FORM),
    "staff_council": (Dimension.LEGAL, RED, Proof.FORM),
    "operating_cost": (Dimension.FINANCE, RED, Proof.FORM),
    "funding": (Dimension.FINANCE, YELLOW, Proof.FORM),
    "information_security": (Dimension.TECHNOLOGY, RED, Proof.FORM),
    "systems": (Dimension.TECHNOLOGY, YELLOW, Proof.FORM),
    "accessibility": (Dimension.ACCESSIBILITY, RED, Proof.FORM),
}


@dataclass(frozen=True)
class Reason:
    """One line of the gate, as the reason of a light."""

    code: str
    colour: Colour
    text: str
    proof: Proof | None


@dataclass(frozen=True)
class Light:
    """One dimension with all that speaks for and against it, the worst first."""

    dimension: Dimension
    colour: Colour
    reasons: Sequence[Reason]
    is_asked: bool = True

    @property
    def worst(self) -> list[Reason]:
        """What keeps it from being green; of a green one all its reasons."""
        return [reason for reason in self.reasons if reason.colour is not GREEN] or list(self.reasons)


def lights(items: Iterable[Item]) -> list[Light]:
    """All six, in order. What a gate of former days did not ask for is a gap that says so."""
    known = [item for item in items if item.code in LINES]
    return [_light(dimension, known) for dimension in Dimension]


def asked_lights(items: Iterable[Item]) -> list[Light]:
    """The dimensions about which something is known: before the form is sent, what evidence alone can tell."""
    return [light for light in lights(items) if light.is_asked]


def colour_of(item: Item) -> Colour:
    """What one line weighs as it stands."""
    if item.met:
        return GREEN
    return YELLOW if item.how == WITHOUT_TEXT else LINES[item.code][1]


def _light(dimension: Dimension, items: Sequence[Item]) -> Light:
    worst_first = (RED, YELLOW, GREEN)
    own = [item for code in LINES for item in items if item.code == code and LINES[code][0] is dimension]
    if not own:
        unknown = Reason("", YELLOW, _("Danach wurde bei dieser Meldung noch nicht gefragt."), None)
        return Light(dimension, YELLOW, [unknown], is_asked=False)
    reasons = [Reason(item.code, colour_of(item), item.text, LINES[item.code][2]) for item in own]
    reasons.sort(key=lambda reason: worst_first.index(reason.colour))
    return Light(dimension, reasons[0].colour, reasons)
