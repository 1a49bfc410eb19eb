"""Numbers told in words: who tried it."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.ideas.evidence import Facts
from lab.prototypes.models import Group
from lab.prototypes.sentences import people_of_group


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
