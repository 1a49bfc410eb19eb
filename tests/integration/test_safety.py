"""What protects every page: login, CSRF, headers, cookies, error pages, logs, health."""

import io
import json
import logging
import re
import time

import pytest
import sqlalchemy as sa

from lab import create_app
from lab.accounts.models import Role
from lab.extensions import db
from lab.web.access import is_public_endpoint, public
from tests.client import as_a_server, check_response, client_for
from tests.engines import database_url
from tests.factories import PASSWORD, make_user
from tests.helpers import frozen_at
from tests.markup import check_markup
from tests.routes import example_path, list_routes

# Whoever adds to this list opens a door to the world.
PUBLIC = {
    "health.healthz",
    "health.readyz",
    "accounts.login",
    "accounts.password_link",
    "accounts.set_language",
    "pages.show",
    "pages.report_barrier",
    "public_feedback.show",
    "public_feedback.send",
    "public_feedback.thanks",
    "public_feedback.picture",
    "sessions.public_changes",
    "public_kits.show",
    "public_kits.fetch_file",
    "public_kits.publiccode",
}
# Answers of people without an account: nobody's authority is used, so there is none to protect by a token.
WITHOUT_TOKEN = {"public_feedback.send"}
NOWHERE = {
    "sqlite": "sqlite:////nonexistent/directory/lab.sqlite",
    "postgresql": "postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2",
}


@pytest.fixture
def production(app, make_config):
    """The app as in production, on the same database."""
    return create_app(
        make_config(
            environment="production",
            database_url=app.config["SQLALCHEMY_DATABASE_URI"],
            secret_key="s" * 64,
        )
    )


@pytest.fixture
def homeless(app, engine, make_config):
    """The app without a database that answers; one page of it fails on its own."""
    stranded = create_app(make_config(database_url=NOWHERE[engine]))

    @stranded.get("/fails")
    @public
    def fails() -> str:
        raise RuntimeError("on purpose")

    return stranded


# --- default deny ---


def test_only_these_pages_are_public(app):
    assert {endpoint for endpoint in app.view_functions if is_public_endpoint(endpoint)} == PUBLIC


def test_everything_else_asks_a_visitor_to_sign_in(app, visitor):
    closed = [route for route in list_routes(app) if route[0] not in PUBLIC]
    assert closed
    for endpoint, method, rule in closed:
        path = example_path(rule)
        response = visitor.open(path, method=method)
        assert response.status_code == 303, f"{method} {endpoint}"
        location = response.headers["Location"]
        assert location == "/login" if method == "POST" else location.startswith("/login?next="), location


def test_an_unknown_address_says_so_to_visitors_too(visitor):
    assert visitor.get("/no/such/page").status_code == 404


# --- CSRF ---


def test_every_form_needs_a_token(app, personas):
    client = client_for(app, personas.facilitator)
    posts = [route for route in list_routes(app) if route[1] != "GET" and route[0] not in WITHOUT_TOKEN]
    assert posts
    for endpoint, method, rule in posts:
        response = client.open(example_path(rule), method=method, data={"title": "x"})
        assert response.status_code == 400, f"{method} {endpoint}"


def test_signing_in_needs_a_token_too(visitor, personas):
    fields = {"email": personas.author.email, "password": PASSWORD}
    assert visitor.post("/login", data=fields).status_code == 400


@pytest.mark.parametrize("token", ["", "x", "ImFiYyI.aaaa.bbbb", "\x00", "x" * 10_000])
def test_a_forged_token_is_refused(client_for, personas, token):
    client = client_for(personas.author)
    client.csrf_token()
    fields = {"csrf_token": token, "language": "en"}
    response = client.post("/language", data=fields)
    assert response.status_code == 400
    assert "laden Sie die Seite neu" in response.text


def test_the_token_of_another_session_is_refused(client_for, personas):
    foreign = client_for(personas.colleague).csrf_token()
    client = client_for(personas.author)
    client.csrf_token()
    response = client.post("/language", data={"csrf_token": foreign, "language": "en"})
    assert response.status_code == 400
    assert personas.author.language == "de"


def test_htmx_sends_the_token_as_a_header(client_for, personas):
    client = client_for(personas.author)
    response = client.post("/language", data={"language": "en"}, headers={"X-CSRFToken": client.csrf_token()})
    assert response.status_code == 303


# --- headers and cookies ---


