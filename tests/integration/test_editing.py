"""Changing the text of an idea and its Steckbrief: who, until when, and never over somebody else's change."""

import pytest
import sqlalchemy as sa

from lab.audit.queries import timeline
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, DataProtection, Effort, Idea
from lab.ideas.workflow import ACTIVE, State
from tests.client import parse, text_of
from tests.factories import make_idea, make_theme
from tests.helpers import error_beside, typed_in

PROFILE = {
    "work_areas": ["reception", "benefits"],
    "benefit": "Weniger Rückfragen am Telefon.",
    "effort": "M",
    "systems": "Terminverwaltung\nFachverfahren",
    "data_protection": "social_data",
    "accessibility": "Auch ohne Smartphone nutzbar.",
}


def edit(client, idea, **data):
    return client.submit(f"/ideas/{idea.id}/edit", {"no_personal_data": "y"} | data)


def kinds_of(idea):
    return [event.kind for event in timeline("idea", idea.id)]


@pytest.mark.parametrize("state", list(State))
def test_the_author_changes_the_text_until_work_starts(client_for, personas, state):
    idea = make_idea(state, personas.author)
    client = client_for(personas.author)
    if state in (State.DRAFT, State.SUBMITTED):
        assert edit(client, idea, title="Neu").status_code == 303
        assert idea.title == "Neu"
    else:
        page = client.get_page(f"/ideas/{idea.id}/edit", status=403)
        assert "Die Arbeit an der Idee hat begonnen" in text_of(page)
        assert client.post_form(f"/ideas/{idea.id}/edit", {"title": "Neu"}).status_code == 403
        assert idea.title != "Neu"


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_facilitators_change_the_text_while_somebody_works_on_it(client_for, personas, state):
    idea = make_idea(state, personas.author)
    client = client_for(personas.facilitator)
    if state in ACTIVE:
        assert edit(client, idea, title="Neu").status_code == 303
        assert idea.title == "Neu"
    else:
        assert client.get(f"/ideas/{idea.id}/edit").status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [("colleague", 403), ("member", 403), ("leadership", 403), ("admin", 403), ("guest", 404)],
)
def test_nobody_else_changes_the_text(client_for, personas, who, status):
    idea = make_idea(State.SUBMITTED, personas.author, team=[personas.member])
    client = client_for(getattr(personas, who))
    assert client.get(f"/ideas/{idea.id}/edit").status_code == status
    assert client.post_form(f"/ideas/{idea.id}/edit", {"title": "Neu"}).status_code == status
    assert "Bearbeiten" not in client.get(f"/ideas/{idea.id}").text


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999", "-1", "abc", "1%00"])
def test_an_idea_that_does_not_exist_is_not_found(client_for, personas, number):
    client = client_for(personas.facilitator)
    for page in ("", "/edit", "/profile", "/history", "/notes", "/move", "/answer", "/team/invite"):
        assert client.get(f"/ideas/{number}{page}").status_code == 404


def test_a_change_is_stored_found_and_told(client_for, personas):
    idea = make_idea(State.SUBMITTED, personas.author)
    client = client_for(personas.author)
    response = edit(client, idea, title="Straßenbahn", problem="Öffnungszeiten fehlen.", audience="staff")
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert (idea.title, idea.problem, idea.audience.value) == (
        "Straßenbahn",
        "Öffnungszeiten fehlen.",
        "staff",
    )
    assert kinds_of(idea)[0] == "idea_edited"
    assert "Straßenbahn" in client.get("/ideas?q=OEFFNUNGSZEITEN+strassenbahn").text


def test_saving_without_a_change_tells_nothing(client_for, personas):
    idea = make_idea(State.SUBMITTED, personas.author)
    before = idea.version, kinds_of(idea)
    assert edit(client_for(personas.author), idea).status_code == 303
    assert (idea.version, kinds_of(idea)) == before


def test_whoever_saves_second_keeps_the_typed_text_and_overwrites_nothing(client_for, personas):
    idea = make_idea(State.SUBMITTED, personas.author)
    seen = str(idea.version)
    edit(client_for(personas.facilitator), idea, problem="Von der Moderation.")
    client = client_for(personas.author)
    late = {"title": "Mein Titel", "problem": "Von der Autorin.", "version": seen}
    response = edit(client, idea, **late)
    assert response.status_code == 409
    assert idea.problem == "Von der Moderation."
    assert typed_in(response.text, "title") == "Mein Titel"
    assert typed_in(response.text, "problem") == "Von der Autorin."
    page = text_of(parse(response.text))
    assert "Jemand hat die Idee inzwischen geändert" in page
    assert "Von der Moderation." in page, "nobody can compare with what is not shown"
    again = late | {"version": typed_in(response.text, "version")}
    assert edit(client, idea, **again).status_code == 303
    assert idea.problem == "Von der Autorin."


