"""Numbers told in words: who tried it, and how far it has spread."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.ideas.evidence import Facts
from lab.prototypes.models import Group
from lab.prototypes.sentences import people_of_group
from lab.rollout.models import AdoptionStatus
from lab.rollout.queries import Progress, Summary


def describe_people(facts: Facts) -> str:
    """How many people tried it, by group: „12 Personen haben es ausprobiert: 7 …, 5 …, in 2 KJC.“"""
    if not facts.people:
        return _("Noch niemand hat es ausprobiert.")
    total = ngettext(
        "%(num)s Person hat es ausprobiert", "%(num)s Personen haben es ausprobiert", facts.people
    )
    groups = []
    if facts.customers:
        groups.append(people_of_group(Group.CUSTOMERS, facts.customers))
    if facts.staff:
        groups.append(people_of_group(Group.STAFF, facts.staff))
    if facts.others:
        groups.append(ngettext("%(num)s weitere Person", "%(num)s weitere Personen", facts.others))
    if facts.job_centres > 1:
        groups[-1] = _("%(people)s, in %(count)s KJC", people=groups[-1], count=facts.job_centres)
    return _("%(total)s: %(groups)s.", total=total, groups=", ".join(groups))


def describe_findings(facts: Facts) -> str:
    """What became of what they said."""
    if not facts.feedbacks:
        return _("Es gibt noch keine Rückmeldungen.")
    if facts.open_findings:
        return ngettext(
            "%(num)s Befund ist noch ohne Antwort.",
            "%(num)s Befunde sind noch ohne Antwort.",
            facts.open_findings,
        )
    return _("Alle Befunde sind beantwortet.")


def describe_progress(progress: Progress) -> str:
    """How far a solution has spread: „Bei 5 von 16 KJC im Einsatz, 2 Piloten, 1 prüft.“"""
    parts = [
        _("Bei %(count)s von %(total)s KJC im Einsatz", count=progress.in_use, total=progress.job_centres)
    ]
    if progress.pilots:
        parts.append(ngettext("%(num)s Pilot läuft", "%(num)s Piloten laufen", progress.pilots))
    if progress.looking:
        parts.append(ngettext("%(num)s KJC prüft", "%(num)s KJC prüfen", progress.looking))
    if progress.refused:
        parts.append(ngettext("%(num)s KJC hat abgelehnt", "%(num)s KJC haben abgelehnt", progress.refused))
    return ", ".join(parts) + "."


def describe_summary(summary: Summary) -> str:
    """The matrix in words."""
    if not summary.solutions:
        return _("Noch ist keine Lösung im Rollout.")
    parts = [ngettext("%(num)s Lösung", "%(num)s Lösungen", summary.solutions)]
    if summary.widest:
        title, count = summary.widest
        parts.append(
            _(
                "am weitesten verbreitet: „%(title)s“ (%(count)s von %(total)s KJC)",
                title=title,
                count=count,
                total=summary.job_centres,
            )
        )
    else:
        parts.append(_("noch in keinem KJC im Einsatz"))
    pilots = summary.counts.get(AdoptionStatus.PILOT, 0)
    if pilots:
        parts.append(ngettext("%(num)s Pilot läuft", "%(num)s Piloten laufen", pilots))
    return "; ".join(parts) + "."
