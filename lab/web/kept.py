"""Pages kept in memory while nothing in the database has changed: asked for again, they cost one small query.

What is kept is valid for exactly the data it was made from (`core.database.Watch`), for the day, and for
whoever asked: any commit by any process makes it void. So nothing here must be shared or emptied by hand.
"""

import json
import secrets
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from cachetools import LRUCache
from flask import Flask, Response, current_app, g, request, session
from flask_babel import get_locale
from werkzeug.datastructures import Headers

from lab.core.clock import today
from lab.core.database import Watch
from lab.extensions import db
from lab.web.htmx import is_htmx

View = TypeVar("View", bound=Callable[..., Any])
MEGABYTE = 1024 * 1024
MOST_BYTES = 24 * MEGABYTE
# Stands in a kept page where each answer has a key of its own (see web.once).
ONCE_MARK = f"once-{secrets.token_hex(16)}"
# Headers of one answer alone.
OWN_HEADERS = ("X-Request-ID", "Set-Cookie", "Content-Length")


@dataclass(frozen=True)
class _Entry:
    """What was made, and from which data."""

    stamp: str
    texts: tuple[str, ...]
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def size(self) -> int:
        return sum(map(len, self.texts))


class _Store:
    """The entries of one process, the least used ones dropped."""

    def __init__(self) -> None:
        self.watch = Watch()
        self._entries: LRUCache[Hashable, _Entry] = LRUCache(MOST_BYTES, getsizeof=lambda entry: entry.size)
        self._lock = threading.Lock()

    def find(self, key: Hashable, stamp: str) -> _Entry | None:
        with self._lock:
            entry = self._entries.get(key)
        return entry if entry is not None and entry.stamp == stamp else None

    def put(self, key: Hashable, entry: _Entry) -> None:
        if entry.size <= MEGABYTE:
            with self._lock:
                self._entries[key] = entry

    def forget(self) -> None:
        """Drops everything, for measuring what a first look costs."""
        with self._lock:
            self._entries.clear()


def kept(view: View) -> View:
    """Marks a page that shows data and changes none, so that it may be kept for each session."""
    view.is_kept = True  # type: ignore[attr-defined]
    return view


def keep(name: Hashable, build: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """Parts of a page, built anew only when the data have changed; `name` says all else that they depend on."""
    store: _Store = current_app.extensions["kept"]
    stamp = _stamp()
    key = ("part", today(), str(get_locale()), name)
    entry = store.find(key, stamp)
    if entry is None:
        entry = _Entry(stamp, build())
        store.put(key, entry)
    return entry.texts


def init_kept(app: Flask) -> None:
    """Answers with the kept page before anything else is asked; comes before the gate, which a kept page has passed."""
    store = app.extensions["kept"] = _Store()

    @app.before_request
    def answer_with_kept() -> Response | None:
        view = current_app.view_functions.get(request.endpoint or "")
        is_asked = request.method == "GET" and "_user_id" in session and "_flashes" not in session
        if not is_asked or not getattr(view, "is_kept", False):
            return None
        entry = store.find(_asked_by(), _stamp())
        answer = _answer(entry) if entry else None
        g.may_be_kept = answer is None
        return answer

    @app.after_request
    def keep_page(response: Response) -> Response:
        if not g.pop("may_be_kept", False) or response.is_streamed:
            return response
        body = response.get_data(as_text=True)
        if response.status_code in (200, 304) and "_flashes" not in session:
            own = {name.lower() for name in OWN_HEADERS}
            headers = tuple((name, value) for name, value in response.headers if name.lower() not in own)
            # By the session as it is now: the first page of a session gives it the key of its forms.
            # That nothing has changed is worth keeping, too: then the tag alone is known, and no page.
            texts = (body,) if response.status_code == 200 else ()
            store.put(_asked_by(), _Entry(_stamp(), texts, headers))
        if ONCE_MARK in body:
            response.set_data(_fill(body))
        return response


def once_key() -> str:
    """A key for a form that is done once; in a page that may be kept its place, filled in each answer."""
    return ONCE_MARK if g.get("may_be_kept") else secrets.token_urlsafe(16)


def _stamp() -> str:
    """The stamp of the data as this request found them first: what it reads later is as new or newer."""
    if "data_stamp" not in g:
        store: _Store = current_app.extensions["kept"]
        g.data_stamp = store.watch.stamp(db.engine)
    return str(g.data_stamp)


def _asked_by() -> tuple[Hashable, ...]:
    """All that a page may depend on besides the data."""
    names = ("HX-Request", "HX-Request-Type", "HX-Target", "HX-Current-URL")
    who = json.dumps(dict(session), sort_keys=True, default=str)
    return ("page", today(), request.full_path, who, *(request.headers.get(name) for name in names))


def _answer(entry: _Entry) -> Response | None:
    """The kept page, or that the reader has it already; None where only its tag is known, and it is another."""
    headers = Headers(entry.headers)
    etag = headers.get("ETag")
    if etag and is_htmx() and request.if_none_match.contains_weak(etag.removeprefix("W/").strip('"')):
        headers.remove("Content-Type")
        return current_app.response_class(status=304, headers=headers)
    return current_app.response_class(_fill(entry.texts[0]), headers=headers) if entry.texts else None


def _fill(body: str) -> str:
    """Each form its own key."""
    first, *rest = body.split(ONCE_MARK)
    return first + "".join(secrets.token_urlsafe(16) + part for part in rest)