def test_a_move_makes_an_open_form_stale_too(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    client = client_for(personas.facilitator)
    seen = str(idea.version)
    move = {"from_stage": "empathise", "to_stage": "define", "reason": "Wir wissen genug."}
    assert client.post_form(f"/ideas/{idea.id}/move", move).status_code == 303
    assert edit(client, idea, title="Spät", version=seen).status_code == 409


@pytest.mark.parametrize("version", ["", "abc", "-1", "٣", "9" * 30, "\x00", None])
def test_a_form_without_a_sensible_version_speaks_of_the_present(client_for, personas, version):
    idea = make_idea(State.SUBMITTED, personas.author)
    assert edit(client_for(personas.author), idea, title="Neu", version=version).status_code == 303
    assert idea.title == "Neu"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 100_000),
        ("problem", "\u200b \x00"),
        ("proposal", "x" * 5001),
        ("audience", "nobody"),
        ("author_visibility", "everybody"),
        ("no_personal_data", None),
    ],
)
def test_what_cannot_be_stored_is_refused_and_kept(client_for, personas, field, value):
    idea = make_idea(State.SUBMITTED, personas.author)
    before = idea.title, idea.problem, idea.proposal
    typed = {"title": "Getippt", "problem": "Getipptes Problem.", "proposal": "Getippter Vorschlag."}
    response = edit(client_for(personas.author), idea, **typed | {field: value})
    assert response.status_code == 422
    assert error_beside(response.text, field)
    assert (idea.title, idea.problem, idea.proposal) == before
    for name in set(typed) - {field}:
        assert typed_in(response.text, name) == typed[name]


def test_only_the_author_decides_who_sees_the_name(client_for, personas):
    idea = make_idea(State.SUBMITTED, personas.author, author_visibility=AuthorVisibility.TEAM)
    facilitator = client_for(personas.facilitator)
    assert 'name="author_visibility"' not in facilitator.get(f"/ideas/{idea.id}/edit").text
    data = {
        "title": "Neu",
        "problem": "Neu.",
        "audience": "both",
        "no_personal_data": "y",
        "author_visibility": "named",
    }
    assert facilitator.post_form(f"/ideas/{idea.id}/edit", data).status_code == 303
    assert (idea.title, idea.author_visibility) == ("Neu", AuthorVisibility.TEAM)
    assert edit(client_for(personas.author), idea, author_visibility="named").status_code == 303
    assert idea.author_visibility == AuthorVisibility.NAMED


def test_the_profile_takes_everything_it_asks_for(client_for, personas):
    idea = make_idea(State.IDEATE, personas.author)
    theme = make_theme(title="Bescheide verstehen")
    client = client_for(personas.author)
    page = f"/ideas/{idea.id}/profile"
    response = client.submit(page, PROFILE | {"theme_id": str(theme.id)})
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert (idea.theme_id, idea.work_areas) == (theme.id, ["reception", "benefits"])
    assert (idea.effort, idea.data_protection) == (Effort.MEDIUM, DataProtection.SOCIAL_DATA)
    assert kinds_of(idea)[0] == "profile_edited"
    shown = text_of(client.get_page(f"/ideas/{idea.id}"))
    for words in ("Bescheide verstehen", "Eingangszone, Leistungsgewährung", "M – Wochen", "Sozialdaten"):
        assert words in shown
    for name in ("benefit", "systems", "accessibility"):
        assert PROFILE[name].split("\n")[0] in shown
    filled = client.get(page).text
    assert typed_in(filled, "theme_id") == str(theme.id)
    assert typed_in(filled, "work_areas") == PROFILE["work_areas"]
    assert typed_in(filled, "effort") == ["M"]


def test_the_profile_can_be_emptied_again(client_for, personas):
    idea = make_idea(
        State.IDEATE, personas.author, theme_id=make_theme().id, work_areas=["it"], benefit="Viel."
    )
    emptied = {"theme_id": "", "work_areas": None, "benefit": ""}
    assert client_for(personas.author).submit(f"/ideas/{idea.id}/profile", emptied).status_code == 303
    assert (idea.theme_id, idea.work_areas, idea.benefit) == (None, [], "")


