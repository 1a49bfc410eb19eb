"""The two-minute form: drafting, submitting, sending twice, and whatever people may type into it."""

import pytest
import sqlalchemy as sa

from lab.audit.queries import timeline
from lab.extensions import db
from lab.ideas.models import Audience, AuthorVisibility, Idea
from lab.ideas.workflow import State
from tests.client import form_values, parse, text_of
from tests.factories import FULDA, make_idea
from tests.helpers import error_beside, frozen_at, typed_in

IDEA = {
    "title": "Termine absagen ohne Anruf",
    "problem": "Wer einen Termin absagen will, hängt lange in der Warteschleife.",
    "proposal": "Ein Link in der Einladung genügt.",
    "audience": "both",
    "author_visibility": "named",
    "no_personal_data": "y",
}
TEXTS = ("title", "problem", "proposal")
# A mark that turns text around is spelled out: nobody could see it here.
TURNED_AROUND, RIGHT_TO_LEFT, ZERO_WIDTH = "\u202e", "\u200f", "\u200b"


def only_idea():
    return db.session.scalars(sa.select(Idea)).one()


def count_ideas():
    return db.session.scalar(sa.select(sa.func.count()).select_from(Idea))


def submit(client, action="submit", **changes):
    return client.submit("/ideas/new", IDEA | changes | {"action": action})


def test_a_submitted_idea_stands_in_the_inbox_with_a_deadline(client_for, personas):
    with frozen_at("2026-03-02"):
        response = submit(client_for(personas.author))
    idea = only_idea()
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert (idea.title, idea.problem, idea.proposal) == tuple(IDEA[name] for name in TEXTS)
    assert (idea.state, idea.audience) == (State.SUBMITTED, Audience.BOTH)
    assert idea.author_visibility == AuthorVisibility.NAMED
    assert (idea.author_id, idea.job_centre_key) == (personas.author.id, FULDA)
    assert idea.submitted_at is not None
    # Ten working days after Monday the 2nd.
    assert idea.answer_due_on.isoformat() == "2026-03-16"
    assert [event.kind for event in timeline("idea", idea.id)] == ["idea_submitted", "idea_created"]


def test_holidays_move_the_deadline(client_for, personas):
    with frozen_at("2026-03-30"):
        submit(client_for(personas.author))
    # Good Friday and Easter Monday are no working days.
    assert only_idea().answer_due_on.isoformat() == "2026-04-15"


def test_after_submitting_the_page_says_until_when_an_answer_comes(client_for, personas):
    client = client_for(personas.author)
    with frozen_at("2026-03-02"):
        location = submit(client).location
        page = text_of(client.get_page(location))
    assert "Spätestens am 16.03.2026 bekommen Sie eine Antwort" in page


def test_the_form_asks_for_no_personal_data_before_anything_is_typed(client_for, personas):
    page = client_for(personas.author).get_page("/ideas/new")
    assert "Keine personenbezogenen Daten" in text_of(page)
    form = next(form for form in page.iter("form") if any(f.get("name") == "problem" for f in form.iter()))
    assert "no_personal_data" not in form_values(form)


@pytest.mark.parametrize("who", ["author", "facilitator", "leadership"])
def test_everybody_in_a_jobcentre_may_submit(client_for, personas, who):
    assert submit(client_for(getattr(personas, who))).status_code == 303


@pytest.mark.parametrize("who", ["admin", "guest"])
def test_administration_and_guests_submit_nothing(client_for, personas, who):
    client = client_for(getattr(personas, who))
    page = client.get_page("/ideas/new", status=403)
    assert "Ideen reichen die Beschäftigten" in text_of(page)
    assert client.post_form("/ideas/new", IDEA).status_code == 403
    assert count_ideas() == 0


def test_a_visitor_signs_in_first(visitor):
    response = visitor.get("/ideas/new")
    assert (response.status_code, response.location) == (303, "/login?next=/ideas/new")
    assert visitor.post_form("/ideas/new", IDEA).status_code == 303
    assert count_ideas() == 0


def test_a_form_sent_without_pressing_a_button_is_submitted(client_for, personas):
    assert client_for(personas.author).submit("/ideas/new", IDEA).status_code == 303
    assert only_idea().state == State.SUBMITTED


def test_a_draft_needs_only_its_title(client_for, personas):
    nothing = dict.fromkeys(("problem", "proposal"), "")
    client = client_for(personas.author)
    response = client.submit("/ideas/new", nothing | {"title": "Nur so ein Gedanke", "action": "draft"})
    idea = only_idea()
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert (idea.state, idea.submitted_at, idea.answer_due_on) == (State.DRAFT, None, None)
    assert [event.kind for event in timeline("idea", idea.id)] == ["idea_created"]


def test_a_draft_that_leaves_it_open_does_not_show_the_name(client_for, personas):
    client_for(personas.author).submit("/ideas/new", {"title": "Leise", "action": "draft"})
    assert only_idea().author_visibility == AuthorVisibility.TEAM


def test_a_draft_without_a_title_is_refused(client_for, personas):
    response = submit(client_for(personas.author), "draft", title="")
    assert response.status_code == 422
    assert error_beside(response.text, "title")
    assert typed_in(response.text, "problem") == IDEA["problem"]


