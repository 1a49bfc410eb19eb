"""In English nothing German is left, on any page, for anybody."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import sqlalchemy as sa
from babel.messages.pofile import read_po

from lab.accounts.models import JobCentre, Role
from lab.adoption.models import AdoptionStatus
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, Idea, NoteKind
from lab.ideas.workflow import State
from lab.prototypes.models import Answer, Group, PointKind
from lab.rollout.models import ReviewStatus
from tests import factories as make
from tests.markup import parse
from tests.routes import example_path, list_routes
from tests.sweeps.world import make_attachment

# What pages say does not depend on the database.
pytestmark = pytest.mark.one_engine

CATALOGUE = Path(__file__).parents[2] / "lab" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
ENGLISH = {"Accept-Language": "en"}
ROLES = ("staff", "facilitator", "leadership", "admin", "guest")
SHORTEST_TELLTALE = 13
# Words that German cannot do without and English does not have: they betray text that nobody marked.
GERMAN_WORDS = re.compile(
    r"\b(?:und|oder|nicht|ist|sind|wird|werden|wurde|haben|eine|einen|einer|kein|keine|noch|mit|von|vom|zu|zum|"
    r"zur|auf|für|bei|der|das|dem|des|Sie|Ihre|Ihren|Ihr|Bitte|Idee|Ideen|Entwurf|Phase|seit|heute|Tage|Uhr)\b"
)
READ_ALOUD = ("alt", "aria-label", "aria-description", "placeholder", "title", "label", "content")
# The wordmark, the office that the accessibility statement names, and a title in the factories' history.
NAMES = ("KJC Hessen", "Durchsetzungs- und Überwachungsstelle", "die andere Idee")
# Written by people, so in no language that the page could choose; here it is English.
IDEA = {"title": "Reminders by message", "problem": "Many miss their slot.", "proposal": "Remind them."}
PROFILE = {"benefit": "Fewer gaps.", "systems": "Calendar", "accessibility": "Large print."}
VERSION = {
    "title": "Card",
    "hypothesis": "Reminders help.",
    "success_criterion": "4 out of 5",
    "changes": "Text",
}
REVIEW = {
    "benefit": "Fewer gaps.",
    "operating_cost": "200 euros",
    "owner": "Department",
    "support": "Desk",
    "systems": "Calendar",
    "guide": "Load, set, start.",
} | dict.fromkeys(
    ("data_protection_text", "information_security_text", "staff_council_text", "accessibility_text"), "Fine."
)


@pytest.fixture
def people(app):
    """One account of each role, reading English; the guest is invited to the ideas."""
    return {role: make.make_user(Role(role), make.MAIN_TAUNUS, language="en") for role in ROLES}


@pytest.fixture
def ids(people):
    """The ids that paths need, of ideas that have everything an idea can have."""
    staff, facilitator = people["staff"], people["facilitator"]
    theme = make.make_theme(
        title="Letters", guiding_question="How?", description="Letters.", coordinator="Coordination"
    )
    theme_over = make.make_theme(
        title="Waiting",
        guiding_question="How?",
        description="",
        coordinator="Coordination",
        starts_on=today() - timedelta(days=60),
        ends_on=today() - timedelta(days=30),
    )
    ideas = {state: _make_idea(state, people, theme_id=theme.id) for state in State if state != State.READY}
    tested = ideas[State.TEST]
    for kind in NoteKind:
        note = make.make_note(tested, kind, staff, body="Noted.")
    for first in (ideas[State.PROTOTYPE], tested):
        prototype = make.make_prototype(first, staff, **VERSION)
        make.make_prototype(first, staff, **VERSION | {"hypothesis": "", "success_criterion": ""})
    for group in Group:
        feedback = make.make_feedback(prototype, group, staff, likes="Clear.")
    for answer in (*Answer, None):
        for finding_kind in (PointKind.CRITICISM, PointKind.QUESTION, PointKind.IDEA):
            values = {"answer_text": "Done."} if answer else {}
            finding = make.make_finding(feedback, finding_kind, answer=answer, body="Small print.", **values)
    attachment = make_attachment(tested, staff)
    review = make.make_review(_make_idea(State.READY, people), opened_by=facilitator, **REVIEW)
    returned = {"reason": "Test more.", "conditions": "Five people."}
    make.make_review(tested, ReviewStatus.RETURNED, opened_by=facilitator, **REVIEW | returned)
    in_rollout = ideas[State.ROLLOUT]
    approved = make.make_review(in_rollout, ReviewStatus.APPROVED, **REVIEW | {"reason": "Well tested."})
    centres = db.session.scalars(sa.select(JobCentre.key).order_by(JobCentre.key)).all()
    for key, status in zip(centres, AdoptionStatus, strict=False):
        make.make_adoption(
            in_rollout, status, key, **({"reason": "Why."} if status.value[-2:] == "ed" else {})
        )
    every = {"account_id": staff.id, "note_id": note.id, "attachment_id": attachment.id, "key": make.FULDA}
    every |= {"slug": "privacy", "language": "en", "prototype_id": prototype.id, "finding_id": finding.id}
    return {
        "every": every | {"idea_id": tested.id, "theme_id": theme.id, "review_id": review.id},
        "some": [
            {"idea_id": ideas[State.PROTOTYPE].id, "theme_id": theme_over.id, "review_id": approved.id},
            *({"idea_id": idea.id} for idea in ideas.values()),
        ],
    }


def _make_idea(state: State, people, **values) -> Idea:
    """An idea of the team's, with English texts."""
    texts = IDEA | PROFILE
    if state not in (State.DRAFT, State.SUBMITTED):
        texts |= {"first_answer": "Thanks.", "responsible_id": people["facilitator"].id}
    if state == State.STOPPED:
        texts |= {"learning_tried": "Paper.", "learning_learned": "People call."}
    if state == State.MERGED:
        texts |= {"merged_into_id": _make_idea(State.IDEATE, people).id}
    return make.make_idea(
        state,
        people["staff"],
        team=[(people["guest"], today() + timedelta(days=30))],
        author_visibility=AuthorVisibility.TEAM,
        **texts | values,
    )


