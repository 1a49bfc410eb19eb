"""Where things stand in a chart: pure. Across in percent of the width, so that nothing is ever distorted; down in px."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.prototypes.models import Basis, Group, Outcome, PointKind, Questionnaire
from lab.results.queries import TaskCount, VersionResults
from lab.results.statistics import Summary

# The drawing area of a slope: from the top to the line of 0; below it are the names of the versions.
TOP, BOTTOM = 34.0, 234.0

# So many versions fit side by side on a phone.
MOST_IN_SLOPE = 6


@dataclass(frozen=True)
class Point:
    """A version's mean in a slope, with the ends of its interval; `before` is the point it is joined to."""

    label: str
    summary: Summary
    x: float
    y: float
    low: float | None
    high: float | None
    before: "Point | None" = None


@dataclass(frozen=True)
class Segment:
    """A part of a stacked bar."""

    outcome: Outcome
    count: int
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """What was seen and said in a field of the grid."""

    kind: PointKind
    seen: int
    said: int
    seen_width: float
    said_width: float

    @property
    def total(self) -> int:
        """Seen and said together."""
        return self.seen + self.said


@dataclass(frozen=True)
class Column:
    """One group or version of the grid."""

    label: str
    people: int
    bars: Sequence[Bar]


def height_of(score: float) -> float:
    """Where a score of 0…100 lies in a slope."""
    return round(BOTTOM - score / 100 * (BOTTOM - TOP), 2)


def place_of(index: int, count: int) -> float:
    """Where the version stands across, in percent: each in the middle of its share, right of the scale's numbers."""
    return round(8 + (index + 0.5) / count * 92, 3)


def draw_slope(results: Sequence[VersionResults], key: tuple[Group, Questionnaire]) -> list[Point]:
    """The means of one group on one scale, version by version; only neighbours are joined."""
    points: list[Point] = []
    last: Point | None = None
    for index, result in enumerate(results):
        score = result.scores.get(key)
        summary = score.summary if score else None
        if summary is None:
            last = None
            continue
        last = Point(
            label=result.prototype.label,
            summary=summary,
            x=place_of(index, len(results)),
            y=height_of(summary.mean),
            low=None if summary.low is None else height_of(summary.low),
            high=None if summary.high is None else height_of(summary.high),
            before=last,
        )
        points.append(last)
    return points


def stack(count: TaskCount) -> list[Segment]:
    """The parts of a bar that is full when everybody made it."""
    segments, x = [], 0.0
    for outcome in Outcome:
        number = count.outcomes[outcome]
        if number:
            width = number / count.n * 100
            segments.append(Segment(outcome, number, round(x, 3), round(width, 3)))
            x += width
    return segments


def draw_groups(result: VersionResults) -> list[Column]:
    """The grid of one version, a column for each group that said or showed something."""
    groups = [group for group in Group if any((kind, group) in result.points for kind in PointKind)]
    return _columns(
        [(str(group.label), result.row.people.get(group, 0), result, [group]) for group in groups]
    )


def draw_versions(results: Sequence[VersionResults]) -> list[Column]:
    """The grid across versions, a column for each that was tried."""
    heard = [result for result in results if result.points]
    return _columns([(result.prototype.label, result.row.n, result, list(Group)) for result in heard])


def _columns(entries: Sequence[tuple[str, int, VersionResults, Sequence[Group]]]) -> list[Column]:
    """Columns with bars on one common scale."""
    counted = [
        (label, people, {kind: result.count_points(kind, groups) for kind in PointKind})
        for label, people, result, groups in entries
    ]
    longest = max((points.total() for _l, _n, kinds in counted for points in kinds.values()), default=0) or 1
    return [
        Column(
            label,
            people,
            [
                Bar(
                    kind,
                    points[Basis.SEEN],
                    points[Basis.SAID],
                    round(points[Basis.SEEN] / longest * 100, 3),
                    round(points[Basis.SAID] / longest * 100, 3),
                )
                for kind, points in kinds.items()
            ],
        )
        for label, people, kinds in counted
    ]
