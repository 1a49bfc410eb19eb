"""Answers count when somebody of the team has read them; sheets of paper are entered one after the other."""

import pytest
import sqlalchemy as sa

from lab.accounts.models import Role
from lab.audit.models import Event
from lab.core.clock import now, today
from lab.core.database import unit_of_work
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.heard import list_heard
from lab.prototypes.models import (
    AnswerSheet,
    Channel,
    Group,
    Inspection,
    Observation,
    Participant,
    PointKind,
    Prototype,
    Questionnaire,
    TestRound,
)
from lab.rounds.inspection import enter_paper_sheet
from lab.rounds.languages import wanted_keys
from lab.rounds.models import RoundLanguage
from lab.rounds.questions import FIELD_KINDS, QuestionsChanged
from tests.client import form_values
from tests.factories import (
    BERGSTRASSE,
    WIESBADEN,
    make_feedback,
    make_idea,
    make_prototype,
    make_round,
    make_user,
    save,
)
from tests.helpers import count_queries, typed_in
from tests.markup import parse, text_of

PHONE = "0661 1234567"


@pytest.fixture
def member(app):
    return make_user(Role.STAFF)


@pytest.fixture(name="test_round")
def fixture_test_round(member):
    idea = make_idea(State.TEST, team=[member])
    return make_round(make_prototype(idea), questionnaire=Questionnaire.UMUX_LITE)


def make_sheet(test_round, **values):
    row = {
        "round_id": test_round.id,
        "key": f"key-{db.session.scalar(sa.select(sa.func.count()).select_from(AnswerSheet))}",
        "channel": Channel.PUBLIC,
        "criticisms": f"Die Schrift ist zu klein.\nRufen Sie mich an: {PHONE}",
        "scores": [5, None],
        "received_on": today(),
    }
    return save(AnswerSheet(**row | values))


def answers_of(test_round) -> str:
    return f"/rounds/{test_round.id}/answers"


def entry_of(test_round) -> str:
    return f"/rounds/{test_round.id}/sheets/new"


def sheet_count() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(AnswerSheet)) or 0


def observations() -> list[tuple[PointKind, str]]:
    rows = db.session.scalars(sa.select(Observation).order_by(Observation.id))
    return [(row.kind, row.body) for row in rows]


def test_an_unread_answer_is_masked_and_counts_nowhere(client_for, member, test_round):
    make_sheet(test_round)
    idea = test_round.prototype.idea
    client = client_for(member)
    page = text_of(client.get_page(answers_of(test_round)).find(".//main"))
    assert "Die Schrift ist zu klein." in page
    assert "1 Antwort wartet" in page
    tree = client.get_page(answers_of(test_round))
    for original in [*tree.iter("details")]:
        assert "open" not in original.attrib
        original.clear()
    assert PHONE not in text_of(tree)
    for url in (f"/prototypes/{test_round.prototype_id}", f"/ideas/{idea.id}"):
        assert "Schrift" not in text_of(client.get_page(url).find(".//main"))
    assert (idea.people_customers, idea.feedback_count, idea.open_findings) == (0, 0, 0)


def test_what_counts_becomes_observations_and_people(client_for, member, test_round):
    sheets = [make_sheet(test_round).id, make_sheet(test_round, likes="Schön kurz.").id]
    left = make_sheet(test_round).id
    response = client_for(member).post_form(answers_of(test_round), {"sheets": sheets, "action": "accept"})
    assert response.status_code == 303
    idea = test_round.prototype.idea
    db.session.refresh(idea)
    assert (idea.people_customers, idea.feedback_job_centres, idea.open_findings) == (2, 1, 4)
    assert (PointKind.LIKE, "Schön kurz.") in observations()
    assert len(observations()) == 5
    assert not any(PHONE in body for _kind, body in observations())
    first = db.session.get(AnswerSheet, sheets[0])
    assert (first.inspection, first.inspected_by_id, first.scores) == (
        Inspection.ACCEPTED,
        member.id,
        [5, None],
    )
    assert PHONE not in first.criticisms
    assert db.session.get(AnswerSheet, left).inspection is Inspection.WAITING
    event = db.session.scalars(sa.select(Event).where(Event.kind == "answers_accepted")).one()
    assert event.detail["count"] == 2


