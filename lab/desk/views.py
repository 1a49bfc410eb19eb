"""The start page "Meine Arbeit", and one's own stored data."""

from flask import Blueprint, Response, jsonify
from werkzeug.wrappers import Response as AnyResponse

from lab.accounts.access import actor
from lab.accounts.models import Role
from lab.accounts.service import describe_stored_data
from lab.desk import queries
from lab.ideas.workflow import State
from lab.reports.queries import count_open
from lab.rollout.votes import (
    list_open_conditions,
    list_open_questions,
    list_review_tasks,
    list_reviews_to_look_at_again,
    load_committee,
)
from lab.solutions.kit_queries import list_waiting_questions
from lab.web.htmx import render
from lab.web.kept import kept

bp = Blueprint("desk", __name__)

# So many candidates stand on the start page of a leader; the agenda has all.
MOST_REVIEWS = 10
# … and so many solutions that one is asked about; each that is answered makes room for the next.
MOST_QUESTIONS = 10


@bp.get("/")
@kept
def show() -> AnyResponse:
    """What waits for me, my ideas, what is new."""
    account = actor()
    is_facilitator = account.role == Role.FACILITATOR
    is_leadership = account.role == Role.LEADERSHIP
    committee = load_committee() if is_leadership else None
    # One more than is shown tells that there are more.
    reviews = list_review_tasks(account, committee, MOST_REVIEWS + 1) if is_leadership else []
    unassessed, long_in_use = queries.count_solutions(account) if is_leadership else (0, 0)
    in_use = queries.list_questions_about_use(account) if long_in_use else []
    return render(
        "desk/show.html",
        unanswered=queries.list_unanswered() if is_facilitator else None,
        findings=queries.list_with_open_findings(account) if is_facilitator else None,
        open_reports=count_open() if is_facilitator else 0,
        look_again=queries.list_to_look_at_again(account) if is_facilitator else None,
        reviews=reviews[:MOST_REVIEWS],
        has_more_reviews=len(reviews) > MOST_REVIEWS,
        decided=list_reviews_to_look_at_again(account, committee) if is_leadership else [],
        questions=list_open_questions(account),
        conditions=list_open_conditions(account),
        kit_questions=list_waiting_questions(account),
        unassessed=unassessed,
        in_use=in_use[:MOST_QUESTIONS],
        more_in_use=max(len(in_use) - MOST_QUESTIONS, 0),
        drafts=queries.list_drafts(account),
        own=queries.list_own_ideas(account),
        news=queries.list_news(account),
        State=State,
    )


@bp.get("/account/data")
def my_data() -> AnyResponse:
    """Which data of one's own is stored."""
    account = actor()
    return render(
        "desk/my_data.html", stored=describe_stored_data(account), counts=queries.count_stored_data(account)
    )


@bp.get("/account/data.json")
def my_data_file() -> Response:
    """The same as a file."""
    response = jsonify(queries.describe_all_stored_data(actor()))
    response.headers["Content-Disposition"] = 'attachment; filename="innovation-lab-meine-daten.json"'
    return response