@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("author", State.DRAFT, 303),
        ("author", State.SUBMITTED, 303),
        ("author", State.TEST, 303),
        ("member", State.TEST, 303),
        ("guest", State.TEST, 303),
        ("facilitator", State.TEST, 303),
        ("colleague", State.TEST, 403),
        ("leadership", State.TEST, 403),
        ("admin", State.TEST, 403),
        ("outsider", State.TEST, 404),
        ("author", State.READY, 403),
        ("facilitator", State.ROLLOUT, 403),
        ("member", State.PARKED, 403),
        ("facilitator", State.STOPPED, 403),
        ("facilitator", State.MERGED, 403),
    ],
)
def test_the_team_keeps_the_profile_while_somebody_works_on_the_idea(
    client_for, personas, who, state, status
):
    idea = make_idea(state, personas.author, team=[personas.member, (personas.guest, None)])
    client = client_for(getattr(personas, who))
    data = {"data_protection": "none", "benefit": "Getippt von jemandem."}
    response = client.post_form(f"/ideas/{idea.id}/profile", data)
    assert response.status_code == status
    assert client.get(f"/ideas/{idea.id}/profile").status_code == (200 if status == 303 else status)
    assert (idea.benefit != "") == (status == 303)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme_id", "999999"),
        ("theme_id", "abc"),
        ("theme_id", "-1"),
        ("theme_id", "9" * 40),
        ("work_areas", ["reception", "kitchen"]),
        ("effort", "XL"),
        ("data_protection", ""),
        ("data_protection", "all of it"),
        ("benefit", "x" * 100_000),
        ("systems", "x" * 1001),
        ("accessibility", "x" * 1001),
    ],
)
def test_a_profile_with_something_wrong_is_refused_and_kept(client_for, personas, field, value):
    idea = make_idea(State.IDEATE, personas.author)
    response = client_for(personas.author).submit(f"/ideas/{idea.id}/profile", PROFILE | {field: value})
    assert response.status_code == 422
    assert error_beside(response.text, field)
    assert idea.benefit == ""
    kept = "systems" if field != "systems" else "benefit"
    assert typed_in(response.text, kept) == PROFILE[kept]


def test_a_stale_profile_is_kept_and_overwrites_nothing(client_for, personas):
    idea = make_idea(State.IDEATE, personas.author, team=[personas.member])
    seen = str(idea.version)
    page = f"/ideas/{idea.id}/profile"
    assert client_for(personas.member).submit(page, {"benefit": "Vom Mitglied."}).status_code == 303
    client = client_for(personas.author)
    response = client.submit(page, PROFILE | {"version": seen})
    assert response.status_code == 409
    assert idea.benefit == "Vom Mitglied."
    assert typed_in(response.text, "benefit") == PROFILE["benefit"]
    assert typed_in(response.text, "work_areas") == PROFILE["work_areas"]
    assert "Vom Mitglied." in text_of(parse(response.text))
    version = typed_in(response.text, "version")
    assert client.submit(page, PROFILE | {"version": version}).status_code == 303
    assert idea.benefit == PROFILE["benefit"]


@pytest.mark.parametrize("version", ["abc", None, ""])
def test_a_profile_without_a_sensible_version_speaks_of_the_present(client_for, personas, version):
    idea = make_idea(State.IDEATE, personas.author)
    changes = {"benefit": "Neu.", "version": version}
    assert client_for(personas.author).submit(f"/ideas/{idea.id}/profile", changes).status_code == 303
    assert idea.benefit == "Neu."


def test_hints_against_personal_data_stand_at_every_free_text(client_for, personas):
    idea = make_idea(State.IDEATE, personas.author)
    client = client_for(personas.author)
    for page in ("edit", "profile", "notes", "answer", "move?to_stage=stopped"):
        who = client if page in ("profile", "notes") else client_for(personas.facilitator)
        assert "Keine personenbezogenen Daten" in who.get(f"/ideas/{idea.id}/{page}").text, page


def test_history_is_never_lost_by_editing(client_for, personas):
    idea = make_idea(State.SUBMITTED, personas.author)
    for number in range(3):
        edit(client_for(personas.author), idea, title=f"Fassung {number}")
    assert kinds_of(idea).count("idea_edited") == 3
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Idea)) == 1
