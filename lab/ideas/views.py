"""The list, the forms and the actions of ideas; the page of one idea is the story room's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from lab.accounts.access import actor, roles_required, why_not
from lab.accounts.models import JobCentre, Role, User
from lab.accounts.queries import (
    find_account,
    find_account_by_email,
    get_account,
    list_facilitators,
    list_job_centres,
)
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, InvalidMove
from lab.documents.answers import csv_answer
from lab.ideas import policy, queries, service
from lab.ideas.cards import get_card
from lab.ideas.evidence import EXIT_QUESTIONS, checklist, facts_of
from lab.ideas.forms import (
    AnswerForm,
    IdeaForm,
    InviteForm,
    MoveForm,
    ProfileForm,
    ResponsibleForm,
    note_form_for,
)
from lab.ideas.listing import BEST, SORTS, Filters, list_ideas, write_csv
from lab.ideas.models import Idea, Method, NoteKind
from lab.ideas.profile import list_profile
from lab.ideas.service import MoveRequest
from lab.ideas.workflow import Needs, State, get_step, targets_of
from lab.settings.service import load_settings
from lab.themes.models import ThemeLab
from lab.themes.queries import list_themes
from lab.web.access import safe_next, see_other
from lab.web.arguments import check_arguments, chosen_argument, text_argument
from lab.web.forms import carried_number, options
from lab.web.htmx import render
from lab.web.kept import kept
from lab.web.locale import show_date
from lab.web.once import once, remember_sent
from lab.web.pagination import check_page, requested_page

bp = Blueprint("ideas", __name__)

# These steps have forms of their own.
ON_OTHER_PAGES = (Needs.READINESS, Needs.TARGET, Needs.UNDO)
FILTERS = ("q", "stage", "job_centre", "theme", "responsible", "mine", "sort")


@bp.get("/ideas")
@kept
def index() -> AnyResponse:
    """The list of ideas."""
    check_arguments(*FILTERS, "page")
    choices = _load_choices()
    filters = _filters(choices)
    listed = list_ideas(actor(), filters, requested_page())
    return render(
        "ideas/index.html",
        block="results",
        page=check_page(listed.page),
        listed=listed,
        filters=filters,
        csv_url=url_for("ideas.export", **_given_filters()),
        meant_url=url_for("ideas.index", **_given_filters() | {"q": listed.meant}),
        sort_options=[
            ("" if code == filters.default_sort else code, label)
            for code, (label, _order) in SORTS.items()
            if code != BEST or filters.q
        ],
        state_options=_all(State.choices()),
        job_centre_options=_all((jc.key, jc.short_name) for jc in choices.job_centres),
        theme_options=_all((theme.id, theme.title) for theme in choices.themes),
        facilitator_options=_all((account.id, account.name) for account in choices.facilitators),
    )


@bp.get("/ideas.csv")
def export() -> Response:
    """The list as CSV, with the same filters."""
    check_arguments(*FILTERS, "page")
    return csv_answer("".join(write_csv(actor(), _filters(_load_choices()))), "ideen.csv")


@bp.route("/ideas/new", methods=["GET", "POST"])
@once
def new() -> AnyResponse:
    """The two-minute form."""
    policy.check_submit_ideas(actor())
    form = IdeaForm()
    as_draft = request.form.get("action") == "draft"
    if as_draft:
        form.accept_draft()
    if not form.validate_on_submit():
        return render("ideas/form.html", form=form, status=422 if request.method == "POST" else 200)
    with unit_of_work():
        idea = service.create_idea(actor(), form.idea_values())
        if not as_draft:
            service.move_idea(actor(), idea, MoveRequest(State.DRAFT, State.SUBMITTED))
        location = remember_sent(form.once.data, _story(idea))
    if as_draft:
        flash(_("Ihr Entwurf ist gespeichert. Nur Sie sehen ihn."), "success")
    else:
        flash(
            _(
                "Ihre Idee ist eingereicht. Spätestens am %(day)s bekommen Sie eine Antwort.",
                day=show_date(idea.answer_due_on),
            ),
            "success",
        )
    return see_other(location)


@bp.route("/ideas/<int:idea_id>/edit", methods=["GET", "POST"])
def edit(idea_id: int) -> AnyResponse:
    """Changes the text; a draft can be submitted from here."""
    idea = queries.get_idea(actor(), idea_id)
    policy.check_edit_idea(actor(), idea)
    form = IdeaForm(obj=idea)
    is_draft = idea.state == State.DRAFT
    submits = is_draft and request.form.get("action") == "submit"
    if request.method == "GET":
        form.version.data = str(idea.version)
        form.no_personal_data.data = not is_draft
    if idea.author_id != actor().id:
        del form.author_visibility
    if is_draft and not submits:
        form.accept_draft()
    if not form.validate_on_submit():
        return render(
            "ideas/form.html", form=form, idea=idea, status=422 if request.method == "POST" else 200
        )
    try:
        with unit_of_work():
            service.edit_idea(actor(), idea, form.idea_values(), _version(form.version.data, idea))
            if submits:
                service.move_idea(actor(), idea, MoveRequest(State.DRAFT, State.SUBMITTED))
    except Conflict as error:
        return _conflict_form("ideas/form.html", form, idea_id, error)
    flash(_("Ihre Idee ist eingereicht.") if submits else _("Ihre Änderungen sind gespeichert."), "success")
    return see_other(_story(idea))


@bp.route("/ideas/<int:idea_id>/profile", methods=["GET", "POST"])
def profile(idea_id: int) -> AnyResponse:
    """Changes the Steckbrief."""
    idea = queries.get_idea(actor(), idea_id)
    policy.check_edit_profile(actor(), idea)
    form = ProfileForm(obj=idea)
    form.theme_id.choices = options([("", _("keins")), *((theme.id, theme.title) for theme in list_themes())])
    if request.method == "GET":
        form.version.data = str(idea.version)
    if not form.validate_on_submit():
        return render(
            "ideas/profile.html", form=form, idea=idea, status=422 if request.method == "POST" else 200
        )
    try:
        with unit_of_work():
            version = _version(form.version.data, idea)
            service.edit_profile(actor(), idea, form.profile_values(), version)
    except Conflict as error:
        return _conflict_form("ideas/profile.html", form, idea_id, error)
    flash(_("Der Steckbrief ist gespeichert."), "success")
    return see_other(_story(idea))


@bp.route("/ideas/<int:idea_id>/move", methods=["GET", "POST"])
def move(idea_id: int) -> AnyResponse:
    """Choose a step, fill in what it needs, take it."""
    idea = queries.get_idea(actor(), idea_id)
    if request.method == "GET":
        policy.check_moderate(actor(), idea)
        check_arguments("to_stage", "next")
        wished = _find_state(chosen_argument("to_stage", list(State)))
        return _move_page(idea, MoveForm(formdata=None), wished)
    if idea.state != State.DRAFT:
        policy.check_moderate(actor(), idea)
    form = MoveForm()
    form.validate()
    source, target = form.from_stage.data, form.to_stage.data
    if source not in set(State) or target not in set(State):
        form.form_errors.append(_("Bitte wählen Sie, wohin die Idee geht."))
    wished = _find_state(target)
    if form.errors or form.form_errors:
        return _move_page(idea, form, wished, status=422)
    try:
        with unit_of_work():
            service.move_idea(actor(), idea, _move_request(form))
    except Conflict as error:
        fresh = queries.get_idea(actor(), idea_id)
        return render(
            "ideas/conflict.html",
            idea=fresh,
            card=get_card(idea_id, load_settings()),
            message=error.message,
            status=409,
        )
    except (Invalid, InvalidMove) as error:
        form.add_error(error)
        return _move_page(queries.get_idea(actor(), idea_id), form, wished, status=422)
    flash(_("„%(title)s“ steht jetzt bei „%(state)s“.", title=idea.title, state=idea.state.label), "success")
    return see_other(safe_next(form.next.data, _story(idea)))


@bp.route("/ideas/<int:idea_id>/answer", methods=["GET", "POST"])
@roles_required(Role.FACILITATOR)
def answer(idea_id: int) -> AnyResponse:
    """Sends the first answer and names who is responsible."""
    idea = queries.get_idea(actor(), idea_id)
    policy.check_moderate(actor(), idea)
    form = AnswerForm()
    _offer_facilitators(form, idea)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                service.answer_idea(actor(), idea, _account(form.responsible.data), form.reason.data)
            flash(_("Die Antwort steht jetzt auf der Seite der Idee."), "success")
            return see_other(_story(idea))
        except Invalid as error:
            form.add_error(error)
    return render("ideas/answer.html", form=form, idea=idea, status=422 if request.method == "POST" else 200)


@bp.route("/ideas/<int:idea_id>/responsible", methods=["GET", "POST"])
@roles_required(Role.FACILITATOR)
def responsible(idea_id: int) -> AnyResponse:
    """Hands the idea to another facilitator."""
    idea = queries.get_idea(actor(), idea_id)
    policy.check_invite(actor(), idea)
    form = ResponsibleForm()
    _offer_facilitators(form, idea)
    if form.validate_on_submit():
        with unit_of_work():
            service.assign_responsible(actor(), idea, _account(form.responsible.data))
        flash(_("Die Zuständigkeit ist geändert."), "success")
        return see_other(_story(idea))
    return render(
        "ideas/responsible.html", form=form, idea=idea, status=422 if request.method == "POST" else 200
    )


@bp.route("/ideas/<int:idea_id>/notes", methods=["GET", "POST"])
@once
def notes(idea_id: int) -> AnyResponse:
    """Records a stage note."""
    idea = queries.get_idea(actor(), idea_id)
    policy.check_contribute(actor(), idea)
    form = note_form_for(idea)
    if request.method == "GET":
        check_arguments("kind")
        form.kind.data = chosen_argument("kind", list(NoteKind)) or form.kind.data
    if form.validate_on_submit():
        try:
            with unit_of_work():
                method = Method(form.method.data) if form.method.data else None
                kind = NoteKind(form.kind.data)
                service.add_note(actor(), idea, kind, form.body.data, method, form.people.data)
                location = remember_sent(form.once.data, _story(idea, "work"))
            flash(_("Die Notiz ist gespeichert."), "success")
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return render("ideas/note.html", form=form, idea=idea, status=422 if request.method == "POST" else 200)


@bp.post("/ideas/<int:idea_id>/notes/<int:note_id>/remove")
def remove_note(idea_id: int, note_id: int) -> AnyResponse:
    """Removes a stage note."""
    idea = queries.get_idea(actor(), idea_id)
    with unit_of_work():
        service.remove_note(actor(), idea, queries.get_note(idea, note_id))
    flash(_("Die Notiz ist entfernt."), "success")
    return see_other(_story(idea, "work"))


@bp.post("/ideas/<int:idea_id>/team/join")
def join(idea_id: int) -> AnyResponse:
    """Takes part."""
    idea = queries.get_idea(actor(), idea_id)
    with unit_of_work():
        service.join_team(actor(), idea)
    flash(_("Schön, dass Sie mitmachen!"), "success")
    return see_other(_story(idea))


@bp.post("/ideas/<int:idea_id>/team/leave")
def leave(idea_id: int) -> AnyResponse:
    """Takes part no more."""
    idea = queries.get_idea(actor(), idea_id)
    with unit_of_work():
        service.leave_team(actor(), idea)
    flash(_("Sie machen bei dieser Idee nicht mehr mit."), "success")
    return see_other(url_for("desk.show") if actor().role == Role.GUEST else _story(idea))


@bp.post("/ideas/<int:idea_id>/team/<int:account_id>/remove")
@roles_required(Role.FACILITATOR)
def remove_member(idea_id: int, account_id: int) -> AnyResponse:
    """Takes somebody out of the team."""
    idea = queries.get_idea(actor(), idea_id)
    with unit_of_work():
        service.remove_member(actor(), idea, get_account(account_id))
    flash(_("Das Team ist geändert."), "success")
    return see_other(_story(idea, "team"))


@bp.route("/ideas/<int:idea_id>/team/invite", methods=["GET", "POST"])
@roles_required(Role.FACILITATOR)
def invite(idea_id: int) -> AnyResponse:
    """Invites an account, guests until a date."""
    idea = queries.get_idea(actor(), idea_id)
    policy.check_invite(actor(), idea)
    form = InviteForm()
    if form.validate_on_submit():
        account = find_account_by_email(form.email.data)
        try:
            if account is None:
                raise Invalid(
                    "email",
                    _("Zu dieser E-Mail-Adresse gibt es kein Konto. Die Administration legt Konten an."),
                )
            with unit_of_work():
                service.invite_member(actor(), idea, account, form.until.data)
            flash(_("%(name)s gehört jetzt zum Team.", name=account.name), "success")
            return see_other(_story(idea))
        except Invalid as error:
            form.add_error(error)
    return render("ideas/invite.html", form=form, idea=idea, status=422 if request.method == "POST" else 200)


def _all(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Choices of a filter with "all" before them."""
    return [("", _("alle")), *choices]


