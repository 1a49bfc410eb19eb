"""The report for the ministry: what the lab did in a funding period, in plain sentences, as PDF/UA."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from flask_babel import gettext as _

from lab.accounts.models import JobCentre
from lab.core.words import show_date, show_number
from lab.documents.blocks import Block, Document, Facts, Grid, Items, Note, Section, Text
from lab.documents.pdf import render_pdf
from lab.documents.spreadsheet import Table
from lab.ideas.workflow import ACTIVE, State
from lab.overview import charts, sentences, tables
from lab.overview.charts import Areas
from lab.overview.queries import Learning, Overview, Solution

MOST_SOLUTIONS = 20
MOST_LESSONS = 10
LONGEST_LEARNING = 400


@dataclass(frozen=True)
class AreaBlock:
    """The picture of the flow; templates/documents/funding_report.typ draws it."""

    title: str
    alt: str
    areas: Areas
    days: tuple[str, str]
    table: Grid
    width: int = charts.WIDTH
    height: int = charts.HEIGHT
    kind: str = field(default="areas", init=False)


def render_report(
    overview: Overview, solutions: Sequence[Solution], number: int, learnings: Sequence[Learning]
) -> bytes:
    """The report as PDF, in the reader's language; `number` counts the solutions there are."""
    document = build_report(overview, solutions, number, learnings)
    return render_pdf("funding_report.typ", asdict(document), title=f"{document.title} – {document.lead}")


def build_report(
    overview: Overview, solutions: Sequence[Solution], number: int, learnings: Sequence[Learning]
) -> Document:
    """The report in parts."""
    return Document(
        kicker=_("Bericht an die fördernde Stelle"),
        title=_("Förderbericht"),
        lead=sentences.selection_words(overview.selection),
        facts=_facts(overview),
        sections=[
            Section(_("Was das Lab getan hat"), _story(overview)),
            Section(_("Ideen im Fluss"), _flow(overview)),
            Section(_("Wie lange es dauert"), _times(overview)),
            Section(_("Mit Menschen getestet"), _tests(overview)),
            Section(_("Was alle nutzen können"), _solutions(overview, solutions, number)),
            Section(_("Was wir aus verworfenen Ideen gelernt haben"), _learnings(overview, learnings)),
            Section(_("Wie gezählt wird"), [Facts(sentences.list_definitions())]),
        ],
    )


def _facts(overview: Overview) -> list[tuple[str, str]]:
    figures, secrecy = overview.figures, overview.secrecy
    return [
        (_("Eingereicht"), sentences.told_words(secrecy.count(figures.submitted))),
        (_("Neu im Rollout"), sentences.told_words(secrecy.count(figures.count_ended(State.ROLLOUT)))),
        (_("Tests"), show_number(overview.heard.tests)),
        (_("Einsätze in KJC"), show_number(sum(charts.in_use(overview)))),
    ]


def _story(overview: Overview) -> list[Block]:
    """The period in a few paragraphs."""
    period, figures, secrecy = overview.period, overview.figures, overview.secrecy
    if period.is_ahead:
        return [Text(_("Der Zeitraum liegt in der Zukunft. Es gibt noch nichts zu berichten."), "lead")]
    blocks: list[Block] = []
    if secrecy.tells_nothing:
        blocks.append(Note(_("Zu wenige Ideen"), sentences.few_ideas_sentence(overview)))
    else:
        at_work = sum(figures.last(state) for state in ACTIVE)
        words = {
            "submitted": figures.submitted,
            "active": at_work,
            "ready": figures.last(State.READY),
            "rollout": figures.last(State.ROLLOUT),
            "stopped": figures.count_ended(State.STOPPED),
            "merged": figures.count_ended(State.MERGED),
            "parked": figures.count_ended(State.PARKED),
        }
        told = {name: sentences.ideas_words(secrecy.count(number)) for name, number in words.items()}
        blocks += [
            Text(
                _(
                    "Vom %(first)s bis zum %(last)s nahm das Innovation-Lab %(submitted)s entgegen. Am %(until)s zählte es "
                    "%(active)s in Arbeit, %(ready)s zur Entscheidung bei der Leitung und %(rollout)s im Rollout für alle "
                    "Kommunalen Jobcenter.",
                    first=show_date(period.first),
                    last=show_date(period.last),
                    until=show_date(period.until),
                    **told,
                ),
                "lead",
            ),
            Text(
                _(
                    "Scheitern ist erlaubt, wenn wir daraus lernen: In dieser Zeit verwarf das Lab %(stopped)s mit einer "
                    "Erkenntnis, führte %(merged)s mit einer anderen zusammen und stellte %(parked)s zurück.",
                    **told,
                )
            ),
        ]
        blocks.append(Text(sentences.share_sentence(figures.answers)))
    if period.is_running:
        blocks.append(
            Text(
                _("Der Zeitraum läuft noch. Gezählt ist bis zum %(day)s.", day=show_date(period.until)),
                "muted",
            )
        )
    return blocks


