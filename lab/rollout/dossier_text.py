"""The dossier in words: its sections as blocks, kept short enough for two to four pages."""

from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.adoption.models import AdoptionStatus
from lab.adoption.sentences import describe_progress
from lab.core.words import show_date
from lab.documents.blocks import (
    Block,
    Document,
    Facts,
    Grid,
    Heading,
    Items,
    Mark,
    Marks,
    Note,
    Section,
    Text,
    Tone,
)
from lab.documents.length import count_pages
from lab.ideas.workflow import State
from lab.prototypes.models import Met
from lab.results.queries import VersionResults
from lab.rollout.dossier import Dossier
from lab.rollout.dossier_tests import CELL, SHORT, because, tell_results, tell_tests
from lab.rollout.lights import Colour, lights
from lab.rollout.models import Checked, ReviewStatus
from lab.rollout.readiness import CHECKS, list_unmet

LONG = 1_200
LONGEST_GUIDE = 1_500
MOST_LISTED = 8
# Texts get the largest part of their usual length that keeps the paper short.
MOST_PAGES = 4
ROOMS = (1.0, 0.6, 0.4, 0.25)

_STATUS_TONES: dict[ReviewStatus, Tone] = {
    ReviewStatus.OPEN: "note",
    ReviewStatus.APPROVED: "good",
    ReviewStatus.RETURNED: "warn",
    ReviewStatus.REJECTED: "neutral",
}
_LIGHT_TONES: dict[Colour, Tone] = {Colour.GREEN: "good", Colour.YELLOW: "warn", Colour.RED: "bad"}


def write_dossier(dossier: Dossier) -> Document:
    """The paper, with its texts as long as it stays within four pages; the rest is where they come from."""
    for room in ROOMS:
        document = _write(replace(dossier, room=room))
        if count_pages(document) <= MOST_PAGES:
            break
    return document


def _write(dossier: Dossier) -> Document:
    """The document: title, facts, and a section for each question that a decision asks."""
    sections = [
        _decision(dossier),
        _case(dossier),
        _readiness(dossier),
        tell_tests(dossier),
        tell_results(dossier),
        _plan(dossier),
        _history(dossier),
        _adoption(dossier),
    ]
    return Document(
        kicker=_("Rollout-Dossier"),
        title=dossier.idea.title,
        facts=_head(dossier),
        marks=_marks(dossier),
        sections=[section for section in sections if section.blocks],
    )


def _head(dossier: Dossier) -> list[tuple[str, str]]:
    idea, review = dossier.idea, dossier.review
    facts = [
        (_("Eingereicht von"), dossier.author or _("Name nur dem Lab-Team bekannt")),
        (_("Jobcenter"), idea.job_centre.short_name if idea.job_centre else _("von außen")),
        (_("Hilft"), str(idea.audience.label)),
        (_("Rolloutreif gemeldet"), show_date(review.opened_at)),
    ]
    if idea.responsible:
        facts.append((_("Zuständig im Lab"), idea.responsible.name))
    if idea.theme:
        facts.append((_("Themenlab"), idea.theme.title))
    if review.decided_at:
        facts.append((_("Entschieden"), show_date(review.decided_at)))
    if review.look_again_on:
        facts.append((_("Wiedervorlage"), show_date(review.look_again_on)))
    return facts


def _marks(dossier: Dossier) -> list[Mark]:
    review, unmet = dossier.review, list_unmet(dossier.items)
    is_open = review.status == ReviewStatus.OPEN
    word = _("wartet auf Entscheidung") if is_open else str(review.status.label)
    marks = [Mark("", word, _STATUS_TONES[review.status])]
    if unmet and review.override_reason:
        text = ngettext(
            "gemeldet trotz %(num)s offenem Punkt", "gemeldet trotz %(num)s offener Punkte", len(unmet)
        )
        marks.append(Mark("", text, "warn"))
    if review.is_without_quorum:
        marks.append(Mark("", _("ohne Quorum entschieden"), "warn"))
    return marks


def _decision(dossier: Dossier) -> Section:
    review = dossier.review
    blocks: list[Block] = []
    if review.decided_at:
        day = show_date(review.decided_at)
        who = (
            _(
                "Entschieden am %(day)s von %(name)s: %(status)s.",
                day=day,
                name=dossier.decided_by,
                status=review.status.label,
            )
            if dossier.decided_by
            else _("Entschieden am %(day)s: %(status)s.", day=day, status=review.status.label)
        )
        blocks += [Text(who, "lead"), Text(dossier.cut(review.reason, LONG))]
        if review.is_without_quorum:
            blocks.append(
                Note(
                    _("Ohne Quorum entschieden"),
                    _("Es hatten weniger Mitglieder abgestimmt, als vorgesehen ist."),
                    "warn",
                )
            )
        if dossier.votes:
            blocks.append(_votes(dossier))
        if review.conditions:
            blocks += [
                Heading(_("Auflagen")),
                Items([_condition(dossier, c.text, c.is_done) for c in review.conditions], True),
            ]
    return Section(_("Entscheidung"), blocks, "decided")


def _votes(dossier: Dossier) -> Grid:
    """What the members said, by jobcentre and without names."""
    return Grid(
        _("Stimmen des Gremiums"),
        [_("KJC"), _("Stimme"), _("Dazu")],
        [
            [
                vote.member.job_centre.short_name if vote.member.job_centre else "–",
                str(vote.choice.label),
                dossier.cut(vote.text, SHORT) or "–",
            ]
            for vote in dossier.votes
        ],
    )


