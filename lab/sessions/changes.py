"""„Ihr habt gesagt – wir haben geändert“: what the people of each version said, and what became of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.ideas.models import Idea
from lab.prototypes.models import Answer, Finding, PointKind
from lab.prototypes.sentences import people_behind, people_of_group, people_sentence
from lab.prototypes.versions import VersionRow, list_versions
from lab.sessions import queries

ORDER_OF_ANSWERS = (Answer.TAKEN_UP, Answer.LATER, Answer.NO)


@dataclass(frozen=True)
class Told:
    """One thing that people said, with what became of it, in words for those who said it."""

    finding: Finding

    @property
    def said(self) -> str:
        """What it was about: „Das hat gestört“."""
        match self.finding.kind:
            case PointKind.CRITICISM:
                return _("Das hat gestört")
            case PointKind.QUESTION:
                return _("Das war unklar")
            case _idea:
                return _("Das war ein Vorschlag")

    @property
    def source(self) -> str:
        """From whom: „Aus Tests mit 3 Kundinnen und Kunden“; '' when nobody is known any more."""
        people = people_behind(self.finding.observations)
        groups = [people_of_group(group, count) for group, count in people.items()]
        return _("Aus Tests mit: %(people)s", people=", ".join(groups)) if groups else ""

    @property
    def answer(self) -> str:
        """What became of it, in short."""
        finding = self.finding
        number = (finding.taken_up_in or finding.prototype).number
        at_once = number == finding.prototype.number
        match finding.answer, finding.kind:
            case Answer.TAKEN_UP, PointKind.QUESTION:
                return _("Gleich geklärt") if at_once else _("Geklärt in Version %(number)s", number=number)
            case Answer.TAKEN_UP, PointKind.IDEA:
                return (
                    _("Gleich aufgenommen")
                    if at_once
                    else _("Aufgenommen in Version %(number)s", number=number)
                )
            case Answer.TAKEN_UP, _kind:
                return _("Gleich geändert") if at_once else _("Geändert in Version %(number)s", number=number)
            case Answer.LATER, _kind:
                return _("Kommt später")
            case _answer, PointKind.QUESTION:
                return _("Beantwortet")
            case _answer:
                return _("Bleibt so")

    @property
    def look(self) -> str:
        """Which of three signs stands beside the answer: taken_up, later or no."""
        return str(self.finding.answer)


@dataclass(frozen=True)
class Chapter:
    """A version: who tried it, what they said, what became of it, and how much waits for its answer."""

    row: VersionRow
    told: Sequence[Told] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number of the version."""
        return self.row.prototype.number

    @property
    def people(self) -> str:
        """Who tried it, in a sentence."""
        return people_sentence(self.row.people, 0)

    @property
    def waiting(self) -> str:
        """How many points wait for their answer, in a sentence; '' when none does."""
        count = self.row.open_findings
        if not count:
            return ""
        return ngettext(
            "%(num)s Punkt wartet noch auf eine Antwort.",
            "%(num)s Punkte warten noch auf eine Antwort.",
            count,
        )


def tell_changes(idea: Idea, *, to_public: bool = False) -> list[Chapter]:
    """The versions that people tried, newest first, each with what was answered: six queries.

    The public is told nothing of what is hidden until it is checked.
    """
    rows = list_versions(idea)
    told: dict[int, list[Finding]] = defaultdict(list)
    for finding in queries.list_told(idea) if rows else ():
        if not (to_public and finding.is_hidden):
            told[finding.prototype_id].append(finding)
    return [
        Chapter(row, [Told(finding) for finding in sorted(told[row.prototype.id], key=_rank)])
        for row in rows
        if row.n or told[row.prototype.id]
    ]


def _rank(finding: Finding) -> tuple[int, int]:
    answer = finding.answer or Answer.NO
    return ORDER_OF_ANSWERS.index(answer), finding.id
