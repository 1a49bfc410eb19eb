"""Taking an idea through its stages over HTTP: every step, what each needs, and what happens when somebody was faster."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from lab.accounts.models import Role
from lab.audit.queries import timeline
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import Idea, NoteKind
from lab.ideas.workflow import ACTIVE, STAGES, STEPS, By, Needs, State
from tests.client import client_for as open_client
from tests.client import parse, text_of
from tests.factories import make_idea, make_note, make_user
from tests.helpers import error_beside, typed_in

REASON = "Wir haben mit vier Kundinnen und Kunden gesprochen."
TAKEN = [(source, target) for (source, target), rule in STEPS.items() if rule.by is By.FACILITATOR]


def step(source, target, **changes):
    """What the form of a step sends."""
    data = {
        "from_stage": source.value,
        "to_stage": target.value,
        "reason": REASON,
        "look_again_on": (today() + timedelta(days=30)).isoformat(),
        "tried": "Ein Papierprototyp.",
        "learned": "Das Telefon wird lieber genommen.",
    }
    return {name: value for name, value in (data | changes).items() if value is not None}


def move(client, idea, source, target, **changes):
    return client.post_form(f"/ideas/{idea.id}/move", step(source, target, **changes))


def newest_event(idea):
    return timeline("idea", idea.id)[0]


def make_idea_for(source, target):
    """An idea in the source state from which the step leads to the target."""
    resumed = {"resume_state": target} if source in (State.PARKED, State.STOPPED) else {}
    return make_idea(source, **resumed)


@pytest.mark.parametrize(
    ("source", "target"),
    [pair for pair in TAKEN if STEPS[pair].needs not in (Needs.TARGET, Needs.READINESS, Needs.UNDO)],
    ids=lambda state: state.value,
)
def test_a_facilitator_takes_every_step_of_the_table(client_for, personas, source, target):
    idea = make_idea_for(source, target)
    response = move(client_for(personas.facilitator), idea, source, target)
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert idea.state == target
    event = newest_event(idea)
    assert (event.from_state, event.to_state, event.actor_id) == (
        source.value,
        target.value,
        personas.facilitator.id,
    )
    assert event.reason == REASON


@pytest.mark.parametrize("source", list(State), ids=lambda state: state.value)
def test_a_state_that_is_not_next_is_refused_with_the_reason(client_for, personas, source):
    idea = make_idea(source, personas.facilitator)
    client = client_for(personas.facilitator)
    before = len(timeline("idea", idea.id))
    for target in State:
        if (source, target) in STEPS and STEPS[source, target].needs not in (
            Needs.TARGET,
            Needs.READINESS,
            Needs.DECISION,
            Needs.UNDO,
        ):
            continue
        response = move(client, idea, source, target)
        assert response.status_code == 422, target
        page = parse(response.text)
        assert page.find(".//*[@role='alert']") is not None, target
        assert REASON in text_of(page), "what was typed is lost"
    assert idea.state == source
    assert len(timeline("idea", idea.id)) == before


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("author", 403),
        ("member", 403),
        ("colleague", 403),
        ("leadership", 403),
        ("admin", 403),
        ("guest", 403),
        ("outsider", 404),
    ],
)
@pytest.mark.parametrize("source", [State.SUBMITTED, State.TEST, State.READY, State.PARKED])
def test_nobody_but_facilitators_moves_ideas(client_for, personas, who, status, source):
    idea = make_idea(source, personas.author, team=[personas.member, (personas.guest, None)])
    client = client_for(getattr(personas, who))
    assert client.get(f"/ideas/{idea.id}/move").status_code == status
    for target in (State.EMPATHISE, State.PARKED, State.ROLLOUT):
        assert move(client, idea, source, target).status_code == status
    assert move(client, idea, State.DRAFT, State.EMPATHISE).status_code == status
    assert idea.state == source


def test_the_author_may_submit_a_draft_but_move_it_nowhere_else(client_for, personas):
    draft = make_idea(State.DRAFT, personas.author)
    client = client_for(personas.author)
    assert move(client, draft, State.DRAFT, State.EMPATHISE).status_code == 422
    assert move(client, draft, State.DRAFT, State.SUBMITTED).status_code == 303
    assert draft.state == State.SUBMITTED
    assert move(client, draft, State.SUBMITTED, State.EMPATHISE).status_code == 403


# Triage


def test_triage_names_who_is_responsible_and_sends_the_first_answer(client_for, personas):
    idea = make_idea(State.SUBMITTED)
    other = make_user(Role.FACILITATOR, name="Moderation, Wiesbaden")
    client = client_for(personas.facilitator)
    data = {"responsible": str(other.id), "reason": "Danke! Wir sprechen mit der Eingangszone."}
    response = client.submit(f"/ideas/{idea.id}/move?to_stage=empathise", data)
    assert response.status_code == 303
    assert (idea.state, idea.responsible_id) == (State.EMPATHISE, other.id)
    assert idea.first_answer == data["reason"]
    assert idea.answered_at is not None
    kinds = [event.kind for event in timeline("idea", idea.id)]
    assert kinds[:2] == ["idea_moved", "responsible_changed"]
    shown = text_of(client.get_page(f"/ideas/{idea.id}"))
    assert "zuständig: Moderation, Wiesbaden" in shown
    assert data["reason"] in shown


def test_whoever_triages_is_responsible_unless_somebody_else_is_named(client_for, personas):
    idea = make_idea(State.SUBMITTED)
    move(client_for(personas.facilitator), idea, State.SUBMITTED, State.EMPATHISE)
    assert idea.responsible_id == personas.facilitator.id


def test_triage_without_an_answer_is_refused(client_for, personas):
    idea = make_idea(State.SUBMITTED)
    client = client_for(personas.facilitator)
    response = client.submit(f"/ideas/{idea.id}/move?to_stage=empathise", {"reason": " \u200b "})
    assert response.status_code == 422
    assert "erste Antwort" in error_beside(response.text, "reason")
    assert (idea.state, idea.first_answer, idea.responsible_id) == (State.SUBMITTED, None, None)


def test_an_answered_idea_needs_no_second_answer(client_for, personas):
    idea = make_idea(State.SUBMITTED)
    client = client_for(personas.facilitator)
    answer = {"responsible": str(personas.facilitator.id), "reason": "Wir sehen uns das an."}
    response = client.submit(f"/ideas/{idea.id}/answer", answer)
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert (idea.state, idea.first_answer) == (State.SUBMITTED, answer["reason"])
    assert newest_event(idea).kind == "idea_answered"
    assert client.submit(f"/ideas/{idea.id}/move?to_stage=empathise").status_code == 303
    assert (idea.state, idea.first_answer) == (State.EMPATHISE, answer["reason"])


def test_a_second_first_answer_is_a_conflict_that_keeps_the_text(client_for, personas):
    idea = make_idea(State.SUBMITTED)
    client = client_for(personas.facilitator)
    form = {"responsible": str(personas.facilitator.id)}
    page = f"/ideas/{idea.id}/answer"
    assert client.post_form(page, form | {"reason": "Die erste Antwort."}).status_code == 303
    response = client.post_form(page, form | {"reason": "Die zweite Antwort."})
    assert response.status_code == 409
    assert "Die zweite Antwort." in text_of(parse(response.text))
    assert idea.first_answer == "Die erste Antwort."


@pytest.mark.parametrize("page", ["move", "answer", "responsible"])
@pytest.mark.parametrize("garbage", ["abc", "-1", "0", "99999999", "9" * 50, "staff", "gone"])
def test_only_an_active_facilitator_can_be_responsible(client_for, personas, page, garbage):
    strangers = {
        "staff": personas.colleague,
        "gone": make_user(Role.FACILITATOR, is_enabled=False),
    }
    value = str(strangers[garbage].id) if garbage in strangers else garbage
    idea = make_idea(State.SUBMITTED)
    data = step(State.SUBMITTED, State.EMPATHISE, responsible=value)
    response = client_for(personas.facilitator).post_form(f"/ideas/{idea.id}/{page}", data)
    assert response.status_code == 422
    assert error_beside(response.text, "responsible")
    assert (idea.state, idea.responsible_id, idea.answered_at) == (State.SUBMITTED, None, None)


@pytest.mark.parametrize("reason", ["", "x" * 100_000])
def test_an_answer_that_cannot_be_sent_is_refused(client_for, personas, reason):
    idea = make_idea(State.SUBMITTED)
    data = {"responsible": str(personas.facilitator.id), "reason": reason}
    response = client_for(personas.facilitator).submit(f"/ideas/{idea.id}/answer", data)
    assert response.status_code == 422
    assert error_beside(response.text, "reason")
    assert idea.answered_at is None


def test_an_idea_is_handed_over(client_for, personas):
    idea = make_idea(State.DEFINE)
    other = make_user(Role.FACILITATOR, name="Moderation, Kassel")
    client = client_for(personas.facilitator)
    response = client.submit(f"/ideas/{idea.id}/responsible", {"responsible": str(other.id)})
    assert (response.status_code, response.location) == (303, f"/ideas/{idea.id}")
    assert idea.responsible_id == other.id
    assert newest_event(idea).kind == "responsible_changed"
    assert "Moderation, Kassel" in text_of(client.get_page(f"/ideas/{idea.id}/history"))


# Reasons and evidence


def test_going_on_with_all_evidence_needs_no_reason(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    make_note(idea, NoteKind.CONVERSATION, times=3)
    make_note(idea, NoteKind.AFFECTED_GROUP)
    client = client_for(personas.facilitator)
    assert client.submit(f"/ideas/{idea.id}/move?to_stage=define").status_code == 303
    assert idea.state == State.DEFINE
    assert newest_event(idea).detail == {"without_evidence": False}


@pytest.mark.parametrize("source", STAGES[:-1], ids=lambda state: state.value)
def test_going_on_without_evidence_needs_a_reason_that_stays_visible(client_for, personas, source):
    target = STAGES[STAGES.index(source) + 1]
    idea = make_idea(source)
    client = client_for(personas.facilitator)
    page = f"/ideas/{idea.id}/move?to_stage={target.value}"
    response = client.submit(page)
    assert response.status_code == 422
    assert "Es fehlen noch Belege" in error_beside(response.text, "reason")
    assert idea.state == source
    assert client.submit(page, {"reason": "Die Zeit drängt, wir holen es nach."}).status_code == 303
    assert newest_event(idea).detail == {"without_evidence": True}
    assert "Die Zeit drängt, wir holen es nach." in text_of(client.get_page(f"/ideas/{idea.id}"))


@pytest.mark.parametrize(
    ("source", "target"),
    [pair for pair in TAKEN if STEPS[pair].needs is Needs.REASON],
    ids=lambda state: state.value,
)
def test_going_back_needs_what_was_learned(client_for, personas, source, target):
    idea = make_idea(source)
    client = client_for(personas.facilitator)
    response = move(client, idea, source, target, reason="  ")
    assert response.status_code == 422
    assert "Was haben wir gelernt?" in error_beside(response.text, "reason")
    assert idea.state == source
    assert move(client, idea, source, target).status_code == 303
    assert newest_event(idea).kind == "idea_moved_back"


def test_the_form_of_a_step_shows_the_question_and_the_checklist(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    make_note(idea, NoteKind.CONVERSATION, times=2)
    shown = text_of(client_for(personas.facilitator).get_page(f"/ideas/{idea.id}/move?to_stage=define"))
    assert "Wessen Problem ist es, und woher wissen wir das?" in shown
    assert "2 Gespräche oder Beobachtungen (mindestens 3)" in shown


def test_the_choice_of_steps_leads_to_each_form(client_for, personas):
    client = client_for(personas.facilitator)
    for source in (*ACTIVE, State.PARKED, State.STOPPED):
        idea = make_idea(source)
        page = client.get_page(f"/ideas/{idea.id}/move?next=/board")
        targets = {target for (state, target) in STEPS if state == source}
        if source in (State.PARKED, State.STOPPED):
            targets = {idea.resume_state}
        links = [link.get("href") for link in page.find(".//main").iter("a")]
        for target in targets - {State.READY, State.MERGED}:
            link = f"/ideas/{idea.id}/move?to_stage={target.value}&next=/board"
            assert link in links, (source, target)
            assert client.get(link).status_code == 200


@pytest.mark.parametrize("source", [State.READY, State.ROLLOUT, State.MERGED])
def test_where_no_step_leads_on_the_page_says_so(client_for, personas, source):
    idea = make_idea(source)
    page = text_of(client_for(personas.facilitator).get_page(f"/ideas/{idea.id}/move"))
    assert "Von hier führt kein Schritt weiter" in page


# Aside and back


@pytest.mark.parametrize("source", ACTIVE, ids=lambda state: state.value)
def test_parking_needs_a_reason_and_a_day_to_look_again(client_for, personas, source):
    idea = make_idea(source)
    client = client_for(personas.facilitator)
    page = f"/ideas/{idea.id}/move?to_stage=parked"
    day = today() + timedelta(days=60)
    response = client.submit(page, {"look_again_on": day.isoformat()})
    assert response.status_code == 422
    assert error_beside(response.text, "reason")
    assert typed_in(response.text, "look_again_on") == day.isoformat()
    response = client.submit(page, {"reason": REASON})
    assert response.status_code == 422
    assert error_beside(response.text, "look_again_on")
    assert typed_in(response.text, "reason") == REASON
    assert client.submit(page, {"reason": REASON, "look_again_on": day.isoformat()}).status_code == 303
    assert (idea.state, idea.resume_state, idea.look_again_on) == (State.PARKED, source, day)


@pytest.mark.parametrize("target", [State.PARKED, State.STOPPED], ids=lambda state: state.value)
@pytest.mark.parametrize(
    "day", ["1900-01-01", "2026-02-30", "morgen", "0000-00-00", "99999-01-01", "9999-12-31", "🙂"]
)
def test_a_day_to_look_again_lies_ahead_and_within_reach(client_for, personas, target, day):
    idea = make_idea(State.IDEATE)
    response = move(client_for(personas.facilitator), idea, State.IDEATE, target, look_again_on=day)
    assert response.status_code == 422
    assert error_beside(response.text, "look_again_on")
    assert typed_in(response.text, "reason" if target == State.PARKED else "learned")
    assert idea.state == State.IDEATE


def test_today_is_too_early_to_look_again(client_for, personas):
    idea = make_idea(State.IDEATE)
    day = today().isoformat()
    response = move(client_for(personas.facilitator), idea, State.IDEATE, State.PARKED, look_again_on=day)
    assert response.status_code == 422


@pytest.mark.parametrize("missing", ["tried", "learned"])
def test_stopping_needs_what_was_tried_and_learned(client_for, personas, missing):
    idea = make_idea(State.TEST)
    client = client_for(personas.facilitator)
    response = move(client, idea, State.TEST, State.STOPPED, **{missing: " \n "})
    assert response.status_code == 422
    assert error_beside(response.text, missing)
    kept = "learned" if missing == "tried" else "tried"
    assert typed_in(response.text, kept) == step(State.TEST, State.STOPPED)[kept]
    assert idea.state == State.TEST


def test_a_stopped_idea_keeps_its_learning_in_sight(client_for, personas):
    idea = make_idea(State.TEST)
    client = client_for(personas.facilitator)
    nothing = {"reason": None, "look_again_on": None}
    assert move(client, idea, State.TEST, State.STOPPED, **nothing).status_code == 303
    assert (idea.state, idea.resume_state) == (State.STOPPED, State.TEST)
    assert (idea.learning_tried, idea.learning_learned) == (
        "Ein Papierprototyp.",
        "Das Telefon wird lieber genommen.",
    )
    shown = text_of(client.get_page(f"/ideas/{idea.id}"))
    for words in (
        "Was wir versucht haben",
        idea.learning_tried,
        "Was wir gelernt haben",
        idea.learning_learned,
    ):
        assert words in shown


@pytest.mark.parametrize("aside", [State.PARKED, State.STOPPED], ids=lambda state: state.value)
def test_an_idea_comes_back_only_to_where_it_was(client_for, personas, aside):
    idea = make_idea(aside, resume_state=State.PROTOTYPE)
    client = client_for(personas.facilitator)
    response = move(client, idea, aside, State.TEST)
    assert response.status_code == 422
    assert "nach „Prototyp bauen“" in text_of(parse(response.text))
    assert client.submit(f"/ideas/{idea.id}/move?to_stage=prototype").status_code == 303
    assert (idea.state, idea.resume_state, idea.look_again_on) == (State.PROTOTYPE, None, None)
    assert (idea.learning_tried, idea.learning_learned) == (None, None)
    assert newest_event(idea).kind == "idea_resumed"


def test_the_learning_of_a_stopped_idea_outlives_its_return(client_for, personas):
    idea = make_idea(State.TEST)
    client = client_for(personas.facilitator)
    move(client, idea, State.TEST, State.STOPPED)
    move(client, idea, State.STOPPED, State.TEST)
    assert "Das Telefon wird lieber genommen." in text_of(client.get_page(f"/ideas/{idea.id}/history"))


# Somebody was faster


def test_whoever_comes_second_gets_the_fresh_card(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    client = client_for(personas.facilitator)
    assert move(client, idea, State.EMPATHISE, State.DEFINE).status_code == 303
    before = len(timeline("idea", idea.id))
    response = move(
        client, idea, State.EMPATHISE, State.DEFINE, reason="Mein Grund, der nicht verloren geht."
    )
    assert response.status_code == 409
    page = parse(response.text)
    card = page.find(f".//*[@data-idea='{idea.id}']")
    assert card.get("data-state") == "define"
    assert page.find(f".//*[@data-stage='define']//*[@data-idea='{idea.id}']") is not None
    assert "Jemand war schneller" in text_of(page)
    assert "Mein Grund, der nicht verloren geht." in text_of(page)
    assert (idea.state, len(timeline("idea", idea.id))) == (State.DEFINE, before)


@pytest.mark.parametrize("source", list(State), ids=lambda state: state.value)
def test_every_state_has_a_fresh_card_for_those_who_saw_another(client_for, personas, source):
    idea = make_idea(source, personas.facilitator)
    seen = State.TEST if source != State.TEST else State.DEFINE
    response = move(client_for(personas.facilitator), idea, seen, State.EMPATHISE)
    assert response.status_code == 409
    card = parse(response.text).find(f".//*[@data-idea='{idea.id}']")
    assert card.get("data-state") == source.value


@pytest.mark.usefixtures("in_company")
def test_of_many_at_the_same_moment_one_moves_and_the_others_hear_of_it(app, personas):
    idea = make_idea(State.EMPATHISE)
    idea_id, facilitator, together = idea.id, personas.facilitator, Barrier(4)
    clients = [open_client(app, facilitator) for _ in range(4)]
    tokens = [client.csrf_token() for client in clients]
    data = step(State.EMPATHISE, State.DEFINE)
    db.session.rollback()
    db.session.remove()

    def send(client, token):
        with app.app_context():
            together.wait(10)
            return client.post(f"/ideas/{idea_id}/move", data=data | {"csrf_token": token}).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(send, clients, tokens))
    assert answers == [303, 409, 409, 409]
    moved = db.session.get(Idea, idea_id)
    assert moved.state == State.DEFINE
    assert [event.kind for event in timeline("idea", idea_id)].count("idea_moved") == 2


# Bad input


@pytest.mark.parametrize("field", ["from_stage", "to_stage"])
@pytest.mark.parametrize("garbage", ["", "frobnicate", "\x00", "x" * 100_000, "DEFINE", "🙂", None])
def test_states_that_do_not_exist_are_refused(client_for, personas, field, garbage):
    idea = make_idea(State.EMPATHISE)
    response = move(client_for(personas.facilitator), idea, State.EMPATHISE, State.DEFINE, **{field: garbage})
    assert response.status_code == 422
    assert REASON in text_of(parse(response.text))
    assert idea.state == State.EMPATHISE


@pytest.mark.parametrize("field", ["reason", "tried", "learned"])
def test_too_much_text_is_refused_beside_its_field(client_for, personas, field):
    idea = make_idea(State.EMPATHISE)
    target = State.DEFINE if field == "reason" else State.STOPPED
    long = "x" * 2001
    response = move(client_for(personas.facilitator), idea, State.EMPATHISE, target, **{field: long})
    assert response.status_code == 422
    assert error_beside(response.text, field)
    assert typed_in(response.text, field) == long
    assert idea.state == State.EMPATHISE


def test_a_reason_is_shown_as_typed(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    client = client_for(personas.facilitator)
    reason = "<b>fett</b> {{ 7 * 7 }} 100 % %(name)s 🙂"
    assert move(client, idea, State.EMPATHISE, State.DEFINE, reason=reason + "\x00").status_code == 303
    assert newest_event(idea).reason == reason
    assert reason in text_of(client.get_page(f"/ideas/{idea.id}"))


def test_an_unknown_step_in_the_address_is_refused(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    client = client_for(personas.facilitator)
    assert client.get(f"/ideas/{idea.id}/move?to_stage=frobnicate").status_code == 400
    assert client.get(f"/ideas/{idea.id}/move?to=define").status_code == 400
    assert client.get(f"/ideas/{idea.id}/move?to_stage=rollout").status_code == 200


def test_without_a_token_nothing_moves(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    client = client_for(personas.facilitator)
    response = client.post(f"/ideas/{idea.id}/move", data=step(State.EMPATHISE, State.DEFINE))
    assert response.status_code == 400
    assert REASON in text_of(parse(response.text))
    assert idea.state == State.EMPATHISE


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "/\tx\n",
        "",
    ],
)
def test_the_way_back_never_leads_away(client_for, personas, address):
    idea = make_idea(State.EMPATHISE)
    response = move(client_for(personas.facilitator), idea, State.EMPATHISE, State.DEFINE, next=address)
    assert response.status_code == 303
    assert response.location in (f"/ideas/{idea.id}", "/%20x", "/x")


@pytest.mark.parametrize("address", ["/board", "/board?job_centre=06631&mine=1", "/"])
def test_the_way_back_leads_to_where_one_came_from(client_for, personas, address):
    idea = make_idea(State.EMPATHISE)
    client = client_for(personas.facilitator)
    page = client.get_page(f"/ideas/{idea.id}/move?to_stage=parked&next=" + address.replace("&", "%26"))
    assert page.find(".//main//input[@name='next']").get("value") == address
    response = move(client, idea, State.EMPATHISE, State.DEFINE, next=address)
    assert response.location == address


# With htmx


def test_a_dragged_card_gets_the_fresh_board_and_a_message(client_for, personas):
    idea = make_idea(State.EMPATHISE, title="Wandernde Karte")
    client, htmx = client_for(personas.facilitator), {"HX-Request": "true"}
    data = step(State.EMPATHISE, State.DEFINE, next="/board")
    moved = client.post_form(f"/ideas/{idea.id}/move", data, headers=htmx)
    assert (moved.status_code, moved.location) == (303, "/board")
    # A browser follows with the same headers.
    response = client.get("/board", headers=htmx)
    assert response.status_code == 200
    assert "<html" not in response.text
    board = parse(response.text)
    assert board.find(f".//*[@data-stage='define']//*[@data-idea='{idea.id}']") is not None
    notice = response.headers["HX-Trigger"]
    assert notice.isascii()
    assert "lab:notify" in notice
    assert "Wandernde Karte" in notice
    assert '"tone": "success"' in notice


def test_a_refused_drag_says_why_in_a_page_that_can_be_read(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    response = client_for(personas.facilitator).post_form(
        f"/ideas/{idea.id}/move",
        step(State.EMPATHISE, State.DEFINE, reason=""),
        headers={"HX-Request": "true"},
    )
    assert response.status_code == 422
    message = parse(response.text).find(".//*[@data-error-message]")
    assert "Es fehlen noch Belege" in text_of(message)


def test_a_drag_to_a_state_that_is_not_next_says_why(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    response = client_for(personas.facilitator).post_form(
        f"/ideas/{idea.id}/move", step(State.EMPATHISE, State.TEST), headers={"HX-Request": "true"}
    )
    assert response.status_code == 422
    message = parse(response.text).find(".//*[@data-error-message]")
    assert "Vorwärts geht es eine Phase nach der anderen" in text_of(message)


@pytest.mark.parametrize("target", ["parked", "stopped"])
def test_an_idea_that_leaves_the_inbox_unanswered_is_answered_by_the_step(client_for, personas, target):
    idea = make_idea(State.SUBMITTED)
    data = {"from_stage": "submitted", "to_stage": target, "reason": "Im Sommer ist Zeit dafür."}
    data |= {"look_again_on": (today() + timedelta(days=90)).isoformat()}
    data |= {"tried": "Zwei Gespräche geführt.", "learned": "Der Bedarf ist da."}
    response = client_for(personas.facilitator).post_form(f"/ideas/{idea.id}/move", data)
    assert response.status_code == 303
    db.session.refresh(idea)
    assert idea.first_answer == "Im Sommer ist Zeit dafür."
    assert idea.responsible_id == personas.facilitator.id
