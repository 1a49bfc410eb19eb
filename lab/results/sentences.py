"""Results told in words, always with how many people stand behind them; no grade below five."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.prototypes.models import Group, Outcome, Questionnaire
from lab.results.charts import Bar, Column, Point
from lab.results.queries import REFERENCES, Score, TaskCount, VersionResults
from lab.results.statistics import SMALLEST_SAMPLE, Grade, Interval, Summary
from lab.web.locale import show_number


def scale_name(questionnaire: Questionnaire) -> str:
    """The scale's short name; a proper name in every language."""
    return {Questionnaire.SUS: "SUS", Questionnaire.UMUX_LITE: "UMUX-Lite"}.get(questionnaire, "–")


def wording_sentence(questionnaires: Iterable[Questionnaire]) -> str:
    """That the items were not asked in their published words, so that nobody takes the values for more."""
    words = {
        Questionnaire.SUS: _("SUS: Wortlaut an den Fragebogen angelehnt, nicht der veröffentlichte Text."),
        Questionnaire.UMUX_LITE: _("UMUX-Lite: Wortlaut vereinfacht, nicht der veröffentlichte Text."),
    }
    asked = set(questionnaires)
    return " ".join(text for scale, text in words.items() if scale in asked)


def size_words(n: int) -> str:
    """„n = 7“, which stays on one line."""
    return f"n\u00a0=\u00a0{show_number(n)}"


def mean_words(summary: Summary | None) -> str:
    """The mean, with one digit behind the comma where it has one."""
    return "–" if summary is None else show_number(round(summary.mean, 1))


def range_words(summary: Summary | None) -> str:
    """The interval: „61 bis 89“; a dash where there is none."""
    if summary is None or summary.bounds is None:
        return "–"
    low, high = summary.bounds
    return _("%(low)s bis %(high)s", low=low, high=high)


