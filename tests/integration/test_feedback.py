"""Recording what a group of people said about a version."""

import threading
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre
from lab.audit.queries import timeline
from lab.core.clock import today
from lab.core.database import unit_of_work
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, Idea, Method
from lab.ideas.workflow import State
from lab.prototypes import service
from lab.prototypes.models import (
    Answer,
    Feedback,
    Finding,
    Group,
    Observation,
    PointKind,
    Prototype,
    PrototypeKind,
)
from lab.prototypes.service import SessionNotes, VersionText
from tests.client import as_a_server
from tests.factories import (
    FULDA,
    WIESBADEN,
    make_feedback,
    make_finding,
    make_idea,
    make_job_centre,
    make_prototype,
)
from tests.helpers import frozen_at
from tests.markup import text_of

FILLED_IN = {
    "group": Group.CUSTOMERS,
    "method": Method.THINKING_ALOUD,
    "participants": "7",
    "held_on": "2026-01-15",
    "likes": "Kurz und klar.",
    "criticisms": "Die Schrift ist zu klein.\n\n- Farben allein reichen nicht.\n---",
    "questions": "Wer sieht das?",
    "ideas": "",
}


@pytest.fixture(autouse=True)
def one_day():
    with frozen_at("2026-03-02"):
        yield


@pytest.fixture
def prototype(app):
    return make_prototype(make_idea(State.TEST))


def form_of(prototype):
    return f"/prototypes/{prototype.id}/feedback/new"


def page_of(prototype):
    return f"/prototypes/{prototype.id}"


def all_feedback():
    return db.session.scalars(sa.select(Feedback).order_by(Feedback.id)).all()


def only_feedback():
    return db.session.scalars(sa.select(Feedback)).one()


def findings():
    return [(row.kind, row.body) for row in db.session.scalars(sa.select(Finding).order_by(Finding.id))]


def notes(**values):
    row = {
        "group": Group.STAFF,
        "method": Method.FEEDBACK_GRID,
        "participants": 5,
        "held_on": date(2026, 1, 15),
        "likes": "Gut.",
    }
    return SessionNotes(**row | values)


def test_a_member_records_what_a_group_said(client_for, personas):
    idea = make_idea(State.TEST, team=[personas.member])
    prototype = make_prototype(idea)
    response = client_for(personas.member).submit(form_of(prototype), FILLED_IN)
    assert (response.status_code, response.location) == (303, f"/prototypes/{prototype.id}")
    feedback = only_feedback()
    assert (feedback.group, feedback.method) == (Group.CUSTOMERS, Method.THINKING_ALOUD)
    assert (feedback.participants, feedback.held_on) == (7, date(2026, 1, 15))
    assert feedback.job_centre_key == personas.member.job_centre_key
    event = timeline("idea", idea.id)[0]
    assert event.kind == "feedback_recorded"
    assert (event.detail["number"], event.detail["participants"]) == (1, 7)


def test_each_line_that_wants_an_answer_becomes_a_finding(client_for, personas, prototype):
    client_for(personas.facilitator).submit(form_of(prototype), FILLED_IN)
    assert findings() == [
        (PointKind.CRITICISM, "Die Schrift ist zu klein."),
        (PointKind.CRITICISM, "Farben allein reichen nicht."),
        (PointKind.QUESTION, "Wer sieht das?"),
    ]


def test_the_idea_counts_people_by_group_places_and_open_findings(client_for, personas, prototype):
    client = client_for(personas.facilitator)
    for group, people, place in (
        (Group.CUSTOMERS, 7, FULDA),
        (Group.STAFF, 5, FULDA),
        (Group.STAFF, 2, WIESBADEN),
        (Group.LEADERSHIP, 1, WIESBADEN),
        (Group.EXTERNAL, 3, ""),
    ):
        data = FILLED_IN | {"group": group, "participants": str(people), "job_centre": place}
        assert client.submit(form_of(prototype), data).status_code == 303
    idea = db.session.get(Idea, prototype.idea_id)
    assert (idea.people_customers, idea.people_staff, idea.people_others) == (7, 7, 4)
    assert (idea.feedback_count, idea.feedback_job_centres, idea.open_findings) == (5, 2, 15)


def test_the_first_feedback_fixes_hypothesis_and_criterion_once(client_for, personas, prototype):
    client = client_for(personas.facilitator)
    client.submit(form_of(prototype), FILLED_IN)
    db.session.refresh(prototype)
    fixed = prototype.fixed_at
    assert fixed is not None
    with frozen_at("2026-03-05"):
        client.submit(form_of(prototype), FILLED_IN)
    db.session.refresh(prototype)
    assert prototype.fixed_at == fixed


def test_the_same_form_sent_twice_makes_one_feedback(client_for, personas, prototype):
    client = client_for(personas.facilitator)
    data = FILLED_IN | {"once": "the-same-form"}
    first, second = client.post_form(form_of(prototype), data), client.post_form(form_of(prototype), data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(all_feedback()) == 1
    assert len(findings()) == 3


@pytest.mark.parametrize("method", list(Method))
def test_every_method_may_have_been_used(client_for, personas, prototype, method):
    response = client_for(personas.facilitator).submit(form_of(prototype), FILLED_IN | {"method": method})
    assert response.status_code == 303
    assert only_feedback().method == method


def test_methods_for_testing_come_first(client_for, personas, prototype):
    page = client_for(personas.facilitator).get_page(form_of(prototype))
    groups = list(page.iter("optgroup"))
    assert [group.get("label") for group in groups] == ["Methoden zum Testen", "Andere Methoden"]
    assert "thinking_aloud" in [option.get("value") for option in groups[0].iter("option")]


@pytest.mark.parametrize("day", ["2026-03-02", "15.01.2026", "2000-01-01"])
def test_the_day_may_be_typed_the_german_way_too(client_for, personas, prototype, day):
    response = client_for(personas.facilitator).post_form(form_of(prototype), FILLED_IN | {"held_on": day})
    assert response.status_code == 303


@pytest.mark.parametrize("people", ["1", "10000"])
def test_between_one_and_ten_thousand_people_may_have_tried_it(client_for, personas, prototype, people):
    data = FILLED_IN | {"participants": people}
    assert client_for(personas.facilitator).post_form(form_of(prototype), data).status_code == 303


@pytest.mark.parametrize("field", ["likes", "criticisms", "questions", "ideas"])
def test_one_of_the_four_fields_is_enough(client_for, personas, prototype, field):
    data = FILLED_IN | dict.fromkeys(("likes", "criticisms", "questions", "ideas"), "") | {field: "Ein Punkt"}
    assert client_for(personas.facilitator).post_form(form_of(prototype), data).status_code == 303
    assert getattr(only_feedback(), field) == "Ein Punkt"


def test_the_place_is_the_actors_own_unless_another_is_chosen(client_for, personas, prototype):
    client = client_for(personas.facilitator)
    client.submit(form_of(prototype), FILLED_IN)
    client.submit(form_of(prototype), FILLED_IN | {"job_centre": WIESBADEN})
    client.post_form(form_of(prototype), FILLED_IN)
    assert [row.job_centre_key for row in all_feedback()] == [FULDA, WIESBADEN, FULDA]


def test_a_guest_has_no_place_of_their_own(client_for, personas):
    idea = make_idea(State.TEST, team=[(personas.guest, today() + timedelta(days=3))])
    prototype = make_prototype(idea)
    assert client_for(personas.guest).submit(form_of(prototype), FILLED_IN).status_code == 303
    assert only_feedback().job_centre_key is None


# Who, and when


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("author", 200),
        ("member", 200),
        ("facilitator", 200),
        ("guest", 200),
        ("colleague", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 404),
    ],
)
def test_who_records_feedback(client_for, personas, persona, status):
    until = today() + timedelta(days=3)
    idea = make_idea(State.TEST, author=personas.author, team=[personas.member, (personas.guest, until)])
    prototype = make_prototype(idea)
    client = client_for(getattr(personas, persona))
    assert client.get(form_of(prototype)).status_code == status
    assert client.post_form(form_of(prototype), FILLED_IN).status_code == {200: 303}.get(status, status)
    assert len(all_feedback()) == (1 if status == 200 else 0)


def test_a_leader_who_takes_part_records_feedback_too(client_for, personas):
    prototype = make_prototype(make_idea(State.TEST, team=[personas.leadership]))
    assert client_for(personas.leadership).submit(form_of(prototype), FILLED_IN).status_code == 303


def join_buttons(client, prototype):
    actions = [form.get("action") for form in client.get_page(page_of(prototype)).iter("form")]
    return actions.count(f"/ideas/{prototype.idea_id}/team/join")


