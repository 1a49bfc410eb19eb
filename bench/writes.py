"""Submitting and moving: how fast, and whether anything is lost when many do it at the same moment."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

import sqlalchemy as sa

from bench.client import Job, Timing, request
from bench.databases import Place
from bench.measure import CONNECTIONS, KEPT, Bench, Key, Stand, middle, print_line
from lab.cli.load_words import PROBLEMS, PROPOSALS, TITLES, Language

FORWARD = {"empathise": "define", "define": "ideate", "ideate": "prototype", "prototype": "test"}
BACK = {target: source for source, target in FORWARD.items()}
REASON = "Das Gespräch hat gezeigt, wie es weitergeht."
# So many submissions, and moves, a measurement at each number of connections.
A_MEASUREMENT = {1: 40, 8: 160}
DONE = 303


@dataclass(frozen=True)
class Move:
    """One idea's step."""

    idea: int
    source: str
    target: str


@dataclass(frozen=True)
class Crowd:
    """What became of many submissions and moves at the same moment."""

    place: Place
    submissions: int
    moves: int
    timing: Timing
    lost: tuple[str, ...]


class Writer:
    """Makes the forms that are sent to one server."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self._language = Language(Random(13))
        # Names this run's ideas: a database that is kept has those of earlier ones.
        self.mark = f"#{secrets.token_hex(3)}-"
        self._sent = 0
        with _connected(stand.place) as connection:
            rows = connection.execute(sa.text("SELECT id, state FROM idea WHERE NOT is_hidden ORDER BY id"))
            self._states = {number: state for number, state in rows if state in FORWARD}
        self._moved: dict[int, str] = {}

    def submissions(self, count: int) -> tuple[list[str], list[bytes]]:
        """New ideas: their titles, which name each only once, and the requests."""
        titles, requests = [], []
        for _number in range(count):
            self._sent += 1
            topic = self._language.noun()
            titles.append(f"{self._language.sentence(TITLES, topic)[:100]} {self.mark}{self._sent}")
            fields = {
                "title": titles[-1],
                "problem": self._language.paragraph(PROBLEMS, topic, 2, 4),
                "proposal": self._language.paragraph(PROPOSALS, topic, 1, 3),
                "audience": "both",
                "author_visibility": "named",
                "no_personal_data": "y",
                "action": "submit",
                "once": f"{self.mark}{self._sent}",
            }
            requests.append(self.stand.visitor.post("/ideas/new", fields))
        return titles, requests

    def moves(self, count: int) -> tuple[list[Move], list[bytes]]:
        """Steps of as many different ideas: forward, or back for those that went forward before."""
        chosen = Random(len(self._moved)).sample(sorted(self._states), min(count, len(self._states)))
        moves = []
        for idea in chosen:
            source = self._moved.pop(idea, None)
            if source is None:
                source, target = self._states[idea], FORWARD[self._states[idea]]
                self._moved[idea] = target
            else:
                target = BACK[source]
            moves.append(Move(idea, source, target))
        requests = [
            self.stand.visitor.post(
                f"/ideas/{move.idea}/move",
                {"from_stage": move.source, "to_stage": move.target, "reason": REASON},
            )
            for move in moves
        ]
        return moves, requests


def measure_writes(bench: Bench) -> None:
    """Submitting and moving at each size, beside a bare answer of the same size."""
    wanted = bench.settings.pages
    writers = [Writer(stand) for stand in bench.stands]
    for name in ("submit", "move"):
        if wanted and name not in wanted:
            continue
        for connections in CONNECTIONS:
            _measure(bench, writers, name, connections)
    bench.note_peaks()


def _measure(bench: Bench, writers: Sequence[Writer], name: str, connections: int) -> None:
    timings: dict[Key, list[Timing]] = {}
    floors: list[Timing] = []
    for _repeat in range(bench.settings.repeats):
        for writer in writers:
            place = writer.stand.place
            make = writer.submissions if name == "submit" else writer.moves
            _what, requests = make(A_MEASUREMENT[connections])
            timing = bench.drive(Job(writer.stand.server.port, requests, connections))
            if timing.refusals(DONE):
                bench.results.errors.append(f"{name} with {place.name}: {timing.statuses}")
            key = Key(place.engine, place.ideas, name, KEPT, connections)
            timings.setdefault(key, []).append(timing)
        path = f"/page?rows=0&size={timing.size}"
        seconds = bench.settings.seconds / 2
        floors.append(bench.drive(Job(bench.floor.port, [request("GET", path, {})], connections, seconds)))
    floor = middle(floors)
    for key, several in timings.items():
        bench.results.timings[key] = middle(several)
        bench.results.bytes_of[key.engine, key.ideas, name] = several[0].size
        print_line(key, bench.results.timings[key], floor)
    first = next(iter(timings))
    bench.results.floors[Key(first.engine, first.ideas, name, "floor", connections)] = floor


def crowd(bench: Bench, stand: Stand, count: int) -> Crowd:
    """`count` submissions and as many moves, mixed, at 8 connections; then everything is looked for in the database."""
    writer = Writer(stand)
    titles, submissions = writer.submissions(count)
    moves, moving = writer.moves(count)
    with _connected(stand.place) as connection:
        before = connection.execute(sa.text("SELECT count(*) FROM idea")).scalar_one()
        events = connection.execute(sa.text("SELECT max(id) FROM event")).scalar_one()
    requests = [*submissions, *moving]
    Random(17).shuffle(requests)
    timing = bench.drive(Job(stand.server.port, requests, 8))
    lost = (
        [f"{timing.refusals(DONE)} answers were not 303: {timing.statuses}"] if timing.refusals(DONE) else []
    )
    lost += _list_lost(writer, titles, moves, before, events)
    return Crowd(stand.place, len(titles), len(moves), timing, tuple(lost))


def _list_lost(
    writer: Writer, titles: Sequence[str], moves: Sequence[Move], before: int, events: int
) -> Iterator[str]:
    """What should be there and is not, or twice: ideas, their states, and the history of each."""
    with _connected(writer.stand.place) as connection:

        def rows(statement: str, **values: Any) -> Sequence[sa.Row[Any]]:
            return connection.execute(sa.text(statement), values).all()

        [(after,)] = rows("SELECT count(*) FROM idea")
        if after - before != len(titles):
            yield f"{len(titles)} ideas were submitted, {after - before} are there"
        new = dict(rows("SELECT title, id FROM idea WHERE title LIKE :mark", mark=f"%{writer.mark}%"))
        told: dict[tuple[str, str, str | None], int] = {}
        history = "SELECT subject_id, kind, to_state, count(*) FROM event WHERE id > :seen GROUP BY 1, 2, 3"
        for subject, kind, state, number in rows(history, seen=events):
            told[subject, kind, state] = number
        for title in titles:
            number = str(new.get(title))
            counts = (
                told.get((number, "idea_created", None)),
                told.get((number, "idea_submitted", "submitted")),
            )
            if counts != (1, 1):
                yield f"„{title}“ ({number}): its history has {counts} events of creating and submitting"
        states = dict(rows("SELECT id, state FROM idea"))
        for move in moves:
            kind = "idea_moved" if FORWARD.get(move.source) == move.target else "idea_moved_back"
            number = told.get((str(move.idea), kind, move.target))
            if states[move.idea] != move.target or number != 1:
                yield f"Idea {move.idea} should stand at {move.target}: {states[move.idea]}, {number} events"
        [(missing,)] = rows("SELECT count(*) FROM idea WHERE id NOT IN (SELECT idea_id FROM search_document)")
        if missing:
            yield f"{missing} ideas are not in the search index"


@contextmanager
def _connected(place: Place) -> Iterator[sa.Connection]:
    engine = sa.create_engine(place.url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection
