"""Rules of test rounds: who may, when an address takes answers, what a form says, what a language needs."""

from datetime import date, timedelta

import pytest
from werkzeug.datastructures import MultiDict

from lab.core.errors import Denied, DomainError
from lab.ideas.workflow import STAGES, State
from lab.prototypes.models import Group, Prototype, Questionnaire, TestRound
from lab.prototypes.sentences import people_of_wanted
from lab.rounds import languages, policy
from lab.rounds.forms import read_answer
from lab.rounds.models import Direction, RoundLanguage
from lab.rounds.policy import Address
from lab.rounds.questions import (
    FIELD_KINDS,
    HINTS,
    ITEMS,
    OPEN_QUESTIONS,
    TEXTS,
    QuestionsChanged,
    items_for,
    questions_for,
    scores_for,
    time_for,
)
from lab.rounds.throttle import network_of
from tests.unit.people import PERSONAS, idea_of, person

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def round_of(state=State.TEST, **values):
    prototype = Prototype(hypothesis="h", success_criterion="c", idea=idea_of(state))
    row = {
        "prototype": prototype,
        "group": Group.CUSTOMERS,
        "starts_on": TODAY,
        "ends_on": TODAY,
        "questionnaire": Questionnaire.UMUX_LITE,
        "introduction": "",
        "is_planned": True,
        "is_open": True,
    }
    return TestRound(**row | values)


# y: may · d: sees it and may not · n: may not know of it
# columns: author colleague member facilitator leadership admin guest outsider
TABLE = """
check_plan_round     draft      d n n n n n n n
check_plan_round     submitted  y d y y d d y n
check_plan_round     test       y d y y d d y n
check_plan_round     ready      d d d d d d d n
check_delete_round   test       y d y y d d y n
check_publish_round  test       y d y y d d y n
check_publish_round  stopped    d d d d d d d n
"""
ARGUMENTS = {
    "check_plan_round": lambda test_round: (),
    "check_delete_round": lambda test_round: (False,),
    "check_publish_round": lambda test_round: (test_round.prototype, test_round, TODAY),
}


def outcome(check, *arguments):
    try:
        check(*arguments)
    except DomainError as error:
        return {403: "d", 404: "n"}[error.status]
    return "y"


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_who_may(line):
    name, state, *letters = line.split()
    test_round = round_of(State(state))
    found = [
        outcome(getattr(policy, name), person(who), test_round.prototype.idea, *ARGUMENTS[name](test_round))
        for who in PERSONAS
    ]
    assert found == letters


def test_a_round_in_which_somebody_said_something_stays():
    with pytest.raises(Denied, match="schon etwas gesagt"):
        policy.check_delete_round(person("facilitator"), idea_of(State.TEST), True)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"prototype": Prototype(hypothesis="h", success_criterion="", idea=idea_of(State.TEST))}, "zuerst"),
        ({"is_planned": False}, "geplante"),
        ({"ends_on": TODAY - DAY, "starts_on": TODAY - DAY}, "vorbei"),
    ],
)
def test_what_keeps_a_round_from_the_public(values, reason):
    test_round = round_of(**values)
    with pytest.raises(Denied, match=reason):
        policy.check_publish_round(
            person("facilitator"), test_round.prototype.idea, test_round.prototype, test_round, TODAY
        )


@pytest.mark.parametrize(
    ("starts", "ends", "is_open", "state", "expected"),
    [
        (0, 0, True, State.TEST, Address.OPEN),
        (-3, 3, True, State.SUBMITTED, Address.OPEN),
        (-3, 3, False, State.TEST, Address.CLOSED),
        (-3, -1, True, State.TEST, Address.CLOSED),
        (1, 3, True, State.TEST, Address.NOT_YET),
        (1, 3, False, State.TEST, Address.CLOSED),
        *((-3, 3, True, state, Address.OPEN) for state in STAGES),
        *(
            (-3, 3, True, state, Address.CLOSED)
            for state in (State.READY, State.ROLLOUT, State.PARKED, State.STOPPED, State.MERGED)
        ),
    ],
)
def test_when_the_address_takes_answers(starts, ends, is_open, state, expected):
    test_round = round_of(state, starts_on=TODAY + starts * DAY, ends_on=TODAY + ends * DAY, is_open=is_open)
    assert policy.state_of_address(test_round, TODAY) is expected