@pytest.mark.parametrize(
    ("persona", "buttons"),
    [("colleague", 1), ("leadership", 1), ("member", 0), ("facilitator", 0), ("admin", 0), ("guest", 0)],
)
def test_who_has_to_take_part_first_can_do_so_from_the_version(client_for, personas, persona, buttons):
    until = today() + timedelta(days=3)
    idea = make_idea(State.TEST, author=personas.author, team=[personas.member, (personas.guest, until)])
    prototype = make_prototype(idea)
    client = client_for(getattr(personas, persona))
    assert join_buttons(client, prototype) == buttons
    if buttons:
        action = f"/ideas/{idea.id}/team/join"
        assert client.submit(page_of(prototype), action=action).status_code == 303
        assert join_buttons(client, prototype) == 0
        assert client.get(form_of(prototype)).status_code == 200


def test_nobody_is_asked_to_take_part_while_work_rests(client_for, personas):
    prototype = make_prototype(make_idea(State.PARKED))
    assert join_buttons(client_for(personas.colleague), prototype) == 0


@pytest.mark.parametrize("missing", ["hypothesis", "success_criterion"])
def test_without_hypothesis_and_criterion_nothing_is_recorded_and_the_way_out_is_told(
    client_for, personas, missing
):
    prototype = make_prototype(make_idea(State.TEST), **{missing: ""})
    client = client_for(personas.facilitator)
    assert client.get(form_of(prototype)).status_code == 403
    response = client.post_form(form_of(prototype), FILLED_IN)
    assert response.status_code == 403
    assert "Schreiben Sie zuerst Hypothese und Erfolgskriterium auf" in response.text
    assert all_feedback() == []


@pytest.mark.parametrize("state", [State.READY, State.ROLLOUT, State.PARKED, State.STOPPED])
def test_while_work_rests_nothing_is_recorded(client_for, personas, state):
    prototype = make_prototype(make_idea(state))
    response = client_for(personas.facilitator).post_form(form_of(prototype), FILLED_IN)
    assert response.status_code == 403
    assert "wird gerade nicht gearbeitet" in response.text


@pytest.mark.parametrize("number", ["0", "999999", "2147483648", "99999999999999999999"])
def test_feedback_on_an_unknown_version_is_not_found(client_for, personas, number):
    url = f"/prototypes/{number}/feedback/new"
    client = client_for(personas.facilitator)
    assert client.get(url).status_code == 404
    assert client.post_form(url, FILLED_IN).status_code == 404


# Bad input

EMPTY = dict.fromkeys(("likes", "criticisms", "questions", "ideas"), "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"participants": "-1"}, "ganze Zahl von 1 bis 10000"),
        ({"participants": "0"}, "ganze Zahl von 1 bis 10000"),
        ({"participants": "10001"}, "ganze Zahl von 1 bis 10000"),
        ({"participants": "1000000000"}, "ganze Zahl von 1 bis 10000"),
        ({"participants": "9" * 5000}, "ganze Zahl von 1 bis 10000"),
        ({"participants": "2.5"}, "ganze Zahl von 1 bis 10000"),
        ({"participants": "fünf"}, "ganze Zahl von 1 bis 10000"),
        ({"participants": "\x00"}, "wie viele Personen es waren"),
        ({"participants": ""}, "wie viele Personen es waren"),
        ({"held_on": "2026-03-03"}, "liegt in der Zukunft"),
        ({"held_on": "9999-12-31"}, "liegt in der Zukunft"),
        ({"held_on": "1900-01-01"}, "zu weit zurück"),
        ({"held_on": "1999-12-31"}, "zu weit zurück"),
        ({"held_on": "0001-01-01"}, "zu weit zurück"),
        ({"held_on": "2026-02-30"}, "Datum des Tests"),
        ({"held_on": "gestern"}, "Datum des Tests"),
        ({"held_on": "2026-01-15\x1f1"}, "Datum des Tests"),
        ({"held_on": ""}, "Datum des Tests"),
        ({"group": ""}, "wählen Sie die Gruppe"),
        ({"group": "martians"}, ""),
        ({"method": ""}, "wählen Sie die Methode"),
        ({"method": "guessing"}, ""),
        ({"job_centre": "99999"}, ""),
        ({"job_centre": "0663\u2066"}, ""),
        (EMPTY, "mindestens eines der vier Felder"),
        (EMPTY | {"likes": "  \n \t "}, "mindestens eines der vier Felder"),
        (EMPTY | {"likes": "\x00\x07"}, "mindestens eines der vier Felder"),
        (EMPTY | {"likes": "-\n---\n•"}, "mindestens eines der vier Felder"),
        ({"likes": "x" * 100_000}, "höchstens 5000 Zeichen, es sind 100000"),
        ({"criticisms": "x" * 100_000}, "höchstens 5000 Zeichen"),
        ({"questions": "x" * 100_000}, "höchstens 5000 Zeichen"),
        ({"ideas": "x" * 100_000}, "höchstens 5000 Zeichen"),
        ({"criticisms": "Punkt\n" * 51}, "höchstens 50 Punkte, es sind 51"),
    ],
)
def test_bad_input_stands_beside_its_field_and_nothing_typed_is_lost(
    client_for, personas, prototype, change, said
):
    data = FILLED_IN | change
    response = client_for(personas.facilitator).post_form(form_of(prototype), data)
    assert response.status_code == 422
    assert said in response.text
    assert "kern-error" in response.text
    kept = [data[name] for name in ("likes", "questions") if name not in change and data[name]]
    assert all(text in response.text for text in kept)
    assert all_feedback() == []
    db.session.refresh(prototype)
    assert prototype.fixed_at is None


