"""The matrix as tables to take away: what is shown, on all pages."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.accounts.models import JobCentre
from lab.adoption.models import AdoptionStatus
from lab.documents.spreadsheet import MOST_ROWS, Cell, Column, Table
from lab.solutions.queries import Matrix, Solution
from lab.solutions.sentences import job_centre_name


def build_table(matrix: Matrix, chosen: JobCentre | None) -> Table:
    """The matrix, or the rows of one jobcentre."""
    return _one_job_centre(matrix, chosen) if chosen else _all_job_centres(matrix)


def build_tables(matrix: Matrix, chosen: JobCentre | None) -> list[Table]:
    """The same, and with the matrix all that was said, one line each."""
    table = build_table(matrix, chosen)
    return [table] if chosen else [table, _single_rows(matrix)]


def _all_job_centres(matrix: Matrix) -> Table:
    columns = [*_solution_columns(), Column(_("im Einsatz"), "number")]
    columns += [Column(job_centre_name(one)) for one in matrix.columns]
    words = _list_words()
    rows = [
        [
            *_solution_cells(solution),
            solution.progress.in_use,
            *(words[cell.status, cell.is_adapted] for cell in solution.cells),
        ]
        for solution in matrix.page.rows
    ]
    return Table(_("Wer nutzt was?"), columns, rows, _note(matrix))


def _one_job_centre(matrix: Matrix, chosen: JobCentre) -> Table:
    columns = [
        *_solution_columns(),
        Column(_("Stand")),
        Column(_("seit"), "date"),
        Column(_("angepasst")),
        Column(_("zuletzt bestätigt"), "date"),
        Column(_("Kontakt")),
        Column(_("Grund")),
        Column(_("Anmerkung")),
    ]
    rows: list[list[Cell]] = []
    for solution in matrix.page.rows:
        cell, own = solution.cell(chosen.key), solution.own
        rows.append(
            [
                *_solution_cells(solution),
                str(cell.status.label),
                cell.since,
                (own.adapted_text or _("ja")) if own and own.is_adapted else None,
                cell.confirmed_on,
                own.contact if own else None,
                str(own.reason_category.label) if own and own.reason_category else None,
                own.reason if own else None,
            ]
        )
    title = _("Lösungen in %(name)s", name=job_centre_name(chosen))
    return Table(title, columns, rows, _note(matrix))


def _single_rows(matrix: Matrix) -> Table:
    columns = [
        Column(_("Lösung")),
        Column(_("KJC")),
        Column(_("Stand")),
        Column(_("seit"), "date"),
        Column(_("angepasst")),
        Column(_("zuletzt bestätigt"), "date"),
    ]
    labels = {status: str(status.label) for status in AdoptionStatus}
    names = {one.key: job_centre_name(one) for one in matrix.columns}
    yes = _("ja")
    rows: list[list[Cell]] = [
        [
            solution.idea.title,
            names[cell.job_centre.key],
            labels[cell.status],
            cell.since,
            yes if cell.is_adapted else None,
            cell.confirmed_on,
        ]
        for solution in matrix.page.rows
        for cell in solution.cells
        if cell.is_told
    ]
    left_out = len(rows) - MOST_ROWS
    note = ngettext("%(num)s Zeile passt nicht hinein.", "%(num)s Zeilen passen nicht hinein.", left_out)
    return Table(_("Jeder Stand"), columns, rows[:MOST_ROWS], note if left_out > 0 else "")


def _list_words() -> dict[tuple[AdoptionStatus, bool], str]:
    """What stands in a cell: the step, and whether the solution was adapted. Made once for thousands of cells."""
    words = {(status, False): str(status.label) for status in AdoptionStatus}
    adapted = {(status, True): _("%(status)s, angepasst", status=status.label) for status, _not in words}
    return words | adapted


def _solution_columns() -> list[Column]:
    return [
        Column(_("Nummer"), "number"),
        Column(_("Lösung")),
        Column(_("freigegeben am"), "date"),
        Column(_("Hinweis")),
    ]


def _solution_cells(solution: Solution) -> list[Cell]:
    hints = [_("ohne Quorum entschieden")] if solution.is_without_quorum else []
    if solution.unmet and solution.review:
        hints.append(
            ngettext(
                "gemeldet trotz %(num)s offenem Punkt",
                "gemeldet trotz %(num)s offener Punkte",
                len(solution.unmet),
            )
            + (f": {solution.review.override_reason}" if solution.review.override_reason else "")
        )
    return [solution.idea.id, solution.idea.title, solution.approved_on, "; ".join(hints) or None]


def _note(matrix: Matrix) -> str:
    left_out = matrix.page.total - len(matrix.page.rows)
    if left_out <= 0:
        return ""
    return ngettext(
        "%(num)s Lösung passt nicht hinein. Bitte filtern Sie.",
        "%(num)s Lösungen passen nicht hinein. Bitte filtern Sie.",
        left_out,
    )
