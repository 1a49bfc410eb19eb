"""The run in words and tables: what is printed at the end, and docs/benchmark.md."""

import importlib.metadata
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench.browser import Visits
from bench.databases import ENGINE_NAMES, Place
from bench.measure import ANEW, CONNECTIONS, KEPT, Key, Results
from bench.pages import PAGES
from bench.settings import ROOT, Settings
from bench.targets import growth, list_targets, ratio_to_floor
from bench.writes import Crowd

DOCUMENT = ROOT / "docs" / "benchmark.md"
BEGIN, END = "<!-- By hand from here: the bench keeps it. -->", "<!-- By hand until here. -->"
BY_HAND = re.compile(re.escape(BEGIN) + r".*?" + re.escape(END), re.DOTALL)
PACKAGES = ("Flask", "SQLAlchemy", "Jinja2", "gunicorn", "psycopg")
LABELS = {page.name: page.label for page in PAGES} | {"submit": "Submit", "move": "Move"}
SHOWN = {KEPT: "", ANEW: ", anew"}


@dataclass
class Run:
    """Everything of one run."""

    settings: Settings
    places: Sequence[Place]
    results: Results
    engines: Mapping[str, str] = field(default_factory=dict)
    crowd: Crowd | None = None
    visits: Sequence[Visits] | None = None
    seconds: float = 0


def write_document(run: Run) -> Path:
    """Writes the page anew, except for what stands there by hand."""
    before = DOCUMENT.read_text() if DOCUMENT.exists() else ""
    kept = BY_HAND.search(before)
    by_hand = kept.group() if kept else f"{BEGIN}\n\n{END}"
    DOCUMENT.write_text("\n".join(_document(run, by_hand)) + "\n")
    return DOCUMENT


def list_lines(run: Run) -> Iterator[str]:
    """What is printed at the end."""
    for engine in dict.fromkeys(place.engine for place in run.places):
        yield ""
        yield ENGINE_NAMES[engine]
        yield from _table(run, engine)
    yield ""
    yield from _targets(run)
    for error in run.results.errors:
        yield f"! {error}"


def _document(run: Run, by_hand: str) -> Iterator[str]:
    yield "# Benchmark"
    yield ""
    yield "`make bench` writes this page, all but the part by hand. Ratios of one run count, not milliseconds of another machine."
    yield ""
    yield from _machine(run)
    yield ""
    yield "## Targets"
    yield ""
    yield "Two figures are those at 1 and at 8 connections; both must do."
    yield ""
    yield from _targets(run)
    yield ""
    yield by_hand
    yield ""
    yield "## Growth"
    yield ""
    yield "![Time of each page by number of ideas, as a multiple of that with the fewest](pictures/benchmark.svg)"
    yield ""
    yield from _growth(run)
    yield ""
    yield "## Figures"
    yield ""
    yield from _explanation(run)
    for engine in dict.fromkeys(place.engine for place in run.places):
        yield ""
        yield f"### {ENGINE_NAMES[engine]}"
        yield ""
        yield from _table(run, engine)
    yield ""
    yield from _loads(run)
    if run.results.errors:
        yield ""
        yield "## Errors"
        yield ""
        yield from (f"- {error}" for error in run.results.errors)


def _machine(run: Run) -> Iterator[str]:
    memory = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    yield f"- **When**: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {run.seconds / 60:.0f} minutes in all"
    yield f"- **Machine**: {_processor()}, {psutil.cpu_count()} processors, {memory:.0f} GB of memory, {platform.system()} {platform.release()}"
    yield f"- **Versions**: Python {platform.python_version()}, {packages}, {', '.join(run.engines.values())}"
    yield "- **Server**: gunicorn with `gunicorn.conf.py`: 2 workers of 4 threads; the client runs on the same machine"
    yield f"- **Measured**: {run.settings.repeats} times {run.settings.seconds:g} s each, after a warm-up; medians"


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", path.read_text()) if path.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def _targets(run: Run) -> Iterator[str]:
    yield "| Target | Measured | |"
    yield "| --- | --- | --- |"
    words = {True: "met", False: "**missed**", None: "–"}
    for target in list_targets(run.results, run.crowd, run.visits):
        yield f"| {target.wanted} | {target.figure} | {words[target.is_met]} |"