def test_a_half_filled_form_names_all_that_is_missing(client_for, personas, prototype):
    response = client_for(personas.facilitator).post_form(form_of(prototype), {"likes": ""})
    assert response.status_code == 422
    for said in ("die Gruppe", "die Methode", "wie viele Personen", "Datum des Tests", "der vier Felder"):
        assert said in response.text


def test_a_disabled_jobcentre_is_refused(client_for, personas, prototype):
    closed = make_job_centre(active_until=today() - timedelta(days=1))
    client = client_for(personas.facilitator)
    response = client.post_form(form_of(prototype), FILLED_IN | {"job_centre": closed.key})
    assert response.status_code == 422
    assert all_feedback() == []


def test_a_disabled_jobcentre_of_ones_own_is_refused_by_name(client_for, personas, prototype):
    db.session.get(JobCentre, FULDA).active_until = today() - timedelta(days=1)
    db.session.commit()
    response = client_for(personas.facilitator).post_form(form_of(prototype), FILLED_IN)
    assert response.status_code == 422
    assert all_feedback() == []


@pytest.mark.parametrize(
    "text",
    [
        "Emoji 👩🏽‍💻 und Umlaute äöüß",
        "مرحبا بالعالم",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "{{ 7 * 7 }} {% raw %} %(title)s ${7*7}",
    ],
)
def test_whatever_was_said_is_shown_as_text(client_for, personas, prototype, text):
    client = client_for(personas.facilitator)
    data = FILLED_IN | dict.fromkeys(("likes", "criticisms", "questions", "ideas"), text)
    assert client.post_form(form_of(prototype), data).status_code == 303
    page = text_of(client.get_page(f"/prototypes/{prototype.id}").find(".//main"))
    assert page.count(text) >= 4
    assert text in text_of(client.get_page(f"/ideas/{prototype.idea_id}").find(".//main"))


def test_control_and_direction_marks_are_taken_out(client_for, personas, prototype):
    data = FILLED_IN | {"likes": "Gut\x00 \u202eund\u2066 klar\x0b"}
    client_for(personas.facilitator).post_form(form_of(prototype), data)
    assert only_feedback().likes == "Gut und klar"


def test_without_a_token_nothing_is_recorded(client_for, personas, prototype):
    data = {name: getattr(value, "value", value) for name, value in FILLED_IN.items()}
    assert client_for(personas.facilitator).post(form_of(prototype), data=data).status_code == 400
    assert all_feedback() == []


def test_the_form_reminds_of_what_the_test_should_show_and_of_personal_data(client_for, personas, prototype):
    page = text_of(client_for(personas.facilitator).get_page(form_of(prototype)).find(".//main"))
    assert prototype.hypothesis in page
    assert "Keine personenbezogenen Daten" in page
    assert "Das ist die erste Rückmeldung" in page


