"""What the dossier tells of tests: who tried what, the verdicts, charts and findings."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.core.words import show_date
from lab.documents.blocks import (
    Bar,
    Bars,
    Block,
    Facts,
    Grid,
    Heading,
    Lines,
    Part,
    Point,
    Section,
    Text,
    Tone,
)
from lab.prototypes.models import Finding, Group, Outcome, Questionnaire, Severity
from lab.prototypes.sentences import people_of_group
from lab.results import sentences as say
from lab.results.charts import MOST_IN_SLOPE
from lab.results.queries import VersionResults, scale_keys
from lab.rollout.dossier import Dossier
from lab.rollout.sentences import describe_findings, describe_people

# What a paper of a few pages holds, in characters and rows.
SHORT, CELL = 500, 220
MOST_TOLD = 2
MOST_SLOPES = 2

_TONES: dict[Outcome, Tone] = {Outcome.ALONE: "good", Outcome.HELPED: "warn", Outcome.FAILED: "bad"}


def because(dossier: Dossier, word: str, why: str) -> str:
    return f"{word}: {dossier.cut(why, SHORT)}" if why.strip() else word


def tell_tests(dossier: Dossier) -> Section:
    """The newest versions: assumption, with whom it was tried, and the verdict."""
    blocks: list[Block] = [
        Text(f"{describe_people(dossier.facts)} {describe_findings(dossier.facts)}", "lead"),
    ]
    if not dossier.results:
        blocks.append(Text(_("Zu dieser Idee ist kein Prototyp festgehalten."), "muted"))
    for result in reversed(dossier.results[-MOST_TOLD:]):
        blocks += _tell_version(dossier, result)
    return Section(_("Was wurde wie getestet?"), blocks, "tests")


def _tell_version(dossier: Dossier, result: VersionResults) -> list[Block]:
    """A version's way from assumption to verdict."""
    prototype, verdict = result.prototype, result.verdict
    pairs = [
        (_("Annahme"), dossier.cut(prototype.hypothesis, SHORT)),
        (_("Erfolg, wenn"), dossier.cut(prototype.success_criterion, SHORT)),
        (_("Getestet mit"), _who(dossier, result)),
    ]
    if verdict:
        pairs += [
            (_("Kriterium"), because(dossier, str(verdict.met.label), verdict.met_because)),
            (_("Wie es weitergeht"), str(verdict.decision.label)),
            (_("Gelernt"), dossier.cut(verdict.learned, SHORT)),
        ]
    elif result.row.n:
        pairs.append((_("Kriterium"), _("noch kein Urteil")))
    title = f"{prototype.label} – {prototype.title} ({prototype.kind.label})"
    return [Heading(title), Facts([pair for pair in pairs if pair[1]])]


def _who(dossier: Dossier, result: VersionResults) -> str:
    """„7 Kundinnen und Kunden (Fulda, Wiesbaden), 5 Beschäftigte (Fulda), seit 02.03.2026“."""
    row = result.row
    if not row.n:
        return _("Noch hat niemand diese Version ausprobiert.")
    parts = []
    for group in Group:
        if row.people.get(group):
            keys = {heard.job_centre_key for heard in row.heard if heard.group == group}
            where = ", ".join(sorted(place for key, place in dossier.places.items() if key in keys))
            words = people_of_group(group, row.people[group])
            parts.append(f"{words} ({where})" if where else words)
    text = "; ".join(parts)
    return _("%(people)s; ab %(day)s", people=text, day=show_date(row.first_test)) if row.first_test else text


def tell_results(dossier: Dossier) -> Section:
    """Charts of scores or tasks, and the weightiest findings."""
    results = dossier.tested
    blocks: list[Block] = [*_slopes(results), *_tasks(results)]
    if results and not blocks:
        blocks.append(
            Text(_("Keine Skala und keine Aufgaben: Es gibt nur Rückmeldungen in Worten."), "muted")
        )
    blocks += _findings(dossier)
    return Section(_("Was die Tests gezeigt haben"), blocks, "results")