def _explanation(run: Run) -> Iterator[str]:
    yield (
        "Of each page: answers in a second, the time within which half (p50) and 95 of 100 (p95) of the answers were there, "
        "and the throughput as a part of the floor's. The floor is a bare Flask view on the same gunicorn with the same "
        "settings, which sends as many bytes from a template with as many rows; for the refresh it is „ok“ with login "
        "checked by Flask-Login. Page and floor are measured in turn, all sizes too, so that whatever disturbs the "
        "machine hits all alike. Bytes are those of the answer without compression."
    )
    yield ""
    yield (
        "The product keeps pages while nothing in the database has changed. So pages are measured twice: as they are, and "
        "*anew*, when something is committed before every single request, which makes all that is kept void. Queries are "
        "those of a page made anew. Idea, search and similar ideas are asked for with 60 different addresses in turn."
    )
    for engine in dict.fromkeys(place.engine for place in run.places):
        plain = [
            f"{timing.throughput:,.0f}/s at {key.connections}"
            for key, timing in run.results.floors.items()
            if key.engine == engine and key.page == "ok"
        ]
        if plain:
            yield ""
            yield f"A bare „ok“, beside {ENGINE_NAMES[engine]}: {' and '.join(plain)} connections."


def _table(run: Run, engine: str) -> Iterator[str]:
    heads = "".join(f" at {number}: 1/s | p50 ms | p95 ms | of floor |" for number in CONNECTIONS)
    yield f"| Page | Ideas | Bytes | Queries |{heads}"
    yield "| --- | ---: | ---: | ---: |" + " ---: |" * 4 * len(CONNECTIONS)
    shown = dict.fromkeys((key.page, key.manner) for key in run.results.timings if key.engine == engine)
    for page, manner in shown:
        for ideas in run.settings.sizes:
            keys = [Key(engine, ideas, page, manner, connections) for connections in CONNECTIONS]
            if keys[0] in run.results.timings:
                yield _row(run, keys)


def _row(run: Run, keys: Sequence[Key]) -> str:
    key = keys[0]
    size = run.results.bytes_of.get((key.engine, key.ideas, key.page), 0)
    queries = run.results.queries.get((key.engine, key.ideas, key.page), "")
    cells = [f"{LABELS[key.page]}{SHOWN[key.manner]}", f"{key.ideas:,}", f"{size:,}", f"{queries}"]
    for one in keys:
        timing = run.results.timings[one]
        ratio = ratio_to_floor(run.results, one)
        cells += [f"{timing.throughput:,.0f}", f"{timing.p50:.1f}", f"{timing.p95:.1f}"]
        cells.append(f"{ratio:.2f}" if ratio else "")
    return "| " + " | ".join(cells) + " |"


def _growth(run: Run) -> Iterator[str]:
    engines = list(dict.fromkeys(place.engine for place in run.places))
    smallest, *larger = run.settings.sizes
    columns = [(engine, ideas, number) for engine in engines for ideas in larger for number in CONNECTIONS]
    if not columns:
        return
    yield f"Median time as a multiple of that at {smallest:,} ideas."
    yield ""
    heads = [f"{ENGINE_NAMES[engine]}, {ideas:,}, at {number}" for engine, ideas, number in columns]
    yield f"| Page | {' | '.join(heads)} |"
    yield "| --- |" + " ---: |" * len(columns)
    for page, manner in dict.fromkeys((key.page, key.manner) for key in run.results.timings):
        grown = [
            growth(run.results, Key(engine, ideas, page, manner, number), smallest)
            for engine, ideas, number in columns
        ]
        cells = [f"{value:.2f}" if value else "" for value in grown]
        yield f"| {LABELS[page]}{SHOWN[manner]} | {' | '.join(cells)} |"


def _loads(run: Run) -> Iterator[str]:
    yield "`seed-load`, search index included, two databases at a time:"
    yield ""
    for place in run.places:
        peak = run.results.peaks.get((place.engine, place.ideas))
        worker = f"; a worker's peak memory while measured {peak:.0f} MB" if peak else ""
        yield f"- {place.name}: {place.seconds:.0f} s{worker}"