def test_only_the_sheet_whose_words_were_opened_is_stored_as_it_was_written(client_for, member, test_round):
    opened, other = make_sheet(test_round), make_sheet(test_round)
    plain = make_sheet(test_round, criticisms="Größer.")
    client = client_for(member)
    page = client.get_page(answers_of(test_round))
    sheets = {item: item.find(".//input[@name='as_written']") for item in page.iter("details")}
    originals = {box.get("value"): text_of(item) for item, box in sheets.items() if box is not None}
    assert set(originals) == {str(opened.id), str(other.id)}
    assert PHONE in originals[str(opened.id)]
    data = {
        "sheets": [opened.id, other.id, plain.id],
        "as_written": [opened.id, "x", "-1"],
        "action": "accept",
    }
    assert client.post_form(answers_of(test_round), data).status_code == 303
    for sheet, is_masked in ((opened, False), (other, True)):
        db.session.refresh(sheet)
        assert (PHONE not in sheet.criticisms) is is_masked
    assert len([body for _kind, body in observations() if PHONE in body]) == 1


def test_no_other_field_lets_words_through_unmasked(client_for, member, test_round):
    sheet = make_sheet(test_round)
    data = {"sheets": [sheet.id], "is_masked": "", "action": "accept"}
    client_for(member).post_form(answers_of(test_round), data)
    assert not any(PHONE in body for _kind, body in observations())


@pytest.mark.parametrize(
    ("action", "people", "scores"), [("accept_scores", 1, [5, None]), ("discard", 0, [])]
)
def test_texts_can_be_thrown_away(client_for, member, test_round, action, people, scores):
    sheet = make_sheet(test_round)
    client_for(member).post_form(answers_of(test_round), {"sheets": [sheet.id], "action": action})
    db.session.refresh(sheet)
    db.session.refresh(test_round.prototype.idea)
    assert (sheet.criticisms, sheet.scores, observations()) == ("", scores, [])
    assert test_round.prototype.idea.people_customers == people


def test_all_answers_of_the_page_can_be_chosen_at_once(client_for, member, test_round):
    make_sheet(test_round)
    make_sheet(test_round)
    page = client_for(member).get_page(answers_of(test_round) + "?all=1")
    assert len(form_values(page.find(".//main//form"))["sheets"]) == 2


def test_a_sheet_that_somebody_else_has_looked_at_stays(client_for, member, test_round):
    sheet = make_sheet(test_round)
    mine, theirs = client_for(member), client_for(make_user(Role.FACILITATOR))
    theirs.post_form(answers_of(test_round), {"sheets": [sheet.id], "action": "discard"})
    response = mine.post_form(answers_of(test_round), {"sheets": [sheet.id], "action": "accept"})
    assert response.status_code == 303
    assert "hatte schon jemand anderes angesehen" in mine.get(answers_of(test_round)).text
    db.session.refresh(sheet)
    assert (sheet.inspection, observations()) == (Inspection.DISCARDED, [])


@pytest.mark.parametrize(
    "data",
    [
        {"action": "accept"},
        {"sheets": ["abc", "-1", "99999999999999999999"], "action": "accept"},
        {"sheets": ["1"], "action": "burn"},
        {"sheets": ["1"]},
    ],
)
def test_nothing_chosen_or_an_unknown_action_is_refused(client_for, member, test_round, data):
    make_sheet(test_round)
    assert client_for(member).post_form(answers_of(test_round), data).status_code == 422
    assert observations() == []


def test_a_sheet_of_another_round_is_left_alone(client_for, member, test_round):
    other = make_sheet(make_round(test_round.prototype, Group.STAFF))
    client_for(member).post_form(answers_of(test_round), {"sheets": [other.id], "action": "accept"})
    db.session.refresh(other)
    assert other.inspection is Inspection.WAITING


@pytest.mark.parametrize("path", [answers_of, entry_of])
def test_only_the_team_and_facilitators_work_on_answers(client_for, test_round, path):
    colleague = client_for(make_user(Role.STAFF))
    sheet = make_sheet(test_round)
    data = {"sheets": [sheet.id], "action": "accept", "likes": "Gut."}
    assert colleague.post_form(path(test_round), data).status_code == 403
    assert colleague.get("/rounds/999999/answers").status_code == 404


