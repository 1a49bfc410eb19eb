"""The page of one idea: where it stands, what comes next for whom, and how it came there."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from lab.accounts.models import Language
from lab.adoption.models import AdoptionStatus
from lab.audit.kinds import EVENT_KINDS
from lab.audit.queries import timeline
from lab.audit.service import record
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.evidence import EXIT_QUESTIONS
from lab.ideas.models import Audience, AuthorVisibility, NoteKind
from lab.ideas.workflow import BOARD, STAGES, State
from lab.prototypes.models import Answer, Group
from lab.rollout.models import ReviewStatus
from tests.client import text_of
from tests.factories import (
    make_adoption,
    make_feedback,
    make_finding,
    make_idea,
    make_many_ideas,
    make_much_work,
    make_note,
    make_prototype,
    make_review,
    make_theme,
)
from tests.helpers import count_queries, frozen_at


def part(page, name):
    """The text of a card of the page."""
    return text_of(page.find(f".//*[@id='{name}']"))


def steps_of(page):
    """Label, state and note of each step of the stepper."""
    steps = []
    for step in page.iter("li"):
        words = step.get("class", "").split()
        if "stepper__step" in words:
            label = text_of(step.find(".//span[@class='stepper__label']/span"))
            note = text_of(step.find("./span[@class='stepper__note']"))
            steps.append((label, words[1].removeprefix("stepper__step--"), note))
    return steps


def move(client, idea, source, target, **changes):
    data = {"from_stage": source.value, "to_stage": target.value, "reason": "Wir wissen genug."} | changes
    response = client.post_form(f"/ideas/{idea.id}/move", data)
    assert response.status_code == 303
    return response


# Where it stands


@pytest.mark.parametrize("state", BOARD, ids=lambda state: state.value)
def test_the_stepper_shows_the_present_step(client_for, personas, state):
    page = client_for(personas.author).get_page(f"/ideas/{make_idea(state, personas.author).id}")
    steps = steps_of(page)
    assert [label for label, _state, _note in steps] == [str(state.label) for state in BOARD]
    position = BOARD.index(state)
    assert [kind for _label, kind, _note in steps].index("current") == position
    assert all(kind == "upcoming" for _label, kind, _note in steps[position + 1 :])


def test_the_stepper_adds_up_the_days_of_all_visits(client_for, personas):
    client = client_for(personas.facilitator)
    with frozen_at("2026-03-02"):
        idea = make_idea(State.SUBMITTED)
    path = [
        ("2026-03-04", State.SUBMITTED, State.EMPATHISE),
        ("2026-03-09", State.EMPATHISE, State.DEFINE),
        ("2026-03-10", State.DEFINE, State.EMPATHISE),
        ("2026-03-12", State.EMPATHISE, State.DEFINE),
    ]
    for day, source, target in path:
        with frozen_at(day):
            move(client, idea, source, target)
    with frozen_at("2026-03-15"):
        steps = steps_of(client.get_page(f"/ideas/{idea.id}"))
    assert steps[:4] == [
        ("Eingereicht", "done", "02.03.2026"),
        ("Verstehen", "done", "2 × · 7 Tage"),
        ("Problem definieren", "current", "seit 3 Tagen"),
        ("Ideen finden", "upcoming", ""),
    ]


def test_a_day_and_today_are_said_in_words(client_for, personas):
    idea = make_idea(State.DEFINE)
    client = client_for(personas.facilitator)
    assert steps_of(client.get_page(f"/ideas/{idea.id}"))[2][2] == "seit heute"
    idea.state_since = now() - timedelta(days=1)
    db.session.commit()
    assert steps_of(client.get_page(f"/ideas/{idea.id}"))[2][2] == "seit 1 Tag"


def test_a_parked_idea_stays_at_its_step(client_for, personas):
    idea = make_idea(State.PARKED, resume_state=State.PROTOTYPE)
    page = client_for(personas.colleague).get_page(f"/ideas/{idea.id}")
    assert [kind for _label, kind, _note in steps_of(page)].index("current") == BOARD.index(State.PROTOTYPE)
    assert f"Wir sehen wieder nach am {idea.look_again_on:%d.%m.%Y}" in part(page, "next")


def test_the_head_says_whose_idea_it_is_and_who_is_responsible(client_for, personas):
    theme = make_theme(title="Bescheide verstehen")
    idea = make_idea(State.IDEATE, personas.author, theme_id=theme.id, responsible=personas.facilitator)
    page = text_of(client_for(personas.colleague).get_page(f"/ideas/{idea.id}").find(".//main"))
    for words in (
        "Kommunales Kreisjobcenter Fulda",
        personas.author.name,
        "zuständig: Lab-Moderation",
        theme.title,
    ):
        assert words in page


# What comes next


def checklist_of(page):
    """Mark and text of each line of the checklist."""
    lines = [item for item in page.iter("li") if "checklist__item" in item.get("class", "")]
    return {text_of(line[1]): text_of(line[0]) for line in lines}


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.value)
def test_each_stage_asks_its_question(client_for, personas, stage):
    page = client_for(personas.colleague).get_page(f"/ideas/{make_idea(stage).id}")
    assert str(EXIT_QUESTIONS[stage]) in part(page, "next")
    assert checklist_of(page)
    assert "erfüllt" not in checklist_of(page).values()


def test_evidence_of_understanding_is_counted(client_for, personas):
    idea = make_idea(State.EMPATHISE)
    make_note(idea, NoteKind.CONVERSATION, times=2)
    make_note(idea, NoteKind.OBSERVATION)
    client = client_for(personas.colleague)
    assert checklist_of(client.get_page(f"/ideas/{idea.id}")) == {
        "3 Gespräche oder Beobachtungen (mindestens 3)": "erfüllt",
        "Betroffene Gruppe benannt": "offen",
    }
    make_note(idea, NoteKind.AFFECTED_GROUP)
    assert set(checklist_of(client.get_page(f"/ideas/{idea.id}")).values()) == {"erfüllt"}


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [
        (State.DEFINE, (NoteKind.POINT_OF_VIEW, NoteKind.HOW_MIGHT_WE, NoteKind.SUCCESS_MEASURE)),
        (
            State.IDEATE,
            (*[NoteKind.ALTERNATIVE] * 3, NoteKind.CHOICE, NoteKind.RISKIEST_ASSUMPTION),
        ),
    ],
)
def test_notes_complete_the_checklist_of_their_stage(client_for, personas, stage, kinds):
    idea = make_idea(stage)
    client = client_for(personas.colleague)
    for kind in kinds:
        assert "offen" in checklist_of(client.get_page(f"/ideas/{idea.id}")).values()
        make_note(idea, kind)
    assert set(checklist_of(client.get_page(f"/ideas/{idea.id}")).values()) == {"erfüllt"}


def test_a_version_and_two_checks_complete_the_prototype(client_for, personas):
    idea = make_idea(State.PROTOTYPE)
    make_prototype(idea)
    make_note(idea, NoteKind.PRIVACY_CHECK)
    make_note(idea, NoteKind.ACCESSIBILITY_CHECK)
    page = client_for(personas.colleague).get_page(f"/ideas/{idea.id}")
    assert set(checklist_of(page).values()) == {"erfüllt"}


def test_people_of_both_groups_and_answers_complete_the_test(client_for, personas):
    idea = make_idea(State.TEST, audience=Audience.BOTH)
    prototype = make_prototype(idea)
    finding = make_finding(make_feedback(prototype, Group.CUSTOMERS, participants=4))
    client = client_for(personas.colleague)
    assert checklist_of(client.get_page(f"/ideas/{idea.id}")) == {
        "4 Testpersonen (mindestens 5)": "offen",
        "Kundinnen und Kunden gehört (4)": "erfüllt",
        "Beschäftigte gehört (0)": "offen",
        "In 1 KJC getestet (mindestens 2)": "offen",
        "1 Befund noch ohne Antwort": "offen",
        "Kein schwerer Befund steht aus": "erfüllt",
        "Erfolgskriterium noch nicht als erfüllt beurteilt": "offen",
    }
    make_feedback(prototype, Group.STAFF, participants=1)
    make_finding(make_feedback(prototype, Group.STAFF), answer=Answer.LATER)
    db.session.delete(finding)
    idea.open_findings = 0
    idea.feedback_job_centres, idea.is_criterion_met = 2, True
    db.session.commit()
    assert set(checklist_of(client.get_page(f"/ideas/{idea.id}")).values()) == {"erfüllt"}


NEXT = [
    (State.DRAFT, "author", "Prüfen und einreichen"),
    (State.SUBMITTED, "facilitator", "Erste Antwort geben"),
    (State.SUBMITTED, "colleague", "Mitmachen"),
    (State.EMPATHISE, "facilitator", "Weiter nach „Problem definieren“"),
    (State.DEFINE, "facilitator", "Weiter nach „Ideen finden“"),
    (State.IDEATE, "facilitator", "Weiter nach „Prototyp bauen“"),
    (State.PROTOTYPE, "facilitator", "Weiter nach „Testen“"),
    (State.TEST, "facilitator", "Rolloutreif melden"),
    (State.IDEATE, "colleague", "Mitmachen"),
    (State.READY, "leadership", "Zur Entscheidungsvorlage"),
    (State.ROLLOUT, "colleague", "Einführung in den KJC ansehen"),
    (State.PARKED, "facilitator", "Wieder aufnehmen bei „Ideen finden“"),
    (State.STOPPED, "facilitator", "Wieder aufnehmen bei „Ideen finden“"),
]


@pytest.mark.parametrize(("state", "who", "label"), NEXT)
def test_the_next_step_is_one_button_for_those_who_may_take_it(client_for, personas, state, who, label):
    idea = make_idea(state, personas.author)
    if state in (State.READY, State.ROLLOUT):
        make_review(idea, ReviewStatus.OPEN if state == State.READY else ReviewStatus.APPROVED)
    page = client_for(getattr(personas, who)).get_page(f"/ideas/{idea.id}")
    primary = [
        text_of(button)
        for button in page.find(".//*[@id='next']").iter()
        if "kern-btn--primary" in button.get("class", "")
    ]
    assert primary == [label]


@pytest.mark.parametrize("who", ["author", "member", "colleague", "leadership", "admin"])
def test_others_are_told_who_moves_ideas(client_for, personas, who):
    idea = make_idea(State.IDEATE, personas.author, team=[personas.member])
    shown = part(client_for(getattr(personas, who)).get_page(f"/ideas/{idea.id}"), "next")
    assert "Verschieben kann die Lab-Moderation." in shown
    assert "Weiter nach" not in shown


def test_the_first_answer_and_its_deadline_are_shown(client_for, personas):
    with frozen_at("2026-03-02"):
        waiting = make_idea(State.SUBMITTED, personas.author)
        page = client_for(personas.author).get_page(f"/ideas/{waiting.id}")
        assert "spätestens am 16.03.2026" in part(page, "next")
        assert "können Sie den Text noch ändern" in part(page, "next")
        other = client_for(personas.colleague).get_page(f"/ideas/{waiting.id}")
        assert "können Sie den Text noch ändern" not in part(other, "next")
        assert page.find(".//*[@id='answer']") is None
        answered = make_idea(State.EMPATHISE, first_answer="Danke, <b>sehr</b> gut.")
        assert "Danke, <b>sehr</b> gut." in part(
            client_for(personas.author).get_page(f"/ideas/{answered.id}"), "answer"
        )


def test_conditions_of_a_returned_review_are_shown(client_for, personas):
    idea = make_idea(State.TEST)
    make_review(idea, ReviewStatus.RETURNED, conditions="Bitte noch mit Beschäftigten testen.")
    shown = part(client_for(personas.colleague).get_page(f"/ideas/{idea.id}"), "conditions")
    assert "Auflagen der Leitung" in shown
    assert "Bitte noch mit Beschäftigten testen." in shown


def test_a_solution_in_rollout_says_how_many_use_it(client_for, personas):
    idea = make_idea(State.ROLLOUT)
    make_review(idea, ReviewStatus.APPROVED)
    make_adoption(idea, AdoptionStatus.INTRODUCED)
    make_adoption(idea, AdoptionStatus.DECLINED, "06431")
    shown = part(client_for(personas.colleague).get_page(f"/ideas/{idea.id}"), "next")
    assert "Eingeführt in 1 von 16 KJC" in shown


def test_an_empty_idea_says_what_to_do_first(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    page = client_for(personas.author).get_page(f"/ideas/{idea.id}")
    assert "Noch nichts festgehalten" in part(page, "work")
    assert "Noch kein Prototyp" in part(page, "prototypes")
    assert "Noch keine Anhänge" in part(page, "attachments")


# Merged


def test_the_address_of_a_merged_idea_leads_to_the_other(client_for, personas):
    target = make_idea(State.IDEATE, title="Die neue Heimat")
    merged = make_idea(State.MERGED, merged_into_id=target.id)
    client = client_for(personas.colleague)
    response = client.get(f"/ideas/{merged.id}")
    assert response.status_code == 302
    assert response.location == f"/ideas/{target.id}?merged={merged.id}"
    page = client.get_page(response.location)
    assert text_of(page.find(".//h1")) == "Die neue Heimat"
    assert f"Die Idee Nr. {merged.id} ist in dieser aufgegangen." in text_of(page)
    assert client.get(f"/ideas/{merged.id}/history").status_code == 200


@pytest.mark.parametrize("given", ["0", "-1", "99999", "abc", "1e3", "9" * 40, "%00"])
def test_an_idea_that_never_came_here_is_not_claimed_to_have(client_for, personas, given):
    idea = make_idea(State.IDEATE)
    assert client_for(personas.colleague).get(f"/ideas/{idea.id}?merged={given}").status_code == 400


def test_an_unknown_argument_is_refused(client_for, personas):
    idea = make_idea(State.IDEATE)
    client = client_for(personas.colleague)
    assert client.get(f"/ideas/{idea.id}?tab=work").status_code == 400
    assert client.get(f"/ideas/{idea.id}/history?page=2").status_code == 400


def test_who_wrote_a_merged_idea_unnamed_stays_unnamed(client_for, personas):
    target = make_idea(State.IDEATE, personas.colleague)
    source = make_idea(State.IDEATE, personas.author, author_visibility=AuthorVisibility.TEAM)
    make_note(source, author=personas.author)
    merge = {"target_id": str(target.id), "reason": "Dasselbe Anliegen."}
    facilitator = client_for(personas.facilitator)
    assert facilitator.submit(f"/ideas/{source.id}/merge", merge).status_code == 303
    client_for(personas.author).post_form(f"/ideas/{target.id}/notes", {"kind": "note", "body": "Weiter."})
    for page in (f"/ideas/{target.id}", f"/ideas/{target.id}/history", f"/ideas/{source.id}/history"):
        client = client_for(personas.member)
        assert personas.author.name not in client.get(page).text, page
        assert personas.author.name in facilitator.get(page).text, page
    assert "Team (2)" in text_of(client.get_page(f"/ideas/{target.id}"))


# History


def test_history_tells_every_step_in_sentences(client_for, personas):
    client = client_for(personas.facilitator)
    with frozen_at("2026-03-02 09:30"):
        idea = make_idea(State.SUBMITTED, personas.author)
        move(client, idea, State.SUBMITTED, State.EMPATHISE)
        move(client, idea, State.EMPATHISE, State.PARKED, look_again_on="2026-05-01")
    lines = [
        text_of(line).split(" Melden:")[0]
        for line in client.get_page(f"/ideas/{idea.id}/history").find(".//main").iter("li")
    ]
    told = [line for line in lines if line.startswith("02.03.2026, 09:30 Uhr")]
    who = "02.03.2026, 09:30 Uhr Lab-Moderation"
    assert told[:2] == [
        f"{who} hat zurückgestellt, Wiedervorlage am 01.05.2026 „Wir wissen genug.“",
        f"{who} hat verschoben: von „Eingereicht“ nach „Verstehen“ „Wir wissen genug.“",
    ]
    assert told[-2:] == [
        "02.03.2026, 09:30 Uhr Beschäftigte, Fulda hat die Idee eingereicht",
        "02.03.2026, 09:30 Uhr Beschäftigte, Fulda hat den Entwurf angelegt",
    ]


@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_every_kind_of_event_is_a_sentence_in_the_readers_language(client_for, personas, language):
    idea = make_idea(State.TEST, personas.author)
    for kind in EVENT_KINDS:
        record(personas.facilitator, kind, "idea", idea.id, from_state="test", to_state="ideate")
    personas.colleague.language = language
    db.session.commit()
    client, told, address = client_for(personas.colleague), "", f"/ideas/{idea.id}/history"
    while address:
        page = client.get_page(address)
        assert page.get("lang") == language.value
        told += text_of(page.find(".//main"))
        older = [link.get("href") for link in page.iter("a") if "?before=" in link.get("href", "")]
        address = older[0] if older else None
    with force_locale(language.value):
        for kind, label in EVENT_KINDS.items():
            assert str(label).split("%")[0].strip() in told, kind
        assert f"„{State.IDEATE.label}“" in told or f"“{State.IDEATE.label}”" in told


def test_details_with_percent_signs_and_markup_are_told_as_typed(client_for, personas):
    idea = make_idea(State.TEST)
    record(personas.facilitator, "attachment_added", "idea", idea.id, name="100 % <b>%(name)s</b>.pdf")
    db.session.commit()
    page = client_for(personas.colleague).get_page(f"/ideas/{idea.id}/history")
    assert "hat einen Anhang hinzugefügt: 100 % <b>%(name)s</b>.pdf" in text_of(page)


def test_a_hidden_author_has_no_name_in_the_history(client_for, personas):
    idea = make_idea(State.IDEATE, personas.author, author_visibility=AuthorVisibility.TEAM)
    for page in (f"/ideas/{idea.id}", f"/ideas/{idea.id}/history"):
        shown = text_of(client_for(personas.colleague).get_page(page))
        assert personas.author.name not in shown
        assert "Jemand aus Fulda hat die Idee eingereicht" in shown
        for who in (personas.author, personas.facilitator):
            assert personas.author.name in text_of(client_for(who).get_page(page).find(".//main"))


def test_a_long_history_is_read_page_by_page(client_for, personas):
    idea = make_idea(State.TEST, personas.author)
    make_much_work(idea, personas.author, 120)
    total = len(timeline("idea", idea.id))
    client = client_for(personas.colleague)
    assert "Ganzer Verlauf" in text_of(client.get_page(f"/ideas/{idea.id}"))
    address, seen = f"/ideas/{idea.id}/history", 0
    pages = 0
    while address:
        page = client.get_page(address)
        seen += len([line for line in page.iter("li") if "timeline__entry" in line.get("class", "")])
        pages += 1
        older = [link for link in page.iter("a") if text_of(link) == "Ältere Einträge"]
        address = older[0].get("href") if older else None
    assert (seen, pages) == (total, 3)


@pytest.mark.parametrize("before", ["", "abc", "-1", "1.5", "9" * 20, "٣", "%00"])
def test_a_place_in_the_history_that_does_not_exist_is_not_found(client_for, personas, before):
    idea = make_idea(State.TEST)
    assert client_for(personas.colleague).get(f"/ideas/{idea.id}/history?before={before}").status_code == 404


# What it costs


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IDEATE, State.TEST, State.READY, State.ROLLOUT])
def test_the_page_costs_the_same_however_much_was_done(client_for, personas, state):
    idea = make_idea(state, personas.author, team=[personas.member, personas.colleague])
    make_review(idea, ReviewStatus.RETURNED)
    make_note(idea, author=personas.member)
    make_finding(make_feedback(make_prototype(idea)))
    make_finding(make_feedback(make_prototype(idea)), answer=Answer.LATER)
    client, address = client_for(personas.facilitator), f"/ideas/{idea.id}"
    client.get_page(address)
    with count_queries() as few:
        client.get_page(address)
    assert few.count <= 13, few
    make_many_ideas(200)
    make_much_work(idea, personas.member, 200)
    for number in range(10):
        prototype = make_prototype(idea)
        for group in (Group.CUSTOMERS, Group.STAFF):
            make_finding(make_feedback(prototype, group), answer=Answer.NO if number % 2 else None)
        merged = make_idea(State.MERGED, merged_into_id=idea.id)
        make_review(idea, ReviewStatus.RETURNED)
        assert merged.merged_into_id == idea.id
    with count_queries() as many:
        client.get_page(address)
    assert many.count == few.count, many


def test_the_history_costs_the_same_however_long_it_is(client_for, personas):
    idea = make_idea(State.TEST, personas.author)
    client, address = client_for(personas.facilitator), f"/ideas/{idea.id}/history"
    client.get_page(address)
    with count_queries() as few:
        client.get_page(address)
    for person in (personas.member, personas.author, personas.facilitator, personas.colleague):
        make_much_work(idea, person, 30)
    with count_queries() as many:
        client.get_page(address)
    assert many.count == few.count <= 12, many


def test_days_of_an_idea_are_counted_in_hesse(client_for, personas):
    with frozen_at("2026-03-02 23:50"):
        idea = make_idea(State.DEFINE)
    with frozen_at("2026-03-03 00:10"):
        assert steps_of(client_for(personas.colleague).get_page(f"/ideas/{idea.id}"))[2][2] == "seit 1 Tag"
        assert today().day == 3
