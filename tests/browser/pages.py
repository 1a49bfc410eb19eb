"""Every page of the app with an example from the demo data, by endpoint. A page that is not here fails a test."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask import Flask

from lab.accounts.models import Role, User
from lab.accounts.service import issue_password_link
from lab.core.clock import now
from lab.core.database import unit_of_work
from lab.extensions import db
from lab.ideas.models import Idea, StageNote
from lab.ideas.workflow import STAGES, State
from lab.merging.models import IdeaMerge
from lab.merging.policy import UNDO_WITHIN
from lab.prototypes.models import (
    Feedback,
    Finding,
    Observation,
    Participant,
    Prototype,
    Questionnaire,
    TestRound,
)
from lab.reports.models import ContentReport
from lab.reports.service import report_content
from lab.rollout.models import ReviewStatus, RolloutReview
from lab.sessions.publishing import publish_changes
from lab.solutions.kit_queries import find_kit
from lab.solutions.kit_service import KitText, ask_question, publish_kit, write_kit
from lab.solutions.models import Kit
from lab.themes.models import ThemeLab
from tests.browser.rounds import make_public_rounds

# GET routes that answer something else than a page.
NO_PAGES = {
    "attachments.fetch",
    "attachments.fetch_thumbnail",
    "desk.my_data_file",
    "health.healthz",
    "health.readyz",
    "ideas.export",
    "kits.publiccode",
    "kits.qr_code",
    "overview.export",
    "overview.report",
    "public_feedback.picture",
    "public_kits.fetch_file",
    "public_kits.publiccode",
    "rollout.show_pdf",
    "rounds.qr_code",
    "solutions.export_csv",
    "solutions.export_xlsx",
}
# What a page is about, as placeholders for the ids of `find_examples`.
PAGES: dict[str, tuple[str, ...]] = {
    "accounts.account": ("/account",),
    "accounts.login": ("/login",),
    "accounts.password_link": ("/password/{token}", "/password/{dead_token}"),
    "admin.accounts": ("/admin/accounts",),
    "admin.committee": ("/admin/committee",),
    "admin.create_account": ("/admin/accounts/new",),
    "admin.create_job_centre": ("/admin/job-centres/new",),
    "admin.edit_account": ("/admin/accounts/{staff}",),
    "admin.edit_job_centre": ("/admin/job-centres/06631",),
    "admin.edit_page": ("/admin/pages/accessibility/de",),
    "admin.edit_synonyms": ("/admin/synonyms/1",),
    "admin.history": ("/admin/history",),
    "admin.index": ("/admin/",),
    "admin.job_centres": ("/admin/job-centres",),
    "admin.pages": ("/admin/pages",),
    "admin.settings": ("/admin/settings",),
    "admin.show_link": ("/admin/accounts/{staff}/link",),
    "admin.synonyms": ("/admin/synonyms",),
    "answers.enter": ("/rounds/{public_round}/sheets/new",),
    "answers.sheet": ("/rounds/{public_round}/sheet",),
    "answers.show": ("/rounds/{public_round}/answers",),
    "board.show": ("/board", "/board?job_centre=06631"),
    "desk.my_data": ("/account/data",),
    "desk.show": ("/",),
    "ideas.answer": ("/ideas/{submitted}/answer",),
    "ideas.edit": ("/ideas/{draft}/edit", "/ideas/{submitted}/edit"),
    "ideas.index": ("/ideas", "/ideas?q=Termin&stage=test", "/ideas?q=gibtesnicht"),
    "ideas.invite": ("/ideas/{test}/team/invite",),
    "ideas.move": (
        "/ideas/{define}/move",
        "/ideas/{submitted}/move?to_stage=empathise",
        "/ideas/{define}/move?to_stage=ideate",
        "/ideas/{define}/move?to_stage=parked",
        "/ideas/{define}/move?to_stage=stopped",
        "/ideas/{ready}/move",
    ),
    "ideas.new": ("/ideas/new",),
    "ideas.notes": ("/ideas/{define}/notes",),
    "ideas.profile": ("/ideas/{test}/profile",),
    "ideas.responsible": ("/ideas/{test}/responsible",),
    "overview.show": ("/overview?from=2025-06-01", "/overview?job_centre=06631", "/overview?from=2026-02-30"),
    "kits.edit": ("/ideas/{rollout}/kit/edit",),
    "kits.show": ("/ideas/{rollout}/kit", "/ideas/{unwritten}/kit"),
    "pages.report_barrier": ("/pages/report-barrier",),
    "pages.show": ("/pages/imprint", "/pages/privacy", "/pages/accessibility"),
    "prototypes.answer": ("/findings/{finding}/answer",),
    "prototypes.edit": ("/prototypes/{untested}/edit", "/prototypes/{tested}/edit"),
    "prototypes.feedback": ("/prototypes/{tested}/feedback/new",),
    "sharing.duplicates": ("/ideas/{submitted}/similar",),
    "sharing.similar": ("/ideas/similar?title=Termin%20absagen",),
    "story.undo": ("/ideas/{undoable}/merge/undo",),
    "story.merge": ("/ideas/{test}/merge", "/ideas/{test}/merge?q=gibtesnicht"),
    "prototypes.new": ("/ideas/{empathise}/prototypes/new", "/ideas/{test}/prototypes/new"),
    "prototypes.show": ("/prototypes/{tested}", "/prototypes/{untested}"),
    "reports.index": ("/reports",),
    "reports.purge": ("/reports/{report}/purge",),
    "public_feedback.show": (
        "/f/{public_token}",
        "/f/{public_token}#q1",
        "/f/{public_token}#q3",
        "/f/{public_token}#send",
        "/f/{public_token}?lang=en",
        "/f/{public_token}?lang=ar",
        "/f/{public_token}?lang=ar#q1",
        "/f/{public_token}?lang=ar#q3",
        "/f/{public_token}?lang=ar#send",
        "/f/{public_token}?lang=xx",
        "/f/{closed_token}",
        "/f/unknown",
    ),
    "public_kits.show": ("/k/{kit_token}", "/k/{kit_token}?lang=en", "/k/unknown"),
    "public_feedback.thanks": ("/f/{public_token}/thanks", "/f/{public_token}/thanks?lang=ar"),
    "results.decide": ("/prototypes/{tested}/verdict",),
    "results.show_idea": ("/ideas/{test}/results",),
    "results.show_version": ("/prototypes/{tested}/results", "/prototypes/{untested}/results"),
    "rollout.agenda": ("/rollout/agenda", "/rollout/agenda?position=2"),
    "rollout.index": ("/rollout",),
    "solutions.job_centre": ("/job-centres/06631", "/job-centres/06436"),
    "solutions.job_centres": ("/job-centres",),
    "solutions.matrix": (
        "/rollout/matrix",
        "/rollout/matrix?by=job_centre&sort=in_use",
        "/rollout/matrix?job_centre=06631",
        "/rollout/matrix?q=gibtesnicht",
    ),
    "solutions.tile_map": (
        "/rollout/map",
        "/rollout/map?solution={rollout}",
        "/rollout/map?status=not_assessed",
    ),
    "rollout.new": ("/ideas/{test}/rollout/new",),
    "rollout.show": ("/rollout/{open}", "/rollout/{approved}", "/rollout/{returned}"),
    "rollout.show_paper": ("/rollout/{open}/dossier", "/rollout/{approved}/dossier"),
    "round_languages.edit": ("/rounds/{public_round}/languages/ar", "/rounds/{public_round}/languages/tr"),
    "round_languages.index": ("/rounds/{public_round}/languages",),
    "rounds.edit": ("/rounds/{public_round}/edit",),
    "rounds.new": ("/prototypes/{tested}/rounds/new",),
    "rounds.poster": ("/rounds/{public_round}/poster", "/rounds/{public_round}/poster?format=a5"),
    "rounds.show": ("/rounds/{public_round}", "/rounds/{closed_round}"),
    "sessions.changes": ("/ideas/{test}/changes",),
    "sessions.edit_finding": ("/findings/{finding}/edit",),
    "sessions.edit_observation": ("/observations/{observation}/edit",),
    "sessions.findings": ("/prototypes/{watched}/findings", "/prototypes/{untested}/findings"),
    "sessions.public_changes": ("/c/{changes_token}", "/c/unknown"),
    "sessions.show": (
        "/rounds/{watched_round}/session?participant=1",
        "/rounds/{unwatched_round}/session",
    ),
    "story.history": ("/ideas/{test}/history",),
    "story.show": tuple(f"/ideas/{{{state.value}}}" for state in State if state != State.MERGED),
    "themes.edit": ("/themes/{theme}/edit",),
    "themes.index": ("/themes",),
    "themes.new": ("/themes/new",),
    "themes.show": ("/themes/{theme}",),
}

# A kit with all that it can say, where the demo data have none.
SOFTWARE = KitText(
    summary="Erinnert zwei Tage vorher an den Termin, auf Wunsch als Nachricht auf das Handy.",
    target_group="Jobcenter, die schriftlich einladen.",
    guide="Vorlage laden.\nFrist setzen.\nEinschalten.",
    effort="Zwei Tage für eine Person.",
    contact="Servicestelle des Jobcenters",
    licence="EUPL-1.2",
    is_software=True,
    repository="https://gitlab.example.org/fulda/termine",
    features="Erinnert\nSagt ab",
    platforms=["web"],
    languages=["de", "uk"],
    categories=["appointment-scheduling"],
    software_version="1.2",
)


@dataclass(frozen=True)
class Visitor:
    """Somebody who looks at pages; `name` is that of a demo account, None for nobody's."""

    name: str | None
    may_open: tuple[str, ...]


