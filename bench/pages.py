"""What is asked: one table of pages, each with the requests that it is measured by."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

import sqlalchemy as sa

from bench.client import Answer, ask, request
from bench.databases import Place
from lab.cli.load_people import DOMAIN, PASSWORD
from lab.cli.load_words import FIRST, PROBLEMS, SECOND, TITLES, Language

TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')
ETAG = re.compile(rb"(?im)^etag: (.+?)\r?$")
COOKIE = re.compile(rb"(?im)^set-cookie: ([^;\r\n]+)")
ROW = re.compile(rb"<li\b|<tr\b")
FACILITATOR = f"facilitator@{DOMAIN}"
# So many different addresses a page, so that it is not the same row each time.
ADDRESSES = 60


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in: what their browser sends along."""

    port: int
    cookie: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """Of a request for a page."""
        return {"Cookie": self.cookie, "Accept-Language": "de"}

    def get(self, path: str, **headers: str) -> bytes:
        """A request for a page."""
        return request("GET", path, self.headers | {k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, path: str, fields: dict[str, str]) -> bytes:
        """A form that is sent."""
        body = urlencode({"csrf_token": self.token, **fields}).encode()
        return request("POST", path, self.headers, body)


@dataclass(frozen=True)
class Page:
    """A page of the table. `make` gives its requests; an answer with another status than `status` is an error.

    `may_be_kept`: the product keeps it while nothing has changed, so it is measured anew as well: then something
    is committed before each request. `floor` is what it is compared with.
    """

    name: str
    label: str
    make: Callable[[Place, Visitor], Sequence[bytes]]
    status: int = 200
    may_be_kept: bool = False
    floor: str = "page"


def sign_in(port: int, email: str) -> Visitor:
    """A fresh session, with a token for its forms."""
    first = ask(port, request("GET", "/login", {}))[0]
    fields = {"csrf_token": _find(TOKEN, first.body), "email": email, "password": PASSWORD}
    cookie = {"Cookie": _find(COOKIE, first.headers)}
    second = ask(port, request("POST", "/login", cookie, urlencode(fields).encode()))[0]
    if second.status != 303:
        raise SystemExit(f"sign-in answered {second.status}")
    signed_in = _find(COOKIE, second.headers)
    form = ask(port, request("GET", "/ideas/new", {"Cookie": signed_in}))[0]
    # The first page of a session may give it the key of its forms.
    given = COOKIE.search(form.headers)
    return Visitor(port, given.group(1).decode() if given else signed_in, _find(TOKEN, form.body))


def count_rows(answer: Answer) -> int:
    """Entries of lists and tables on a page."""
    return len(ROW.findall(answer.body))


def _find(pattern: re.Pattern[bytes], text: bytes) -> str:
    found = pattern.search(text)
    if found is None:
        raise SystemExit(f"{pattern.pattern!r} is not in the answer:\n{text[:600]!r}")
    return found.group(1).decode()


def _just(path: str) -> Callable[[Place, Visitor], Sequence[bytes]]:
    return lambda _place, visitor: [visitor.get(path)]


def _board_unchanged(_place: Place, visitor: Visitor) -> Sequence[bytes]:
    first = ask(visitor.port, visitor.get("/board", HX_Request="true"))[0]
    return [visitor.get("/board", HX_Request="true", If_None_Match=_find(ETAG, first.headers))]


def _ideas(place: Place, visitor: Visitor) -> Sequence[bytes]:
    # Those that are merged lead elsewhere.
    statement = "SELECT id FROM idea WHERE state != 'merged' ORDER BY id"
    ids = _read(place, statement)
    step = max(1, len(ids) // ADDRESSES)
    return [visitor.get(f"/ideas/{number}") for (number,) in ids[step // 2 :: step][:ADDRESSES]]


def _searches(_place: Place, visitor: Visitor) -> Sequence[bytes]:
    return [visitor.get("/ideas?" + urlencode({"q": text})) for text in list_queries()]


def _similar(_place: Place, visitor: Visitor) -> Sequence[bytes]:
    language = Language(Random(12))
    paths = []
    for _number in range(ADDRESSES):
        topic = language.noun()
        typed = {
            "title": language.sentence(TITLES, topic),
            "problem": language.paragraph(PROBLEMS, topic, 1, 2),
        }
        paths.append("/ideas/similar?" + urlencode(typed))
    return [visitor.get(path, HX_Request="true") for path in paths]


def _feedback(place: Place, visitor: Visitor) -> Sequence[bytes]:
    tokens = _read(
        place,
        "SELECT token FROM test_round JOIN prototype ON prototype.id = prototype_id JOIN idea ON idea.id = idea_id"
        " WHERE is_open AND token IS NOT NULL AND state = 'test' ORDER BY test_round.id",
    )
    return [request("GET", f"/f/{token}", {"Accept-Language": "de"}) for (token,) in tokens[:ADDRESSES]]


def list_queries() -> list[str]:
    """What people type: compounds, their parts, several words, a beginning, a phrase, and words with a slip."""
    language = Language(Random(11))
    chance = language.chance
    queries = []
    for number in range(ADDRESSES):
        word = language.noun().word
        first, (second, _gender) = chance.choice(FIRST), chance.choice(SECOND)
        queries.append(
            (
                word,
                f"{first} {second}",
                second,
                word[: len(word) * 2 // 3],
                f"{word} Eingangszone",
                word[:4] + word[5:],
                f'"{chance.choice(("in Leichter Sprache", "ohne Anmeldung", "im Erstgespräch"))}"',
                f"{second} -{first}",
            )[number % 8]
        )
    return queries


def _read(place: Place, statement: str) -> Sequence[sa.Row[tuple[object, ...]]]:
    engine = sa.create_engine(place.url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return connection.execute(sa.text(statement)).all()


PAGES = (
    Page("board", "Board", _just("/board"), may_be_kept=True),
    Page("unchanged", "Board's refresh, unchanged", _board_unchanged, status=304, floor="signed-in"),
    Page("list", "List", _just("/ideas"), may_be_kept=True),
    Page("search", "Search", _searches, may_be_kept=True),
    Page("idea", "Idea", _ideas, may_be_kept=True),
    Page("similar", "Similar ideas", _similar),
    Page("matrix", "Matrix", _just("/rollout/matrix"), may_be_kept=True),
    Page("feedback", "Public feedback page", _feedback),
)
