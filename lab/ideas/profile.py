"""The Steckbrief in words."""

from flask_babel import gettext as _

from lab.ideas.models import Idea, WorkArea


def list_profile(idea: Idea) -> list[tuple[str, object]]:
    """The Steckbrief as pairs; what is not known yet is left out, but for what law asks."""
    areas = [str(WorkArea(code).label) for code in idea.work_areas if code in set(WorkArea)]
    pairs: list[tuple[str, object]] = [
        (_("Hilft"), idea.audience.label),
        (_("Arbeitsbereiche"), ", ".join(areas)),
        (_("Erwarteter Nutzen"), idea.benefit),
        (_("Aufwand"), idea.effort.label if idea.effort else ""),
        (_("Fachverfahren"), idea.systems),
        (_("Datenschutz"), idea.data_protection.label),
        (_("Barrierefreiheit"), idea.accessibility),
    ]
    return [(term, value) for term, value in pairs if value]