ALL = ("accounts.account", "desk.my_data", "desk.show")
READING = (
    "board.show",
    "ideas.index",
    "kits.show",
    "overview.show",
    "rollout.index",
    "solutions",
    "rollout.show",
    "rollout.show_paper",
    "story",
    "themes.index",
)
READING += (
    "themes.show",
    "prototypes.show",
    "rounds.show",
    "sessions.changes",
    "results.show_idea",
    "results.show_version",
)
VISITORS = {
    "visitor": Visitor(
        None,
        (
            "accounts.login",
            "accounts.password_link",
            "pages",
            "public_feedback",
            "public_kits",
            "sessions.public_changes",
        ),
    ),
    "staff": Visitor("staff", (*ALL, *READING, "ideas.new", "ideas.edit", "sharing.similar")),
    "facilitator": Visitor(
        "facilitator",
        (
            *ALL,
            *READING,
            "answers",
            "ideas",
            "kits",
            "prototypes",
            "reports",
            "results",
            "rollout",
            "round_languages",
            "rounds",
            "sessions",
            "sharing",
            "themes",
        ),
    ),
    "leadership": Visitor("leadership", (*ALL, *READING, "ideas.new")),
    "admin": Visitor("admin", (*ALL, *READING, "admin")),
    "guest": Visitor("guest", (*ALL, "ideas.index", "story.show", "prototypes")),
}


