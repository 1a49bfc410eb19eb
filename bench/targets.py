"""The targets of the product's speed, each with its figure: met or missed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.browser import Visits
from bench.client import Timing
from bench.databases import ENGINE_NAMES
from bench.measure import ANEW, CONNECTIONS, KEPT, Key, Results
from bench.writes import Crowd

OF_THE_FLOOR = 0.6
GROWTH = 1.25
OF_THE_LIST = 2.0
OF_SIGNED_IN = 0.8
OF_P50 = 10.0
FIRST_KILOBYTES, SECOND_KILOBYTES = 250, 25
LCP_MS, CLS = 1000, 0.02
MEGABYTES = 200
MAIN = {"board": "Board", "list": "List", "idea": "Idea page"}
MANNERS = {KEPT: "nothing changed", ANEW: "made anew"}


@dataclass(frozen=True)
class Target:
    """What was wanted, what was measured, and whether that is enough; None where nothing was measured."""

    wanted: str
    figure: str
    is_met: bool | None


def list_targets(results: Results, crowd: Crowd | None, visits: Sequence[Visits] | None) -> list[Target]:
    """All targets in the order of the issue."""
    return [
        *_of_the_floor(results),
        *_growth(results),
        *_of_the_list(results),
        *_unchanged(results),
        *_crowd(crowd),
        *_visits(visits),
        *_memory(results),
    ]


def _of_the_floor(results: Results) -> Iterator[Target]:
    for engine, smallest, _largest in _extents(results):
        for page, label in MAIN.items():
            for manner, how in MANNERS.items():
                ratios = [
                    ratio
                    for connections in CONNECTIONS
                    if (ratio := ratio_to_floor(results, Key(engine, smallest, page, manner, connections)))
                ]
                wanted = f"{label}, {ENGINE_NAMES[engine]}, {smallest:,} ideas, {how}: ≥ {OF_THE_FLOOR} of the floor's throughput"
                yield _at_least(wanted, ratios, OF_THE_FLOOR)


def _growth(results: Results) -> Iterator[Target]:
    for engine, smallest, largest in _extents(results):
        if smallest == largest:
            continue
        for page, label in MAIN.items():
            for manner, how in MANNERS.items():
                grown = [
                    ratio
                    for connections in CONNECTIONS
                    if (ratio := growth(results, Key(engine, largest, page, manner, connections), smallest))
                ]
                wanted = f"{label}, {ENGINE_NAMES[engine]}, {how}: time at {largest:,} ≤ {GROWTH} × that at {smallest:,}"
                yield _at_most(wanted, grown, GROWTH)


def _of_the_list(results: Results) -> Iterator[Target]:
    for engine, _smallest, largest in _extents(results):
        for page, label in (("search", "Search"), ("similar", "Similar ideas")):
            # Nothing typed is ever the same twice, so both are compared with a list that is made anew.
            ratios = []
            for connections in CONNECTIONS:
                own = results.timings.get(
                    Key(engine, largest, page, ANEW if page == "search" else KEPT, connections)
                )
                beside = results.timings.get(Key(engine, largest, "list", ANEW, connections))
                if own and beside:
                    ratios.append(own.p95 / beside.p95)
            wanted = f"{label}, {ENGINE_NAMES[engine]}, {largest:,} ideas: p95 ≤ {OF_THE_LIST:g} × the list's"
            yield _at_most(wanted, ratios, OF_THE_LIST)


def _unchanged(results: Results) -> Iterator[Target]:
    for engine, smallest, _largest in _extents(results):
        ratios = [
            ratio
            for connections in CONNECTIONS
            if (ratio := ratio_to_floor(results, Key(engine, smallest, "unchanged", KEPT, connections)))
        ]
        wanted = f"Board's refresh when nothing changed, {ENGINE_NAMES[engine]}: ≥ {OF_SIGNED_IN} of „ok“ with login checked"
        yield _at_least(wanted, ratios, OF_SIGNED_IN)


def _crowd(crowd: Crowd | None) -> Iterator[Target]:
    if crowd is None:
        yield Target("Concurrent submissions and moves on SQLite", "not measured", None)
        return
    what = f"{crowd.submissions + crowd.moves:,} concurrent submissions and moves, {crowd.place.name}"
    lost = "none lost, every one told once in the history" if not crowd.lost else "; ".join(crowd.lost[:3])
    yield Target(f"{what}: no error, none lost", lost, not crowd.lost)
    ratio = crowd.timing.p95 / crowd.timing.p50
    figure = f"{ratio:.1f} ({crowd.timing.p95:.0f} ms to {crowd.timing.p50:.0f} ms)"
    yield Target(f"{what}: p95 < {OF_P50:g} × p50", figure, ratio < OF_P50)


def _visits(visits: Sequence[Visits] | None) -> Iterator[Target]:
    if visits is None:
        yield Target("Bytes and paint in Chromium", "not measured: no browser", None)
        return
    for visit in visits:
        label = MAIN[visit.name]
        if visit.name == "board":
            first, second = visit.first_bytes / 1000, visit.second_bytes / 1000
            yield Target(
                f"First visit to the board ≤ {FIRST_KILOBYTES} KB",
                f"{first:.0f} KB",
                first <= FIRST_KILOBYTES,
            )
            yield Target(
                f"Second visit to the board ≤ {SECOND_KILOBYTES} KB",
                f"{second:.1f} KB",
                second <= SECOND_KILOBYTES,
            )
        yield Target(
            f"{label}: Largest Contentful Paint < 1 s, processor slowed 4×",
            f"{visit.lcp:.0f} ms",
            0 < visit.lcp < LCP_MS,
        )
        yield Target(f"{label}: layout shift ≤ {CLS}", f"{visit.cls:.3f}", visit.cls <= CLS)


def _memory(results: Results) -> Iterator[Target]:
    for (engine, ideas), peak in results.peaks.items():
        if ideas == max(size for name, size in results.peaks if name == engine):
            wanted = f"Peak memory of a worker, {ENGINE_NAMES[engine]}, {ideas:,} ideas: < {MEGABYTES} MB"
            yield Target(wanted, f"{peak:.0f} MB", peak < MEGABYTES)


def ratio_to_floor(results: Results, key: Key) -> float | None:
    """The page's throughput as a part of its floor's."""
    own = results.timings.get(key)
    floor = find_floor(results, key)
    return own.throughput / floor.throughput if own and floor else None


def find_floor(results: Results, key: Key) -> Timing | None:
    """The floor that was measured in turn with the page."""
    for other, timing in results.floors.items():
        if (other.engine, other.page, other.connections) == (key.engine, key.page, key.connections):
            return timing
    return None


def growth(results: Results, key: Key, smallest: int) -> float | None:
    """The median time as a multiple of that with the fewest ideas."""
    own = results.timings.get(key)
    first = results.timings.get(Key(key.engine, smallest, key.page, key.manner, key.connections))
    return own.p50 / first.p50 if own and first else None


def _extents(results: Results) -> Iterator[tuple[str, int, int]]:
    engines = dict.fromkeys(key.engine for key in results.timings)
    for engine in engines:
        sizes = [key.ideas for key in results.timings if key.engine == engine]
        yield engine, min(sizes), max(sizes)


def _at_least(wanted: str, values: Iterable[float], bound: float) -> Target:
    found = list(values)
    return Target(wanted, _figure(found), min(found) >= bound if found else None)


def _at_most(wanted: str, values: Iterable[float], bound: float) -> Target:
    found = list(values)
    return Target(wanted, _figure(found), max(found) <= bound if found else None)


def _figure(values: Sequence[float]) -> str:
    """Figures at 1 and at 8 connections."""
    return " and ".join(f"{value:.2f}" for value in values) or "not measured"
