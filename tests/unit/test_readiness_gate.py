"""The readiness gate: which lines there are, when each holds, and how it speaks."""

from dataclasses import replace

import pytest

from lab.adoption.sentences import describe_progress
from lab.ideas.evidence import Facts
from lab.ideas.models import Audience
from lab.rollout.models import Checked
from lab.rollout.readiness import (
    CHECKS,
    EVIDENCE,
    PLAN,
    STATED,
    Answers,
    check_evidence,
    gate,
    list_unmet,
    load_gate,
    missing_plan,
    store_gate,
)
from lab.rollout.sentences import describe_findings, describe_people

SETTINGS = {"test_persons_wanted": 5, "test_places_wanted": 2}
FACTS = Facts(
    audience=Audience.BOTH,
    prototypes=2,
    has_criterion=True,
    feedbacks=2,
    customers=4,
    staff=3,
    job_centres=2,
    is_criterion_met=True,
)
ANSWERS = Answers(
    benefit="Weniger Rückfragen.",
    operating_cost="200 Euro im Monat.",
    owner="Fachdienst",
    support="Servicestelle",
    guide="Erst laden, dann einschalten.",
    data_protection=Checked.YES,
    data_protection_text="Geprüft am 1. März.",
    information_security=Checked.YES,
    information_security_text="Läuft im eigenen Netz.",
    staff_council=Checked.NOT_NEEDED,
    staff_council_text="Keine Daten von Beschäftigten.",
    accessibility=Checked.YES,
    accessibility_text="BITV-Selbsttest ohne Befund.",
    funding=Checked.YES,
    funding_text="Im Haushalt eingeplant.",
    systems="Terminverwaltung",
)


def unmet_codes(facts=FACTS, answers=ANSWERS, wanted=5):
    return [
        item.code for item in list_unmet(gate(facts, answers, SETTINGS | {"test_persons_wanted": wanted}))
    ]


def test_without_any_test_nothing_is_answered():
    assert unmet_codes(facts=replace(FACTS, feedbacks=0)) == ["findings", "severe"]


def test_holds_when_everything_is_there():
    assert unmet_codes() == []


def test_has_a_line_for_all_evidence_checks_and_parts_of_the_plan_money_and_systems():
    assert [item.code for item in gate(FACTS, ANSWERS, SETTINGS)] == [*EVIDENCE, *CHECKS, *PLAN, *STATED]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"customers": 1, "staff": 3}, "people"),
        ({"customers": 0, "staff": 9}, "customers"),
        ({"customers": 9, "staff": 0}, "staff"),
        ({"open_findings": 1}, "findings"),
        ({"job_centres": 1}, "job_centres"),
        ({"severe_findings": 1}, "severe"),
        ({"has_criterion": False}, "criterion"),
        ({"is_criterion_met": False}, "met"),
    ],
)
def test_misses_evidence_that_is_not_recorded(change, code):
    assert unmet_codes(facts=replace(FACTS, **change)) == [code]


@pytest.mark.parametrize("wanted", [8, 500])
def test_wants_as_many_people_as_the_setting_says(wanted):
    assert unmet_codes(wanted=wanted) == ["people"]


def test_wants_nobody_when_the_setting_is_zero():
    facts = replace(FACTS, audience=Audience.CUSTOMERS, customers=1, staff=0)
    assert unmet_codes(facts=facts, wanted=0) == []


@pytest.mark.parametrize(
    ("audience", "unheard"),
    [
        (Audience.CUSTOMERS, ["customers"]),
        (Audience.STAFF, ["staff"]),
        (Audience.BOTH, ["customers", "staff"]),
    ],
)
def test_wants_to_hear_only_the_groups_that_the_idea_is_for(audience, unheard):
    facts = replace(FACTS, audience=audience, customers=0, staff=0, others=9)
    assert unmet_codes(facts=facts) == unheard


@pytest.mark.parametrize("code", [*CHECKS, "funding"])
def test_misses_a_check_that_was_not_made(code):
    assert unmet_codes(answers=replace(ANSWERS, **{code: Checked.NO})) == [code]


