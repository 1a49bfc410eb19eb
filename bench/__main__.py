"""`make bench`: the production server on both engines and at three sizes, beside bare Flask. See `--help`."""

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import sqlalchemy as sa

from bench.browser import visit_pages
from bench.client import Job, request
from bench.databases import Place, make_places, stop_databases
from bench.measure import CONNECTIONS, Bench, Key, Results, middle
from bench.picture import write_picture
from bench.queries import count_queries
from bench.report import Run, list_lines, write_document
from bench.settings import HELP, load_settings
from bench.writes import crowd, measure_writes
from tests.engines import EngineMissing


def main() -> None:
    """Loads, measures, prints and writes."""
    if len(sys.argv) > 1:
        print(HELP)
        return
    settings = load_settings()
    with ExitStack() as stack:
        folder = settings.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lab-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        stack.callback(stop_databases, folder)
        started = time.monotonic()
        try:
            run = Run(settings, make_places(settings, folder), Results())
        except EngineMissing as error:
            raise SystemExit(f"{error}\nBENCH_ENGINES=sqlite make bench measures without it.") from error
        run.engines = {place.engine: _version(place) for place in run.places}
        for engine in settings.engines:
            _measure_engine(run, [place for place in run.places if place.engine == engine])
        run.seconds = time.monotonic() - started
    print("\n".join(list_lines(run)))
    print(f"\n{run.seconds / 60:.1f} minutes.")
    if settings.writes_document:
        write_picture(run.results, settings.engines, settings.sizes)
        print(f"Written: {write_document(run)}")


def _measure_engine(run: Run, places: list[Place]) -> None:
    """All sizes of one engine; what changes the data comes last."""
    with Bench(run.settings, places, run.results).running() as bench:
        for stand in bench.stands:
            for page, number in count_queries(stand.place, stand.visitor).items():
                run.results.queries[stand.place.engine, stand.place.ideas, page] = number
        _measure_plain(bench)
        bench.measure_pages()
        largest = bench.stands[-1]
        if run.settings.has_browser and run.visits is None:
            run.visits = visit_pages(largest)
        measure_writes(bench)
        if run.settings.writes and largest.place.engine == "sqlite":
            run.crowd = crowd(bench, largest, run.settings.writes)
        bench.note_peaks()


def _measure_plain(bench: Bench) -> None:
    """The least a Flask view can do."""
    place = bench.places[0]
    for connections in CONNECTIONS:
        job = Job(bench.floor.port, [request("GET", "/ok", {})], connections, bench.settings.seconds)
        timings = [bench.drive(job) for _repeat in range(bench.settings.repeats)]
        bench.results.floors[Key(place.engine, place.ideas, "ok", "floor", connections)] = middle(timings)


def _version(place: Place) -> str:
    """The engine's name and version."""
    engine = sa.create_engine(place.url, poolclass=sa.NullPool)
    is_sqlite = place.engine == "sqlite"
    with engine.connect() as connection:
        asked = "SELECT sqlite_version()" if is_sqlite else "SHOW server_version"
        version = str(connection.execute(sa.text(asked)).scalar_one())
    return f"{'SQLite' if is_sqlite else 'PostgreSQL'} {version.split()[0]}"


if __name__ == "__main__":
    main()