def test_scripts_come_from_here_only(visitor):
    policy = visitor.get("/login").headers["Content-Security-Policy"]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == "'self'"
    assert parts["style-src"] == "'self'"
    assert parts["frame-ancestors"] == "'none'"
    assert parts["base-uri"] == "'none'"
    assert parts["form-action"] == "'self'"


def test_the_cdn_is_allowed_by_its_one_pinned_address(app, make_config):
    other = create_app(make_config(database_url=app.config["SQLALCHEMY_DATABASE_URI"], htmx_source="cdn"))
    response = as_a_server(other.test_client().get, "/login")
    policy = response.headers["Content-Security-Policy"]
    sources = re.search(r"script-src ([^;]*)", policy).group(1).split()
    assert len(sources) == 2
    assert re.fullmatch(r"https://[^ ]+/htmx\.org@4\.0\.1/[^ ]+\.js", sources[1])
    assert f'src="{sources[1]}" integrity="sha384-' in response.text
    assert "data-htmx-local=" in response.text


def test_development_and_tests_send_no_hsts(visitor):
    assert "Strict-Transport-Security" not in visitor.get("/login").headers


def test_production_insists_on_https(production):
    response = as_a_server(production.test_client().get, "/login", base_url="https://localhost")
    check_response(response)
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookies = response.headers.getlist("Set-Cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


def test_cookies_are_closed_to_scripts_and_other_sites(visitor):
    cookies = visitor.get("/login").headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["lab_session"]
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie


def test_a_session_that_goes_on_is_signed_anew_once_a_minute(client_for, personas, monkeypatch):
    client = client_for(personas.author)
    client.get_page("/ideas")
    began = time.time()
    monkeypatch.setattr(time, "time", lambda: began + 40)
    assert client.get("/ideas").headers.getlist("Set-Cookie") == []
    hours = 3600
    for later in (9 * hours, 18 * hours):
        monkeypatch.setattr(time, "time", lambda moment=began + later: moment)
        answer = client.get("/ideas")
        assert answer.status_code == 200
        assert [cookie.partition("=")[0] for cookie in answer.headers.getlist("Set-Cookie")] == [
            "lab_session"
        ]
    monkeypatch.setattr(time, "time", lambda: began + 28.1 * hours)
    assert client.get("/ideas").headers["Location"].startswith("/login")


def test_front_end_files_are_kept_for_ever(app):
    client = app.test_client()
    page = as_a_server(client.get, "/login").text
    for address in set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)):
        response = as_a_server(client.get, address)
        assert response.status_code == 200, address
        assert "immutable" in response.headers["Cache-Control"], address
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        response.close()


@pytest.mark.parametrize("path", ["/static/", "/static/manifest.json/..%2f..%2f..%2fconfig.py", "/static/x"])
def test_nothing_else_lies_under_static(visitor, path):
    assert visitor.get(path).status_code == 404


# --- error pages ---


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("status", "method", "path"),
    [
        (400, "post", "/language"),
        (404, "get", "/no/such/page"),
        (404, "get", "/ideas/999999999"),
        (404, "get", f"/ideas/{10**30}"),
        (404, "get", "/\x00"),
        (405, "get", "/logout"),
    ],
)
def test_errors_have_a_page_in_the_language_of_the_account(app, status, method, path, language):
    client = client_for(app, make_user(language=language))
    response = getattr(client, method)(path)
    assert response.status_code == status
    assert f'<html lang="{language}"' in response.text
    assert "data-error-message" in response.text


def test_a_body_too_large_is_refused(client_for, personas):
    client = client_for(personas.author)
    data = {"csrf_token": client.csrf_token(), "language": "en", "file": (io.BytesIO(b"x" * 25_000_000), "x")}
    response = client.post("/language", data=data)
    assert response.status_code == 413
    assert "data-error-message" in response.text


def test_too_many_fields_are_refused(client_for, personas):
    client = client_for(personas.author)
    data = {f"field{number}": "x" for number in range(1_100)} | {"csrf_token": client.csrf_token()}
    response = client.post("/language", data=data, content_type="multipart/form-data")
    assert response.status_code == 413


def test_a_page_that_fails_says_so_and_names_the_request(homeless):
    response = as_a_server(homeless.test_client().get, "/fails", headers={"Accept-Language": "de"})
    check_response(response)
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.text
    assert "on purpose" not in response.text


