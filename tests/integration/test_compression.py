"""What goes over the line: compressed for browsers that can read it, and never anything but the same page."""

import gzip

import brotli
import pytest
from flask.testing import FlaskClient

from tests.client import as_a_server, client_for
from tests.factories import make_idea, make_many_ideas
from tests.files import PDF
from tests.integration.test_attachments import stored, upload

pytestmark = pytest.mark.one_engine

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
HTMX = {"HX-Request": "true"}
READERS = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


class Line:
    """Tells what came over the line. The client of the other tests reads pages, and would have to unpack them."""

    def __init__(self, app, user):
        self._client = FlaskClient(app, app.response_class, use_cookies=True)
        cookie = client_for(app, user).get_cookie("lab_session")
        self._client.set_cookie(cookie.key, cookie.value)

    def ask(self, path, headers=(), method="GET", **more):
        return as_a_server(
            self._client.open, path, method=method, headers=dict(headers), buffered=True, **more
        )


@pytest.fixture
def line(app, personas):
    """Somebody in front of a board that is worth the while."""
    make_many_ideas(20, personas.author)
    line = Line(app, personas.colleague)
    # The first page of a session gives it the key of its forms; from then on the board stays the same.
    line.ask("/board")
    return line


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, *", "gzip"),
        ("identity, br;q=0.5", None),
        ("br;q=0, gzip;q=0", None),
        ("deflate", None),
        (";;q=x,,", None),
        ("", None),
    ],
)
def test_the_board_comes_as_the_browser_likes_it(line, accepted, coding):
    plain = line.ask("/board")
    response = line.ask("/board", {"Accept-Encoding": accepted})
    assert response.content_encoding == coding
    assert READERS[coding](response.data) == plain.data
    assert response.content_length == len(response.data)
    if coding:
        assert len(response.data) < len(plain.data) / 4
    assert {"accept-encoding", "cookie", "hx-request"} <= set(response.vary.as_set())
    assert response.get_etag() == plain.get_etag()


@pytest.mark.parametrize(("path", "status"), [("/ideas", 200), ("/ideas.csv", 200), ("/nowhere", 404)])
def test_pages_tables_and_errors_are_compressed_too(line, path, status):
    plain, response = line.ask(path), line.ask(path, BROWSER)
    assert response.status_code == status
    assert response.content_encoding == "br"
    assert len(brotli.decompress(response.data)) == pytest.approx(len(plain.data), abs=100)
    assert response.headers["Content-Type"] == plain.headers["Content-Type"]


def test_the_board_asked_again_is_304_whatever_came_over_the_line(line):
    for headers in ({}, BROWSER):
        tag = line.ask("/board", HTMX | headers).headers["ETag"]
        for again in ({}, BROWSER):
            response = line.ask("/board", HTMX | again | {"If-None-Match": tag})
            assert (response.status_code, response.data) == (304, b"")
            assert response.headers["ETag"] == tag
            assert response.content_encoding is None
            assert "accept-encoding" in response.vary.as_set()


def test_head_tells_what_get_would_bring(line):
    response = line.ask("/board", BROWSER, method="HEAD")
    assert response.data == b""
    assert response.content_encoding == "br"
    assert response.content_length == line.ask("/board", BROWSER).content_length


def test_what_another_site_makes_the_browser_ask_is_not_compressed(line):
    for site, coding in (
        ("cross-site", None),
        ("same-site", None),
        ("same-origin", "br"),
        ("none", "br"),
    ):
        response = line.ask("/ideas?q=termin", BROWSER | {"Sec-Fetch-Site": site})
        assert response.status_code == 200
        assert response.content_encoding == coding, site


def test_files_and_short_answers_are_left_as_they_are(line, client_for, personas):
    author = client_for(personas.author)
    upload(author, make_idea(author=personas.author), (PDF.ljust(5000, b" ") + b"%%EOF\n", "Skizze.pdf"))
    response = line.ask(f"/attachments/{stored()[0].id}", BROWSER)
    assert response.status_code == 200
    assert response.content_encoding is None
    assert response.content_length == len(response.data) == stored()[0].size
    assert line.ask("/healthz", BROWSER).content_encoding is None
