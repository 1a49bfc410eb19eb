"""Leadership's overview: figures of a period on the page, in files and in the report."""

import io
import zipfile
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lab.accounts.models import JobCentre, Role
from lab.audit.models import Event
from lab.audit.service import record, record_move
from lab.core.clock import frozen, now, today
from lab.core.database import unit_of_work
from lab.extensions import db
from lab.hiding.policy import hidden_words
from lab.ideas import service as ideas
from lab.ideas.models import Idea
from lab.ideas.service import MoveRequest
from lab.ideas.workflow import State
from lab.overview.history import Selection
from lab.overview.periods import Period
from lab.overview.queries import load_overview
from lab.prototypes.models import Group
from lab.themes.models import ThemeLab
from tests import recount
from tests.factories import (
    FULDA,
    WIESBADEN,
    make_feedback,
    make_idea,
    make_job_centre,
    make_many_ideas,
    make_prototype,
    make_review,
    make_theme,
    make_user,
    one_commit,
)
from tests.helpers import count_queries, error_beside, frozen_at, typed_in
from tests.markup import text_of
from tests.unit.test_overview_flow import histories

NOW = "2026-11-22 09:00"
YEAR = "from=2026-01-01&to=2026-12-31"


@pytest.fixture
def leadership(client_for, personas):
    return client_for(personas.leadership)


def section(page, name: str) -> str:
    """The words of a card."""
    return text_of(page.find(f".//*[@id='{name}']"))


def cells(client, name: str, query: str = YEAR) -> list[list[str]]:
    """A table as it is exported, without its head."""
    response = client.get(f"/overview/tables/{name}.csv?{query}")
    assert response.status_code == 200
    return [line.split(";") for line in response.text.removeprefix("\ufeff").splitlines()[1:]]


def travel(idea: Idea, *moves: tuple[str, State]) -> None:
    """Takes the idea through its states by the service that everybody uses, on the given days."""
    facilitator = make_user(Role.FACILITATOR)
    for day, state in moves:
        with frozen_at(day), unit_of_work():
            move = MoveRequest(
                idea.state,
                state,
                reason="Danke, das sehen wir uns an.",
                look_again_on=today() + timedelta(days=60) if state == State.PARKED else None,
                tried="Ein Papierprototyp.",
                learned="Anrufen ist einfacher.",
            )
            actor = idea.author if state == State.SUBMITTED and idea.state == State.DRAFT else facilitator
            ideas.move_idea(actor, idea, move)


def hand_in(count: int, day: str = "2026-02-02", place: str = FULDA, **values) -> list[Idea]:
    """Ideas of one jobcentre, submitted on the day."""
    author = make_user(Role.STAFF, place)
    drafts = []
    for _number in range(count):
        with frozen_at(day):
            drafts.append(make_idea(State.DRAFT, author, **values))
    for idea in drafts:
        travel(idea, (f"{day} 10:00", State.SUBMITTED))
    return drafts


# --- what the page says ------------------------------------------------------------------------------------------