@pytest.mark.parametrize("who", ["colleague", "facilitator", "leadership", "admin", "guest"])
def test_a_draft_is_nobody_elses_business(client_for, personas, who):
    draft = make_idea(State.DRAFT, personas.author, title="Geheimer Entwurf")
    client = client_for(getattr(personas, who))
    for page in ("", "/edit", "/profile", "/history", "/notes", "/move"):
        assert client.get(f"/ideas/{draft.id}{page}").status_code == 404, page
    assert "Geheimer Entwurf" not in client.get("/ideas").text
    assert "Geheimer Entwurf" not in client.get("/ideas.csv").text
    assert "Geheimer Entwurf" not in client.get("/").text


def test_a_draft_is_submitted_from_its_form(client_for, personas):
    client = client_for(personas.author)
    draft = make_idea(State.DRAFT, personas.author)
    response = client.submit(f"/ideas/{draft.id}/edit", IDEA | {"action": "submit"})
    assert (response.status_code, response.location) == (303, f"/ideas/{draft.id}")
    idea = only_idea()
    assert (idea.state, idea.title) == (State.SUBMITTED, IDEA["title"])
    assert idea.answer_due_on is not None
    kinds = [event.kind for event in timeline("idea", idea.id)]
    assert kinds == ["idea_submitted", "idea_edited", "idea_created"]


def test_an_unfinished_draft_is_not_submitted(client_for, personas):
    draft = make_idea(State.DRAFT, personas.author, problem="")
    response = client_for(personas.author).submit(f"/ideas/{draft.id}/edit", {"action": "submit"})
    assert response.status_code == 422
    assert error_beside(response.text, "problem")
    assert error_beside(response.text, "no_personal_data")
    assert only_idea().state == State.DRAFT


def test_an_unfinished_draft_does_not_slip_past_its_form_either(client_for, personas):
    draft = make_idea(State.DRAFT, personas.author, problem="")
    step = {"from_stage": "draft", "to_stage": "submitted"}
    assert client_for(personas.author).post_form(f"/ideas/{draft.id}/move", step).status_code == 422
    assert only_idea().state == State.DRAFT


def test_the_same_form_sent_twice_makes_one_idea(client_for, personas):
    client = client_for(personas.author)
    page = client.get_page("/ideas/new")
    form = next(form for form in page.iter("form") if any(f.get("name") == "problem" for f in form.iter()))
    sent = form_values(form) | IDEA
    first, second = client.post("/ideas/new", data=sent), client.post("/ideas/new", data=sent)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location == f"/ideas/{only_idea().id}"


def test_two_people_may_have_the_same_form_key(client_for, personas):
    for person in (personas.author, personas.colleague):
        assert client_for(person).submit("/ideas/new", IDEA | {"once": "gleich"}).status_code == 303
    assert count_ideas() == 2


def test_the_same_words_in_a_new_form_are_a_new_idea(client_for, personas):
    client = client_for(personas.author)
    assert submit(client).location != submit(client).location
    assert count_ideas() == 2


def test_a_form_that_was_refused_can_be_mended_and_sent(client_for, personas):
    client = client_for(personas.author)
    refused = client.submit("/ideas/new", IDEA | {"title": "", "once": "derselbe"})
    assert refused.status_code == 422
    assert typed_in(refused.text, "once") == "derselbe"
    assert client.submit("/ideas/new", IDEA | {"once": "derselbe"}).status_code == 303


@pytest.mark.parametrize("key", ["", "x" * 5000, "\x00\x00", "a\x00b\x01c", "'; --", "🙂" * 70])
def test_any_form_key_works_once(client_for, personas, key):
    client = client_for(personas.author)
    assert client.submit("/ideas/new", IDEA | {"once": key}).status_code == 303
    assert client.submit("/ideas/new", IDEA | {"once": key}).status_code == 303


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "   \t  "),
        ("title", "\x00\x01\x02"),
        ("title", "\u00a0\u2003"),
        ("title", ZERO_WIDTH + RIGHT_TO_LEFT + TURNED_AROUND),
        ("title", "x" * 121),
        ("title", "x" * 100_000),
        ("title", "🙂" * 121),
        ("problem", ""),
        ("problem", " \r\n \n "),
        ("problem", ZERO_WIDTH * 3),
        ("problem", "x" * 100_000),
        ("proposal", "ä" * 100_000),
        ("audience", ""),
        ("audience", "everybody"),
        ("audience", "\x00"),
        ("author_visibility", ""),
        ("author_visibility", "<b>named</b>"),
        ("no_personal_data", ""),
        ("no_personal_data", None),
        ("audience", None),
        ("title", None),
    ],
)
def test_what_cannot_be_stored_is_refused_beside_its_field(client_for, personas, field, value):
    response = submit(client_for(personas.author), **{field: value})
    assert response.status_code == 422
    assert error_beside(response.text, field)
    assert count_ideas() == 0
    for name in {"problem", "proposal", "title", "audience", "author_visibility"} - {field}:
        kept = typed_in(response.text, name)
        assert (kept[0] if isinstance(kept, list) else kept) == IDEA[name]
    if isinstance(value, str) and len(value) >= 100:
        assert typed_in(response.text, field) == value