def path_of(rule: str, ids) -> str:
    """The fullest example; pages for people without an account keep no language, their address says it."""
    return example_path(rule, **ids["every"]) + ("?lang=en" if rule.startswith(("/f/", "/c/", "/k/")) else "")


def paths_of(app, ids, role: str) -> Iterator[str]:
    """Each page to the fullest example, and the page of an idea in every state."""
    rules = {rule for _endpoint, verb, rule in list_routes(app) if verb == "GET"}
    of_ideas = {
        "staff": ("/ideas/<int:idea_id>", "/ideas/<int:idea_id>/history"),
        "facilitator": ("/ideas/<int:idea_id>", "/ideas/<int:idea_id>/move"),
    }
    for rule in sorted(rules):
        yield path_of(rule, ids)
    for values in ids["some"]:
        for rule in of_ideas.get(role, ("/ideas/<int:idea_id>",)):
            yield example_path(rule, **values)
    for rule in ("/themes/<int:theme_id>", "/rollout/<int:review_id>"):
        yield example_path(rule, **ids["some"][0])


@cache
def telltales() -> tuple[str, ...]:
    """What stands between the placeholders of German texts, if it is long and stands in no English one."""
    with CATALOGUE.open("rb") as file:
        messages = [message for message in read_po(file, locale="en") if message.id]
    english = "\n".join(text for message in messages for text in _forms(message.string))
    german = {part for message in messages for text in _forms(message.id) for part in _literals(text)}
    return tuple(part for part in sorted(german) if len(part) >= SHORTEST_TELLTALE and part not in english)


def _forms(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _literals(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"%\(\w+\)s", text.replace("%%", "%"))]


