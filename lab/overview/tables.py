"""The figures as plain tables: what stands on the page, in the report and in the files is the same."""

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext as _

from lab.adoption.models import AdoptionStatus
from lab.documents.spreadsheet import Cell, Column, Table
from lab.ideas.workflow import BOARD, State
from lab.overview.flow import SMALLEST_GROUP, TIMED, Share, Spread
from lab.overview.labels import ENDINGS, OUTCOMES
from lab.overview.queries import Learning, Overview
from lab.overview.secrecy import FEW, Told, people
from lab.overview.sentences import few_words, selection_words

# In the order of the process; drafts are their author's.
STATES = (*BOARD, State.ROLLOUT, State.PARKED, State.STOPPED, State.MERGED)
LADDER = tuple(status for status in AdoptionStatus if status is not AdoptionStatus.NOT_ASSESSED)


def states(overview: Overview) -> Table:
    """Ideas by state at the end of the period."""
    secrecy, figures = overview.secrecy, overview.figures
    rows = [[str(state.label), _cell(secrecy.count(figures.last(state)))] for state in STATES]
    return _table(overview, _("Ideen nach Stand"), [Column(_("Stand")), _number(_("Ideen"))], rows)


def flow(overview: Overview) -> Table:
    """Ideas by state on each day that is looked at."""
    secrecy, figures = overview.secrecy, overview.figures
    rows: list[list[Cell]] = [
        [day, *(_cell(secrecy.count(figures.flow[state][number])) for state in STATES)]
        for number, day in enumerate(figures.points)
    ]
    columns = [Column(_("Ende des Tages"), "date"), *(_number(str(state.label)) for state in STATES)]
    return _table(overview, _("Ideen im Fluss"), columns, rows)


def times(overview: Overview) -> Table:
    """How long ideas stay in each stage, and from being submitted to rollout."""
    figures = overview.figures
    rows = [[str(state.label), *_spread_cells(figures.times[state])] for state in TIMED]
    rows.append([_("Eingereicht bis Rollout"), *_spread_cells(figures.lead)])
    columns = [
        Column(_("Phase")),
        _number(_("Fälle (n)")),
        Column(_("Median in Tagen"), "decimal"),
        _number(_("85 von 100 in höchstens … Tagen")),
    ]
    return _table(overview, _("Dauer in den Phasen"), columns, rows)


def answers(overview: Overview) -> Table:
    """How many ideas were answered in time."""
    share: Share = overview.figures.answers
    is_told = share.percent is not None
    hits: Cell = share.hits if is_told else _none_or_few(share.n)
    percent: Cell = share.hits / share.n if is_told else None
    columns = [
        _number(_("Frist abgelaufen (n)")),
        _number(_("rechtzeitig beantwortet")),
        Column(_("Anteil"), "percent"),
    ]
    return _table(overview, _("Antwort-Uhr"), columns, [[_cell(people(share.n)), hits, percent]])


def endings(overview: Overview) -> Table:
    """How ideas ended."""
    secrecy, figures = overview.secrecy, overview.figures
    rows = [
        [str(label), _cell(secrecy.count(figures.count_ended(state)))] for state, label in ENDINGS.items()
    ]
    return _table(overview, _("Wie Ideen ausgingen"), [Column(_("Ausgang")), _number(_("Ideen"))], rows)


def learnings(overview: Overview, told: Sequence[Learning]) -> Table:
    """What was learned from stopped ideas."""
    rows: list[list[Cell]] = [[entry.idea.id, entry.idea.title, entry.tried, entry.learned] for entry in told]
    columns = [_number(_("Nummer")), Column(_("Idee")), Column(_("Versucht")), Column(_("Gelernt"))]
    return _table(overview, _("Was wir gelernt haben"), columns, rows)


def tests(overview: Overview) -> Table:
    """Tests held and people heard, by group."""
    rows = [
        [str(group.group.label), group.tests, _cell(people(group.people))] for group in overview.heard.groups
    ]
    columns = [Column(_("Gruppe")), _number(_("Tests")), _number(_("Personen"))]
    return _table(overview, _("Tests und Menschen"), columns, rows)


def adoption(overview: Overview) -> Table:
    """How far jobcentres had come with solutions, on each day that is looked at."""
    figures = overview.figures
    rows: list[list[Cell]] = [
        [day, *(figures.adoption[status][number] for status in LADDER)]
        for number, day in enumerate(figures.points)
    ]
    columns = [Column(_("Ende des Tages"), "date"), *(_number(str(status.label)) for status in LADDER)]
    return _table(overview, _("Übernahme durch die KJC"), columns, rows)


def decisions(overview: Overview) -> Table:
    """What leadership decided."""
    secrecy, figures = overview.secrecy, overview.figures
    rows: list[list[Cell]] = [
        [str(label), _cell(secrecy.count(figures.decisions.get(outcome, 0)))]
        for outcome, label in OUTCOMES.items()
    ]
    rows.append([_("davon ohne Quorum entschieden"), _cell(secrecy.count(overview.without_quorum))])
    deciding = figures.deciding
    rows.append([_("Tage vom Melden bis zur Entscheidung (Median)"), _spread_cells(deciding)[1]])
    return _table(
        overview,
        _("Entscheidungen über den Rollout"),
        [Column(_("Entscheidung")), _decimal(_("Anzahl"))],
        rows,
    )


# The tables by their name in addresses; what was learned is read from more than the figures.
TABLES: Mapping[str, Callable[[Overview], Table]] = {
    "states": states,
    "flow": flow,
    "times": times,
    "answers": answers,
    "endings": endings,
    "tests": tests,
    "adoption": adoption,
    "decisions": decisions,
}
LEARNINGS = "learnings"


def _table(
    overview: Overview, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
) -> Table:
    return Table(title, columns, rows, note=selection_words(overview.selection))


def _number(title: str) -> Column:
    return Column(title, "number")


def _decimal(title: str) -> Column:
    return Column(title, "decimal")


def _cell(number: Told) -> Cell:
    return few_words() if number is FEW else number


def _none_or_few(n: int) -> Cell:
    return few_words() if 0 < n < SMALLEST_GROUP else 0


def _spread_cells(spread: Spread) -> list[Cell]:
    """n, median and 85 of 100; only that there were few where there are fewer than five."""
    return [_cell(people(spread.n)), spread.median, spread.high]