def test_a_hidden_author_stays_hidden_on_the_form(client_for, personas):
    idea = make_idea(
        State.TEST,
        author=personas.author,
        author_visibility=AuthorVisibility.TEAM,
        team=[personas.member],
    )
    prototype = make_prototype(idea)
    make_feedback(prototype, author=personas.author)
    assert personas.author.name not in client_for(personas.member).get(form_of(prototype)).text


# Taking it back


def remove_of(feedback):
    return f"/feedback/{feedback.id}/remove"


def test_a_session_is_taken_back_with_its_findings_and_no_longer_counted(client_for, personas, prototype):
    client = client_for(personas.facilitator)
    for data in (FILLED_IN, FILLED_IN | {"group": Group.STAFF, "participants": "5", "job_centre": WIESBADEN}):
        client.submit(form_of(prototype), data)
    first, second = all_feedback()
    kept = second.id
    response = client.submit(page_of(prototype), action=remove_of(first))
    assert (response.status_code, response.location) == (303, page_of(prototype))
    assert [row.id for row in all_feedback()] == [kept]
    assert db.session.scalars(
        sa.select(Observation.feedback_id).join(Observation.finding).distinct()
    ).all() == [kept]
    idea = db.session.get(Idea, prototype.idea_id)
    assert (idea.feedback_count, idea.feedback_job_centres, idea.open_findings) == (1, 1, 3)
    assert (idea.people_customers, idea.people_staff) == (0, 5)


def test_the_test_happened_hypothesis_and_criterion_stay_fixed(client_for, personas, prototype):
    client = client_for(personas.facilitator)
    client.submit(form_of(prototype), FILLED_IN)
    db.session.refresh(prototype)
    fixed = prototype.fixed_at
    with frozen_at("2026-03-05"):
        client.post_form(remove_of(only_feedback()))
    db.session.refresh(prototype)
    assert prototype.fixed_at == fixed
    text = text_of(client.get_page(page_of(prototype)).find(".//main"))
    assert "Festgelegt am 02.03.2026." in text
    assert "Noch keine Rückmeldungen" in text


def test_the_history_tells_of_the_removal_and_nothing_of_what_was_said(client_for, personas, prototype):
    idea_id, name = prototype.idea_id, "Frau Beispiel-Nachname"
    client = client_for(personas.facilitator)
    client.submit(form_of(prototype), FILLED_IN | {"likes": name, "criticisms": name, "ideas": name})
    client.post_form(remove_of(only_feedback()))
    event = timeline("idea", idea_id)[0]
    assert (event.kind, event.reason) == ("feedback_removed", None)
    assert set(event.detail) == {"number", "prototype_id", "feedback_id"}
    assert event.detail["number"] == 1
    for url in (f"/ideas/{idea_id}/history", f"/ideas/{idea_id}", page_of(prototype)):
        assert name not in client.get(url).text
    history = text_of(client.get_page(f"/ideas/{idea_id}/history").find(".//main"))
    assert "hat eine Rückmeldung zu Version 1 entfernt" in history


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("member", 303),
        ("facilitator", 303),
        ("author", 403),
        ("guest", 403),
        ("colleague", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 404),
    ],
)
def test_who_recorded_it_and_facilitators_take_it_back(client_for, personas, persona, status):
    until = today() + timedelta(days=3)
    idea = make_idea(State.TEST, author=personas.author, team=[personas.member, (personas.guest, until)])
    feedback = make_feedback(make_prototype(idea), author=personas.member)
    client, url = client_for(getattr(personas, persona)), remove_of(feedback)
    if status != 404:
        actions = [form.get("action") for form in client.get_page(page_of(feedback.prototype)).iter("form")]
        assert (url in actions) == (status == 303)
    assert client.post_form(url).status_code == status
    assert len(all_feedback()) == (0 if status == 303 else 1)


def test_once_answered_only_a_facilitator_takes_it_back_and_the_reason_is_told(client_for, personas):
    prototype = make_prototype(make_idea(State.TEST, team=[personas.member]))
    feedback = make_feedback(prototype, author=personas.member)
    make_finding(feedback, answer=Answer.LATER)
    make_finding(feedback)
    client, url = client_for(personas.member), remove_of(feedback)
    page = client.get_page(page_of(prototype))
    assert url not in [form.get("action") for form in page.iter("form")]
    assert "Entfernen kann sie jetzt nur noch die Lab-Moderation." in text_of(page.find(".//main"))
    response = client.post_form(url)
    assert response.status_code == 403
    assert "schon beantwortet" in response.text
    assert len(findings()) == 2
    assert client_for(personas.facilitator).submit(page_of(prototype), action=url).status_code == 303
    assert (all_feedback(), findings()) == ([], [])