def test_it_tells_a_year_of_the_lab_from_what_was_done(app, leadership):
    fast, slow, stopped, parked, _waiting = hand_in(5)
    hand_in(1, "2025-12-30")
    travel(fast, ("2026-02-04", State.EMPATHISE), ("2026-02-14", State.DEFINE))
    travel(slow, ("2026-03-20", State.EMPATHISE))
    travel(stopped, ("2026-02-10", State.STOPPED))
    travel(parked, ("2026-02-11", State.PARKED))
    with frozen_at(NOW):
        page = leadership.get_page("/overview")
        assert "01.01.2026 bis 31.12.2026" in text_of(page.find(".//main"))
        assert dict(cells(leadership, "states")) == {
            "Eingereicht": "2",
            "Verstehen": "1",
            "Problem definieren": "1",
            "Ideen finden": "0",
            "Prototyp bauen": "0",
            "Testen": "0",
            "Rolloutreif gemeldet": "0",
            "Im Rollout": "0",
            "Zurückgestellt": "1",
            "Verworfen – mit Erkenntnis": "1",
            "Zusammengeführt": "0",
        }
        flow = cells(leadership, "flow")
        assert [row[0] for row in flow][:3] == ["2025-12-31", "2026-01-31", "2026-02-28"]
        assert flow[-1][0] == "2026-11-22"
        assert [row[1] for row in flow[:4]] == ["1", "1", "3", "2"]
        # Two were in time, the slow one was not, the old and the waiting ones have no answer at all.
        assert cells(leadership, "answers") == [["6", "3", "0,5"]]
        assert dict(cells(leadership, "endings"))["verworfen – mit Erkenntnis"] == "1"
        # Four stays in the inbox are too few for a median.
        assert cells(leadership, "times")[0] == ["Eingereicht", "unter 5", "", ""]
        assert "Anrufen ist einfacher." in section(page, "learnings")
        assert stopped.title in section(page, "learnings")
        picture = page.find(".//*[@id='flow']//*[@role='img']").get("aria-label")
        assert "Eingereicht 1, dann 2" in picture


def test_medians_come_with_five_cases(app, leadership):
    for number, idea in enumerate(hand_in(5)):
        travel(idea, (f"2026-02-{4 + number:02}", State.EMPATHISE))
    with frozen_at(NOW):
        assert cells(leadership, "times")[0] == ["Eingereicht", "5", "4", "6"]
        assert "4 Tage" in section(leadership.get_page(f"/overview?{YEAR}"), "times")


def test_people_are_counted_from_five_on_and_nobody_can_take_the_difference(app, leadership):
    with frozen_at("2026-03-02"):
        prototype = make_prototype(make_idea(State.TEST))
        make_feedback(prototype, Group.CUSTOMERS, participants=12)
        make_feedback(prototype, Group.STAFF, participants=4)
    with frozen_at(NOW):
        assert cells(leadership, "tests") == [
            ["Kundinnen und Kunden", "1", "12"],
            ["Beschäftigte", "1", "unter 5"],
            ["Leitung", "0", "0"],
            ["Externe", "0", "0"],
        ]
        words = section(leadership.get_page(f"/overview?{YEAR}"), "tests")
        assert "mindestens 12 Personen" in words
        assert "16" not in words


def test_decisions_and_adoption_come_from_the_history(app, leadership):
    with frozen_at("2026-03-02"):
        idea = make_idea(State.READY)
    for day, kind, source, target, detail in (
        ("2026-03-12", "idea_moved", "ready", "rollout", {}),
        ("2026-03-12 09:01", "review_approved", None, None, {}),
        ("2026-04-01", "adoption_changed", "not_assessed", "pilot", {"job_centre_key": FULDA}),
        ("2026-05-01", "adoption_changed", "pilot", "introduced", {"job_centre_key": FULDA}),
        ("2026-05-01", "adoption_changed", "not_assessed", "declined", {"job_centre_key": WIESBADEN}),
    ):
        with frozen_at(day):
            _tell(idea.id, kind, source, target, detail)
    with frozen_at("2026-03-12"):
        make_review(idea, status="approved", is_without_quorum=True)
    with frozen_at(NOW):
        assert dict(cells(leadership, "decisions"))["freigegeben"] == "1"
        page = leadership.get_page(f"/overview?{YEAR}")
        assert "Davon ohne Quorum entschieden: 1." in section(page, "decisions")
        assert [row[3] for row in cells(leadership, "adoption")][3:7] == ["0", "1", "0", "0"]
        assert cells(leadership, "adoption")[-1][4] == "1"
        # What another jobcentre does is not what this one does.
        fulda = cells(leadership, "adoption", f"{YEAR}&job_centre={FULDA}")[-1]
        assert fulda[4] == "1"
        assert fulda[6] == "0"