def signed_in_without_database(app):
    client = app.test_client()
    with client.session_transaction() as stored:
        stored["_user_id"] = "1.token"
    return client


@pytest.mark.parametrize("path", ["/fails", "/account", "/"])
def test_without_a_database_there_is_still_a_page(homeless, path):
    response = as_a_server(signed_in_without_database(homeless).get, path)
    check_response(response)
    assert response.status_code in (500, 503)
    assert "<h1>" in response.text


def test_without_a_database_visitors_get_a_page_too(homeless):
    client = homeless.test_client()
    assert as_a_server(client.get, "/login").status_code == 200
    response = as_a_server(client.get, "/no/such/page")
    assert response.status_code == 404
    check_markup(response.text)


# --- health ---


def test_health_asks_nothing_and_readiness_asks_the_database(homeless):
    client = homeless.test_client()
    assert as_a_server(client.get, "/healthz").status_code == 200
    response = as_a_server(client.get, "/readyz")
    assert response.status_code == 503
    assert "nobody" not in response.text


def test_a_database_without_its_tables_is_not_ready(app, make_config, run_directory, engine, worker):
    empty = create_app(make_config(database_url=database_url(engine, run_directory, f"lab_empty_{worker}")))
    response = as_a_server(empty.test_client().get, "/readyz")
    assert (response.status_code, response.text) == (503, "database is not migrated\n")
    with empty.app_context():
        db.engine.dispose()


def test_a_database_at_an_older_migration_is_not_ready(app, visitor):
    with db.engine.begin() as connection:
        head = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    try:
        assert visitor.get("/readyz").status_code == 503
    finally:
        with db.engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = :head"), {"head": head})
    assert visitor.get("/readyz").status_code == 200


# --- logs and request ids ---


@pytest.fixture
def log(app):
    """What the app logs, as it would stand in the log file."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(app.logger.handlers[0].formatter)
    app.logger.addHandler(handler)
    yield written
    app.logger.removeHandler(handler)


def test_logs_hold_no_personal_data(app, log, visitor, personas):
    elsewhere = {"environ_base": {"REMOTE_ADDR": "198.51.100.77"}}
    wrong = {"email": personas.author.email, "password": "geheimnisvoll"}
    visitor.post_form("/login", wrong, **elsewhere)
    client = client_for(app, personas.author)
    client.get("/ideas?q=Erika+Mustermann")
    client.get("/account", headers={"Cookie-Test": "x", "User-Agent": "Brausebrowser/1.0"})
    client.get("/no/such/Erika.Mustermann@example")
    text = log.getvalue()
    assert len(text.splitlines()) >= 4
    for secret in (
        personas.author.email,
        personas.author.name,
        "geheimnisvoll",
        "Mustermann",
        "198.51.100.77",
        "Brausebrowser",
        personas.author.session_token,
    ):
        assert secret not in text


def test_a_failing_statement_is_told_without_its_values(app):
    first, second = make_user(), make_user()
    with pytest.raises(sa.exc.IntegrityError) as caught:
        db.session.execute(
            sa.text("UPDATE account SET email = :email WHERE id = :id"),
            {"email": first.email, "id": second.id},
        )
    db.session.rollback()
    assert "[SQL parameters hidden" in str(caught.value)


def test_each_line_of_the_log_is_json_with_the_request_id(log, visitor):
    with frozen_at("2026-03-02"):
        response = visitor.get("/login", headers={"X-Request-ID": "abc-12345678"})
    entry = json.loads(log.getvalue().splitlines()[-1])
    assert response.headers["X-Request-ID"] == "abc-12345678"
    assert entry["request_id"] == "abc-12345678"
    assert (entry["method"], entry["endpoint"], entry["status"]) == ("GET", "accounts.login", 200)


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "a b c d e f", "<script>alert(1)</script>", "äöüäöüäöü"]
)
def test_an_odd_request_id_is_replaced(visitor, given):
    found = visitor.get("/login", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert found != given
    assert re.fullmatch(r"[0-9a-f]{16}", found)


# --- roles ---


def test_an_account_without_a_jobcentre_is_admin_or_guest(app):
    for role in Role:
        if role in (Role.ADMIN, Role.GUEST):
            assert make_user(role).job_centre_key is None
        else:
            with pytest.raises(sa.exc.IntegrityError):
                make_user(role, None)
            db.session.rollback()