@pytest.mark.parametrize("state", [State.READY, State.ROLLOUT, State.PARKED, State.STOPPED])
def test_while_work_rests_nothing_is_taken_back(client_for, personas, state):
    feedback = make_feedback(make_prototype(make_idea(state)))
    client = client_for(personas.facilitator)
    assert remove_of(feedback) not in client.get(page_of(feedback.prototype)).text
    assert client.post_form(remove_of(feedback)).status_code == 403
    assert len(all_feedback()) == 1


def test_taken_back_twice_is_not_found(client_for, personas, prototype):
    url = remove_of(make_feedback(prototype))
    client = client_for(personas.facilitator)
    assert [client.post_form(url).status_code, client.post_form(url).status_code] == [303, 404]
    assert [event.kind for event in timeline("idea", prototype.idea_id)].count("feedback_removed") == 1


@pytest.mark.parametrize("number", ["0", "999999", "2147483648", "99999999999999999999"])
def test_an_unknown_session_is_not_found(client_for, personas, prototype, number):
    make_feedback(prototype)
    assert client_for(personas.facilitator).post_form(f"/feedback/{number}/remove").status_code == 404
    assert len(all_feedback()) == 1


def test_without_a_token_nothing_is_taken_back(client_for, personas, prototype):
    feedback = make_feedback(prototype)
    assert client_for(personas.facilitator).post(remove_of(feedback)).status_code == 400
    assert len(all_feedback()) == 1


# Two at the same moment


def at_the_same_moment(app, *works):
    """Runs each work in a thread and transaction of its own, started together; returns what went wrong."""
    barrier, errors = threading.Barrier(len(works)), []

    def run(work):
        with app.test_request_context():
            barrier.wait(10)
            try:
                with unit_of_work():
                    work()
            except Exception as error:
                errors.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=as_a_server, args=(run, work)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    db.session.rollback()
    return errors


@pytest.mark.usefixtures("in_company")
def test_two_who_add_a_version_at_the_same_moment_get_two_numbers(app, personas):
    idea_id, actor_id = make_idea(State.PROTOTYPE).id, personas.facilitator.id

    def work():
        idea, actor = db.session.get(Idea, idea_id), db.session.get(type(personas.facilitator), actor_id)
        service.add_prototype(actor, idea, VersionText("Papier", PrototypeKind.PAPER))

    assert at_the_same_moment(app, work, work, work) == []
    numbers = db.session.scalars(sa.select(Prototype.number).order_by(Prototype.number)).all()
    assert numbers == [1, 2, 3]
    assert db.session.get(Idea, idea_id).prototype_count == 3


@pytest.mark.usefixtures("in_company")
def test_two_who_record_feedback_at_the_same_moment_are_both_counted(app, personas, prototype):
    prototype_id, actor_id = prototype.id, personas.facilitator.id

    def work():
        actor = db.session.get(type(personas.facilitator), actor_id)
        service.record_feedback(actor, db.session.get(Prototype, prototype_id), notes(criticisms="Zu klein."))

    assert at_the_same_moment(app, work, work, work) == []
    idea = db.session.get(Idea, prototype.idea_id)
    db.session.refresh(idea)
    assert (idea.feedback_count, idea.people_staff, idea.open_findings) == (3, 15, 3)


@pytest.mark.usefixtures("in_company")
def test_two_who_take_the_same_session_back_at_the_same_moment_take_it_once(app, personas, prototype):
    feedback_id, actor_id = make_feedback(prototype).id, personas.facilitator.id
    loaded = threading.Barrier(2)

    def work():
        actor = db.session.get(type(personas.facilitator), actor_id)
        feedback = db.session.get(Feedback, feedback_id)
        assert feedback.prototype.idea
        # Both have seen it before either removes it.
        loaded.wait(10)
        service.remove_feedback(actor, feedback)

    errors = at_the_same_moment(app, work, work)
    assert [type(error) for error in errors] == [NotFound]
    assert all_feedback() == []
    assert [event.kind for event in timeline("idea", prototype.idea_id)].count("feedback_removed") == 1
