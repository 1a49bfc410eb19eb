"""`make bench`: starts the production server on a fresh SQLite database and prints a table of its main pages."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.client import Timing, measure, sign_in
from bench.data import EMAIL, PASSWORD, fill

IDEAS = int(os.environ.get("BENCH_IDEAS", "1000"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
REPEATS = 3
# Pages with the rows of their lists, for the floor of the same size.
PAGES = (("start", "/", 10), ("board", "/board", 350), ("list", "/ideas", 25), ("idea", "/ideas/2", 5))


def main() -> None:
    """Measures each page at 1 and 8 connections; the median of three rounds counts."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LAB_INSTANCE_PATH": folder, "LAB_HTMX": "local", "LAB_DEMO": "0", "LAB_ENV": "test"}
        os.environ.pop("LAB_DATABASE_URL", None)
        prepare()
        port, floor_port = free_port(), free_port()
        servers = [serve("run:app", port), serve("bench.floor:app", floor_port)]
        try:
            wait_for(port, "/healthz")
            wait_for(floor_port, "/ok")
            report(port, floor_port)
        finally:
            for server in servers:
                server.terminate()
            for server in servers:
                server.wait()


def prepare() -> None:
    """Migrates and fills the database."""
    import flask_migrate

    from lab import create_app

    app = create_app()
    with app.app_context(), app.test_request_context():
        flask_migrate.upgrade()
        fill(IDEAS)


def report(port: int, floor_port: int) -> None:
    """Prints a row per page and number of connections."""
    cookie = {"Cookie": sign_in(port, EMAIL, PASSWORD)}
    print(f"{IDEAS} ideas, SQLite, Python {sys.version.split()[0]}, gunicorn with 2 workers")
    print(
        f"{'page':<8}{'conn.':>6}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'bytes':>9}{'floor req/s':>13}{'ratio':>8}"
    )
    for name, path, rows in PAGES:
        for connections in (1, 8):
            size = measure(port, path, cookie, 1, 0.3).size
            ours, floors = [], []
            for _repeat in range(REPEATS):
                ours.append(measure(port, path, cookie, connections, SECONDS))
                floors.append(measure(floor_port, f"/page?rows={rows}&size={size}", {}, connections, SECONDS))
            print_row(name, connections, middle(ours), middle(floors))
    print_row(
        "ok", 1, middle([measure(floor_port, "/ok", {}, 1, SECONDS) for _repeat in range(REPEATS)]), None
    )


def print_row(name: str, connections: int, ours: Timing, floor: Timing | None) -> None:
    """One line of the table."""
    floors = f"{floor.throughput:>13.0f}{ours.throughput / floor.throughput:>8.2f}" if floor else ""
    print(
        f"{name:<8}{connections:>6}{ours.throughput:>9.0f}{ours.p50:>9.1f}{ours.p95:>9.1f}{ours.size:>9}{floors}",
        flush=True,
    )


def middle(timings: list[Timing]) -> Timing:
    """The round with the median throughput."""
    wanted = statistics.median_low(timing.throughput for timing in timings)
    return next(timing for timing in timings if timing.throughput == wanted)


def serve(application: str, port: int) -> subprocess.Popen[bytes]:
    """Gunicorn with the product's own settings."""
    environment = os.environ | {"PORT": str(port), "HOST": "127.0.0.1", "LAB_LOG_LEVEL": "WARNING"}
    gunicorn = Path(sys.executable).with_name("gunicorn")
    return subprocess.Popen([gunicorn, application], env=environment, stderr=subprocess.DEVNULL)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, path: str) -> None:
    """Waits until the server answers, at most 20 seconds."""
    import http.client

    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", path)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"no server on port {port}")


if __name__ == "__main__":
    main()
