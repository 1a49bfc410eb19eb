"""The overview: a page, its tables as files, and the report for the ministry."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import roles_required
from lab.accounts.models import JobCentre, Role
from lab.accounts.queries import list_job_centres
from lab.core.clock import today
from lab.core.errors import Invalid, NotFound
from lab.documents.answers import csv_answer, file_name, pdf_answer, xlsx_answer
from lab.documents.spreadsheet import Table
from lab.overview import charts, sentences, tables
from lab.overview.forms import PeriodForm
from lab.overview.history import Selection
from lab.overview.periods import Period, calendar_year
from lab.overview.queries import Overview, list_learnings, list_solutions, load_overview
from lab.overview.report import MOST_LESSONS, MOST_SOLUTIONS, render_report
from lab.themes.models import ThemeLab
from lab.themes.queries import list_themes
from lab.web.arguments import check_arguments, chosen_argument
from lab.web.htmx import render
from lab.web.kept import kept

bp = Blueprint("overview", __name__)

ARGUMENTS = ("from", "to", "job_centre", "theme")
READERS = (Role.STAFF, Role.FACILITATOR, Role.LEADERSHIP)
# So much of what was learned stands on the page; the file has all.
MOST_LEARNINGS = 8
MOST_ROWS = 10_000


@bp.get("/overview")
@kept
@roles_required(*READERS)
def show() -> Response:
    """The figures of a period, with charts."""
    asked = _Asked()
    if asked.selection is None:
        return asked.refusal()
    overview = load_overview(asked.selection)
    return render(
        "overview/show.html",
        overview=overview,
        learnings=list_learnings(overview.stopped[:MOST_LEARNINGS]),
        secrecy=overview.secrecy,
        flow=charts.draw_flow(overview),
        adoption=charts.draw_adoption(overview),
        ranges=charts.draw_ranges(overview),
        tables=tables,
        **asked.words(),
    )


@bp.get("/overview/tables/<name>.<ending>")
@roles_required(*READERS)
def export(name: str, ending: str) -> Response:
    """One table as CSV or XLSX, or all of them as one workbook."""
    known = (*tables.TABLES, tables.LEARNINGS)
    if ending not in ("csv", "xlsx") or name not in (known if ending == "csv" else (*known, "all")):
        raise NotFound()
    asked = _Asked()
    if asked.selection is None:
        return asked.refusal()
    overview = load_overview(asked.selection)
    wanted = [_table(overview, one) for one in (known if name == "all" else (name,))]
    title = wanted[0].title if name != "all" else ""
    full_name = file_name(_("Überblick"), title, *_days(asked.selection.period), ending=ending)
    return csv_answer(wanted[0], full_name) if ending == "csv" else xlsx_answer(wanted, full_name)


@bp.get("/overview/report.pdf")
@roles_required(*READERS)
def report() -> Response:
    """The report for the ministry as PDF."""
    asked = _Asked()
    if asked.selection is None:
        return asked.refusal()
    overview = load_overview(asked.selection)
    solutions, number = list_solutions(overview, asked.places, MOST_SOLUTIONS)
    content = render_report(overview, solutions, number, list_learnings(overview.stopped[:MOST_LESSONS]))
    return pdf_answer(content, file_name(_("Förderbericht"), *_days(overview.period), ending="pdf"))


class _Asked:
    """What the address asks for; without a selection when the period that was typed cannot be."""

    def __init__(self) -> None:
        check_arguments(*ARGUMENTS)
        job_centres, themes = list_job_centres(include_inactive=True), list_themes()
        self.places: Mapping[str, JobCentre] = {place.key: place for place in job_centres}
        self.themes: Mapping[str, ThemeLab] = {str(theme.id): theme for theme in themes}
        place = chosen_argument("job_centre", self.places)
        theme = chosen_argument("theme", self.themes)
        self.form = PeriodForm(request.args)
        self.form.job_centre.choices = [
            ("", _("alle")),
            *((place.key, _place_name(place)) for place in job_centres),
        ]
        self.form.theme.choices = [("", _("alle")), *((str(one.id), one.title) for one in themes)]
        self.selection: Selection | None = None
        period = self._period()
        if period:
            self.form.show_period(period)
            self.selection = Selection(period, self.places.get(place), self.themes.get(theme))

    def _period(self) -> Period | None:
        if not self.form.validate():
            return None
        try:
            return self.form.period(today())
        except Invalid as error:
            self.form.add_error(error)
            return None

    def refusal(self) -> Response:
        """The form again, with what was typed and what is wrong with it."""
        return render("overview/show.html", overview=None, status=422, **self.words())

    def words(self) -> dict[str, Any]:
        """What every answer shows."""
        chosen = {name: request.args[name] for name in ARGUMENTS if request.args.get(name)}
        return {
            "form": self.form,
            "chosen": chosen,
            "presets": _presets(chosen),
            "say": sentences,
            "draw": charts,
        }


def _table(overview: Overview, name: str) -> Table:
    if name == tables.LEARNINGS:
        return tables.learnings(overview, list_learnings(overview.stopped[:MOST_ROWS]))
    return tables.TABLES[name](overview)


def _days(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


def _place_name(place: JobCentre) -> str:
    if place.is_active:
        return place.short_name
    return _("%(name)s (nicht mehr aktiv)", name=place.short_name)


def _presets(chosen: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Periods that are often asked for, with what else is chosen kept."""
    day = today()
    year = calendar_year(day)
    periods = (
        (_("Dieses Jahr"), year.first, year.last),
        (_("Letztes Jahr"), date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
        (_("Seit Beginn des Labs"), date(2020, 1, 1), year.last),
    )
    kept = {name: value for name, value in chosen.items() if name not in ("from", "to")}
    return [
        (str(label), kept | {"from": first.isoformat(), "to": last.isoformat()})
        for label, first, last in periods
    ]
