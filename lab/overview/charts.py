"""Where things stand in the overview's charts: pure. Areas have a picture of their own that may be stretched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, log10

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lab.adoption.models import AdoptionStatus
from lab.ideas.workflow import State
from lab.overview.flow import TIMED, Spread
from lab.overview.labels import ENDINGS, OUTCOMES
from lab.overview.queries import Overview
from lab.overview.secrecy import FEW, Told, people

# The picture of the areas: as many units high as pixels, and stretched to any width.
WIDTH, HEIGHT = 720, 260
MOST_TICKS = 5

# From the bottom to the top: what has arrived, what rests, and the stages back to the inbox.
FLOW_BANDS: Sequence[tuple[str, LazyString, Sequence[State]]] = (
    ("rollout", State.ROLLOUT.label, (State.ROLLOUT,)),
    ("ended", _l("Verworfen oder zusammengeführt"), (State.STOPPED, State.MERGED)),
    ("parked", State.PARKED.label, (State.PARKED,)),
    *((state.value, state.label, (state,)) for state in reversed(TIMED)),
)
ADOPTION_BANDS: Sequence[tuple[str, LazyString, Sequence[AdoptionStatus]]] = (
    *(
        (status.value, status.label, (status,))
        for status in (
            AdoptionStatus.SUSTAINED,
            AdoptionStatus.INTRODUCED,
            AdoptionStatus.PILOT,
            AdoptionStatus.ASSESSING,
            AdoptionStatus.INTERESTED,
        )
    ),
    (
        "refused",
        _l("nicht übernommen oder abgebrochen"),
        (AdoptionStatus.DECLINED, AdoptionStatus.ABORTED),
    ),
)


@dataclass(frozen=True)
class Band:
    """One area: its outline, and the numbers at the beginning and the end."""

    name: str
    label: str
    outline: str
    first: int
    last: int


@dataclass(frozen=True)
class Tick:
    """A line across with its number."""

    value: int
    y: float


@dataclass(frozen=True)
class Areas:
    """Bands that lie on each other from the bottom to the top, over days."""

    bands: Sequence[Band]
    ticks: Sequence[Tick]
    days: Sequence[date]


@dataclass(frozen=True)
class Range:
    """How long a stage takes: the median as a mark, up to where 85 of 100 reach."""

    label: str
    spread: Spread
    median: float
    high: float


@dataclass(frozen=True)
class Bar:
    """A lying bar: what it is, its number, its width in percent."""

    label: str
    number: Told
    width: float


def draw_flow(overview: Overview) -> Areas | None:
    """The cumulative flow of ideas; None when there is nothing to draw, or some number may not be told."""
    secrecy, figures = overview.secrecy, overview.figures
    counts = [(name, str(label), _sums(figures.flow, states)) for name, label, states in FLOW_BANDS]
    if any(secrecy.count(number) is FEW for row in figures.flow.values() for number in row):
        return None
    return stack_areas(figures.points, counts)


def draw_adoption(overview: Overview) -> Areas | None:
    """How far jobcentres have come; None while nobody has begun."""
    figures = overview.figures
    counts = [
        (name, str(label), _sums(figures.adoption, statuses)) for name, label, statuses in ADOPTION_BANDS
    ]
    return stack_areas(figures.points, counts)


def stack_areas(points: Sequence[date], counts: Iterable[tuple[str, str, Sequence[int]]]) -> Areas | None:
    """The areas of (name, label, number on each day), the lowest first; empty ones are left out."""
    drawn = [(name, label, numbers) for name, label, numbers in counts if any(numbers)]
    if not drawn:
        return None
    ticks = list_ticks(max(sum(column) for column in zip(*(row for *_names, row in drawn), strict=True)))
    top = ticks[-1]
    below: list[int] = [0] * len(points)
    bands = []
    for name, label, numbers in drawn:
        above = [low + number for low, number in zip(below, numbers, strict=True)]
        bands.append(Band(name, label, _outline(points, below, above, top), numbers[0], numbers[-1]))
        below = above
    return Areas(bands, [Tick(value, _y(value, top)) for value in ticks], points)


def list_ticks(highest: int) -> list[int]:
    """0 and round numbers up to the first that is not below the highest, at most MOST_TICKS steps."""
    step = 1
    while step * MOST_TICKS < highest:
        power = 10 ** int(log10(step))
        step = {1: 2, 2: 5, 5: 10}[step // power] * power
    return [number * step for number in range(ceil(highest / step) + 1)]


def draw_ranges(overview: Overview) -> list[Range]:
    """How long each stage takes, on one common scale."""
    spreads = [(str(state.label), overview.figures.times[state]) for state in TIMED]
    longest = max((spread.high or 0 for _label, spread in spreads), default=0) or 1
    return [
        Range(
            label,
            spread,
            round((spread.median or 0) / longest * 100, 2),
            round((spread.high or 0) / longest * 100, 2),
        )
        for label, spread in spreads
    ]


def in_use(overview: Overview) -> list[int]:
    """Pairs of solution and jobcentre where it is introduced, and where it is used for good, at the end."""
    statuses = (AdoptionStatus.INTRODUCED, AdoptionStatus.SUSTAINED)
    return [overview.figures.adoption[status][-1] if overview.figures.points else 0 for status in statuses]


def draw_endings(overview: Overview) -> list[Bar]:
    """How ideas ended."""
    count = overview.figures.count_ended
    return _bars((str(label), overview.secrecy.count(count(state))) for state, label in ENDINGS.items())


def draw_heard(overview: Overview) -> list[Bar]:
    """How many people of each group took part in tests."""
    return _bars((str(group.group.label), people(group.people)) for group in overview.heard.groups)


def draw_decisions(overview: Overview) -> list[Bar]:
    """What leadership decided."""
    decisions = overview.figures.decisions
    return _bars(
        (str(label), overview.secrecy.count(decisions.get(outcome, 0))) for outcome, label in OUTCOMES.items()
    )


def _bars(rows: Iterable[tuple[str, Told]]) -> list[Bar]:
    """Bars on one scale; what is kept back has none."""
    told = list(rows)
    highest = max((number for _label, number in told if number is not FEW), default=0) or 1
    return [
        Bar(label, number, 0.0 if number is FEW else round(number / highest * 100, 2))
        for label, number in told
    ]


def _sums(
    flow: Mapping[State, Sequence[int]] | Mapping[AdoptionStatus, Sequence[int]], keys: Iterable[object]
) -> list[int]:
    rows = [flow[key] for key in keys]  # type: ignore[index]
    return [sum(column) for column in zip(*rows, strict=True)]


def _y(value: float, top: int) -> float:
    return round(HEIGHT - value / top * HEIGHT, 2)


def _outline(points: Sequence[date], below: Sequence[int], above: Sequence[int], top: int) -> str:
    """The corners of an area: along its upper edge, and back along the lower one."""
    days = (points[-1] - points[0]).days
    across = [round((day - points[0]).days / days * WIDTH, 2) for day in points]
    upper = [(x, _y(value, top)) for x, value in zip(across, above, strict=True)]
    lower = [(x, _y(value, top)) for x, value in zip(across, below, strict=True)]
    return " ".join(f"{x:g},{y:g}" for x, y in [*upper, *reversed(lower)])
