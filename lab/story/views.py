"""The page of one idea, from where it stands to how it came there."""

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.accounts.models import Role
from lab.adoption.panel import show_interest
from lab.attachments.queries import list_files
from lab.audit.queries import timeline
from lab.core.clock import now
from lab.core.errors import NotFound
from lab.ideas import policy
from lab.ideas.evidence import EXIT_QUESTIONS, Item, checklist, facts_of
from lab.ideas.forms import note_form_for
from lab.ideas.models import Idea, StageNote
from lab.ideas.profile import list_profile
from lab.ideas.queries import list_notes
from lab.ideas.workflow import ACTIVE, STAGES, State
from lab.merging.policy import last_moment
from lab.prototypes.grid import find_newest_grid
from lab.prototypes.policy import check_add_prototype
from lab.prototypes.versions import list_versions
from lab.rollout.lights import lights
from lab.rollout.panels import show_conditions_of
from lab.rollout.policy import check_open_review
from lab.rollout.queries import find_latest_review
from lab.rollout.readiness import list_unmet, load_gate
from lab.settings.service import load_settings
from lab.sharing.panel import show_sharing
from lab.story.queries import get_story, group_notes, list_moves_and_newest, list_steps, tell
from lab.web.arguments import check_arguments, chosen_argument
from lab.web.htmx import render
from lab.web.kept import kept

bp = Blueprint("story", __name__)

RECENT = 8
PER_PAGE = 50


@bp.get("/ideas/<int:idea_id>")
@kept
def show(idea_id: int) -> Response:
    """The idea's page; a merged idea's address leads to the idea it went into."""
    check_arguments("merged")
    idea = get_story(actor(), idea_id)
    if idea.state == State.MERGED and "merged" not in request.args:
        return redirect(url_for("story.show", idea_id=idea.merged_into_id, merged=idea.id))
    merged_from = chosen_argument("merged", [str(other.id) for other in idea.received])
    notes = list_notes(idea)
    review = find_latest_review(idea)
    versions = list_versions(idea)
    events = list_moves_and_newest(idea, RECENT + 1)
    contribute = why_not(policy.check_contribute, actor(), idea)
    interest = show_interest(actor(), idea)
    return render(
        "story/show.html",
        idea=idea,
        steps=list_steps(idea, events),
        question=EXIT_QUESTIONS.get(idea.state),
        parked_because=next((event.reason for event in events if event.to_state == State.PARKED), None),
        items=_checklist(idea, notes),
        next_stage=_next_stage(idea.state),
        note_groups=group_notes(notes),
        note_form=note_form_for(idea, formdata=None) if contribute is None and idea.state in ACTIVE else None,
        versions=versions,
        grid=find_newest_grid(versions),
        files=list_files(idea.id),
        entries=tell(actor(), idea, events[:RECENT]),
        has_more=len(events) > RECENT,
        review=review,
        lights=lights(load_gate(review.gate)) if review else [],
        unmet=list_unmet(load_gate(review.gate)) if review else [],
        conditions=show_conditions_of(actor(), idea, review),
        adopted=interest.progress if idea.state == State.ROLLOUT else None,
        interest=interest,
        sharing=show_sharing(actor(), idea),
        undoable=_list_undoable(idea),
        team=[member for member in idea.team if member.is_current and member.account_id != idea.author_id],
        profile=list_profile(idea),
        name_of=lambda account: policy.shown_name(actor(), idea, account, received=idea.received),
        knows_author=policy.may_know_author(actor(), idea),
        is_member=policy.is_member(actor(), idea),
        why={
            "edit": why_not(policy.check_edit_idea, actor(), idea),
            "contribute": contribute,
            "profile": why_not(policy.check_edit_profile, actor(), idea),
            "moderate": why_not(policy.check_moderate, actor(), idea),
            "invite": why_not(policy.check_invite, actor(), idea),
            "join": why_not(policy.check_join_team, actor(), idea),
            "leave": why_not(policy.check_leave_team, actor(), idea),
            "prototype": why_not(check_add_prototype, actor(), idea),
            "review": why_not(check_open_review, actor(), idea),
        },
        merged_from=int(merged_from) if merged_from else None,
    )


@bp.get("/ideas/<int:idea_id>/history")
def history(idea_id: int) -> Response:
    """The whole history, page by page."""
    check_arguments("before")
    idea = get_story(actor(), idea_id)
    before = request.args.get("before")
    if before is not None and not (before.isascii() and before.isdigit() and len(before) < 10):
        raise NotFound()
    events = timeline("idea", idea.id, PER_PAGE + 1, int(before) if before else None)
    return render(
        "story/history.html",
        idea=idea,
        entries=tell(actor(), idea, events[:PER_PAGE]),
        older=events[PER_PAGE - 1].id if len(events) > PER_PAGE else None,
        is_first=before is None,
    )


def _list_undoable(idea: Idea) -> set[int]:
    """Ideas that went into this one so lately that a facilitator may take them out again."""
    if actor().role != Role.FACILITATOR or idea.state not in ACTIVE:
        return set()
    return {other.id for other in idea.received if last_moment(other.state_since) > now()}


def _checklist(idea: Idea, notes: Sequence[StageNote]) -> list[Item]:
    """The evidence the present stage wants; elsewhere nothing is asked of the settings."""
    if idea.state not in STAGES:
        return []
    return checklist(idea.state, facts_of(idea, Counter(note.kind for note in notes)), load_settings())


def _next_stage(state: State) -> State | None:
    """The stage one step on."""
    if state == State.SUBMITTED:
        return State.EMPATHISE
    if state in STAGES[:-1]:
        return STAGES[STAGES.index(state) + 1]
    return None
