"""Pages of a moderated test: the place where somebody writes while it runs."""

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor, why_not
from lab.core.database import unit_of_work
from lab.core.errors import Conflict, Invalid, NotFound
from lab.prototypes.heard import find_first_test_day
from lab.prototypes.models import Group, Observation, Participant, TestRound
from lab.prototypes.queries import get_round
from lab.prototypes.sentences import since_sentence
from lab.sessions import policy, queries, service
from lab.sessions.forms import EditNoteForm, NoteForm, ParticipantForm, note_form_for
from lab.sessions.times import mark_of
from lab.web.access import see_other
from lab.web.arguments import check_arguments
from lab.web.htmx import render
from lab.web.once import once, remember_sent

bp = Blueprint("sessions", __name__)
bp.add_app_template_filter(mark_of, "mark")


@bp.get("/rounds/<int:round_id>/session")
def show(round_id: int) -> Response:
    """The notes of a session, one participant at a time; without a number the newest."""
    check_arguments("participant")
    test_round = get_round(actor(), round_id)
    policy.check_take_notes(actor(), test_round.prototype.idea, test_round)
    return _session_page(test_round, _requested_number())


@bp.post("/rounds/<int:round_id>/participants")
@once
def add_participant(round_id: int) -> Response:
    """Adds the next participant."""
    test_round = get_round(actor(), round_id)
    policy.check_take_notes(actor(), test_round.prototype.idea, test_round)
    form = ParticipantForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                participant = service.add_participant(actor(), test_round, Group(form.group.data))
                location = remember_sent(form.once.data, _page_of(participant))
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return _session_page(test_round, None, people_form=form, status=422)


@bp.post("/participants/<int:participant_id>/remove")
def remove_participant(participant_id: int) -> Response:
    """Takes back a participant who was added by mistake."""
    participant = queries.get_participant(actor(), participant_id)
    label, round_id = participant.label, participant.round_id
    with unit_of_work():
        service.remove_participant(actor(), participant)
    flash(_("%(label)s ist entfernt.", label=label), "success")
    return see_other(url_for("sessions.show", round_id=round_id))


@bp.post("/participants/<int:participant_id>/observations")
@once
def take_note(participant_id: int) -> Response:
    """Notes an observation, how the tasks went, or both."""
    participant = queries.get_participant(actor(), participant_id)
    test_round = participant.round
    policy.check_take_notes(actor(), test_round.prototype.idea, test_round)
    form = note_form_for(test_round, participant)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                if form.outcomes:
                    service.set_outcomes(actor(), participant, form.outcomes)
                if form.has_note:
                    service.add_observation(actor(), participant, form.note())
                location = remember_sent(form.once.data, _page_of(participant))
            return see_other(location)
        except Invalid as error:
            form.add_error(error)
    return _session_page(test_round, participant.number, form=form, status=422)


@bp.route("/observations/<int:observation_id>/edit", methods=["GET", "POST"])
def edit_observation(observation_id: int) -> Response:
    """Changes a note."""
    observation = queries.get_observation(actor(), observation_id)
    policy.check_change_observation(actor(), observation.prototype.idea, observation)
    form = EditNoteForm(data=_written(observation))
    status = 422 if request.method == "POST" else 200
    if form.validate_on_submit():
        try:
            with unit_of_work():
                service.edit_observation(actor(), observation, form.note(), form.seen.data or "")
            return see_other(_page_around(observation))
        except Conflict as error:
            observation = queries.get_observation(actor(), observation_id)
            form.form_errors.append(error.message)
            form.seen.data, status = service.fingerprint(observation), 409
        except Invalid as error:
            form.add_error(error)
    return render(
        "sessions/observation.html",
        form=form,
        observation=observation,
        prototype=observation.prototype,
        idea=observation.prototype.idea,
        back=_page_around(observation),
        is_conflict=status == 409,
        status=status,
    )


@bp.post("/observations/<int:observation_id>/remove")
def remove_observation(observation_id: int) -> Response:
    """Takes a note back."""
    observation = queries.get_observation(actor(), observation_id)
    back = _page_around(observation)
    with unit_of_work():
        service.remove_observation(actor(), observation)
    flash(_("Die Beobachtung ist entfernt."), "success")
    return see_other(back)


def _session_page(
    test_round: TestRound,
    number: int | None,
    *,
    form: NoteForm | None = None,
    people_form: ParticipantForm | None = None,
    status: int = 200,
) -> Response:
    """The page with one participant open; for htmx only what changes while writing."""
    prototype = test_round.prototype
    sittings = queries.list_sittings(test_round)
    current = sittings[-1] if sittings else None
    if number is not None:
        current = next((one for one in sittings if one.participant.number == number), None)
        if current is None:
            raise NotFound()
    notes = queries.list_notes(current.participant) if current else []
    if current and form is None:
        form = note_form_for(test_round, current.participant, is_empty=True)
    return render(
        "sessions/session.html",
        block="session",
        test_round=test_round,
        prototype=prototype,
        idea=prototype.idea,
        sittings=sittings,
        current=current,
        notes=notes,
        form=form,
        people_form=people_form or ParticipantForm(formdata=None, group=test_round.group.value),
        may_change={
            note.id: why_not(policy.check_change_observation, actor(), prototype.idea, note) is None
            for note in notes
        },
        since=since_sentence(prototype, find_first_test_day(prototype)),
        status=status,
    )


def _page_of(participant: Participant) -> str:
    return url_for("sessions.show", round_id=participant.round_id, participant=participant.number)


def _page_around(observation: Observation) -> str:
    """The session that a note belongs to; what comes from elsewhere is found among the findings."""
    if observation.participant is None:
        return url_for("sessions.findings", prototype_id=observation.prototype_id)
    return _page_of(observation.participant)


def _requested_number() -> int | None:
    """The participant's number in the address. Raises NotFound for what is no number."""
    text = request.args.get("participant")
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise NotFound()
    return int(text)


def _written(observation: Observation) -> dict[str, Any]:
    """What the form starts from: the note as it stands."""
    return {
        "body": observation.body,
        "kind": observation.kind.value,
        "basis": observation.basis.value,
        "severity": observation.severity.value if observation.severity else "",
        "mark": mark_of(observation.second) if observation.second is not None else "",
        "quote": observation.quote,
        "seen": service.fingerprint(observation),
    }
