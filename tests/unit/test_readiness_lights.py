"""The readiness light: each line of the gate in each colour, and what is told when something was never asked."""

from dataclasses import replace

import pytest

from lab.ideas.evidence import Facts
from lab.ideas.models import Audience
from lab.rollout.lights import LINES, Colour, Dimension, Proof, asked_lights, colour_of, lights
from lab.rollout.models import Checked
from lab.rollout.readiness import (
    CHECKS,
    EVIDENCE,
    PLAN,
    STATED,
    Answers,
    check_evidence,
    gate,
    load_gate,
    store_gate,
)
from tests.unit.test_readiness_gate import ANSWERS, FACTS, SETTINGS

GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED
# What a line makes of its dimension while it does not hold.
WEIGHTS = {
    "met": (Dimension.USE, RED),
    "criterion": (Dimension.USE, RED),
    "customers": (Dimension.USE, RED),
    "staff": (Dimension.USE, RED),
    "people": (Dimension.USE, YELLOW),
    "job_centres": (Dimension.USE, YELLOW),
    "severe": (Dimension.USE, RED),
    "findings": (Dimension.USE, YELLOW),
    "owner": (Dimension.ORGANISATION, RED),
    "support": (Dimension.ORGANISATION, RED),
    "guide": (Dimension.ORGANISATION, RED),
    "data_protection": (Dimension.LEGAL, RED),
    "staff_council": (Dimension.LEGAL, RED),
    "operating_cost": (Dimension.FINANCE, RED),
    "funding": (Dimension.FINANCE, YELLOW),
    "information_security": (Dimension.TECHNOLOGY, RED),
    "systems": (Dimension.TECHNOLOGY, YELLOW),
    "accessibility": (Dimension.ACCESSIBILITY, RED),
}
UNMET_FACTS = {
    "met": {"is_criterion_met": False},
    "criterion": {"has_criterion": False},
    "customers": {"customers": 0, "staff": 9},
    "staff": {"staff": 0, "customers": 9},
    "people": {"customers": 1, "staff": 1},
    "job_centres": {"job_centres": 1},
    "severe": {"severe_findings": 1},
    "findings": {"open_findings": 2},
}
SENTENCED = [*CHECKS, "funding"]


def items_without(code):
    """A gate in which nothing but this line does not hold."""
    if code in UNMET_FACTS:
        return gate(replace(FACTS, **UNMET_FACTS[code]), ANSWERS, SETTINGS)
    missing = Checked.NO if code in SENTENCED else ""
    return gate(FACTS, replace(ANSWERS, **{code: missing}), SETTINGS)


def colours(items):
    return {light.dimension: light.colour for light in lights(items)}


ALL_GREEN = dict.fromkeys(Dimension, GREEN)


def test_every_line_of_the_gate_belongs_to_a_dimension():
    assert set(LINES) == {*EVIDENCE, *CHECKS, *PLAN, *STATED} == set(WEIGHTS)


def test_all_six_are_green_when_everything_holds():
    assert colours(gate(FACTS, ANSWERS, SETTINGS)) == ALL_GREEN
    assert [light.dimension for light in lights([])] == list(Dimension)


@pytest.mark.parametrize(("code", "expected"), WEIGHTS.items())
def test_one_open_line_colours_its_dimension_and_no_other(code, expected):
    dimension, colour = expected
    items = items_without(code)
    assert [item.code for item in items if not item.met] == [code]
    assert colours(items) == ALL_GREEN | {dimension: colour}


@pytest.mark.parametrize("code", SENTENCED)
def test_a_check_without_its_sentence_is_a_gap_and_no_stop(code):
    items = gate(FACTS, replace(ANSWERS, **{f"{code}_text": " "}), SETTINGS)
    assert colours(items) == ALL_GREEN | {WEIGHTS[code][0]: YELLOW}


@pytest.mark.parametrize("code", SENTENCED)
def test_a_check_that_is_not_needed_is_green_with_its_sentence(code):
    assert colours(gate(FACTS, replace(ANSWERS, **{code: Checked.NOT_NEEDED}), SETTINGS)) == ALL_GREEN


def test_the_worst_line_gives_the_colour_and_stands_first():
    facts = replace(FACTS, open_findings=2, severe_findings=1, job_centres=1)
    use = lights(gate(facts, ANSWERS, SETTINGS))[0]
    assert use.colour is RED
    assert [reason.colour for reason in use.reasons][:3] == [RED, YELLOW, YELLOW]
    assert [reason.code for reason in use.worst] == ["severe", "job_centres", "findings"]
    assert use.worst[0].text == "1 schwerer Befund noch nicht behoben"


def test_a_green_light_gives_all_its_reasons():
    finance = lights(gate(FACTS, ANSWERS, SETTINGS))[3]
    assert [reason.text for reason in finance.worst] == [
        "Kosten im Betrieb: angegeben",
        "Finanzierung: geklärt",
    ]


def test_each_reason_names_its_proof():
    for light in lights(gate(FACTS, ANSWERS, SETTINGS)):
        assert all(reason.proof in set(Proof) for reason in light.reasons), light.dimension


def test_a_group_that_the_idea_is_not_for_is_not_missed():
    facts = replace(FACTS, audience=Audience.STAFF, customers=0, staff=9)
    assert colours(gate(facts, ANSWERS, SETTINGS)) == ALL_GREEN


def test_before_the_form_is_sent_only_evidence_gives_light():
    shown = asked_lights(check_evidence(Facts(audience=Audience.BOTH), SETTINGS))
    assert [(light.dimension, light.colour) for light in shown] == [(Dimension.USE, RED)]


def test_an_empty_form_is_red_nearly_everywhere():
    items = gate(Facts(audience=Audience.BOTH), Answers(), SETTINGS)
    assert set(colours(items).values()) == {RED}


def test_a_gate_of_former_days_has_a_gap_where_nothing_was_asked():
    stored = [line for line in store_gate(gate(FACTS, ANSWERS, SETTINGS)) if line["code"] not in STATED]
    former = lights(load_gate(stored))
    assert {light.dimension: light.colour for light in former} == ALL_GREEN | {Dimension.FINANCE: YELLOW}
    (finance,) = (light for light in former if not light.is_asked)
    assert [reason.text for reason in finance.reasons] == [
        "Danach wurde bei dieser Meldung noch nicht gefragt."
    ]


def test_a_line_that_nobody_knows_any_more_is_passed_over():
    items = load_gate([{"code": "smell", "met": False}, {"code": "owner", "met": True}])
    assert colours(items)[Dimension.ORGANISATION] is GREEN


def test_a_line_that_holds_is_green():
    assert {colour_of(item) for item in gate(FACTS, ANSWERS, SETTINGS)} == {GREEN}