def words_of(element: Element) -> Iterator[str]:
    """All text that somebody may read or hear, but not what says of itself that it is German."""
    if element.get("lang") == "de" or element.tag in ("script", "style"):
        yield element.tail or ""
        return
    for name, value in element.attrib.items():
        if name in READ_ALOUD or name.startswith("data-") or (name == "value" and element.tag == "button"):
            yield value
    yield element.text or ""
    for child in element:
        yield from words_of(child)
    yield element.tail or ""


def find_german(tree: Element, names: list[str]) -> list[str]:
    """German that is left in a page, some names aside."""
    text = " ".join(" ".join(word for part in tree for word in words_of(part)).split())
    for name in names:
        text = text.replace(name, "")
    found = [part for part in telltales() if part in text]
    return found + [text[max(0, at.start() - 30) : at.end() + 30] for at in GERMAN_WORDS.finditer(text)]


@pytest.fixture
def names(app) -> list[str]:
    """Names that stay German, long ones first."""
    columns = (JobCentre.authority, JobCentre.house_name, JobCentre.short_name)
    rows = db.session.execute(sa.select(*columns)).all()
    return sorted({name for row in rows for name in row} | {*NAMES}, key=len, reverse=True)


def assert_english(responses, names) -> None:
    """None of the pages contains German; says which do, and what."""
    faults = {}
    pages = 0
    for path, response in responses:
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303, 308):
            pages += 1
            tree = parse(response.text)
            found = find_german(tree, names)
            if tree.get("lang") != "en":
                found.append("the page does not say that it is English")
            if found:
                faults[path] = found
    assert pages, "there was no page to look at"
    assert not faults, "\n".join(f"{path}: {found}" for path, found in faults.items())


def test_the_telltales_are_german():
    assert len(telltales()) > 700
    assert "Jede Idee bekommt eine Antwort. Fällig am" in telltales()


def test_a_german_page_would_be_found_out(client_for, names):
    client = client_for(make.make_user())
    found = find_german(client.get_page("/ideas/new"), names)
    assert "Zwei Minuten genügen. Unfertig ist erlaubt. Sie bekommen in jedem Fall eine Antwort." in found


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_english(app, people, ids, names, client_for, role):
    client = client_for(people[role])
    assert_english(((path, client.get(path)) for path in paths_of(app, ids, role)), names)


@pytest.mark.parametrize("role", ["staff", "facilitator", "leadership", "admin"])
def test_what_a_form_says_to_empty_fields_is_english(app, people, ids, names, client_for, role):
    client = client_for(people[role])
    with_page = {rule for _endpoint, verb, rule in list_routes(app) if verb == "GET"}
    rules = [rule for _endpoint, verb, rule in list_routes(app) if verb == "POST" and rule in with_page]
    paths = [path_of(rule, ids) for rule in rules]
    assert_english(((path, client.post_form(path)) for path in paths), names)


def test_a_visitor_whose_browser_asks_for_english_reads_english(app, visitor, names):
    paths = (
        "/login",
        "/pages/imprint",
        "/pages/privacy",
        "/pages/accessibility",
        "/pages/report-barrier",
        "/x",
    )
    assert_english(((path, visitor.get(path, headers=ENGLISH)) for path in paths), names)


def test_what_the_sign_in_says_is_english(app, visitor, names):
    wrong = {"email": "nobody@lab.example", "password": "a wrong password"}
    response = visitor.post_form("/login", wrong, headers=ENGLISH)
    assert_english([("/login", response)], names)


def test_without_a_wish_the_pages_are_german(visitor, client_for):
    assert visitor.get_page("/login").get("lang") == "de"
    assert client_for(make.make_user()).get_page("/").get("lang") == "de"


def test_an_account_keeps_its_language_whatever_the_browser_asks_for(client_for):
    client = client_for(make.make_user())
    assert client.get_page("/", headers=ENGLISH).get("lang") == "de"
    client.post_form("/language", {"language": "en", "next": "/"})
    assert client.get_page("/", headers={"Accept-Language": "de"}).get("lang") == "en"