def test_without_a_criterion_nothing_is_taken():
    prototype = Prototype(hypothesis="", success_criterion="", idea=idea_of(State.TEST))
    assert policy.state_of_address(round_of(prototype=prototype), TODAY) is Address.CLOSED


@pytest.mark.parametrize("scale", list(Questionnaire))
def test_every_question_has_its_text(scale):
    test_round = round_of(questionnaire=scale)
    questions = questions_for(test_round)
    assert len(items_for(test_round)) == scale.item_count == len(ITEMS[scale])
    assert [question.name for question in questions[scale.item_count :]] == list(FIELD_KINDS)
    assert all(str(question.text) for question in questions)
    assert all(question.hint for question in questions if not question.is_scale)
    assert [question.name for question in items_for(test_round)] == [
        f"{scale.value}_{number}" for number in range(1, scale.item_count + 1)
    ]
    assert {question.highest for question in items_for(test_round)} <= {scale.highest}


def test_every_text_has_a_place_and_says_something():
    assert all(str(text).strip() for text in TEXTS.values())
    assert {f"{key}_hint" for key in OPEN_QUESTIONS} == set(HINTS)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ar", "ar"),
        (" AR ", "ar"),
        ("pt_br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("", None),
        ("arabisch", None),
        ("a", None),
        ("../de", None),
        ("ar-", None),
        ("ar\x00", None),
    ],
)
def test_codes_of_languages(typed, code):
    assert languages.normal_code(typed) == code


def test_known_languages_bring_name_and_direction():
    assert (languages.known_name("tr"), languages.known_direction("tr")) == (
        "Türkçe",
        Direction.LEFT_TO_RIGHT,
    )
    assert languages.known_direction("fa") is Direction.RIGHT_TO_LEFT
    assert languages.known_name("xx") == ""


def language_of(test_round, left_out=()):
    keys = languages.wanted_keys(test_round, "ar")
    texts = {key: f"{key} {{number}} {{total}} {{day}}" for key in keys if key not in left_out}
    return RoundLanguage(code="ar", name="العربية", direction=Direction.RIGHT_TO_LEFT, texts=texts)


def test_a_language_is_offered_when_all_its_texts_are_there():
    test_round = round_of(introduction="Eine Nachricht.")
    complete, half = language_of(test_round), language_of(test_round, left_out=("likes",))
    assert [one.code for one in languages.offered(test_round, [complete])] == ["de", "en", "ar"]
    assert [one.code for one in languages.offered(test_round, [half])] == ["de", "en"]
    assert languages.missing_keys(test_round, half) == ["likes"]


def test_a_language_needs_the_items_of_the_rounds_scale_and_no_others():
    wanted = {scale: languages.wanted_keys(round_of(questionnaire=scale), "ar") for scale in Questionnaire}
    assert "sus_10" in wanted[Questionnaire.SUS]
    assert "simplified" not in wanted[Questionnaire.SUS]
    assert "umux_lite_1" in wanted[Questionnaire.UMUX_LITE]
    assert "lowest" not in wanted[Questionnaire.NONE]
    assert all(len(keys) == len(set(keys)) and set(keys) <= set(TEXTS) for keys in wanted.values())


def test_what_was_reported_is_given_to_nobody():
    test_round = round_of(introduction="Eine Nachricht.")
    arabic = language_of(test_round)
    arabic.is_hidden = test_round.is_hidden = True
    assert [one.code for one in languages.offered(test_round, [arabic])] == ["de", "en"]
    assert languages.introduction(test_round, languages.built_in("de")) == ("", "")


def test_scores_belong_to_the_items_of_their_scale():
    test_round = round_of(questionnaire=Questionnaire.UMUX_LITE)
    assert scores_for(test_round, {"umux_lite_2": 3}) == [None, 3]
    assert scores_for(test_round, {"sus_1": None}) == [None, None]
    with pytest.raises(QuestionsChanged):
        scores_for(test_round, {"sus_1": 5, "umux_lite_1": 5})


@pytest.mark.parametrize("scale", list(Questionnaire))
def test_what_a_form_says_of_its_length_and_its_wording(scale):
    questions = questions_for(round_of(questionnaire=scale))
    assert time_for(questions) == ("five_minutes" if scale is Questionnaire.SUS else "two_minutes")
    assert all(bool(question.wording) is question.is_scale for question in questions)