def test_paper_is_entered_sheet_after_sheet_and_counts_at_once(client_for, member, test_round):
    client = client_for(member)
    for number, (first, second) in enumerate(((7, 6), (4, ""), ("", ""))):
        data = {"umux_lite_1": first, "umux_lite_2": second, "likes": f"Bogen {number}: gut."}
        response = client.post_form(entry_of(test_round), data)
        assert (response.status_code, response.location) == (303, entry_of(test_round))
    page = text_of(client.get_page(entry_of(test_round)).find(".//main"))
    assert "3 Bögen sind übertragen." in page
    assert "Jetzt: Bogen 4." in page
    sheets = db.session.scalars(sa.select(AnswerSheet).order_by(AnswerSheet.id)).all()
    assert [sheet.scores for sheet in sheets] == [[7, 6], [4, None], [None, None]]
    assert {sheet.inspection for sheet in sheets} == {Inspection.ACCEPTED}
    db.session.refresh(test_round.prototype.idea)
    assert test_round.prototype.idea.people_customers == 3
    assert test_round.prototype.fixed_at is not None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Der Bogen ist leer."),
        ({"umux_lite_1": "8"}, "ganze Zahl von 1 bis 7"),
        ({"umux_lite_1": "0"}, "ganze Zahl von 1 bis 7"),
        ({"umux_lite_1": "vier"}, "ganze Zahl von 1 bis 7"),
        ({"likes": "x" * 2001}, "höchstens 2.000 Zeichen"),
    ],
)
def test_what_no_sheet_can_say_is_refused_beside_its_field(client_for, member, test_round, data, message):
    response = client_for(member).post_form(entry_of(test_round), {"criticisms": "", **data})
    assert response.status_code == 422
    assert message.replace("2.000", "2000") in response.text.replace("2.000", "2000")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AnswerSheet)) == 0


def test_what_was_typed_for_the_scale_of_before_is_not_taken_for_the_new_one(client_for, member, test_round):
    client = client_for(member)
    page = client.get_page(entry_of(test_round))
    typed = form_values(page.find(".//main//form")) | {
        "umux_lite_1": "5",
        "umux_lite_2": "4",
        "likes": "Kurz.",
    }
    test_round.questionnaire = Questionnaire.SUS
    save(test_round)
    response = client.post(entry_of(test_round), data=typed)
    assert response.status_code == 409
    assert "andere Skala" in response.text
    assert "5, 4" in response.text
    assert typed_in(response.text, "likes") == "Kurz."
    assert typed_in(response.text, "sus_1") == ""
    assert sheet_count() == 0


def test_a_scale_changed_at_the_very_moment_takes_nothing(app, member, test_round):
    texts = dict.fromkeys(FIELD_KINDS, "Gut.")
    db.session.execute(
        sa.update(TestRound)
        .values(questionnaire=Questionnaire.SUS)
        .execution_options(synchronize_session=False)
    )
    with pytest.raises(QuestionsChanged), app.test_request_context(), unit_of_work():
        enter_paper_sheet(member, test_round, texts, {"umux_lite_1": 5}, "key")
    assert sheet_count() == 0


def test_a_round_deleted_while_a_sheet_is_typed(app, client_for, member, test_round):
    client = client_for(member)
    page = client.get_page(entry_of(test_round))
    typed = form_values(page.find(".//main//form")) | {"umux_lite_1": "5", "likes": "Kurz."}
    other = make_round(test_round.prototype)
    assert other.prototype.idea.id
    db.session.execute(sa.delete(TestRound).execution_options(synchronize_session=False))
    with pytest.raises(NotFound), app.test_request_context(), unit_of_work():
        enter_paper_sheet(member, other, dict.fromkeys(FIELD_KINDS, "Gut."), {}, "key")
    db.session.delete(test_round)
    db.session.commit()
    response = client.post(entry_of(test_round), data=typed)
    assert response.status_code == 404
    kept = next(area for area in parse(response.text).iter("textarea") if area.get("id") == "typed")
    assert kept.text.strip() == "Kurz.\n\n5"


def test_a_sheet_sent_twice_is_one(client_for, member, test_round):
    client = client_for(member)
    page = client.get_page(entry_of(test_round))
    form = form_values(page.find(".//main//form")) | {"umux_lite_1": "5"}
    for _time in range(2):
        assert client.post(entry_of(test_round), data=form).status_code == 303
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AnswerSheet)) == 1


def sheet_of(test_round, language="") -> str:
    return f"/rounds/{test_round.id}/sheet" + (f"?lang={language}" if language else "")


def test_the_sheet_on_paper_asks_all_questions(client_for, member, test_round):
    client = client_for(member)
    page = text_of(client.get_page(sheet_of(test_round)).find(".//main"))
    for words in ("Das ist leicht zu benutzen.", "Was war gut?", "Was sollen wir ändern?", "Weiß ich nicht"):
        assert words in page
    assert "etwa 2 Minuten" in page
    assert page.count("Wir sagen sie in einfachen Worten.") == 1
    test_round.questionnaire = Questionnaire.SUS
    save(test_round)
    page = text_of(client.get_page(sheet_of(test_round)).find(".//main"))
    assert "etwa 5 Minuten" in page
    assert page.count("Wir sagen sie in eigenen Worten.") == 1


