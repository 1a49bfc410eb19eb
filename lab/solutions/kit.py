"""What a kit says, gathered once for the house, for the public and for publiccode.yml."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _

from lab.accounts.models import JobCentre
from lab.adoption.ladder import IN_USE
from lab.adoption.models import Adoption, AdoptionStatus, AdoptionStep, Step
from lab.adoption.queries import Progress, Row, list_rows, map_steps, measure_progress
from lab.attachments.models import Attachment
from lab.extensions import db
from lab.ideas.models import Audience, Idea
from lab.ideas.workflow import State
from lab.prototypes.models import Met, Prototype
from lab.prototypes.sentences import SMALLEST_SAMPLE, people_of_group
from lab.prototypes.versions import VersionRow, list_versions
from lab.results.queries import VersionResults, collect_results
from lab.results.sentences import mean_words, scale_name, size_words
from lab.rollout.models import RolloutReview
from lab.rollout.queries import find_approved_review
from lab.rollout.readiness import Item, list_unmet, load_gate
from lab.solutions import kit_queries
from lab.solutions.models import Kit, KitQuestion


class Source(StrEnum):
    """Where a text comes from."""

    KIT = "kit"
    REVIEW = "review"
    PROFILE = "profile"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Text:
    """A text of the page. What is not written for handing on yet is told from what the lab knows, and says so."""

    name: str
    text: str = ""
    source: Source = Source.NOWHERE

    @property
    def origin(self) -> str:
        """From where it was taken until somebody writes it; '' when it was written for the kit."""
        if self.source is Source.REVIEW:
            return _("aus der Meldung zum Rollout")
        if self.source is Source.PROFILE:
            return _("aus der Idee")
        return ""


@dataclass(frozen=True)
class Use:
    """A jobcentre that uses it, and what it took."""

    job_centre: JobCentre
    status: AdoptionStatus
    adoption: Adoption
    steps: Sequence[AdoptionStep] = ()

    @property
    def may_tell(self) -> bool:
        """Whether the jobcentre's own words may stand on a public page."""
        return not self.adoption.is_hidden

    @property
    def notes(self) -> list[tuple[Step, AdoptionStep]]:
        """What it noted at the steps, in their order."""
        noted = {step.step: step for step in self.steps if step.note}
        return [(step, noted[step]) for step in Step if step in noted]


@dataclass(frozen=True)
class KitPage:
    """All that a page of a kit shows. `kit` is None until somebody has written it."""

    idea: Idea
    kit: Kit | None
    review: RolloutReview | None
    texts: dict[str, Text]
    uses: Sequence[Use]
    progress: Progress
    files: Sequence[Attachment]
    versions: Sequence[VersionRow]
    results: Sequence[VersionResults]
    unmet: Sequence[Item]
    questions: Sequence[KitQuestion]

    @property
    def is_readable(self) -> bool:
        """Whether the public may read it: switched on, and nothing about it is being checked."""
        return bool(self.kit) and is_readable(self.kit, self.idea)

    @property
    def evidence(self) -> str:
        """What the newest test has shown, in one line."""
        return describe_evidence(self.results)

    @property
    def public_evidence(self) -> str:
        """The same for those outside: no figure about fewer than five people, nothing that is being checked."""
        return describe_evidence(
            [result for result in self.results if not result.prototype.is_hidden], SMALLEST_SAMPLE
        )

    @property
    def public_files(self) -> list[Attachment]:
        """The files that the public may have."""
        return [file for file in self.files if is_public_file(file)]

    @property
    def missing(self) -> list[str]:
        """What nobody has written for handing on."""
        names = {
            name: label for name, label in _labels().items() if self.texts[name].source is not Source.KIT
        }
        missing = list(names.values())
        if not self.files:
            missing.append(_("Dateien zum Mitnehmen"))
        if self.kit is None:
            missing.append(_("Lizenz"))
        elif self.kit.is_software and not self.kit.repository:
            missing.append(_("Adresse des Quelltextes"))
        return missing

    @property
    def answered(self) -> list[KitQuestion]:
        """The questions that the public reads, with their answers."""
        return [question for question in self.questions if question.answer and not question.is_hidden]


def is_readable(kit: Kit | None, idea: Idea) -> bool:
    """The rule of the public address: on, and neither kit nor idea is being checked or out of the rollout."""
    if kit is None or not kit.is_public:
        return False
    return not (kit.is_hidden or idea.is_hidden) and idea.state == State.ROLLOUT