@pytest.mark.parametrize("code", [*CHECKS, "funding"])
@pytest.mark.parametrize("checked", [Checked.YES, Checked.NOT_NEEDED])
@pytest.mark.parametrize("text", ["", "   \n"])
def test_misses_a_check_without_a_sentence(code, checked, text):
    assert unmet_codes(answers=replace(ANSWERS, **{code: checked, f"{code}_text": text})) == [code]


@pytest.mark.parametrize("code", PLAN)
@pytest.mark.parametrize("text", ["", " \t "])
def test_misses_a_part_of_the_plan_that_is_empty_or_blank(code, text):
    answers = replace(ANSWERS, **{code: text})
    assert unmet_codes(answers=answers) == [code]
    assert len(missing_plan(answers)) == 1


@pytest.mark.parametrize("code", ["operating_cost", "systems"])
@pytest.mark.parametrize("text", ["", " \n "])
def test_misses_the_cost_and_the_systems_but_approving_does_not_hang_on_them(code, text):
    answers = replace(ANSWERS, **{code: text})
    assert unmet_codes(answers=answers) == [code]
    assert missing_plan(answers) == []


def test_says_each_line_differently_when_it_holds_and_when_it_does_not():
    met = {item.code: item.text for item in gate(FACTS, ANSWERS, SETTINGS)}
    facts = Facts(audience=Audience.BOTH)
    unmet = {item.code: item.text for item in gate(facts, Answers(), SETTINGS)}
    assert set(met) == set(unmet)
    assert all(met[code] != unmet[code] for code in met), (met, unmet)


def test_says_when_only_the_sentence_is_missing():
    items = gate(FACTS, replace(ANSWERS, accessibility_text=""), SETTINGS)
    assert [item.text for item in list_unmet(items)] == ["Barrierefreiheit: ein Satz dazu fehlt"]


def test_reads_back_what_was_stored():
    items = gate(replace(FACTS, open_findings=3), replace(ANSWERS, owner=""), SETTINGS)
    assert load_gate(store_gate(items)) == items


def test_reads_a_stored_line_that_has_only_code_and_outcome():
    items = load_gate([{"code": "data_protection", "met": True}, {"code": "owner", "met": False}])
    assert [item.text for item in items] == [
        "Datenschutz: geprüft",
        "Verantwortung nach der Einführung: fehlt noch",
    ]


def test_reads_a_gate_from_before_money_and_systems_were_asked():
    items = gate(FACTS, ANSWERS, SETTINGS)
    before = [line for line in store_gate(items) if line["code"] not in STATED]
    assert load_gate(before) == items[: -len(STATED)]


def test_knows_the_evidence_before_the_form_is_filled_in():
    assert [item.code for item in check_evidence(FACTS, SETTINGS)] == list(EVIDENCE)
    assert all(item.is_evidence for item in check_evidence(FACTS, SETTINGS))


def test_tells_people_by_group_with_their_number():
    assert describe_people(FACTS) == (
        "7 Personen haben es ausprobiert: 4 Kundinnen und Kunden, 3 Beschäftigte, in 2 KJC."
    )
    assert describe_people(Facts(audience=Audience.BOTH)) == "Noch niemand hat es ausprobiert."
    one = Facts(audience=Audience.BOTH, others=1, job_centres=1)
    assert describe_people(one) == "1 Person hat es ausprobiert: 1 weitere Person."


def test_tells_what_became_of_the_findings():
    assert describe_findings(FACTS) == "Alle Befunde sind beantwortet."
    assert describe_findings(replace(FACTS, open_findings=1)) == "1 Befund ist noch ohne Antwort."
    assert describe_findings(Facts(audience=Audience.BOTH)) == "Es gibt noch keine Rückmeldungen."


def test_tells_progress_without_what_is_not_there():
    from lab.adoption.models import AdoptionStatus
    from lab.adoption.queries import Progress

    assert describe_progress(Progress({}, 16)) == "Bei 0 von 16 KJC im Einsatz."
    counts = {
        AdoptionStatus.SUSTAINED: 2,
        AdoptionStatus.INTRODUCED: 3,
        AdoptionStatus.PILOT: 1,
        AdoptionStatus.ASSESSING: 1,
        AdoptionStatus.DECLINED: 2,
    }
    assert describe_progress(Progress(counts, 16)) == (
        "Bei 5 von 16 KJC im Einsatz, 1 Pilot läuft, 1 KJC prüft, 2 KJC haben abgelehnt."
    )