def _condition(dossier: Dossier, text: str, is_done: bool) -> str:
    words = dossier.cut(text, SHORT)
    return _("%(text)s (erledigt)", text=words) if is_done else _("%(text)s (offen)", text=words)


def _case(dossier: Dossier) -> Section:
    idea, review = dossier.idea, dossier.review
    parts = (
        (_("Problem"), idea.problem),
        (_("Lösung"), idea.proposal),
        (_("Nutzen"), review.benefit),
    )
    blocks: list[Block] = []
    for title, text in parts:
        if text.strip():
            blocks += [Heading(title), Text(dossier.cut(text, LONG))]
    return Section(_("Worum es geht"), blocks, "case")


def _readiness(dossier: Dossier) -> Section:
    review = dossier.review
    blocks: list[Block] = [Marks(_lights(dossier))] if dossier.items else []
    if review.override_reason:
        title = _("Gemeldet, obwohl noch etwas offen war")
        blocks.append(Note(title, dossier.cut(review.override_reason, LONG), "warn"))
    if blocks:
        blocks.append(
            Text(
                _("Stand vom %(day)s, als die Idee gemeldet wurde.", day=show_date(review.opened_at)), "muted"
            )
        )
    return Section(_("Reif für den Rollout?"), blocks, "gate")


def _lights(dossier: Dossier) -> list[Mark]:
    """How ready it is, dimension by dimension."""
    return [
        Mark(
            str(light.dimension.label),
            str(light.colour.label),
            _LIGHT_TONES[light.colour],
            [reason.text for reason in light.worst],
        )
        for light in lights(dossier.items)
    ]


def _plan(dossier: Dossier) -> Section:
    review = dossier.review
    missing = _("nicht angegeben")
    pairs = [
        (_("Verantwortung"), review.owner or missing),
        (_("Hilfe bei Fragen"), review.support or missing),
        (_("Kosten im Betrieb"), dossier.cut(review.operating_cost, SHORT) or missing),
        (_("Finanzierung"), _check(dossier, review.funding, review.funding_text)),
        (_("Fachverfahren und Schnittstellen"), dossier.cut(review.systems, SHORT) or missing),
    ]
    pairs += [
        (str(name), _check(dossier, getattr(review, code), getattr(review, f"{code}_text")))
        for code, name in CHECKS.items()
    ]
    blocks: list[Block] = [Facts(pairs), Heading(_("Anleitung zur Einführung"))]
    guide = dossier.cut(review.guide, LONGEST_GUIDE)
    blocks.append(Text(guide) if guide else Text(missing, "muted"))
    return Section(_("Einführung und Betrieb"), blocks, "plan")


def _check(dossier: Dossier, checked: Checked, text: str) -> str:
    words = {
        Checked.YES: _("geprüft"),
        Checked.NO: _("noch nicht geprüft"),
        Checked.NOT_NEEDED: _("Prüfung nicht nötig"),
    }
    return because(dossier, words[checked], text)


def _history(dossier: Dossier) -> Section:
    listed = list(reversed(dossier.results))[: round(MOST_LISTED * dossier.room)]
    if not listed:
        return Section(_("Versionen"), [])
    left = len(dossier.results) - len(listed)
    note = (
        ngettext(
            "%(num)s frühere Version steht auf der Seite der Idee.",
            "%(num)s frühere Versionen stehen auf der Seite der Idee.",
            left,
        )
        if left
        else ""
    )
    grid = Grid(
        _("Von der neuesten zur ersten"),
        [_("Version"), _("vom"), _("Was ist anders?"), "n", _("Kriterium")],
        [
            [
                result.prototype.label,
                show_date(result.prototype.created_at),
                dossier.cut(result.prototype.changes or result.prototype.title, CELL),
                str(result.row.n),
                _met(result),
            ]
            for result in listed
        ],
        [False, False, False, True, False],
        note,
    )
    return Section(_("Versionen"), [grid], "versions")


def _met(result: VersionResults) -> str:
    if result.verdict is None:
        return "–"
    return _("unklar") if result.verdict.met is Met.UNCLEAR else str(result.verdict.met.label)


def _adoption(dossier: Dossier) -> Section:
    told = [row for row in dossier.rows if row.adoption]
    is_rolled_out = dossier.idea.state == State.ROLLOUT
    if not told and not is_rolled_out:
        return Section(_("Übernahme"), [])
    blocks: list[Block] = []
    if is_rolled_out:
        blocks.append(Text(describe_progress(dossier.progress), "lead"))
    interested = [row.job_centre.short_name for row in told if row.status == AdoptionStatus.INTERESTED]
    if not is_rolled_out and interested:
        blocks.append(Text(_("Wären dabei: %(places)s.", places=", ".join(interested)), "lead"))
    if told and is_rolled_out:
        blocks.append(
            Grid(
                _("Stand der KJC, die sich dazu geäußert haben"),
                [_("KJC"), _("Stand"), _("seit"), _("Anmerkung")],
                [
                    [
                        row.job_centre.short_name,
                        _("%(status)s, angepasst", status=row.status.label)
                        if row.adoption.is_adapted
                        else str(row.status.label),
                        show_date(row.adoption.since or row.adoption.changed_at),
                        _remark(dossier, row.adoption.reason_category, row.adoption.reason),
                    ]
                    for row in told
                    if row.adoption
                ],
            )
        )
    return Section(_("Übernahme durch die KJC"), blocks, "adoption")


def _remark(dossier: Dossier, category: object, reason: str | None) -> str:
    label = str(getattr(category, "label", "")) if category else ""
    return ": ".join(part for part in (label, dossier.cut(reason, CELL)) if part) or "–"
