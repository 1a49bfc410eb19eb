"""Matrix and map in words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.accounts.models import JobCentre
from lab.adoption.models import AdoptionStatus
from lab.adoption.sentences import describe_progress
from lab.core.words import show_date
from lab.solutions.maps import Map, Mark
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


def job_centre_name(job_centre: JobCentre) -> str:
    """The short name; who is no more is marked."""
    if job_centre.is_active:
        return job_centre.short_name
    return _("%(name)s (nicht mehr aktiv)", name=job_centre.short_name)


def tile_words(mark: Mark, word: str = "") -> str:
    """A tile read aloud: „Fulda: eingeführt seit 01.03.2026, angepasst“ or „Fulda: 3 Lösungen“.

    `word` is what stands on the tile; where it is shorter than the step's name, both are said.
    """
    if mark.cell is None:
        counted = ngettext("%(num)s Lösung", "%(num)s Lösungen", mark.count)
        return _("%(name)s: %(words)s", name=job_centre_name(mark.job_centre), words=counted)
    words = str(mark.cell.status.label)
    if word and word != words:
        words = _("%(word)s (%(status)s)", word=word, status=words)
    if mark.cell.since:
        words = _("%(status)s seit %(day)s", status=words, day=show_date(mark.cell.since))
    if mark.cell.is_adapted:
        words = _("%(status)s, angepasst", status=words)
    return _("%(name)s: %(words)s", name=job_centre_name(mark.job_centre), words=words)


def describe_map(shown: Map, standing: str) -> str:
    """The map in one sentence, for those who do not see it."""
    if shown.idea and shown.progress:
        return _(
            "Karte der KJC in Hessen für „%(title)s“: %(progress)s",
            title=shown.idea.title,
            progress=describe_progress(shown.progress),
        )
    told = [mark for mark in shown.marks if mark.count and mark.job_centre.is_active]
    if not told:
        return _("Karte der KJC in Hessen, %(standing)s: nirgends eine Lösung.", standing=standing)
    first = ", ".join(mark.job_centre.short_name for mark in told if mark.count == shown.most)
    return _(
        "Karte der KJC in Hessen, %(standing)s: in %(count)s von %(total)s KJC mindestens eine Lösung, "
        "am meisten (%(most)s) in %(first)s.",
        standing=standing,
        count=len(told),
        total=sum(mark.job_centre.is_active for mark in shown.marks),
        most=shown.most,
        first=first,
    )
