"""How far a solution has spread, in words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.adoption.queries import Progress


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