def share_words(interval: Interval | None) -> str:
    """The interval of a share: „36 bis 98 %“."""
    if interval is None:
        return "–"
    low, high = int(interval.low * 100), -int(-interval.high * 100 // 1)
    return _("%(low)s bis %(high)s %%", low=low, high=min(high, 100)).replace(" %", "\u00a0%")


def score_sentence(score: Score) -> str:
    """What a group gave: mean, n, and how far it may be off."""
    summary, scale = score.summary, scale_name(score.questionnaire)
    if summary is None:
        return _("%(scale)s: kein vollständig ausgefüllter Bogen, also kein Wert.", scale=scale)
    mean, size = mean_words(summary), size_words(summary.n)
    if summary.bounds is None:
        return _(
            "%(scale)s: %(mean)s von 100 (%(size)s). Ein einzelner Bogen ist noch kein Mittelwert.",
            scale=scale,
            mean=mean,
            size=size,
        )
    return _(
        "%(scale)s im Mittel %(mean)s von 100 (%(size)s); der wahre Mittelwert dieser Gruppe liegt "
        "wahrscheinlich zwischen %(low)s und %(high)s.",
        scale=scale,
        mean=mean,
        size=size,
        low=summary.bounds[0],
        high=summary.bounds[1],
    )


def grade_sentence(score: Score) -> str:
    """How the mean stands to the reference, or why nobody can tell yet; '' without any value."""
    if score.summary is None:
        return ""
    reference = reference_words(score.questionnaire)
    match score.grade:
        case Grade.ABOVE:
            return _("Über %(reference)s.", reference=reference)
        case Grade.BELOW:
            return _("Unter %(reference)s.", reference=reference)
        case Grade.UNCLEAR:
            return _("Ob über oder unter %(reference)s, lässt sich noch nicht sagen.", reference=reference)
        case _none:
            return ngettext(
                "Noch keine Einordnung: Dafür braucht es mindestens %(num)s vollständigen Bogen.",
                "Noch keine Einordnung: Dafür braucht es mindestens %(num)s vollständige Bögen.",
                SMALLEST_SAMPLE,
            )


def grade_words(score: Score | None) -> str:
    """The same for a cell of a table: „darüber“."""
    if score is None or score.summary is None:
        return "–"
    match score.grade:
        case Grade.ABOVE:
            return _("darüber")
        case Grade.BELOW:
            return _("darunter")
        case Grade.UNCLEAR:
            return _("offen")
        case _none:
            return _("zu wenige Bögen")


def reference_of(questionnaire: Questionnaire) -> int:
    """What a scale is held against."""
    return REFERENCES[questionnaire]


def reference_words(questionnaire: Questionnaire) -> str:
    """What a scale is held against, in the dative."""
    if questionnaire is Questionnaire.SUS:
        return _("dem Mittel veröffentlichter Studien (68)")
    return _("dem Vergleichswert 69 (entspricht einem SUS von 68)")


def incomplete_sentence(score: Score) -> str:
    """How many sheets have a gap and therefore no score; '' for none."""
    if not score.incomplete:
        return ""
    return ngettext(
        "%(num)s Bogen ist nicht vollständig ausgefüllt und hat deshalb keinen Wert.",
        "%(num)s Bögen sind nicht vollständig ausgefüllt und haben deshalb keinen Wert.",
        score.incomplete,
    )


def outcome_words(count: TaskCount) -> str:
    """„4 allein, 1 mit Hilfe, 1 nicht“."""
    words = {
        Outcome.ALONE: _("%(count)s allein", count=count.outcomes[Outcome.ALONE]),
        Outcome.HELPED: _("%(count)s mit Hilfe", count=count.outcomes[Outcome.HELPED]),
        Outcome.FAILED: _("%(count)s nicht", count=count.outcomes[Outcome.FAILED]),
    }
    return ", ".join(words[outcome] for outcome in Outcome if count.outcomes[outcome])


def task_sentence(count: TaskCount) -> str:
    """One group on one task: „Beschäftigte, n = 6: 4 allein, 2 mit Hilfe geschafft“."""
    return _(
        "%(group)s, %(size)s: %(words)s geschafft",
        group=count.group.label,
        size=size_words(count.n),
        words=outcome_words(count),
    )


def findings_sentence(result: VersionResults) -> str:
    """What still stands against it: „3 Befunde noch ohne Antwort, 1 schwerer nicht gelöst“."""
    row = result.row
    if not row.findings_words:
        return _("Keine Befunde")
    parts = [
        ngettext("%(num)s Befund noch ohne Antwort", "%(num)s Befunde noch ohne Antwort", row.open_findings)
        if row.open_findings
        else _("Alle Befunde beantwortet"),
        ngettext("%(num)s schwerer nicht gelöst", "%(num)s schwere nicht gelöst", result.severe)
        if result.severe
        else "",
    ]
    return ", ".join(part for part in parts if part)


def column_sentence(column: Column) -> str:
    """One column of the grid: „Beschäftigte, n = 6: Das war gut 3, Das ändern 2, davon 1 beobachtet“."""
    fields = "; ".join(f"{bar.kind.label}: {seen_words(bar)}" for bar in column.bars)
    return f"{column.label}, {size_words(column.people)}. {fields}."


def seen_words(bar: Bar) -> str:
    """„5, davon 2 beobachtet“."""
    if not bar.seen:
        return show_number(bar.total)
    return _("%(total)s, davon %(seen)s beobachtet", total=bar.total, seen=bar.seen)


def slope_sentence(key: tuple[Group, Questionnaire], points: Sequence[Point]) -> str:
    """A group's way on a scale: „Beschäftigte, SUS: v1 58,5 (n = 6), v2 70 (n = 7). Vergleichswert 68.“."""
    group, scale = key
    values = ", ".join(
        f"{point.label} {mean_words(point.summary)} ({size_words(point.summary.n)})" for point in points
    )
    return _(
        "%(group)s, %(scale)s von 0 bis 100: %(values)s. Vergleichswert %(reference)s.",
        group=group.label,
        scale=scale_name(scale),
        values=values or _("noch kein Wert"),
        reference=reference_of(scale),
    )


def outcomes_sentence(group: Group, results: Sequence[VersionResults]) -> str:
    """A group's task success by version: „Beschäftigte. v1: 4 allein, 2 mit Hilfe; v2: 6 allein.“."""
    sums = [(result.prototype.label, result.sum_tasks(group)) for result in results]
    words = "; ".join(f"{label}: {outcome_words(count)}" for label, count in sums if count)
    return f"{group.label}. {words}."


def groups_with_tasks(results: Sequence[VersionResults]) -> list[Group]:
    """The groups that were given tasks in any version."""
    return [group for group in Group if any(result.sum_tasks(group) for result in results)]


def scale_header(key: tuple[Group, Questionnaire]) -> str:
    """A scale and who answered it, as the head of a column."""
    return _("%(scale)s, %(group)s", scale=scale_name(key[1]), group=key[0].label)


def scale_headers(keys: Sequence[tuple[Group, Questionnaire]]) -> list[tuple[str, str]]:
    """The heads of the columns, aligned as numbers."""
    return [(scale_header(key), "numeric") for key in keys]
