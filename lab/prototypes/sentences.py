"""Numbers told in words, always with how many people stand behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.core.clock import HESSE
from lab.prototypes.models import Answer, Finding, Group, Observation, PointKind, Prototype
from lab.web.locale import show_date

# Below this many people a result is an impression, no measurement.
SMALLEST_SAMPLE = 5


def people_of_group(group: Group, count: int) -> str:
    """A number of people of one group: „7 Kundinnen und Kunden“."""
    match group:
        case Group.CUSTOMERS:
            return ngettext("%(num)s Kundin oder Kunde", "%(num)s Kundinnen und Kunden", count)
        case Group.STAFF:
            return ngettext("%(num)s beschäftigte Person", "%(num)s Beschäftigte", count)
        case Group.LEADERSHIP:
            return ngettext("%(num)s Leitungskraft", "%(num)s Leitungskräfte", count)
        case _other:
            return ngettext("%(num)s externe Person", "%(num)s externe Personen", count)


def people_sentence(people: Mapping[Group, int], job_centres: int) -> str:
    """Who tried it: „12 Personen: 7 Kundinnen und Kunden, 5 Beschäftigte aus 2 KJC“."""
    groups = [people_of_group(group, people[group]) for group in Group if people.get(group)]
    if not groups:
        return _("Noch hat niemand diese Version ausprobiert.")
    text = ", ".join(groups)
    if len(groups) > 1:
        total = ngettext("%(num)s Person", "%(num)s Personen", sum(people.values()))
        text = f"{total}: {text}"
    if job_centres:
        text = _(
            "%(people)s aus %(centres)s",
            people=text,
            centres=ngettext("%(num)s KJC", "%(num)s KJC", job_centres),
        )
    return text


def round_state(starts_on: date, ends_on: date, day: date) -> str:
    """Where a planned round stands on a day: „beginnt am 03.12.2026“, „läuft bis 10.12.2026“."""
    if day < starts_on:
        return _("beginnt am %(day)s", day=show_date(starts_on))
    if day > ends_on:
        return _("endete am %(day)s", day=show_date(ends_on))
    return _("läuft heute") if starts_on == ends_on else _("läuft bis %(day)s", day=show_date(ends_on))


def people_of_wanted(people: int, wanted: int | None) -> str:
    """How many took part, and of how many: „3 von 8 Personen“."""
    if wanted is None:
        return ngettext("%(num)s Person", "%(num)s Personen", people)
    return ngettext("%(people)s von %(num)s Person", "%(people)s von %(num)s Personen", wanted, people=people)


def since_sentence(prototype: Prototype, first_test: date | None) -> str:
    """Since when hypothesis and criterion stand, and whether that was before the first test."""
    if prototype.is_fixed:
        stated = (prototype.stated_at or prototype.created_at).astimezone(HESSE).date()
        if first_test is None:
            # What was tested has been removed: nobody can tell any more which came first.
            return _("Festgelegt am %(day)s.", day=show_date(stated))
        if stated > first_test:
            return _(
                "Festgelegt am %(day)s, nach dem ersten Test am %(test)s.",
                day=show_date(stated),
                test=show_date(first_test),
            )
        return _("Festgelegt am %(day)s, vor dem ersten Test.", day=show_date(stated))
    if prototype.has_criterion:
        return _("Noch änderbar. Mit der ersten Rückmeldung steht beides fest.")
    return _("Beides muss vor dem ersten Test aufgeschrieben sein.")


def points_sentence(likes: int, criticisms: int, questions: int, ideas: int) -> str:
    """What was said, counted: „3 × gut, 4 × ändern, 1 offene Frage, 2 neue Ideen“."""
    parts = [
        _("%(count)s × gut", count=likes) if likes else "",
        _("%(count)s × ändern", count=criticisms) if criticisms else "",
        ngettext("%(num)s offene Frage", "%(num)s offene Fragen", questions) if questions else "",
        ngettext("%(num)s neue Idee", "%(num)s neue Ideen", ideas) if ideas else "",
    ]
    return ", ".join(part for part in parts if part)


def source_of(observations: Iterable[Observation]) -> str:
    """Who stands behind it: „Beschäftigte, n = 5“; the number stays on the line of its n."""
    return "; ".join(
        _("%(group)s, %(size)s", group=group.label, size=f"n\u00a0=\u00a0{count}")
        for group, count in people_behind(observations).items()
    )


def people_behind(observations: Iterable[Observation]) -> dict[Group, int]:
    """How many people of each group stand behind it, in the order of the groups; nobody counts twice."""
    people: dict[Group, int] = defaultdict(int)
    counted: set[tuple[str, int]] = set()
    for observation in observations:
        source = (
            ("feedback", observation.feedback_id or 0)
            if observation.feedback_id
            else ("sheet", observation.answer_sheet_id or 0)
            if observation.answer_sheet_id
            else ("participant", observation.participant_id or 0)
        )
        if source not in counted:
            counted.add(source)
            people[group_of(observation)] += observation.feedback.participants if observation.feedback else 1
    return {group: people[group] for group in Group if group in people}


def group_of(observation: Observation) -> Group:
    """The group of the person or session an observation comes from."""
    return (observation.feedback or observation.participant or observation.round).group


def findings_sentence(
    found_in: int, taken_up: Mapping[int, int], later: int, declined: int, open_findings: int
) -> str:
    """What became of a version's findings: „9 Befunde: 5 in v3 aufgenommen, 1 abgelehnt, 3 noch ohne Antwort“."""
    total = sum(taken_up.values()) + later + declined + open_findings
    if not total:
        return ""
    parts = [
        _("%(count)s noch in dieser Version aufgenommen", count=count)
        if number == found_in
        else _("%(count)s in v%(number)s aufgenommen", count=count, number=number)
        for number, count in sorted(taken_up.items())
    ]
    if later:
        parts.append(_("%(count)s auf später verschoben", count=later))
    if declined:
        parts.append(_("%(count)s abgelehnt", count=declined))
    if open_findings:
        parts.append(_("%(count)s noch ohne Antwort", count=open_findings))
    total_words = ngettext("%(num)s Befund", "%(num)s Befunde", total)
    return f"{total_words}: {', '.join(parts)}"


