"""A browser without JavaScript: signs in, fills the forms that stand on pages, and checks every answer."""

import secrets
from collections.abc import Callable, Mapping
from contextvars import Context
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import sqlalchemy as sa
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from lab.accounts.models import User
from lab.core import clock
from lab.extensions import db
from lab.web.sessions import COOKIELESS
from tests.markup import check_markup, is_page, parse, text_of

Data = Mapping[str, Any]
PAGES_WITHOUT_SESSION = (500, 503)


def as_a_server(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Calls without the test's app context, as a server does, but with the test's clock."""
    context = Context()
    context.run(clock._frozen.set, clock._frozen.get())
    return context.run(function, *args, **kwargs)


class Client(FlaskClient):
    """Every answer is checked; see `check_response`."""

    user: User | None = None

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Sends the request outside the test's transaction and checks the answer."""
        # A thread of a test has no session of its own; what it leaves uncommitted cannot be told apart.
        in_test = has_app_context()
        if in_test:
            pending = [*db.session.new, *db.session.dirty, *db.session.deleted]
            assert not pending, f"the test itself has not committed {pending}"
            # Ends the test's own transaction: a reader's snapshot would hide what the request writes.
            db.session.rollback()
        kwargs.setdefault("buffered", True)
        response = as_a_server(super().open, *args, **kwargs)
        # Large uploads lie in a temporary file, which the test client leaves open.
        response.request.environ["wsgi.input"].close()
        check_response(response)
        left_over = self.application.extensions["uncommitted"]
        assert not (in_test and left_over), f"the view left uncommitted work behind: {left_over}"
        return response

    def get_page(self, url: str, status: int = 200, **kwargs: Any) -> Element:
        """The parsed page; asserts its status."""
        response = self.get(url, **kwargs)
        assert response.status_code == status, describe(response)
        return parse(response.text)

    def csrf_token(self) -> str:
        """A valid token of this client's session."""
        with self.session_transaction() as stored:
            raw = stored.setdefault("csrf_token", secrets.token_hex())
        return str(URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(raw))

    def post_form(self, path: str, data: Data | None = None, **kwargs: Any) -> TestResponse:
        """Posts the data with a valid token and nothing else, whether or not a page offers the form."""
        return self.post(path, data={"csrf_token": self.csrf_token(), **_plain(data or {})}, **kwargs)

    def submit(
        self, page: str, data: Data | None = None, *, action: str | None = None, **kwargs: Any
    ) -> TestResponse:
        """Opens `page`, fills in its form and sends it as a browser would, with hidden fields and defaults.

        `action` picks the form by where it posts to; without it the form that posts to the page itself is
        meant, or the only one in <main>. A value of None empties the field's place in the form. Data that
        the form has no field for is an error of the test, or of the page.
        """
        tree = self.get_page(page)
        form = find_form(tree, page, action)
        fields = form_values(form)
        named = {element.get("name") for element in form.iter()}
        unknown = [name for name in data or {} if name not in named]
        assert not unknown, f"the form has no field {unknown}; it has {sorted(filter(None, named))}"
        for name, value in (data or {}).items():
            fields.pop(name, None)
            if value is not None:
                fields[name] = value
        target = urljoin(page, form.get("action") or page)
        return self.post(target, data=_plain(fields), **kwargs)


def client_for(app: Flask, user: User | None) -> Client:
    """A client signed in as the user, a visitor's without one."""
    client = Client(app, app.response_class, use_cookies=True)
    client.user = user
    if user is not None:
        identity = user.get_id()
        with client.session_transaction() as stored:
            stored["_user_id"], stored["_fresh"] = identity, True
            stored.permanent = True
    return client


def find_form(tree: Element, page: str, action: str | None = None) -> Element:
    """The POST form meant by `Client.submit`."""
    main = tree.find(".//main")
    main = main if main is not None else tree
    forms = [form for form in tree.iter("form") if form.get("method", "get").lower() == "post"]
    wanted = urlsplit(urljoin(page, action or page)).path
    found = [form for form in forms if urlsplit(urljoin(page, form.get("action") or page)).path == wanted]
    if not found and action is None:
        found = [form for form in forms if form in list(main.iter("form"))]
    assert found, f"{page} has no form for {wanted}; it has {[form.get('action') for form in forms]}"
    assert action is not None or len(found) == 1, (
        f"{page} has several forms, name the action: {[form.get('action') for form in found]}"
    )
    return found[0]


def form_values(form: Element) -> dict[str, Any]:
    """What a browser would send without anything typed; buttons left out."""
    values: dict[str, Any] = {}
    for field in form.iter():
        name = field.get("name")
        if not name or "disabled" in field.attrib:
            continue
        if field.tag == "textarea":
            values[name] = "".join(field.itertext())
        elif field.tag == "select":
            options = list(field.iter("option"))
            chosen = [option for option in options if "selected" in option.attrib]
            if not chosen and "multiple" not in field.attrib:
                chosen = options[:1]
            sent = [option.get("value", text_of(option)) for option in chosen]
            if sent:
                values[name] = sent if "multiple" in field.attrib else sent[0]
        elif field.tag == "input":
            kind = field.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in field.attrib:
                    values.setdefault(name, [])
                    values[name].append(field.get("value", "on"))
            elif kind not in ("submit", "button", "image", "reset", "file"):
                values[name] = field.get("value", "")
    return values


def check_response(response: TestResponse) -> None:
    """What holds for every answer of the application."""
    headers = response.headers
    where = f"{response.request.method} {response.request.path} → {response.status_code}"
    policy = headers.get("Content-Security-Policy", "")
    assert policy, f"{where}: no content security policy"
    assert "unsafe-" not in policy, f"{where}: {policy}"
    assert "default-src 'none'" in policy, f"{where}: {policy}"
    assert headers.get("X-Content-Type-Options") == "nosniff", f"{where}: sniffing allowed"
    assert headers.get("Referrer-Policy"), f"{where}: no referrer policy"
    assert headers.get("Permissions-Policy"), f"{where}: no permissions policy"
    assert headers.get("X-Request-ID"), f"{where}: no request id"
    assert "no-store" in headers.get("Cache-Control", "") or "private" in headers.get("Cache-Control", ""), (
        f"{where}: somebody in between might keep it"
    )
    if response.status_code == 303:
        location = urlsplit(headers["Location"])
        assert not location.netloc, f"{where}: leads away to {headers['Location']}"
    if response.mimetype != "text/html" or response.status_code in (204, 301, 302, 303, 304):
        return
    if response.request.path.startswith(COOKIELESS):
        assert "Set-Cookie" not in headers, f"{where}: a cookie where there is none"
    elif response.status_code not in PAGES_WITHOUT_SESSION:
        assert "Cookie" in headers.get("Vary", ""), f"{where}: does not vary by cookie"
    if response.status_code == 200 and not response.request.path.startswith("/f/"):
        # The form of the public is never asked for in parts.
        assert "HX-Request" in headers.get("Vary", ""), f"{where}: does not vary by HX-Request"
    html = response.text
    if response.request.headers.get("HX-Request") != "true":
        assert is_page(html), f"{where}: a fragment for a browser that asked for a page"
    try:
        check_markup(html)
    except AssertionError as error:
        raise AssertionError(f"{where}: {error}") from None


def describe(response: TestResponse) -> str:
    """Status and what the page says went wrong, for the message of a failing test."""
    if response.mimetype != "text/html":
        return f"{response.status} {response.text[:500]}"
    tree = parse(response.text)
    said = [text_of(element) for element in tree.iter() if "error" in element.get("class", "")]
    return f"{response.status} at {response.request.path}: {text_of(tree.find('.//h1'))}. {' | '.join(said)}"


def watch_uncommitted_work(app: Flask) -> None:
    """Makes the app note what a request leaves uncommitted."""
    app.extensions["uncommitted"] = found = []

    def flushed(current: Any, _context: object) -> None:
        current.info.setdefault("flushed", []).extend((*current.new, *current.dirty, *current.deleted))

    def settled(current: Any) -> None:
        current.info.pop("flushed", None)

    sa.event.listen(db.session, "after_flush", flushed)
    sa.event.listen(db.session, "after_commit", settled)
    sa.event.listen(db.session, "after_rollback", settled)

    @app.teardown_appcontext
    def note_uncommitted(error: BaseException | None) -> None:
        found.clear()
        if not db.session.registry.has() or error is not None:
            return
        current = db.session()
        found[:] = [repr(row) for row in (*current.new, *current.dirty, *current.deleted)]
        found.extend(repr(row) for row in current.info.get("flushed", ()))


def _plain(data: Data) -> dict[str, Any]:
    """Enums as their codes, so that tests can write what the service takes."""

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return [plain(entry) for entry in value]
        return getattr(value, "value", value) if not hasattr(value, "read") else value

    return {name: plain(value) for name, value in data.items()}
