"""Themed labs: reading for the house, keeping for facilitators."""

from datetime import date

import pytest
import sqlalchemy as sa

from lab.audit.models import Event
from lab.core.errors import Conflict, Denied, NotFound
from lab.extensions import db
from lab.themes import queries, service
from lab.themes.models import ThemeLab
from lab.themes.service import FIELDS
from tests.factories import make_theme
from tests.helpers import count_queries, frozen_at

VALUES = {
    "title": "Zugang und Termine",
    "guiding_question": "Wie kommen Menschen ohne Umwege zu ihrem Termin?",
    "description": "Wir beginnen\nin der Eingangszone.",
    "coordinator": "Labkoordination",
    "starts_on": "2026-03-01",
    "ends_on": "2026-12-31",
}


def themes():
    return db.session.scalars(sa.select(ThemeLab).order_by(ThemeLab.id)).all()


@pytest.fixture
def facilitator(client_for, personas):
    return client_for(personas.facilitator)


def test_a_facilitator_adds_a_themed_lab(facilitator, personas):
    response = facilitator.submit("/themes/new", VALUES)
    theme = themes()[0]
    assert response.status_code == 303
    assert response.location == f"/themes/{theme.id}"
    assert (theme.title, theme.starts_on, theme.ends_on) == (
        "Zugang und Termine",
        date(2026, 3, 1),
        date(2026, 12, 31),
    )
    event = db.session.scalars(sa.select(Event).where(Event.kind == "theme_saved")).one()
    assert (event.subject_kind, event.subject_id) == ("theme", str(theme.id))
    assert event.actor_id == personas.facilitator.id
    assert event.detail == {"title": "Zugang und Termine", "fields": list(FIELDS)}
    page = facilitator.get(response.location).text
    assert VALUES["guiding_question"] in page
    assert f'href="/ideas?theme={theme.id}"' in page


def test_the_same_form_twice_makes_one(facilitator):
    responses = [facilitator.post_form("/themes/new", VALUES | {"once": "k"}) for _time in range(2)]
    assert {response.status_code for response in responses} == {303}
    assert len({response.location for response in responses}) == 1
    assert len(themes()) == 1


def test_without_an_end_it_stays_open(facilitator):
    facilitator.submit("/themes/new", VALUES | {"ends_on": ""})
    assert themes()[0].ends_on is None
    assert "ohne Enddatum" in facilitator.get("/themes").text


def test_a_facilitator_changes_it_and_history_says_what(facilitator):
    theme = make_theme(title="Alt")
    response = facilitator.submit(f"/themes/{theme.id}/edit", {"title": "Neu"})
    assert response.status_code == 303
    assert themes()[0].title == "Neu"
    assert themes()[0].version == 2
    assert db.session.scalars(sa.select(Event)).one().detail == {"title": "Neu", "fields": ["title"]}


def test_saving_without_a_change_writes_no_history(facilitator):
    theme = make_theme()
    assert facilitator.submit(f"/themes/{theme.id}/edit").status_code == 303
    assert db.session.scalars(sa.select(Event)).all() == []


@pytest.mark.parametrize("version", ["1", "", "abc", "-1", "99999999999"])
def test_a_stale_form_overwrites_nothing_and_keeps_what_was_typed(facilitator, version):
    theme = make_theme(title="Alt")
    facilitator.submit(f"/themes/{theme.id}/edit", {"title": "Von jemand anderem"})
    response = facilitator.post_form(
        f"/themes/{theme.id}/edit", VALUES | {"title": "Meins", "version": version}
    )
    assert response.status_code == 409
    assert 'value="Meins"' in response.text
    assert "Von jemand anderem" in response.text
    assert themes()[0].title == "Von jemand anderem"