@dataclass(frozen=True)
class Choices:
    """What the filters of the list offer; three queries."""

    job_centres: Sequence[JobCentre]
    themes: Sequence[ThemeLab]
    facilitators: Sequence[User]


def _load_choices() -> Choices:
    return Choices(list_job_centres(include_inactive=True), list_themes(), list_facilitators())


def _filters(choices: Choices) -> Filters:
    theme = chosen_argument("theme", [str(entry.id) for entry in choices.themes])
    person = chosen_argument("responsible", [str(account.id) for account in choices.facilitators])
    return Filters(
        q=text_argument("q"),
        stage=chosen_argument("stage", [state.value for state in State]),
        job_centre=chosen_argument("job_centre", [entry.key for entry in choices.job_centres]),
        theme=int(theme) if theme else None,
        responsible=int(person) if person else None,
        mine=chosen_argument("mine", ["1"]) == "1",
        sort=chosen_argument("sort", SORTS),
    )


def _given_filters() -> dict[str, Any]:
    return {name: request.args[name] for name in FILTERS if name in request.args}


def _find_state(code: str | None) -> State | None:
    return next((state for state in State if state == code), None)


def _move_page(idea: Idea, form: MoveForm, target: State | None, status: int = 200) -> AnyResponse:
    """Without a target the choice of steps, with one the form of that step."""
    facts = facts_of(idea, queries.count_notes_of(idea))
    settings = load_settings()
    steps = {
        state: get_step(idea.state, state)
        for state in targets_of(idea.state)
        if why_not(policy.check_step, actor(), idea, state) is None
        and get_step(idea.state, state).needs is not Needs.UNDO
    }
    rule = steps.get(target) if target else None
    if rule and rule.needs in ON_OTHER_PAGES:
        rule = None
    items = checklist(idea.state, facts, settings)
    for field in _needed_fields(form, idea, rule.needs if rule else None, all(item.met for item in items)):
        field.flags.required = True
    _offer_facilitators(form, idea)
    if form.from_stage.data not in set(State):
        form.from_stage.data, form.to_stage.data = idea.state.value, target.value if target else ""
        form.next.data = form.next.data or request.args.get("next", "")
    return render(
        "ideas/move.html",
        form=form,
        idea=idea,
        target=target if rule else None,
        needs=rule.needs if rule else None,
        Needs=Needs,
        steps=steps,
        items=items,
        question=EXIT_QUESTIONS.get(idea.state),
        status=status,
    )