def _flow(overview: Overview) -> list[Block]:
    areas = charts.draw_flow(overview)
    if areas is None:
        return [Text(sentences.no_picture_sentence(overview)), _grid(tables.states(overview))]
    title = _("Ideen nach Stand")
    rows = [
        [band.label, sentences.told_words(band.first), sentences.told_words(band.last)]
        for band in reversed(areas.bands)
    ]
    first, last = show_date(areas.days[0]), show_date(areas.days[-1])
    table = Grid(_("Ideen am Anfang und am Ende"), [_("Stand"), first, last], rows, [False, True, True])
    return [
        Text(
            _(
                "Das Bild zeigt, wo die Ideen am Ende jedes Abschnitts standen: oben der Eingang, darunter die Phasen, ganz "
                "unten der Rollout. Wird ein Band breiter, warten dort mehr Ideen."
            )
        ),
        AreaBlock(title, sentences.areas_sentence(title, areas), areas, (first, last), table),  # type: ignore[list-item]
    ]


def _times(overview: Overview) -> list[Block]:
    if overview.secrecy.tells_nothing:
        return [Text(sentences.few_ideas_sentence(overview))]
    return [Text(sentences.lead_sentence(overview.figures.lead)), _grid(tables.times(overview))]


def _tests(overview: Overview) -> list[Block]:
    return [Text(f"{sentences.heard_sentence(overview.heard).rstrip('.')}."), _grid(tables.tests(overview))]


def _solutions(overview: Overview, solutions: Sequence[Solution], number: int) -> list[Block]:
    blocks: list[Block] = [Text(sentences.decision_sentence(overview, overview.secrecy))]
    quorum = sentences.quorum_sentence(overview, overview.secrecy)
    if quorum:
        blocks.append(Text(quorum))
    if not solutions:
        return [*blocks, Text(_("Noch ist keine Lösung im Rollout."))]
    rows = [
        [_solution_words(solution), _places(solution.in_use), _places(solution.pilots)]
        for solution in solutions
    ]
    columns = [_("Lösung"), _("im Einsatz in"), _("Pilot in")]
    blocks.append(Grid(_("Lösungen und wo sie genutzt werden"), columns, rows))
    return blocks + _more(number - len(solutions))


def _solution_words(solution: Solution) -> str:
    """The title, and what must stay visible about how it got there."""
    notes = [
        _("gemeldet trotz offener Punkte") if solution.is_overridden else "",
        _("ohne Quorum entschieden") if solution.is_without_quorum else "",
    ]
    told = ", ".join(note for note in notes if note)
    return f"{solution.idea.title} ({told})" if told else solution.idea.title


def _learnings(overview: Overview, learnings: Sequence[Learning]) -> list[Block]:
    if not learnings:
        return [Text(_("In diesem Zeitraum wurde keine Idee verworfen."))]
    shown = [
        _("%(title)s: %(learned)s", title=entry.idea.title, learned=_short(entry.learned))
        for entry in learnings
    ]
    return [Items(shown), *_more(len(overview.stopped) - len(shown))]


def _more(count: int) -> list[Block]:
    """What the report leaves out."""
    if count <= 0:
        return []
    return [Text(_("und %(count)s weitere", count=show_number(count)), "muted")]


def _short(text: str) -> str:
    """A learning in a few lines; the whole of it stands with the idea."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LEARNING else line[: LONGEST_LEARNING - 1].rstrip() + "…"


def _places(places: Sequence[JobCentre]) -> str:
    return ", ".join(place.short_name for place in places) or "–"


def _grid(table: Table) -> Grid:
    """The table without its note, which the title of the report says already."""
    grid = Grid.of(table)
    return Grid(grid.title, grid.columns, grid.rows, grid.numeric)