def gather(idea: Idea, kit: Kit | None) -> KitPage:
    """Reads what the page says: a fixed number of queries. The caller has checked who sees it."""
    review = find_approved_review(idea)
    rows = list_rows(idea)
    steps = map_steps(idea)
    versions = list_versions(idea)
    tested = [row for row in versions if row.n][:1]
    return KitPage(
        idea=idea,
        kit=kit,
        review=review,
        texts=collect_texts(idea, kit, review),
        uses=[
            _use(row, list(steps.get(row.job_centre.key, {}).values()))
            for row in rows
            if row.status in IN_USE
        ],
        progress=measure_progress(rows),
        files=[file.attachment for file in kit.files] if kit else [],
        versions=versions,
        results=collect_results(tested),
        unmet=list_unmet(load_gate(review.gate)) if review else [],
        questions=kit_queries.list_questions(idea),
    )


def collect_texts(idea: Idea, kit: Kit | None, review: RolloutReview | None) -> dict[str, Text]:
    """The texts by name: as written for the kit, else what review and idea know and the reader may see."""
    review = None if review is None or review.is_withheld else review
    reported = {
        "benefit": "benefit",
        "guide": "guide",
        "contact": "support",
        "effort": "operating_cost",
        "systems": "systems",
    }
    profile = {
        "summary": idea.proposal,
        "target_group": _AUDIENCES[idea.audience](),
        "benefit": idea.benefit,
        "systems": idea.systems,
    }
    if idea.is_withheld:
        profile = {}
    texts = {}
    for name in ("summary", "target_group", "benefit", "guide", "effort", "contact", "systems"):
        found = [
            (getattr(kit, name, "") if kit else "", Source.KIT),
            (getattr(review, reported[name]) if review and name in reported else "", Source.REVIEW),
            (profile.get(name, ""), Source.PROFILE),
        ]
        text, source = next(((text, source) for text, source in found if text), ("", Source.NOWHERE))
        texts[name] = Text(name, text, source)
    return texts


def is_public_file(attachment: Attachment) -> bool:
    """Whether nothing about a file, or the version it belongs to, is being checked."""
    if attachment.is_hidden:
        return False
    if attachment.prototype_id is None:
        return True
    prototype = db.session.get(Prototype, attachment.prototype_id)
    return prototype is not None and not prototype.is_hidden


def describe_evidence(results: Sequence[VersionResults], smallest: int = 0) -> str:
    """What the newest test has shown, in one line: how many people, the scores with their n, the verdict.

    Groups of fewer than `smallest` are told as such, without a score.
    """
    if not results:
        return _("Noch niemand hat es ausprobiert.")
    result = results[-1]
    parts = [
        _("Version %(number)s, %(size)s", number=result.prototype.number, size=_size(result.row.n, smallest))
    ]
    for score in result.list_scores():
        if score.summary and score.summary.n >= smallest:
            parts.append(
                _(
                    "%(scale)s %(mean)s von 100 (%(size)s)",
                    scale=scale_name(score.questionnaire),
                    mean=mean_words(score.summary),
                    size=people_of_group(score.group, score.summary.n),
                )
            )
    if result.verdict:
        parts.append(_MET[result.verdict.met]())
    else:
        parts.append(_("noch nicht beurteilt"))
    if result.row.is_impression:
        parts.append(_("ein erster Eindruck"))
    return "; ".join(parts) + "."


def _size(count: int, smallest: int) -> str:
    return _("unter %(count)s Personen", count=smallest) if 0 < count < smallest else size_words(count)


def _use(row: Row, steps: Sequence[AdoptionStep]) -> Use:
    if row.adoption is None:
        raise ValueError("a jobcentre that uses a solution has recorded it")
    return Use(row.job_centre, row.status, row.adoption, steps)


def _labels() -> dict[str, str]:
    return {
        "summary": _("Was die Lösung tut"),
        "target_group": _("Für wen sie ist"),
        "guide": _("Anleitung zur Einführung"),
        "effort": _("Aufwand"),
        "contact": _("An wen man sich wendet"),
    }


_AUDIENCES = {
    Audience.CUSTOMERS: lambda: _("Kundinnen und Kunden"),
    Audience.STAFF: lambda: _("Beschäftigte"),
    Audience.BOTH: lambda: _("Kundinnen und Kunden, Beschäftigte"),
}
_MET = {
    Met.YES: lambda: _("das Erfolgskriterium ist erfüllt"),
    Met.NO: lambda: _("das Erfolgskriterium ist nicht erfüllt"),
    Met.UNCLEAR: lambda: _("ob das Erfolgskriterium erfüllt ist, lässt sich noch nicht sagen"),
}