def _needed_fields(form: MoveForm, idea: Idea, needs: Needs | None, is_complete: bool) -> list[Any]:
    """The fields a step cannot do without; the service checks them, the form marks them."""
    if needs is Needs.LEARNING:
        return [form.tried, form.learned]
    if needs is Needs.LOOK_AGAIN:
        return [form.reason, form.look_again_on]
    asks_for_reason = (
        needs is Needs.REASON
        or (needs is Needs.EVIDENCE and not is_complete)
        or (needs is Needs.ANSWER and idea.answered_at is None)
    )
    return [form.responsible, form.reason] if asks_for_reason else [form.responsible]


def _move_request(form: MoveForm) -> MoveRequest:
    return MoveRequest(
        from_stage=State(form.from_stage.data),
        to_stage=State(form.to_stage.data),
        reason=form.reason.data or "",
        look_again_on=form.look_again_on.data,
        tried=form.tried.data or "",
        learned=form.learned.data or "",
        responsible=None if form.responsible.data is None else _account(form.responsible.data),
    )


def _conflict_form(template: str, form: Any, idea_id: int, error: Conflict) -> AnyResponse:
    """The form again with what was typed, the present version, and what happened (409)."""
    fresh = queries.get_idea(actor(), idea_id)
    form.version.data = str(fresh.version)
    form.form_errors.append(error.message)
    return render(template, form=form, idea=fresh, current=fresh, profile=list_profile(fresh), status=409)


def _offer_facilitators(form: Any, idea: Idea) -> None:
    form.responsible.choices = options((account.id, account.name) for account in list_facilitators())
    if not form.responsible.data and not form.is_submitted():
        form.responsible.data = idea.responsible_id or actor().id


def _account(account_id: int) -> Any:
    account = find_account(account_id)
    if account is None:
        raise Invalid("responsible", _("Bitte wählen Sie, wer zuständig ist."))
    return account


def _version(sent: str | int | None, idea: Idea) -> int:
    """The version the form was filled in for; a form without one speaks of the present."""
    number = carried_number(sent)
    return idea.version if number is None or number < 0 else number


def _story(idea: Idea, anchor: str | None = None) -> str:
    return url_for("story.show", idea_id=idea.id, _anchor=anchor)