def _slopes(results: Sequence[VersionResults]) -> Iterable[Block]:
    """The score of each group from version to version."""
    for key in scale_keys(results)[:MOST_SLOPES]:
        group, scale = key
        drawn = [result for result in results if key in result.scores][-MOST_IN_SLOPE:]
        scores = [(result.prototype.label, result.scores[key].summary) for result in drawn]
        points = [
            Point(
                label,
                summary.mean,
                say.mean_words(summary),
                say.size_words(summary.n),
                summary.low,
                summary.high,
            )
            if summary
            else None
            for label, summary in scores
        ]
        if not any(points):
            continue
        header = say.scale_header(key)
        told = ", ".join(f"{point.label} {point.words} ({point.under})" for point in points if point)
        yield Lines(
            f"score-{group}-{scale}",
            _("%(scale)s: Punkte von 0 bis 100 nach Versionen", scale=header),
            _(
                "%(scale)s von 0 bis 100: %(values)s. Vergleichswert %(reference)s.",
                scale=header,
                values=told,
                reference=say.reference_of(scale),
            ),
            [label for label, _summary in scores],
            [(header, points)],
            reference=say.reference_of(scale),
            reference_words=_("Vergleichswert %(value)s", value=say.reference_of(scale)),
            table=_score_table(header, scale, drawn, key),
        )


def _score_table(
    header: str, scale: Questionnaire, drawn: Sequence[VersionResults], key: tuple[Group, Questionnaire]
) -> Grid:
    return Grid(
        header,
        [
            _("Version"),
            "n",
            _("Mittel"),
            _("Bereich (95 %%)").replace("%%", "%"),
            _("Vergleich mit %(value)s", value=say.reference_of(scale)),
        ],
        [
            [
                result.prototype.label,
                str(score.summary.n if score.summary else 0),
                say.mean_words(score.summary),
                say.range_words(score.summary),
                say.grade_words(score),
            ]
            for result in drawn
            for score in (result.scores[key],)
        ],
        [False, True, True, True, False],
        say.wording_sentence([scale]),
    )


def _tasks(results: Sequence[VersionResults]) -> Iterable[Block]:
    """How the people of each group got through the tasks, version by version."""
    bars, rows = [], []
    for group in say.groups_with_tasks(results):
        for result in results[-MOST_IN_SLOPE:]:
            count = result.sum_tasks(group)
            if count is None or not count.n:
                continue
            parts = [Part(count.outcomes[outcome], _TONES[outcome]) for outcome in Outcome]
            label = f"{result.prototype.label}, {group.label}"
            bars.append(
                Bar(label, [Part(p.value / count.n * 100, p.tone) for p in parts], say.outcome_words(count))
            )
            rows.append([label, *(str(count.outcomes[outcome]) for outcome in Outcome), str(count.n)])
    if bars:
        yield Bars(
            "tasks",
            _("Wie die Menschen durch die Aufgaben kamen: Versuche in Prozent"),
            "; ".join(f"{bar.label}: {bar.words}" for bar in bars) + ".",
            bars,
            [(_TONES[outcome], str(outcome.label)) for outcome in Outcome],
            highest=100,
            table=Grid(
                _("Versuche an allen Aufgaben"),
                [_("Version und Gruppe"), *(str(outcome.label) for outcome in Outcome), _("Versuche")],
                rows,
                [False, True, True, True, True],
            ),
        )


def _findings(dossier: Dossier) -> list[Block]:
    """The weightiest findings with what became of them; the others are counted."""
    if not dossier.findings:
        return []
    left = dossier.finding_count - len(dossier.findings)
    note = (
        ngettext(
            "%(num)s weiterer Befund steht auf der Seite der Idee.",
            "%(num)s weitere Befunde stehen auf der Seite der Idee.",
            left,
        )
        if left
        else ""
    )
    return [
        Grid(
            _("Die wichtigsten Befunde"),
            [_("Befund"), _("Version"), _("Schwere"), _("Was daraus wurde")],
            [
                [
                    dossier.cut(finding.body, CELL),
                    finding.prototype.label,
                    _severity(finding.severity),
                    _answer(finding),
                ]
                for finding in dossier.findings
            ],
            note=note,
        )
    ]


def _severity(severity: Severity | None) -> str:
    return str(severity.label).partition(":")[0] if severity else "–"


def _answer(finding: Finding) -> str:
    if finding.answer is None:
        return _("noch ohne Antwort")
    if finding.taken_up_in:
        return _("aufgenommen in %(version)s", version=finding.taken_up_in.label)
    return str(finding.answer.label)