def test_after_a_conflict_saving_again_is_possible(facilitator):
    theme = make_theme()
    facilitator.submit(f"/themes/{theme.id}/edit", {"title": "Erste"})
    conflict = facilitator.post_form(f"/themes/{theme.id}/edit", VALUES | {"version": "1"})
    assert 'name="version" type="hidden" value="2"' in conflict.text
    again = facilitator.post_form(f"/themes/{theme.id}/edit", VALUES | {"version": "2"})
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "Bitte geben Sie dem Themenlab einen Titel."),
        ("title", "   ", "Bitte geben Sie dem Themenlab einen Titel."),
        ("title", "\x00\x07", "Bitte geben Sie dem Themenlab einen Titel."),
        ("title", "x" * 121, "höchstens 120 Zeichen, es sind 121"),
        ("guiding_question", "", "Bitte stellen Sie die Leitfrage."),
        ("guiding_question", "x" * 301, "höchstens 300"),
        ("description", "x" * 100_000, "höchstens 5000"),
        ("coordinator", "", "wer koordiniert"),
        ("starts_on", "", "wann das Themenlab beginnt"),
        ("starts_on", "1900-01-01", "zwischen 2020"),
        ("starts_on", "9999-12-31", "zwischen 2020"),
        ("starts_on", "31.12.2026", "Datum"),
        ("ends_on", "2026-02-28", "Das Ende liegt vor dem Beginn."),
        ("ends_on", "2099-01-01", "zwischen 2020"),
        ("ends_on", "2026-02-30", "Datum"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(facilitator, field, value, words):
    with frozen_at("2026-06-01"):
        response = facilitator.post_form("/themes/new", VALUES | {field: value})
    assert response.status_code == 422
    assert words in response.text
    assert f'id="{field}-error"' in response.text
    kept = "coordinator" if field != "coordinator" else "title"
    assert f'value="{VALUES[kept]}"' in response.text
    assert themes() == []


def test_two_with_the_same_title_are_not_possible(facilitator):
    make_theme(title=VALUES["title"])
    other = make_theme(title="Anderes")
    assert "gibt es schon" in facilitator.post_form("/themes/new", VALUES).text
    response = facilitator.post_form(f"/themes/{other.id}/edit", VALUES | {"version": "1"})
    assert response.status_code == 422
    assert "gibt es schon" in response.text


def test_html_and_template_syntax_are_only_text(facilitator):
    facilitator.submit("/themes/new", VALUES | {"title": "<b>{{ 7*7 }}</b> 🙂", "description": "<script>x"})
    page = facilitator.get(f"/themes/{themes()[0].id}").text
    assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt; 🙂" in page
    assert "&lt;script&gt;x" in page


@pytest.mark.parametrize("name", ["author", "leadership", "admin"])
def test_the_house_reads_and_does_not_keep(client_for, personas, name):
    theme = make_theme(title="Bescheide")
    client = client_for(getattr(personas, name))
    listing, page = client.get("/themes"), client.get(f"/themes/{theme.id}")
    assert "Bescheide" in listing.text
    assert (listing.status_code, page.status_code) == (200, 200)
    assert "/themes/new" not in listing.text
    assert f"/themes/{theme.id}/edit" not in page.text
    for path in ("/themes/new", f"/themes/{theme.id}/edit"):
        assert client.get(path).status_code == 403
        assert client.post_form(path, VALUES).status_code == 403


def test_guests_do_not_learn_of_themed_labs(client_for, personas):
    theme = make_theme()
    guest = client_for(personas.guest)
    assert guest.get("/themes").status_code == 404
    assert guest.get(f"/themes/{theme.id}").status_code == 404


def test_the_service_asks_the_policy_too(app, personas):
    values = VALUES | {"starts_on": date(2026, 3, 1), "ends_on": None}
    with pytest.raises(Denied):
        service.save_theme(personas.author, None, values)
    with pytest.raises(NotFound):
        service.save_theme(personas.guest, None, values)
    theme = make_theme()
    with pytest.raises(Conflict):
        service.save_theme(personas.facilitator, theme, values, version=7)


@pytest.mark.parametrize("theme_id", ["0", "999999", "99999999999999999999", "abc"])
def test_a_foreign_id_is_not_found(facilitator, theme_id):
    for path in (f"/themes/{theme_id}", f"/themes/{theme_id}/edit"):
        assert facilitator.get(path).status_code == 404


def test_running_ones_come_first_and_are_offered_for_ideas(app, client_for, personas):
    with frozen_at("2026-06-01"):
        running = make_theme(title="Läuft", starts_on=date(2026, 5, 1), ends_on=date(2026, 6, 1))
        over = make_theme(title="Vorbei", starts_on=date(2026, 1, 1), ends_on=date(2026, 5, 31))
        coming = make_theme(title="Kommt", starts_on=date(2026, 6, 2), ends_on=None)
        assert queries.list_open_themes() == [running]
        assert queries.list_themes() == [coming, running, over]
        page = client_for(personas.author).get("/themes").text
    assert page.index("Läuft") < page.index("Kommt") < page.index("Vorbei")
    assert "geplant" in page
    assert "abgeschlossen" in page


def test_an_empty_list_says_what_to_do(client_for, personas):
    assert "Sprechen Sie die Lab-Moderation an." in client_for(personas.author).get("/themes").text
    assert "Stellen Sie eine Leitfrage" in client_for(personas.facilitator).get("/themes").text


def test_the_list_costs_the_same_with_many(client_for, personas):
    client = client_for(personas.author)
    counts = []
    for number in (1, 20):
        for _theme in range(number):
            make_theme()
        with count_queries() as asked:
            client.get("/themes")
        counts.append(asked.count)
    assert counts[0] == counts[1] <= 5
