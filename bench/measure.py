"""Measures the pages of all sizes in turn with their floor, so that whatever disturbs hits all of them alike."""

import multiprocessing
import statistics
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random

from bench.client import Answer, Job, Timing, ask, measure, request
from bench.databases import Place
from bench.pages import FACILITATOR, PAGES, Page, Visitor, count_rows, sign_in
from bench.servers import Server
from bench.settings import Settings

CONNECTIONS = (1, 8)
WARM_UP = 0.3
WARM_UPS, FEWEST = 8, 32
KEPT, ANEW = "kept", "anew"


@dataclass(frozen=True)
class Key:
    """One figure's place: engine, ideas, page, whether it was kept or made anew, and connections."""

    engine: str
    ideas: int
    page: str
    manner: str
    connections: int


@dataclass
class Results:
    """All that was measured. Floors carry the ideas whose page they are as large as."""

    timings: dict[Key, Timing] = field(default_factory=dict)
    floors: dict[Key, Timing] = field(default_factory=dict)
    bytes_of: dict[tuple[str, int, str], int] = field(default_factory=dict)
    queries: dict[tuple[str, int, str], int] = field(default_factory=dict)
    peaks: dict[tuple[str, int], float] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


@dataclass
class Stand:
    """A database with its server and somebody signed in there."""

    place: Place
    server: Server
    visitor: Visitor


class Bench:
    """All servers of one engine, and the client in a process of its own."""

    def __init__(self, settings: Settings, places: Sequence[Place], results: Results) -> None:
        self.settings = settings
        self.places = places
        self.results = results
        self.stands: list[Stand] = []

    @contextmanager
    def running(self) -> Iterator["Bench"]:
        """Starts everything, and stops it whatever happens."""
        servers: list[Server] = []
        context = multiprocessing.get_context("spawn")
        try:
            for place in self.places:
                servers.append(Server("run:app", place.environment, "/healthz"))
                self.stands.append(Stand(place, servers[-1], sign_in(servers[-1].port, FACILITATOR)))
            self.floor = Server("bench.floor:app", self.places[0].environment, "/ok")
            servers.append(self.floor)
            with ProcessPoolExecutor(1, mp_context=context) as self._client:
                yield self
        finally:
            for server in servers:
                server.stop()

    def drive(self, job: Job) -> Timing:
        """Runs a job of the client."""
        return self._client.submit(measure, job).result()

    def measure_pages(self) -> None:
        """Each page of the table."""
        for page in PAGES:
            if not self.settings.pages or page.name in self.settings.pages:
                self._measure_page(page)

    def note_peaks(self) -> None:
        """The most memory of a worker so far."""
        for stand in self.stands:
            self.results.peaks[stand.place.engine, stand.place.ideas] = stand.server.peak_megabytes()

    def _measure_page(self, page: Page) -> None:
        asked: dict[int, Sequence[bytes]] = {}
        floors: dict[int, bytes] = {}
        for stand in self.stands:
            requests = page.make(stand.place, stand.visitor)
            answers = ask(stand.visitor.port, *requests)
            if wrong := {answer.status for answer in answers} - {page.status}:
                self._complain(f"{page.label}: answered {wrong} with {stand.place.name}; left out")
                return
            asked[stand.place.ideas] = requests
            self._warm_up(stand.server.port, requests)
            size = round(statistics.mean(answer.size for answer in answers))
            self.results.bytes_of[stand.place.engine, stand.place.ideas, page.name] = size
            floors[stand.place.ideas] = self._floor_request(page, answers, size)
        for connections in CONNECTIONS:
            self._measure_in_turn(page, connections, asked, floors)
        self.note_peaks()

    def _floor_request(self, page: Page, answers: Sequence[Answer], size: int) -> bytes:
        rows = round(statistics.mean(map(count_rows, answers)))
        path = f"/page?rows={rows}&size={size}" if page.floor == "page" else f"/{page.floor}"
        cookie = self.stands[0].visitor.headers if page.floor == "signed-in" else {}
        return request("GET", path, cookie)

    def _measure_in_turn(
        self, page: Page, connections: int, asked: Mapping[int, Sequence[bytes]], floors: Mapping[int, bytes]
    ) -> None:
        """One measurement of each size and of the floor, then all again: ABAB, never AABB."""
        jobs: dict[Key, Job] = {}
        for stand in self.stands:
            place, requests = stand.place, asked[stand.place.ideas]
            seconds, port = self.settings.seconds, stand.server.port
            for manner in (KEPT, ANEW) if page.may_be_kept else (KEPT,):
                key = Key(place.engine, place.ideas, page.name, manner, connections)
                touch = place.url if manner == ANEW else None
                jobs[key] = Job(port, requests, connections, seconds, touch)
        smallest = self.stands[0].place
        floor = Key(smallest.engine, smallest.ideas, page.name, "floor", connections)
        jobs[floor] = Job(self.floor.port, [floors[smallest.ideas]], connections, self.settings.seconds)
        timings: dict[Key, list[Timing]] = {key: [] for key in jobs}
        self.drive(replace(jobs[floor], seconds=WARM_UP))
        for _repeat in range(self.settings.repeats):
            for key, job in jobs.items():
                if page.may_be_kept and key.manner == KEPT:
                    # What was made anew before has made all that was kept void.
                    self._warm_up(job.port, job.requests)
                timing = self.drive(job)
                expected = 200 if key == floor else page.status
                if timing.refusals(expected):
                    self._complain(f"{page.label}, {connections} connections: {timing.statuses}")
                timings[key].append(timing)
        measured = {key: middle(several) for key, several in timings.items()}
        self.results.floors[floor] = measured.pop(floor)
        self.results.timings |= measured
        for key, timing in measured.items():
            print_line(key, timing, self.results.floors[floor])

    def _warm_up(self, port: int, requests: Sequence[bytes]) -> None:
        """Every worker sees every address before it counts, most probably: mixed, on many connections."""
        mixed = list(requests) * max(WARM_UPS, FEWEST // len(requests))
        Random(len(mixed)).shuffle(mixed)
        self.drive(Job(port, mixed, CONNECTIONS[-1], renewed_after=5))

    def _complain(self, message: str) -> None:
        print(f"  ! {message}", flush=True)
        self.results.errors.append(message)


def middle(timings: Sequence[Timing]) -> Timing:
    """The median of each figure by itself."""
    statuses: dict[int, int] = {}
    for timing in timings:
        for status, count in timing.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
    return Timing(
        throughput=statistics.median(timing.throughput for timing in timings),
        p50=statistics.median(timing.p50 for timing in timings),
        p95=statistics.median(timing.p95 for timing in timings),
        size=round(statistics.median(timing.size for timing in timings)),
        count=sum(timing.count for timing in timings),
        statuses=statuses,
    )


def print_line(key: Key, timing: Timing, floor: Timing | None) -> None:
    """A line for whoever waits."""
    ratio = f"{timing.throughput / floor.throughput:6.2f} of the floor" if floor else ""
    print(
        f"  {key.engine:<11}{key.ideas:>7,} {key.page:<10}{key.manner:<5}{key.connections:>2} conn."
        f"{timing.throughput:>8.0f}/s  p50 {timing.p50:>7.1f} ms  p95 {timing.p95:>7.1f} ms {ratio}",
        flush=True,
    )