def test_the_introduction_is_said_in_the_language_it_is_written_in():
    test_round = round_of(introduction="Eine Nachricht.")
    arabic = languages.offered(test_round, [language_of(test_round)])[-1]
    assert languages.introduction(test_round, languages.built_in("en")) == ("Eine Nachricht.", "de")
    assert languages.introduction(test_round, arabic)[1] == "ar"
    assert languages.introduction(round_of(), arabic) == ("", "")


def test_placeholders_are_filled_as_they_are():
    arabic = languages.PageLanguage("ar", "x", texts={"progress": "{total} {number} %s {day}"})
    assert arabic.say("progress", number=2, total=6) == "6 2 %s {day}"
    assert languages.lost_placeholders("progress", "سؤال {number}") == ["{total}"]


def answer_of(scale=Questionnaire.UMUX_LITE, **sent):
    return read_answer(MultiDict(sent), questions_for(round_of(questionnaire=scale)))


@pytest.mark.parametrize(
    ("sent", "scores", "errors"),
    [
        ({"umux_lite_1": "7", "umux_lite_2": "1"}, [7, 1], {}),
        ({"umux_lite_1": "none", "umux_lite_2": "3"}, [None, 3], {}),
        ({"umux_lite_2": "3"}, [None, 3], {}),
        ({"umux_lite_1": "none", "umux_lite_2": "none"}, [None, None], {"": "nothing_said"}),
        ({}, [None, None], {"": "nothing_said"}),
        ({"likes": "---"}, [None, None], {"": "nothing_said"}),
        ({"likes": " \x00\u202e "}, [None, None], {"": "nothing_said"}),
        ({"umux_lite_1": "8"}, [None, None], {"umux_lite_1": "not_offered"}),
        ({"umux_lite_1": "0"}, [None, None], {"umux_lite_1": "not_offered"}),
        ({"umux_lite_1": "-1", "umux_lite_2": "2"}, [None, 2], {"umux_lite_1": "not_offered"}),
        ({"umux_lite_1": "1.0"}, [None, None], {"umux_lite_1": "not_offered"}),
        ({"umux_lite_1": "٣"}, [None, None], {"umux_lite_1": "not_offered"}),
        ({"umux_lite_1": " 3"}, [None, None], {"umux_lite_1": "not_offered"}),
        ({"umux_lite_1": "9" * 5000}, [None, None], {"umux_lite_1": "not_offered"}),
        ({"umux_lite_1": ["1", "2"]}, [None, None], {"umux_lite_1": "not_offered"}),
        ({"umux_lite_1": ["2", "2"]}, [2, None], {}),
        ({"umux_lite_3": "2", "likes": "gut"}, [None, None], {}),
        ({"sus_1": "5", "likes": "gut"}, [None, None], {"": "questions_changed"}),
        ({"sus_1": "x", "umux_lite_1": "7"}, [7, None], {"": "questions_changed"}),
        ({"sus_1": "none", "sus_2": "", "likes": "gut"}, [None, None], {}),
        ({"likes": "x" * 2001}, [None, None], {"likes": "too_long"}),
        ({"likes": "x" * 2000}, [None, None], {}),
    ],
)
def test_what_a_form_says(sent, scores, errors):
    answer = answer_of(**sent)
    assert ([*answer.scores.values()], answer.errors) == (scores, errors)
    assert [*answer.scores] == ["umux_lite_1", "umux_lite_2"]


def test_a_form_keeps_its_key_and_gets_one_for_a_bad_one():
    assert answer_of(key="abcdefghijklmnopqrstuvwx").key == "abcdefghijklmnopqrstuvwx"
    for bad in ("", "kurz", "x" * 65, "a b c d e f g h i j k l", "../../etc/passwd-xxxx", "ä" * 20):
        assert len(answer_of(key=bad).key) == 32


def test_what_looks_private_is_asked_about_once():
    first = answer_of(likes="Rufen Sie mich an: 0171 2345678")
    assert first.private == {"likes": ["0171 2345678"]}
    again = answer_of(likes="Rufen Sie mich an: 0171 2345678", confirmed=first.confirmed)
    assert again.private == {}
    other = answer_of(likes="Lieber unter 0151 98765432", confirmed=first.confirmed)
    assert other.private


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/64"),
        ("kein Netz", ""),
        (None, ""),
    ],
)
def test_of_an_address_only_the_network_is_looked_at(address, network):
    assert network_of(address) == network


def test_how_many_took_part():
    assert people_of_wanted(3, 8) == "3 von 8 Personen"
    assert people_of_wanted(0, 1) == "0 von 1 Person"
    assert people_of_wanted(1, None) == "1 Person"