def pages_of(who: str, examples: dict[str, object]) -> list[str]:
    """The pages that somebody opens; all kinds of a page for the facilitator, for others mostly one of each.

    Some of them may say no: those are looked at, too.
    """
    found = []
    for endpoint, paths in PAGES.items():
        if not may_open(who, endpoint):
            continue
        own = [path for path in paths if who == "staff" or "{draft}" not in path]
        of_each_kind = who in ("facilitator", "visitor") or (who == "staff" and endpoint == "story.show")
        found += own if of_each_kind else own[:1]
    return [path.format(**examples) for path in found]


def may_open(who: str, endpoint: str) -> bool:
    """Whether somebody has business there."""
    wanted = VISITORS[who].may_open
    return endpoint in wanted or endpoint.partition(".")[0] in wanted


def list_page_endpoints(app: Flask) -> set[str]:
    """Every endpoint that answers GET with a page."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())} - NO_PAGES


def find_examples() -> dict[str, object]:
    """Ids by what they stand for; the richest of each kind, so that pages are full."""
    by_work = (Idea.feedback_count.desc(), Idea.prototype_count.desc(), Idea.id)
    examples: dict[str, object] = {
        state.value: db.session.scalars(
            sa.select(Idea.id).where(Idea.state == state).order_by(*by_work)
        ).first()
        for state in State
    }
    staff = db.session.scalars(sa.select(User).where(User.email == "staff@lab.example")).one()
    examples["staff"] = staff.id
    examples["draft"] = _first(Idea.id, Idea.state == State.DRAFT, Idea.author_id == staff.id)
    in_work = Idea.state.in_(STAGES)
    heard = sa.exists().where(Feedback.prototype_id == Prototype.id)
    most_heard = (
        sa.select(Prototype.id)
        .join(Feedback, Feedback.prototype_id == Prototype.id)
        .join(Idea, Prototype.idea_id == Idea.id)
        .where(in_work)
        .group_by(Prototype.id)
        .order_by(sa.func.count().desc(), Prototype.id)
    )
    most_measured = (
        sa.select(Prototype.idea_id)
        .join(TestRound, TestRound.prototype_id == Prototype.id)
        .where(TestRound.questionnaire == Questionnaire.SUS)
        .group_by(Prototype.idea_id)
        .order_by(sa.func.count().desc(), Prototype.idea_id)
    )
    examples["measured"] = db.session.scalars(most_measured).first()
    examples["tested"] = db.session.scalars(most_heard).first()
    examples["untested"] = _first(Prototype.id, Prototype.idea_id == Idea.id, in_work, ~heard)
    open_findings = (
        Finding.prototype_id == Prototype.id,
        Prototype.idea_id == Idea.id,
        Finding.answer.is_(None),
    )
    examples["finding"] = _first(Finding.id, in_work, *open_findings)
    examples |= _find_sessions(in_work)
    examples["theme"] = _first(ThemeLab.id)
    examples["undoable"] = _first(IdeaMerge.source_id, IdeaMerge.merged_at > now() - UNDO_WITHIN)
    for status in (ReviewStatus.OPEN, ReviewStatus.APPROVED, ReviewStatus.RETURNED):
        examples[status.value] = _first(RolloutReview.id, RolloutReview.status == status)
    with unit_of_work():
        account = db.session.scalars(sa.select(User).where(User.role == Role.GUEST)).one()
        facilitator = db.session.scalars(sa.select(User).where(User.email == "facilitator@lab.example")).one()
        told = db.session.get(Idea, examples["test"])
        assert told
        examples |= make_public_rounds(facilitator, examples["tested"])
        examples["changes_token"] = publish_changes(facilitator, told).token
        examples |= _make_kit(facilitator, examples["rollout"])
        examples["dead_token"] = issue_password_link(account)
        # The second link ends the first.
        examples["token"] = issue_password_link(account)
        at_rest = sa.select(Idea.id).where(Idea.state == State.PARKED)
        report_content(staff, "note", str(_first(StageNote.id, StageNote.idea_id.in_(at_rest))))
    examples["report"] = _first(ContentReport.id)
    missing = [name for name, value in examples.items() if value is None]
    assert not missing, f"the demo data have no {missing}"
    return examples


def _make_kit(facilitator: User, idea_id: object) -> dict[str, object]:
    """A public kit with its file for catalogues, a question that waits, and a solution that has none yet."""
    idea = db.session.get_one(Idea, idea_id)
    kit = find_kit(idea) or write_kit(facilitator, idea, SOFTWARE, [], None)
    publish_kit(facilitator, idea)
    ask_question(facilitator, idea, "Braucht es dafür einen eigenen Server?")
    written = sa.select(Kit.idea_id)
    without = _first(Idea.id, Idea.state == State.ROLLOUT, Idea.id.not_in(written))
    return {"kit_token": kit.token, "unwritten": without or idea.id}


def _find_sessions(in_work: sa.ColumnElement[bool]) -> dict[str, object]:
    """A moderated round with notes, one without, and an open public page."""
    noted = (
        sa.select(Observation)
        .join(Prototype, Prototype.id == Observation.prototype_id)
        .join(Idea, Idea.id == Prototype.idea_id)
        .join(TestRound, TestRound.id == Observation.round_id)
        .join(Participant, Participant.id == Observation.participant_id)
        .where(in_work, TestRound.is_planned, TestRound.tasks != "", Participant.number == 1)
        .order_by(Observation.second.is_(None), Observation.id)
    )
    observation = db.session.scalars(noted).first()
    assert observation, "the demo data have no notes of a session"
    watched = sa.exists().where(Participant.round_id == TestRound.id)
    of_idea = (TestRound.prototype_id == Prototype.id, Prototype.idea_id == Idea.id)
    return {
        "observation": observation.id,
        "watched": observation.prototype_id,
        "watched_round": observation.round_id,
        "unwatched_round": _first(
            TestRound.id, in_work, *of_idea, TestRound.is_planned, ~watched, Prototype.success_criterion != ""
        ),
    }


def _first(column: sa.orm.InstrumentedAttribute[int], *conditions: sa.ColumnElement[bool]) -> int | None:
    return db.session.scalars(sa.select(column).where(*conditions).order_by(column)).first()
