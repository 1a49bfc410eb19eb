"""What is measured and for how long, from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
HELP = """\
make bench measures the whole product: about 15 minutes on 2 cores. It writes docs/benchmark.md and its picture.
A quick look while working on something, which writes nothing:  BENCH_QUICK=1 make bench

  BENCH_QUICK=1            1,000 ideas on SQLite, a quarter of a second a measurement, one repeat, no browser
  BENCH_SIZES=1000,10000   numbers of ideas
  BENCH_ENGINES=sqlite     engines: sqlite, postgresql
  BENCH_PAGES=board,list   only these pages
  BENCH_SECONDS=0.7        seconds a measurement
  BENCH_REPEATS=3          measurements of each page; the median counts
  BENCH_WRITES=1000        submissions, and as many moves, that must not be lost; 0 leaves them out
  BENCH_BROWSER=0          without Chromium
  BENCH_KEEP=folder        keeps the databases in a folder and takes them from there the next time
  BENCH_DOCUMENT=1         writes docs/benchmark.md whatever was measured; 0 never

LAB_TEST_POSTGRESQL_URL names a PostgreSQL that is there already, as for the tests; else one is started.
"""


@dataclass(frozen=True)
class Settings:
    """All choices of a run."""

    sizes: tuple[int, ...]
    engines: tuple[str, ...]
    pages: tuple[str, ...]
    seconds: float
    repeats: int
    writes: int
    has_browser: bool
    keep: Path | None
    writes_document: bool


def load_settings() -> Settings:
    """The settings of this run. Raises ValueError for what is no number."""
    environ = os.environ
    is_quick = environ.get("BENCH_QUICK", "") not in ("", "0")
    is_whole = not is_quick and not any(
        environ.get(f"BENCH_{name}") for name in ("SIZES", "ENGINES", "PAGES", "SECONDS", "REPEATS", "WRITES")
    )
    sizes = tuple(int(size) for size in _list("BENCH_SIZES", "1000" if is_quick else "1000,10000,50000"))
    keep = environ.get("BENCH_KEEP")
    return Settings(
        sizes=tuple(sorted(sizes)),
        engines=_list("BENCH_ENGINES", "sqlite" if is_quick else "sqlite,postgresql"),
        pages=_list("BENCH_PAGES", ""),
        seconds=float(environ.get("BENCH_SECONDS") or (0.25 if is_quick else 0.7)),
        repeats=int(environ.get("BENCH_REPEATS") or (1 if is_quick else 3)),
        writes=int(environ.get("BENCH_WRITES") or (100 if is_quick else 1000)),
        has_browser=environ.get("BENCH_BROWSER", "0" if is_quick else "1") != "0",
        keep=Path(keep).resolve() if keep else None,
        writes_document=environ.get("BENCH_DOCUMENT", "1" if is_whole else "0") != "0",
    )


def _list(name: str, default: str) -> tuple[str, ...]:
    return tuple(part for part in (os.environ.get(name) or default).split(",") if part)
