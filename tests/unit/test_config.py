"""Settings come from the environment, and production refuses what is not safe."""

import stat

import pytest

from config import ConfigurationError, load_config

KEY = "k" * 32


def load(tmp_path, **environ):
    return load_config({"LAB_INSTANCE_PATH": str(tmp_path)} | environ)


def test_development_needs_nothing(tmp_path):
    config = load(tmp_path)
    assert config.environment == "development"
    assert config.database_url == f"sqlite:///{tmp_path}/lab.sqlite"
    assert config.htmx_source == "cdn"
    assert not config.demo


def test_the_development_key_stays_and_is_private(tmp_path):
    first, second = load(tmp_path), load(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize("key", [None, "", "short", "k" * 31])
def test_production_refuses_to_start_without_a_long_key(tmp_path, key):
    environ = {"LAB_ENV": "production"} | ({"LAB_SECRET_KEY": key} if key is not None else {})
    with pytest.raises(ConfigurationError, match="LAB_SECRET_KEY"):
        load(tmp_path, **environ)
    assert not (tmp_path / "secret_key").exists()


def test_production_is_safe(tmp_path):
    config = load(tmp_path, LAB_ENV="production", LAB_SECRET_KEY=KEY)
    flask = config.to_flask()
    assert config.is_production
    assert not config.demo
    assert flask["SESSION_COOKIE_SECURE"] is True
    assert flask["TESTING"] is False


def test_demo_data_in_production_only_when_told_to(tmp_path):
    assert load(tmp_path, LAB_ENV="production", LAB_SECRET_KEY=KEY, LAB_DEMO="1").demo


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LAB_ENV", "prod"),
        ("LAB_HTMX", "remote"),
        ("LAB_TRUSTED_PROXIES", "one"),
    ],
)
def test_a_wrong_value_is_named(tmp_path, name, value):
    with pytest.raises(ConfigurationError, match=name):
        load(tmp_path, **{name: value})


@pytest.mark.parametrize("prefix", ["postgresql://", "postgres://", "postgresql+psycopg://"])
def test_postgresql_is_reached_with_psycopg(tmp_path, prefix):
    url = load(tmp_path, LAB_DATABASE_URL=f"{prefix}lab@db/lab").database_url
    assert url == "postgresql+psycopg://lab@db/lab"


def test_cookies_are_closed_to_scripts_and_other_sites(tmp_path):
    flask = load(tmp_path).to_flask()
    assert flask["SESSION_COOKIE_HTTPONLY"] is True
    assert flask["SESSION_COOKIE_SAMESITE"] == "Lax"