def test_an_error_is_listed_at_the_top_with_a_way_to_its_field(client_for, personas):
    page = parse(submit(client_for(personas.author), title="", audience="").text)
    targets = {link.get("href") for link in page.iter("a")}
    assert {"#title", "#audience-0"} <= targets


def test_texts_of_exactly_the_longest_length_are_taken(client_for, personas):
    response = submit(client_for(personas.author), title="🙂" * 120, problem="ß" * 5000, proposal="ẞ" * 5000)
    assert response.status_code == 303
    assert len(only_idea().title) == 120


def test_a_title_that_grows_when_it_is_folded_is_taken(client_for, personas):
    assert submit(client_for(personas.author), title="\ufdfa" * 120).status_code == 303


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Zwei   Wörter ", "Zwei Wörter"),
        ("Emoji 🙂👩‍👩‍👧 bleibt", "Emoji 🙂👩‍👩‍👧 bleibt"),
        ("العربية و עברית", "العربية و עברית"),
        ("gut" + TURNED_AROUND + "fdp.exe", "gutfdp.exe"),
        ("N\x00U\x07L\x1b", "NUL"),
        ("Zeile\r\nzwei", "Zeile zwei"),
        ("A\u0308rger", "Ärger"),
        ("100 % %(name)s {0} \\", "100 % %(name)s {0} \\"),
    ],
)
def test_titles_are_cleaned_of_what_nobody_sees(client_for, personas, typed, stored):
    client = client_for(personas.author)
    location = submit(client, title=typed).location
    assert only_idea().title == stored
    assert text_of(client.get_page(location).find(".//h1")) == stored
    for page in ("/ideas", "/board", "/", f"{location}/history"):
        assert stored in text_of(client.get_page(page)), page


def test_line_breaks_of_a_text_become_paragraphs(client_for, personas):
    client = client_for(personas.author)
    location = submit(client, problem="Eins\r\nzwei\r\n\r\ndrei\x00").location
    assert only_idea().problem == "Eins\nzwei\n\ndrei"
    paragraphs = [text_of(p) for p in client.get_page(location).iter("p")]
    assert "Einszwei" in paragraphs
    assert "drei" in paragraphs


MARKUP = "<script>alert(1)</script>{{ 7 * 7 }}{% raw %}</textarea>&amp;\"'"


def test_markup_and_template_syntax_are_shown_as_typed(client_for, personas):
    client = client_for(personas.author)
    location = submit(client, title=MARKUP, problem=MARKUP, proposal=MARKUP).location
    page = client.get_page(location)
    assert text_of(page.find(".//h1")) == MARKUP
    assert [text_of(p) for p in page.iter("p")].count(MARKUP) == 2
    assert typed_in(client.get(f"{location}/edit").text, "problem") == MARKUP
    for other in ("/ideas", "/board", "/", f"{location}/history"):
        assert MARKUP in text_of(client.get_page(other)), other


def test_markup_survives_an_error_of_the_form(client_for, personas):
    response = submit(client_for(personas.author), problem=MARKUP, audience="")
    assert response.status_code == 422
    assert typed_in(response.text, "problem") == MARKUP


def test_nobody_writes_fields_that_the_form_does_not_have(client_for, personas):
    client = client_for(personas.author)
    smuggled = {"state": "rollout", "author_id": personas.colleague.id, "job_centre_key": "06414", "id": 7}
    client.post_form("/ideas/new", IDEA | smuggled)
    idea = only_idea()
    assert (idea.state, idea.author_id, idea.job_centre_key) == (State.SUBMITTED, personas.author.id, FULDA)


def test_without_a_token_nothing_is_stored_and_the_text_is_not_lost(client_for, personas):
    response = client_for(personas.author).post("/ideas/new", data=IDEA)
    assert response.status_code == 400
    assert IDEA["problem"] in text_of(parse(response.text))
    assert count_ideas() == 0


def test_somebody_elses_token_is_refused(client_for, personas):
    foreign = client_for(personas.colleague).csrf_token()
    client = client_for(personas.author)
    client.csrf_token()
    for token in (foreign, "", "garbage", "\x00", "x" * 100_000):
        response = client.post("/ideas/new", data=IDEA | {"csrf_token": token})
        assert response.status_code == 400
        assert IDEA["problem"] in text_of(parse(response.text))
    assert count_ideas() == 0


def test_markup_typed_into_an_expired_form_is_shown_as_typed(client_for, personas):
    response = client_for(personas.author).post("/ideas/new", data=IDEA | {"problem": MARKUP + " zwei"})
    assert response.status_code == 400
    assert MARKUP + " zwei" in text_of(parse(response.text))


def test_passwords_are_never_shown_again(client_for, personas):
    secret = "ein langes geheimes Kennwort"
    for page in ("/login", "/account"):
        response = client_for(personas.author).post(page, data={"password": secret, "new_password": secret})
        assert secret not in response.text
