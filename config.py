"""Typed settings from the environment; production refuses to start on what is missing."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

ROOT = Path(__file__).parent
MEGABYTE = 1024 * 1024
# Connections of one process to PostgreSQL: one for each thread of gunicorn.conf.py, and a few in reserve.
CONNECTIONS_KEPT, CONNECTIONS_MORE = 4, 4

Environment = Literal["development", "production", "test"]
HtmxSource = Literal["cdn", "local"]


class ConfigurationError(RuntimeError):
    """An environment variable is missing or wrong; the message says which and how to mend it."""


@dataclass(frozen=True)
class Config:
    """All settings of one process."""

    environment: Environment
    secret_key: str
    database_url: str
    instance_path: Path
    htmx_source: HtmxSource
    demo: bool
    trusted_proxies: int
    log_level: str

    @property
    def is_production(self) -> bool:
        """Whether cookies are Secure, HSTS is sent, and demo data comes only with LAB_DEMO=1."""
        return self.environment == "production"

    def to_flask(self) -> dict[str, object]:
        """The keys that Flask and its extensions read."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": engine_options(self.database_url),
            # A 20 MB attachment and the form around it; more is answered 413.
            "MAX_CONTENT_LENGTH": 21 * MEGABYTE,
            "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
            "SESSION_COOKIE_NAME": "lab_session",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.is_production,
            "PERMANENT_SESSION_LIFETIME": 60 * 60 * 10,
            "WTF_CSRF_TIME_LIMIT": None,
            "BABEL_DEFAULT_LOCALE": "de",
            "BABEL_DEFAULT_TIMEZONE": "Europe/Berlin",
            "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "lab" / "translations"),
            "TESTING": self.environment == "test",
            "LAB": self,
        }


def engine_options(database_url: str) -> dict[str, object]:
    """Pool settings; PostgreSQL checks a connection before use, so that a restarted server is no error page.

    Values of statements stay out of error messages, and so out of the log.
    """
    # The connection used last is used first: what is kept for it (web.kept) then counts most often.
    options: dict[str, object] = {"hide_parameters": True, "pool_use_lifo": True}
    if not database_url.startswith("sqlite"):
        options |= {
            "pool_pre_ping": True,
            "pool_size": CONNECTIONS_KEPT,
            "max_overflow": CONNECTIONS_MORE,
            "pool_timeout": 10,
            "pool_recycle": 1800,
        }
    return options


def load_config(environ: Mapping[str, str] | None = None) -> Config:
    """Reads the settings. Raises ConfigurationError."""
    environ = os.environ if environ is None else environ
    environment = _one_of(environ, "LAB_ENV", "development", "production", "test")
    secret_key = environ.get("LAB_SECRET_KEY", "")
    if environment == "production" and len(secret_key) < 32:
        raise ConfigurationError(
            "LAB_SECRET_KEY must be set to at least 32 random characters in production, for example: "
            "python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
    instance_path = Path(environ.get("LAB_INSTANCE_PATH") or ROOT / "instance").resolve()
    instance_path.mkdir(parents=True, exist_ok=True)
    try:
        trusted_proxies = int(environ.get("LAB_TRUSTED_PROXIES", "0"))
    except ValueError as error:
        raise ConfigurationError("LAB_TRUSTED_PROXIES must be a whole number") from error
    return Config(
        environment=cast(Environment, environment),
        secret_key=secret_key or _development_key(instance_path),
        database_url=with_driver(environ.get("LAB_DATABASE_URL") or f"sqlite:///{instance_path}/lab.sqlite"),
        instance_path=instance_path,
        htmx_source=cast(HtmxSource, _one_of(environ, "LAB_HTMX", "cdn", "local")),
        demo=environ.get("LAB_DEMO") == "1",
        trusted_proxies=trusted_proxies,
        log_level=environ.get("LAB_LOG_LEVEL", "INFO").upper(),
    )


def _one_of(environ: Mapping[str, str], name: str, *allowed: str) -> str:
    """The value of a variable, by default the first allowed one. Raises ConfigurationError."""
    value = environ.get(name) or allowed[0]
    if value not in allowed:
        raise ConfigurationError(f"{name} must be one of: {', '.join(allowed)}")
    return value


def with_driver(url: str) -> str:
    """Names psycopg 3 where the URL names only PostgreSQL."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _development_key(instance_path: Path) -> str:
    """A key kept beside the development database, so that a restart signs nobody out."""
    path = instance_path / "secret_key"
    if not path.exists():
        path.write_text(secrets.token_hex(32))
        path.chmod(0o600)
    return path.read_text()
