"""Who uses what: the matrix, on the page and to take away."""

from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.accounts.models import JobCentre
from lab.accounts.queries import list_job_centres
from lab.adoption.queries import LADDER
from lab.adoption.sentences import describe_progress
from lab.core.clock import today
from lab.documents.answers import csv_answer, file_name, xlsx_answer
from lab.rollout.policy import check_see_rollout
from lab.solutions import queries, sentences
from lab.solutions.export import build_table, build_tables
from lab.solutions.listing import BY_APPROVAL, BY_TITLE, BY_USE, MOST_EXPORTED, SORTS, Filters
from lab.solutions.standings import LABELS, STANDINGS
from lab.themes.queries import list_themes
from lab.web.arguments import check_arguments, chosen_argument, text_argument
from lab.web.htmx import render
from lab.web.kept import kept
from lab.web.pagination import check_page, requested_page

bp = Blueprint("solutions", __name__)

FILTERS = ("q", "job_centre", "status", "theme", "sort")
BY_SOLUTION, BY_JOB_CENTRE = "solution", "job_centre"


@bp.get("/rollout/matrix")
@kept
def matrix() -> Response:
    """Solutions and how far each jobcentre has come with them."""
    asked = _Asked()
    shown = queries.load_matrix(asked.filters, asked.job_centres, requested_page())
    check_page(shown.page)
    given = asked.given
    return render(
        "solutions/matrix.html",
        matrix=shown,
        page=shown.page,
        columns=shown.columns,
        chosen=asked.chosen,
        filters=asked.filters,
        by=asked.by,
        options=asked.options(),
        given=given,
        sort_urls={sort: _sorted_url(sort, given) for sort in SORTS},
        by_urls={
            by: url_for("solutions.matrix", **given | {"by": by}) for by in (BY_SOLUTION, BY_JOB_CENTRE)
        },
        export_arguments={name: value for name, value in given.items() if name != "by"},
        sort_directions={BY_TITLE: "ascending", BY_USE: "descending", BY_APPROVAL: "descending"},
        summary=queries.summarise_solutions(shown.total, asked.job_centres),
        ladder=LADDER,
        describe_progress=describe_progress,
        describe_summary=sentences.describe_summary,
    )


@bp.get("/rollout/matrix.csv")
def export_csv() -> Response:
    """The matrix as CSV, all pages."""
    asked, shown = _load_all()
    return csv_answer(build_table(shown, asked.chosen), _name(asked, "csv"))


@bp.get("/rollout/matrix.xlsx")
def export_xlsx() -> Response:
    """The matrix as a workbook, all pages; a second sheet has a line for each jobcentre that said something."""
    asked, shown = _load_all()
    return xlsx_answer(build_tables(shown, asked.chosen), _name(asked, "xlsx"))


class _Asked:
    """What the address asks for. Raises Denied, UnknownArgument."""

    def __init__(self) -> None:
        check_see_rollout(actor())
        check_arguments(*FILTERS, "by", "page")
        self.job_centres = list_job_centres(include_inactive=True)
        self.themes = list_themes()
        theme = chosen_argument("theme", [str(one.id) for one in self.themes])
        self.filters = Filters(
            q=text_argument("q"),
            job_centre=chosen_argument("job_centre", [one.key for one in self.job_centres]),
            status=chosen_argument("status", STANDINGS),
            theme=int(theme) if theme else None,
            sort=chosen_argument("sort", SORTS) or BY_TITLE,
        )
        self.by = chosen_argument("by", (BY_SOLUTION, BY_JOB_CENTRE)) or BY_SOLUTION

    @property
    def chosen(self) -> JobCentre | None:
        """The one jobcentre that was asked for."""
        return next((one for one in self.job_centres if one.key == self.filters.job_centre), None)

    @property
    def given(self) -> dict[str, Any]:
        """The filters of the address, without empty ones and without the page."""
        return {name: request.args[name] for name in (*FILTERS, "by") if request.args.get(name)}

    def options(self) -> dict[str, list[tuple[Any, Any]]]:
        """What can be chosen."""
        everything = ("", _("alle"))
        places = [(one.key, sentences.job_centre_name(one)) for one in self.job_centres]
        return {
            "job_centre": [everything, *places],
            "status": [everything, *LABELS.items()],
            "theme": [everything, *((one.id, one.title) for one in self.themes)],
            "sort": [("" if code == BY_TITLE else code, label) for code, label in SORTS.items()],
        }


def _load_all() -> tuple[_Asked, queries.Matrix]:
    """All that the filters let through, as far as it can be exported."""
    asked = _Asked()
    return asked, queries.load_matrix(asked.filters, asked.job_centres, size=MOST_EXPORTED)


def _name(asked: _Asked, ending: str) -> str:
    place = asked.chosen.short_name if asked.chosen else ""
    return file_name(_("wer nutzt was"), place, today().isoformat(), ending=ending)


def _sorted_url(sort: str, given: dict[str, Any]) -> str:
    return url_for("solutions.matrix", **given | {"sort": sort})