def test_a_jobcentre_with_few_ideas_gets_no_figures_about_them(app, leadership):
    first, *_others = hand_in(4, place=WIESBADEN)
    travel(first, ("2026-02-10", State.STOPPED))
    hand_in(7, place=FULDA)
    with frozen_at(NOW):
        page = leadership.get_page(f"/overview?{YEAR}&job_centre={WIESBADEN}")
        words = text_of(page.find(".//main"))
        assert "Aus Wiesbaden kommen hier unter 5 Ideen." in words
        assert page.find(".//*[@id='flow']//*[@role='img']") is None
        told = [row[1] for row in cells(leadership, "states", f"{YEAR}&job_centre={WIESBADEN}")]
        assert set(told) == {"unter 5"}
        report = leadership.get(f"/overview/report.pdf?{YEAR}&job_centre={WIESBADEN}")
        assert "unter 5 Ideen" in _words_of(report.data)
        # With enough of them numbers from 1 to 4 are kept back, none is a number, the rest are told.
        travel(db.session.merge(_others[0]), ("2026-02-12", State.PARKED))
        fulda = dict(cells(leadership, "states", f"{YEAR}&job_centre={FULDA}"))
        assert fulda["Eingereicht"] == "7"
        assert fulda["Testen"] == "0"


def test_small_numbers_of_a_jobcentre_are_kept_back_and_not_drawn(app, leadership):
    inbox = hand_in(7, place=FULDA)
    travel(inbox[0], ("2026-02-10", State.EMPATHISE))
    with frozen_at(NOW):
        told = dict(cells(leadership, "states", f"{YEAR}&job_centre={FULDA}"))
        assert (told["Eingereicht"], told["Verstehen"]) == ("6", "unter 5")
        page = leadership.get_page(f"/overview?{YEAR}&job_centre={FULDA}")
        assert "Für ein Bild sind es zu wenige Ideen" in section(page, "flow")
        assert page.find(".//*[@id='flow']//*[@role='img']") is None
        assert page.find(".//*[@id='flow']//details").get("open") is not None
        report = _words_of(leadership.get(f"/overview/report.pdf?{YEAR}&job_centre={FULDA}").data)
        assert "Für ein Bild sind es zu wenige Ideen" in report
        assert dict(cells(leadership, "states"))["Verstehen"] == "1"


def test_a_themed_lab_and_a_dissolved_jobcentre_keep_their_history(app, leadership):
    theme = make_theme()
    gone = make_job_centre("06998", short_name="Altkreis", active_until=date(2026, 6, 30))
    hand_in(5, place=gone.key, theme_id=theme.id)
    hand_in(2)
    with frozen_at(NOW):
        query = f"{YEAR}&job_centre={gone.key}&theme={theme.id}"
        assert cells(leadership, "states", query)[0] == ["Eingereicht", "5"]
        page = leadership.get_page(f"/overview?{query}")
        options = [text_of(option) for option in page.iter("option")]
        assert "Altkreis (nicht mehr aktiv)" in options
        assert cells(leadership, "states", f"{YEAR}&theme={theme.id}")[0] == ["Eingereicht", "5"]


def test_hidden_words_stay_hidden_in_every_form(app, leadership):
    idea = hand_in(1)[0]
    travel(idea, ("2026-02-10", State.STOPPED))
    db.session.execute(sa.update(Idea).where(Idea.id == idea.id).values(is_hidden=True))
    db.session.commit()
    with frozen_at(NOW):
        page = leadership.get_page(f"/overview?{YEAR}")
        assert "Anrufen ist einfacher." not in text_of(page)
        assert hidden_words() in section(page, "learnings")
        assert "Anrufen" not in str(cells(leadership, "learnings"))
        assert "Anrufen" not in _words_of(leadership.get(f"/overview/report.pdf?{YEAR}").data)


