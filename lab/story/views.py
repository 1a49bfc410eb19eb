"""The page of one idea, from where it stands to how it came there."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.attachments.queries import list_files
from lab.core.errors import NotFound
from lab.ideas import policy
from lab.ideas.evidence import EXIT_QUESTIONS, checklist, facts_of
from lab.ideas.forms import note_form_for
from lab.ideas.profile import list_profile
from lab.ideas.queries import count_notes_of, list_notes
from lab.ideas.workflow import ACTIVE, STAGES, State
from lab.prototypes.policy import check_add_prototype
from lab.prototypes.queries import find_newest_grid, list_versions
from lab.rollout.policy import check_open_review
from lab.rollout.queries import count_adoptions, find_latest_review
from lab.rollout.readiness import list_unmet, load_gate
from lab.settings.service import load_settings
from lab.story.queries import get_story, group_notes, list_entries, list_steps
from lab.web.arguments import check_arguments
from lab.web.htmx import render

bp = Blueprint("story", __name__)

RECENT = 8
PER_PAGE = 50


@bp.get("/ideas/<int:idea_id>")
def show(idea_id: int) -> Response:
    """The idea's page; a merged idea's address leads to the idea it went into."""
    idea = get_story(actor(), idea_id)
    if idea.state == State.MERGED and "merged" not in request.args:
        return redirect(url_for("story.show", idea_id=idea.merged_into_id, merged=idea.id))
    counts = count_notes_of(idea)
    review = find_latest_review(idea)
    versions = list_versions(idea)
    entries = list_entries(actor(), idea, RECENT + 1)
    contribute = why_not(policy.check_contribute, actor(), idea)
    return render(
        "story/show.html",
        idea=idea,
        steps=list_steps(idea),
        question=EXIT_QUESTIONS.get(idea.state),
        items=checklist(idea.state, facts_of(idea, counts), load_settings()),
        next_stage=_next_stage(idea.state),
        note_groups=group_notes(list_notes(idea)),
        note_form=note_form_for(idea, formdata=None) if contribute is None and idea.state in ACTIVE else None,
        versions=versions,
        grid=find_newest_grid(versions),
        files=list_files(idea.id),
        entries=entries[:RECENT],
        has_more=len(entries) > RECENT,
        review=review,
        unmet=list_unmet(load_gate(review.gate)) if review else [],
        adopted=count_adoptions([idea.id]).get(idea.id),
        team=[member for member in idea.team if member.is_current and member.account_id != idea.author_id],
        profile=list_profile(idea),
        name_of=lambda account: policy.shown_name(actor(), idea, account),
        knows_author=policy.may_know_author(actor(), idea),
        is_member=policy.is_member(actor(), idea),
        why={
            "edit": why_not(policy.check_edit_idea, actor(), idea),
            "contribute": contribute,
            "moderate": why_not(policy.check_moderate, actor(), idea),
            "invite": why_not(policy.check_invite, actor(), idea),
            "join": why_not(policy.check_join_team, actor(), idea),
            "leave": why_not(policy.check_leave_team, actor(), idea),
            "prototype": why_not(check_add_prototype, actor(), idea),
            "review": why_not(check_open_review, actor(), idea),
        },
        merged_from=request.args.get("merged", type=int),
    )


@bp.get("/ideas/<int:idea_id>/history")
def history(idea_id: int) -> Response:
    """The whole history, page by page."""
    check_arguments("before")
    idea = get_story(actor(), idea_id)
    before = request.args.get("before")
    if before is not None and not (before.isascii() and before.isdigit() and len(before) < 10):
        raise NotFound()
    entries = list_entries(actor(), idea, PER_PAGE + 1, int(before) if before else None)
    return render(
        "story/history.html",
        idea=idea,
        entries=entries[:PER_PAGE],
        older=entries[PER_PAGE - 1].id if len(entries) > PER_PAGE else None,
        is_first=before is None,
    )


def _next_stage(state: State) -> State | None:
    """The stage one step on."""
    if state == State.SUBMITTED:
        return State.EMPATHISE
    if state in STAGES[:-1]:
        return STAGES[STAGES.index(state) + 1]
    return None
