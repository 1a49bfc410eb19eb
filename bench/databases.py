"""Databases of all sizes on both engines, filled by `seed-load`."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from bench.settings import ROOT, Settings
from tests.engines import HURRY, SERVER_VARIABLE, database_url, stop_server

SECRET_KEY = "of no use to anybody but the benchmark"  # noqa: S105 -- the data are made up


@dataclass(frozen=True)
class Place:
    """One database with its folder."""

    engine: str
    ideas: int
    url: str
    folder: Path
    seconds: float

    @property
    def environment(self) -> dict[str, str]:
        """How the product finds it, and what else it is told: a production server."""
        return {
            "LAB_ENV": "production",
            "LAB_DEMO": "0",
            "LAB_HTMX": "local",
            "LAB_SECRET_KEY": SECRET_KEY,
            "LAB_INSTANCE_PATH": str(self.folder),
            "LAB_DATABASE_URL": self.url,
        }

    @property
    def name(self) -> str:
        """For messages."""
        return f"{self.ideas:,} ideas on {ENGINE_NAMES[self.engine]}"


ENGINE_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def make_places(settings: Settings, folder: Path) -> list[Place]:
    """All databases, the largest ones first and two at a time."""
    wanted = [(engine, ideas) for ideas in reversed(settings.sizes) for engine in settings.engines]
    urls = {(engine, ideas): _url(engine, ideas, folder) for engine, ideas in wanted}
    with ThreadPoolExecutor(2) as pool:
        places = list(pool.map(lambda one: _fill(*one, urls[one], folder), wanted))
    if "postgresql" in settings.engines:
        _be_careful(urls)
    return sorted(places, key=lambda place: (settings.engines.index(place.engine), place.ideas))


def stop_databases(folder: Path) -> None:
    """Stops the PostgreSQL that was started here."""
    stop_server(folder)


def _url(engine: str, ideas: int, folder: Path) -> str:
    """Where the database is; an empty one unless it was kept."""
    name = f"bench_{ideas}"
    if not _done(engine, ideas, folder).exists():
        return database_url(engine, _folder(engine, ideas, folder) if engine == "sqlite" else folder, name)
    if engine == "sqlite":
        return f"sqlite:///{_folder(engine, ideas, folder)}/{name}.sqlite"
    beside = sa.make_url(database_url(engine, folder, "bench_none"))
    return beside.set(database=name).render_as_string(hide_password=False)


def _fill(engine: str, ideas: int, url: str, folder: Path) -> Place:
    done = _done(engine, ideas, folder)
    if done.exists():
        return Place(engine, ideas, url, done.parent, float(done.read_text()))
    place = Place(engine, ideas, url, done.parent, 0)
    started = time.monotonic()
    print(f"Loading {place.name} …", flush=True)
    for command in (("prepare",), ("seed-load", "--ideas", str(ideas))):
        # Made-up accounts have a public password; production takes them only when told.
        environment = os.environ | place.environment | {"LAB_DEMO": "1" if command[0] == "seed-load" else "0"}
        flask = [str(Path(sys.executable).with_name("flask")), "--app", "run", *command]
        result = subprocess.run(flask, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if result.returncode:
            raise SystemExit(f"{' '.join(command)} failed for {place.name}:\n{result.stdout}{result.stderr}")
    seconds = time.monotonic() - started
    done.write_text(f"{seconds:.0f}")
    return replace(place, seconds=seconds)


def _folder(engine: str, ideas: int, folder: Path) -> Path:
    own = folder / f"{engine}-{ideas}"
    own.mkdir(parents=True, exist_ok=True)
    return own


def _done(engine: str, ideas: int, folder: Path) -> Path:
    """Written when the database is complete; holds the seconds that it took."""
    return _folder(engine, ideas, folder) / "loaded"


def _be_careful(urls: Mapping[tuple[str, int], str]) -> None:
    """PostgreSQL keeps what it has confirmed, as in production: the tests' server is started in a hurry."""
    if os.environ.get(SERVER_VARIABLE):
        return
    url = next(url for (engine, _ideas), url in urls.items() if engine == "postgresql")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for setting in HURRY:
            connection.execute(sa.text(f"ALTER SYSTEM RESET {setting.split()[0]}"))
        connection.execute(sa.text("SELECT pg_reload_conf()"))
        connection.execute(sa.text("CHECKPOINT"))
    engine.dispose()