# --- what may be asked -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "field", "message"),
    [
        ("2026-05-01", "2026-04-30", "to", "vor dem Anfang"),
        ("0001-01-01", "2026-12-31", "from", "01.01.2000"),
        ("2026-01-01", "9999-12-31", "to", "31.12.2099"),
        ("2000-01-01", "2050-01-01", "to", "höchstens 50 Jahren"),
        ("quatsch", "2026-12-31", "from", ""),
        ("2026-02-30", "", "from", ""),
    ],
)
def test_a_period_that_cannot_be_says_so_beside_the_day(app, leadership, first, last, field, message):
    address = f"from={first}&to={last}"
    for path in ("/overview", "/overview/tables/states.csv", "/overview/report.pdf"):
        response = leadership.get(f"{path}?{address}")
        assert response.status_code == 422
        assert error_beside(response.text, field)
        assert message in error_beside(response.text, field)
        assert (typed_in(response.text, "from"), typed_in(response.text, "to")) == (first, last)


@pytest.mark.parametrize(
    ("address", "points"),
    [
        ("", 12),
        ("from=&to=", 12),
        ("to=2025-06-30", 28),
        ("from=2026-11-22&to=2026-11-22", 2),
        ("from=2000-01-01&to=2049-12-31", 28),
        ("from=2027-01-01", 0),
    ],
)
def test_any_sound_period_is_answered(app, leadership, address, points):
    hand_in(5, "2025-03-03")
    with frozen_at(NOW):
        assert len(cells(leadership, "flow", address)) == points
        assert leadership.get(f"/overview?{address}").status_code == 200
        assert leadership.get(f"/overview/report.pdf?{address}").status_code == 200
        for name in ("states", "times", "answers", "endings", "tests", "adoption", "decisions", "learnings"):
            cells(leadership, name, address)


def test_an_empty_lab_has_a_page_too(app, leadership):
    page = leadership.get_page("/overview")
    assert "keine Idee eingereicht" in section(page, "flow")
    assert leadership.get("/overview/report.pdf").status_code == 200
    assert leadership.get("/overview/tables/all.xlsx").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/overview?job_centre=00000", 400),
        ("/overview?theme=99999", 400),
        ("/overview?theme=x", 400),
        ("/overview?year=2026", 400),
        ("/overview/tables/people.csv", 404),
        ("/overview/tables/states.pdf", 404),
        ("/overview/tables/all.csv", 404),
    ],
)
def test_what_does_not_exist_cannot_be_asked_for(app, leadership, path, status):
    assert leadership.get(path).status_code == status


# --- files -------------------------------------------------------------------------------------------------------


def test_one_workbook_has_every_table(app, leadership):
    hand_in(5)
    with frozen_at(NOW):
        book = leadership.get(f"/overview/tables/all.xlsx?{YEAR}")
        assert book.headers["Content-Disposition"].endswith('ueberblick-2026-01-01-2026-12-31.xlsx"')
        with zipfile.ZipFile(io.BytesIO(book.data)) as archive:
            assert len([name for name in archive.namelist() if "worksheets/sheet" in name]) == 9
        one = leadership.get(f"/overview/tables/times.xlsx?{YEAR}")
        assert one.status_code == 200


def test_the_report_is_a_tagged_document_that_reads_in_order(app, leadership):
    idea = hand_in(6)[0]
    travel(idea, ("2026-02-10", State.STOPPED))
    with frozen_at("2026-03-01"):
        solution = make_idea(State.ROLLOUT, title="Erinnerung vor Terminen")
        make_review(solution, status="approved", gate=[{"code": "customers", "met": False, "text": "offen"}])
        _tell(solution.id, "adoption_changed", "not_assessed", "introduced", {"job_centre_key": FULDA})
    with frozen_at(NOW):
        response = leadership.get(f"/overview/report.pdf?{YEAR}")
        assert response.content_type == "application/pdf"
        reader = PdfReader(io.BytesIO(response.data))
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert reader.trailer["/Root"]["/Lang"].startswith("de")
        assert reader.metadata.title.startswith("Förderbericht")
        assert 2 <= len(reader.pages) <= 4
        words = _words_of(response.data)
        parts = (
            "Was das Lab getan hat",
            "Ideen im Fluss",
            "Wie lange es dauert",
            "Mit Menschen getestet",
            "Was alle nutzen können",
            "Erinnerung vor Terminen",
            "gemeldet trotz offener Punkte",
            "Was wir aus verworfenen Ideen gelernt haben",
            "Anrufen ist einfacher.",
            "Wie gezählt wird",
        )
        places = [words.index(part) for part in parts]
        assert places == sorted(places)


