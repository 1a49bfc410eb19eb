"""A small HTTP client that costs the server little: one thread for all connections, requests made beforehand.

It runs in a process of its own. What it must know of HTTP is little too: the server keeps connections open and
says how long each answer is.
"""

import math
import selectors
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle

HEADERS_END = b"\r\n\r\n"
WITHOUT_BODY = (204, 304)
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """One answer: status, what of its headers counts, and the body, which is kept only when asked for."""

    status: int
    size: int
    seconds: float
    headers: bytes
    body: bytes


@dataclass(frozen=True)
class Timing:
    """Throughput in requests per second, times in milliseconds, bytes of a body, and answers by status."""

    throughput: float
    p50: float
    p95: float
    size: int
    count: int
    statuses: dict[int, int]

    def refusals(self, *expected: int) -> int:
        """Answers with another status than those."""
        return sum(count for status, count in self.statuses.items() if status not in expected)


@dataclass
class Job:
    """What to ask of a port: the requests in turn, for some seconds, or each of them once."""

    port: int
    requests: Sequence[bytes]
    connections: int
    seconds: float | None = None
    # The URL of a database in which something is committed before each request, so that nothing kept is right.
    touch: str | None = None
    # Answers on one connection: which worker takes it is luck, which must not last for a whole measurement.
    renewed_after: int = 40


@dataclass
class _Connection:
    port: int
    line: socket.socket | None = None
    request: bytes = b""
    received: bytearray = field(default_factory=bytearray)
    started: float = 0.0
    is_again: bool = False
    answers: int = 0

    def send(self, request: bytes, is_again: bool = False) -> socket.socket:
        if self.line is None:
            self.line = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request, self.is_again = request, is_again
        self.received.clear()
        self.started = time.perf_counter() if not is_again else self.started
        self.line.sendall(request)
        return self.line

    def close(self) -> None:
        if self.line is not None:
            self.line.close()
            self.line = None


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """A request as it goes over the line."""
    given = {"Host": "127.0.0.1", **headers}
    if body or method == "POST":
        given |= {"Content-Length": str(len(body)), "Content-Type": "application/x-www-form-urlencoded"}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
    return "\r\n".join(lines).encode() + HEADERS_END + body


def ask(port: int, *requests: bytes) -> list[Answer]:
    """The answers to some requests, one after the other on one connection."""
    answers: list[Answer] = []
    _drive(Job(port, requests, 1), answers.append, keeps_body=True)
    return answers


def measure(job: Job) -> Timing:
    """Asks and counts."""
    times: list[float] = []
    statuses: dict[int, int] = {}
    sizes: list[int] = []

    def note(answer: Answer) -> None:
        times.append(answer.seconds)
        statuses[answer.status] = statuses.get(answer.status, 0) + 1
        sizes.append(answer.size)

    elapsed = _drive(job, note, before=_toucher(job.touch) if job.touch else None)
    times.sort()
    return Timing(
        throughput=len(times) / elapsed,
        p50=_at(times, 0.5) * 1000,
        p95=_at(times, 0.95) * 1000,
        size=round(sum(sizes) / max(1, len(sizes))),
        count=len(times),
        statuses=statuses,
    )


def _at(times: Sequence[float], share: float) -> float:
    """The time that so large a share of the answers did not exceed."""
    return times[max(0, math.ceil(len(times) * share) - 1)] if times else math.nan


def _drive(
    job: Job,
    note: Callable[[Answer], None],
    keeps_body: bool = False,
    before: Callable[[], None] | None = None,
) -> float:
    """Keeps every connection busy until time or requests are over; the seconds that it took."""
    waiting = _take_turns(job)
    started = time.perf_counter()
    with selectors.DefaultSelector() as selector:

        def next_request(connection: _Connection) -> None:
            following = next(waiting, None)
            if following is None:
                connection.close()
                return
            if before is not None:
                before()
            selector.register(connection.send(following), selectors.EVENT_READ, connection)

        for _number in range(job.connections):
            next_request(_Connection(job.port))
        while selector.get_map():
            ready = selector.select(PATIENCE)
            if not ready:
                raise TimeoutError(f"no answer within {PATIENCE:.0f} seconds")
            for key, _events in ready:
                connection: _Connection = key.data
                answer = _receive(connection, keeps_body)
                if answer is None and connection.line is not None:
                    continue
                selector.unregister(key.fileobj)
                if answer is None:
                    # The server had just closed an idle connection, as a worker does that is replaced.
                    line = connection.send(connection.request, is_again=True)
                    selector.register(line, selectors.EVENT_READ, connection)
                    continue
                note(answer)
                connection.answers += 1
                closes = b"\r\nconnection: close" in answer.headers.lower()
                if closes or connection.answers % job.renewed_after == 0:
                    connection.close()
                next_request(connection)
    return time.perf_counter() - started


def _take_turns(job: Job) -> Iterator[bytes]:
    if job.seconds is None:
        yield from job.requests
        return
    until = time.perf_counter() + job.seconds
    for one in cycle(job.requests):
        if time.perf_counter() >= until:
            return
        yield one


def _receive(connection: _Connection, keeps_body: bool) -> Answer | None:
    """The whole answer, None while there is more to come or, with the line closed, when none came."""
    try:
        part = connection.line.recv(1 << 18) if connection.line else b""
    except ConnectionResetError:
        part = b""
    received = connection.received
    if not part:
        if received or connection.is_again:
            raise ConnectionError("the server broke off an answer")
        connection.close()
        return None
    received += part
    end = received.find(HEADERS_END)
    if end < 0:
        return None
    headers = bytes(received[:end]).lower()
    status = int(headers[9:12])
    length = _length(headers, status)
    if len(received) < end + 4 + length:
        return None
    seconds = time.perf_counter() - connection.started
    body = bytes(received[end + 4 :]) if keeps_body else b""
    return Answer(status, length, seconds, bytes(received[:end]), body)


def _length(headers: bytes, status: int) -> int:
    if status in WITHOUT_BODY:
        return 0
    _before, found, rest = headers.partition(b"\r\ncontent-length:")
    if not found:
        raise ValueError("an answer without its length")
    return int(rest.partition(b"\r\n")[0])


def _toucher(url: str) -> Callable[[], None]:
    """A function that commits something nobody shows."""
    import sqlalchemy as sa

    connection = sa.create_engine(url).connect()
    if connection.dialect.name == "postgresql":
        # The server is measured here, not how fast the disk is for the one who disturbs it.
        connection.execute(sa.text("SET synchronous_commit = off"))
    add = (
        "INSERT INTO sent_form (key, account_id, location, sent_at)"
        " SELECT 'bench', min(id), '/', min(created_at) FROM account"
    )
    connection.execute(sa.text("DELETE FROM sent_form WHERE key = 'bench'"))
    connection.execute(sa.text(add))
    connection.commit()
    change = sa.text("UPDATE sent_form SET location = :location WHERE key = 'bench'")
    numbers = count()

    def touch() -> None:
        # SQLite commits nothing where nothing differs.
        connection.execute(change, {"location": f"/{next(numbers)}"})
        connection.commit()

    return touch
