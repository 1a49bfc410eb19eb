"""The matrix in words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.adoption.models import AdoptionStatus
from lab.solutions.queries import Summary


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