# --- the whole ---------------------------------------------------------------------------------------------------


def test_thousands_of_ideas_cost_no_further_query(app, leadership):
    paths = [f"/overview?{YEAR}", f"/overview/report.pdf?{YEAR}", "/overview/tables/all.xlsx"]
    counts = []
    for number in (6, 300):
        make_many_ideas(number)
        stopped = hand_in(1, "2026-01-05")[0]
        travel(stopped, ("2026-01-06", State.STOPPED))
        for path in paths:
            with count_queries() as queries:
                assert leadership.get(path).status_code == 200
            assert queries.count <= 17, str(queries)
            counts.append(queries.count)
    assert counts[: len(paths)] == counts[len(paths) :]


@given(histories(), st.dates(date(2025, 9, 1), date(2027, 2, 1)), st.integers(0, 500), st.data())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_figures_are_those_of_the_history(app, told, first, length, data):
    app.extensions["clean"]()
    with frozen_at(NOW):
        due = _store(told, data)
        period = Period(first, first + timedelta(days=length), today())
        overview = load_overview(Selection(period))
        stored = [
            recount.Told(
                int(event.subject_id),
                event.at,
                event.kind,
                event.to_state,
                event.detail.get("job_centre_key", ""),
            )
            for event in db.session.scalars(sa.select(Event).order_by(Event.id))
        ]
        recount.compare(overview.figures, stored, due, period, today())
        place, theme = db.session.get(JobCentre, FULDA), db.session.scalars(sa.select(ThemeLab)).one()
        for chosen_place, chosen_theme in ((place, None), (None, theme), (place, theme)):
            narrowed = load_overview(Selection(period, chosen_place, chosen_theme)).figures
            within = {idea for idea in due if chosen_theme is None or idea % 3 == 0}
            own = {idea: due[idea] for idea in within if chosen_place is None or idea % 2}
            here = [
                row
                for row in stored
                if (row.idea in within if row.place else row.idea in own)
                and (chosen_place is None or row.place in ("", FULDA))
            ]
            recount.compare(narrowed, here, own, period, today())


def _store(told: list[recount.Told], data: st.DataObject) -> dict[int, date]:
    """Writes the history as rows, and their ideas; every second one is Fulda's, every third one a themed lab's."""
    due: dict[int, date] = {}
    theme = make_theme()
    with one_commit():
        for number in sorted({row.idea for row in told}):
            author = make_user(Role.STAFF, FULDA if number % 2 else WIESBADEN)
            day = data.draw(st.dates(date(2025, 10, 1), date(2027, 1, 10)))
            chosen = {} if number % 3 else {"theme_id": theme.id}
            make_idea(State.SUBMITTED, author, id=number, answer_due_on=day, **chosen)
            due[number] = day
        db.session.execute(sa.delete(Event))
        for row in told:
            _write(row)
    return due


def _write(row: recount.Told) -> None:
    """One row of the history as the product writes it."""
    with frozen(row.at):
        if row.place:
            states = {"from_state": row.source, "to_state": row.to}
            record(None, row.kind, "idea", row.idea, **states, job_centre_key=row.place)
        elif row.to:
            record_move(None, row.kind, "idea", row.idea, from_state=row.source, to_state=row.to)
        else:
            record(None, row.kind, "idea", row.idea)


def _tell(idea_id: int, kind: str, source: str | None, target: str | None, detail: dict) -> None:
    """One row of the history, written now."""
    db.session.add(
        Event(
            at=now(),
            kind=kind,
            subject_kind="idea",
            subject_id=str(idea_id),
            from_state=source,
            to_state=target,
            detail=detail,
        )
    )
    db.session.commit()


def _words_of(pdf: bytes) -> str:
    """The text of a PDF in reading order, broken words whole again."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.replace("-\n", "").split())