def answer_title(finding: Finding) -> str:
    """The answer in short, as fits what was said: a change, a question or an idea."""
    number = (finding.taken_up_in or finding.prototype).number
    if finding.answer is Answer.TAKEN_UP and number == finding.prototype.number:
        return _taken_up_at_once(finding.kind)
    match finding.answer, finding.kind:
        case None, _kind:
            return _("noch ohne Antwort")
        case Answer.TAKEN_UP, PointKind.CRITICISM:
            return _("Sie haben es gesagt – wir haben es geändert, in v%(number)s", number=number)
        case Answer.TAKEN_UP, PointKind.QUESTION:
            return _("Sie haben gefragt – wir haben es geklärt, in v%(number)s", number=number)
        case Answer.TAKEN_UP, _idea:
            return _("Ihre Idee – aufgenommen in v%(number)s", number=number)
        case Answer.LATER, PointKind.QUESTION:
            return _("Das klären wir später")
        case Answer.LATER, _kind:
            return _("Das kommt später")
        case Answer.NO, PointKind.QUESTION:
            return _("Beantwortet, ohne Änderung")
        case Answer.NO, PointKind.IDEA:
            return _("Das nehmen wir nicht auf")
        case _answer:
            return _("Das bleibt so")


def _taken_up_at_once(kind: PointKind) -> str:
    """The answer in short where the very version in which it was found was changed."""
    match kind:
        case PointKind.CRITICISM:
            return _("Sie haben es gesagt – wir haben es noch in dieser Version geändert")
        case PointKind.QUESTION:
            return _("Sie haben gefragt – wir haben es noch in dieser Version geklärt")
        case _idea:
            return _("Ihre Idee – noch in dieser Version aufgenommen")