def test_the_sheet_on_paper_speaks_the_languages_of_the_round(client_for, member, test_round):
    test_round.introduction = "Sie haben einen Brief bekommen."
    texts = {key: f"[{key}]" for key in wanted_keys(test_round, "ar")}
    row = save(RoundLanguage(round_id=test_round.id, code="ar", name="العربية", direction="rtl", texts=texts))
    client = client_for(member)
    page = client.get_page(sheet_of(test_round))
    links = [link.get("href") for link in page.find(".//main").iter("a")]
    assert {sheet_of(test_round, code) for code in ("de", "en", "ar")} <= set(links)
    arabic = client.get_page(sheet_of(test_round, "ar")).find(".//article")
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    for key in ("introduction", "umux_lite_1", "likes_hint", "simplified", "thanks"):
        assert f"[{key}]" in text_of(arabic)
    assert "What was good?" in text_of(client.get_page(sheet_of(test_round, "en")).find(".//article"))
    for unknown in ("xx", "../", "%00", "x" * 3000):
        gone = client.get_page(sheet_of(test_round, unknown), status=404)
        assert "Diese Sprache gibt es hier nicht." in text_of(gone)
        assert not list(gone.iter("article"))
    row.is_hidden = test_round.is_hidden = True
    db.session.commit()
    for reader in (client, client_for(make_user(Role.FACILITATOR))):
        assert "Brief" not in reader.get(sheet_of(test_round)).text
        assert reader.get(sheet_of(test_round, "ar")).status_code == 404


def test_looking_costs_the_same_with_one_and_with_sixty_answers(client_for, member, test_round):
    client = client_for(member)
    make_sheet(test_round)
    with count_queries() as few:
        client.get_page(answers_of(test_round))
    for _sheet in range(60):
        make_sheet(test_round)
    with count_queries() as many:
        page = client.get_page(answers_of(test_round))
    assert many.count == few.count <= 8, str(many)
    assert "Danach warten noch 36 weitere." in text_of(page.find(".//main"))


def test_who_was_watched_and_filled_in_a_sheet_is_one_person(app, test_round):
    for number in (1, 2, 3):
        save(Participant(round_id=test_round.id, number=number, group=Group.CUSTOMERS, created_at=now()))
    save(Participant(round_id=test_round.id, number=4, group=Group.STAFF, created_at=now()))
    for _sheet in range(2):
        make_sheet(
            test_round,
            inspection=Inspection.ACCEPTED,
            inspected_by_id=test_round.author_id,
            inspected_at=now(),
        )
    heard = {row.group: row.people for row in list_heard(Prototype.id == test_round.prototype_id)}
    assert heard == {Group.CUSTOMERS: 3, Group.STAFF: 1}


def test_what_was_reported_with_another_content_is_not_let_through(client_for, member, test_round):
    sheet = make_sheet(test_round, is_hidden=True)
    client = client_for(member)
    page = client.get_page(answers_of(test_round))
    assert not list(page.find(".//main").iter("form"))
    client.post_form(answers_of(test_round), {"sheets": [sheet.id], "action": "accept"})
    db.session.refresh(sheet)
    assert (sheet.inspection, observations()) == (Inspection.WAITING, [])


def test_no_sheet_is_entered_into_a_round_that_nobody_planned(client_for, member, test_round):
    unplanned = make_round(test_round.prototype, is_planned=False)
    assert client_for(member).post_form(entry_of(unplanned), {"likes": "Gut."}).status_code == 404


@pytest.mark.parametrize("key", ["", "x" * 500, "a\x00b", None])
def test_any_key_of_a_sheet_will_do(client_for, member, test_round, key):
    data = {"likes": "Gut."} | ({"once": key} if key is not None else {})
    for count in (1, 2):
        assert client_for(member).post_form(entry_of(test_round), data).status_code == 303
        assert db.session.scalar(sa.select(sa.func.count()).select_from(AnswerSheet)) in (1, count)


def test_feedback_counts_where_it_was_held(app, test_round):
    make_feedback(test_round.prototype, round_id=test_round.id, job_centre_key=WIESBADEN)
    make_feedback(test_round.prototype, round_id=test_round.id, job_centre_key=BERGSTRASSE)
    heard = list_heard(Prototype.id == test_round.prototype_id)
    assert {(row.job_centre_key, row.people) for row in heard} == {(WIESBADEN, 5), (BERGSTRASSE, 5)}
