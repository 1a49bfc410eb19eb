"""Results of versions and the verdict on them."""

from itertools import count

import pytest

from lab.accounts.models import Role
from lab.audit.queries import timeline
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.models import (
    AnswerSheet,
    Basis,
    Channel,
    Decision,
    Group,
    Inspection,
    Met,
    Outcome,
    Participant,
    PointKind,
    Questionnaire,
    Severity,
    TaskResult,
    Verdict,
)
from lab.prototypes.versions import list_versions
from lab.results.queries import collect_results
from lab.results.statistics import Grade
from tests.factories import (
    make_feedback,
    make_finding,
    make_idea,
    make_observation,
    make_prototype,
    make_round,
    make_user,
    one_commit,
    save,
)
from tests.helpers import count_queries, error_beside, typed_in
from tests.markup import parse, text_of

BEST = [5, 1] * 5
GOOD = [4, 2] * 5
BROOKE = [5, 4, 2, 1, 2, 3, 2, 4, 5, 2]
SAID = {
    "met": Met.YES,
    "met_because": "Vier von fünf fanden den Termin allein.",
    "decision": Decision.CONTINUE,
    "learned": "Die Uhrzeit gehört nach oben.",
}
_keys = count(1)


@pytest.fixture
def idea(app):
    return make_idea(State.TEST)


@pytest.fixture
def prototype(idea):
    return make_prototype(idea)


def results_of(prototype):
    return f"/prototypes/{prototype.id}/results"


def verdict_of(prototype):
    return f"/prototypes/{prototype.id}/verdict"


def make_sheet(test_round, scores, inspection=Inspection.ACCEPTED):
    seen = inspection is not Inspection.WAITING
    return save(
        AnswerSheet(
            round_id=test_round.id,
            key=f"sheet {next(_keys)}",
            channel=Channel.PAPER,
            scores=scores,
            received_on=today(),
            inspection=inspection,
            inspected_by_id=test_round.author_id if seen else None,
            inspected_at=now() if seen else None,
        )
    )


def make_participant(test_round, number, *outcomes, group=None):
    participant = Participant(
        round_id=test_round.id, number=number, group=group or test_round.group, created_at=now()
    )
    participant.task_results = [
        TaskResult(task=task, outcome=outcome) for task, outcome in enumerate(outcomes, start=1) if outcome
    ]
    return save(participant)


def make_sus_round(prototype, *sheets, group=Group.STAFF, questionnaire=Questionnaire.SUS):
    test_round = make_round(prototype, group, questionnaire=questionnaire)
    for scores in sheets:
        make_sheet(test_round, scores)
    return test_round


def one_result(prototype):
    return collect_results(list_versions(prototype.idea))[prototype.number - 1]


def score_of(prototype, group=Group.STAFF, questionnaire=Questionnaire.SUS):
    return one_result(prototype).scores[group, questionnaire]


# Scores


def test_only_accepted_and_complete_sheets_make_a_score(client_for, personas, prototype):
    test_round = make_sus_round(prototype, BROOKE, BEST, [*BROOKE[:9], None], [3] * 9, [])
    make_sheet(test_round, BEST, Inspection.WAITING)
    make_sheet(test_round, [], Inspection.DISCARDED)
    score = score_of(prototype)
    assert (sorted(score.values), score.incomplete) == ([55.0, 100.0], 3)
    page = client_for(personas.colleague).get(results_of(prototype)).text
    text = text_of(parse(page).find(".//main"))
    assert "77,5" in text
    assert "n = 2" in text
    assert "3 Bögen sind nicht vollständig ausgefüllt und haben deshalb keinen Wert." in text


@pytest.mark.parametrize("scores", [[9] * 10, [0] * 10, ["5"] * 10, [True] * 10, [5] * 11, None])
def test_values_off_the_scale_have_no_score(prototype, scores):
    make_sus_round(prototype, scores)
    score = score_of(prototype)
    assert (score.summary, score.incomplete) == (None, 1)


def test_below_five_there_is_no_grade_and_from_five_on_one(client_for, personas, prototype):
    test_round = make_sus_round(prototype, *[BEST] * 4)
    client = client_for(personas.author)
    few = client.get(results_of(prototype)).text
    assert score_of(prototype).grade is None
    assert "Noch keine Einordnung: Dafür braucht es mindestens 5 vollständige Bögen." in few
    assert "Mittel veröffentlichter Studien" not in few
    make_sheet(test_round, GOOD)
    enough = client.get(results_of(prototype)).text
    assert score_of(prototype).grade is Grade.ABOVE
    assert "Über dem Mittel veröffentlichter Studien (68)." in enough


def test_a_mean_that_may_be_either_is_called_so(client_for, personas, prototype):
    make_sus_round(prototype, BEST, GOOD, BROOKE, BROOKE, GOOD)
    page = client_for(personas.author).get(results_of(prototype)).text
    assert "Ob über oder unter dem Mittel veröffentlichter Studien (68), lässt sich noch nicht sagen." in page


def test_one_sheet_has_a_value_and_no_interval(client_for, personas, prototype):
    make_sus_round(prototype, GOOD)
    page = client_for(personas.author).get(results_of(prototype)).text
    assert "Ein einzelner Bogen ist noch kein Mittelwert." in page
    assert "wahrscheinlich" not in text_of(parse(page).find(".//*[@class='score']"))


def test_groups_and_scales_stand_side_by_side(client_for, personas, prototype):
    make_sus_round(prototype, GOOD, GOOD)
    make_sus_round(prototype, [7, 6], [6, None], group=Group.CUSTOMERS, questionnaire=Questionnaire.UMUX_LITE)
    score = score_of(prototype, Group.CUSTOMERS, Questionnaire.UMUX_LITE)
    assert ([round(value, 1) for value in score.values], score.incomplete) == ([91.7], 1)
    page = parse(client_for(personas.author).get(results_of(prototype)).text)
    panels = [text_of(panel) for panel in page.findall(".//*[@class='score']")]
    assert [panel.partition("n =")[0] for panel in panels] == [
        "Kundinnen und Kunden UMUX-Lite · ",
        "Beschäftigte SUS · ",
    ]


# Tasks, grid, findings


def test_task_success_is_counted_by_task_and_group(client_for, personas, prototype):
    test_round = make_round(prototype, Group.STAFF, tasks="Den Termin finden\nIhn absagen")
    make_participant(test_round, 1, Outcome.ALONE, Outcome.FAILED)
    make_participant(test_round, 2, Outcome.ALONE, None)
    make_participant(test_round, 3, Outcome.HELPED, None, Outcome.ALONE, group=Group.CUSTOMERS)
    result = one_result(prototype)
    assert result.task_list == ["Den Termin finden", "Ihn absagen", "Aufgabe 3"]
    staff = result.tasks["Den Termin finden", Group.STAFF]
    assert (staff.alone, staff.n) == (2, 2)
    page = parse(client_for(personas.author).get(results_of(prototype)).text)
    names = [element.get("aria-label") for element in page.findall(".//*[@role='img']")]
    assert any(
        name and name.startswith("Den Termin finden: Kundinnen und Kunden, n\u00a0=\u00a01: 1 mit Hilfe")
        for name in names
    )


def test_the_grid_counts_what_was_seen_apart_from_what_was_said(client_for, personas, prototype):
    feedback = make_feedback(prototype, Group.STAFF, likes="Kurz.\nKlar.")
    make_finding(feedback, PointKind.CRITICISM, severity=Severity.SEVERE)
    person = make_participant(make_round(prototype, Group.STAFF), 1, group=Group.CUSTOMERS)
    make_observation(person, PointKind.CRITICISM, basis=Basis.SEEN)
    make_observation(person, PointKind.CRITICISM)
    sheet = make_sheet(make_round(prototype, Group.LEADERSHIP), [])
    make_observation(sheet, PointKind.IDEA)
    result = one_result(prototype)
    assert {key: dict(counts) for key, counts in result.points.items()} == {
        (PointKind.LIKE, Group.STAFF): {Basis.SAID: 2},
        (PointKind.CRITICISM, Group.STAFF): {Basis.SAID: 1},
        (PointKind.CRITICISM, Group.CUSTOMERS): {Basis.SAID: 1, Basis.SEEN: 1},
        (PointKind.IDEA, Group.LEADERSHIP): {Basis.SAID: 1},
    }
    assert result.severe == 1
    page = client_for(personas.author).get(results_of(prototype)).text
    assert "4 Befunde noch ohne Antwort, 1 schwerer nicht gelöst" in page
    assert "2, davon 1 beobachtet" in page


def test_without_tests_the_pages_say_so(client_for, personas, idea):
    client = client_for(personas.facilitator)
    assert "Noch keine Version" in client.get(f"/ideas/{idea.id}/results").text
    prototype = make_prototype(idea)
    assert "Noch keine Ergebnisse" in client.get(f"/ideas/{idea.id}/results").text
    page = client.get(results_of(prototype)).text
    assert "Noch hat niemand diese Version ausprobiert. Ein Urteil braucht einen Test." in page
    assert verdict_of(prototype) not in page
    assert client.get(verdict_of(prototype)).status_code == 403


def test_versions_are_told_in_their_order(client_for, personas, idea):
    for scores in (BROOKE, GOOD, BEST):
        prototype = make_prototype(idea)
        make_sus_round(prototype, scores, scores)
    save(Verdict(prototype_id=prototype.id, **SAID, decided_by_id=personas.facilitator.id, decided_at=now()))
    page = parse(client_for(personas.author).get(f"/ideas/{idea.id}/results").text)
    names = [element.get("aria-label") for element in page.findall(".//*[@role='img']")]
    assert any(
        name.startswith(
            "Beschäftigte, SUS von 0 bis 100: v1 55 (n = 2), v2 75 (n = 2), v3 100".replace(
                "n = ", "n\u00a0=\u00a0"
            )
        )
        for name in names
    )
    rows = [text_of(row) for row in page.find(".//table").iter("tr")][1:]
    assert [row[:2] for row in rows] == ["v1", "v2", "v3"]
    assert "erfüllt" in rows[2]
    assert "noch kein Urteil" in rows[0]


def test_the_number_of_queries_does_not_grow(client_for, personas, idea):
    client = client_for(personas.colleague)

    def fill():
        with one_commit():
            prototype = make_prototype(idea)
            for group in Group:
                test_round = make_sus_round(prototype, *[BROOKE] * 3, group=group)
                person = make_participant(test_round, 1, Outcome.ALONE)
                make_observation(person)
                make_finding(make_feedback(prototype, group))
        return prototype

    prototype = fill()
    pages = (results_of(prototype), f"/ideas/{idea.id}/results")
    before = []
    for page in pages:
        with count_queries() as queries:
            assert client.get(page).status_code == 200
        before.append(queries.count)
    fill()
    fill()
    for page, few in zip(pages, before, strict=True):
        with count_queries() as queries:
            client.get(page)
        assert queries.count == few <= 13, queries
    db.session.rollback()
    rows = list_versions(idea)
    with count_queries() as queries:
        collect_results(rows)
    assert queries.count == 6


def test_unknown_arguments_are_refused(client_for, personas, prototype):
    assert client_for(personas.author).get(f"{results_of(prototype)}?group=staff").status_code == 400


# The verdict


def test_a_facilitator_judges_and_the_idea_remembers(client_for, personas, idea, prototype):
    make_feedback(prototype)
    client = client_for(personas.facilitator)
    response = client.submit(verdict_of(prototype), SAID)
    assert (response.status_code, response.location) == (303, results_of(prototype))
    verdict = db.session.get(Verdict, prototype.id)
    assert (verdict.met, verdict.decision, verdict.decided_by_id) == (
        Met.YES,
        Decision.CONTINUE,
        personas.facilitator.id,
    )
    event = timeline("idea", idea.id)[0]
    assert (event.kind, event.reason) == ("verdict_given", SAID["met_because"])
    assert event.detail["prototype_id"] == prototype.id
    db.session.refresh(idea)
    assert idea.is_criterion_met
    page = client_for(personas.colleague).get(results_of(prototype)).text
    assert "Kriterium: erfüllt" in page
    assert "weiter damit" in page
    assert SAID["learned"] in page
    story = client.get(f"/ideas/{idea.id}/history").text
    assert "hat Version 1 beurteilt: Kriterium erfüllt, weiter damit" in story


def test_a_verdict_may_be_changed_and_saying_the_same_again_is_no_event(
    client_for, personas, idea, prototype
):
    make_feedback(prototype)
    client = client_for(personas.facilitator)
    client.submit(verdict_of(prototype), SAID)
    client.submit(verdict_of(prototype))
    assert [event.kind for event in timeline("idea", idea.id)].count("verdict_given") == 1
    client.submit(verdict_of(prototype), {"met": Met.NO, "decision": Decision.STOP})
    db.session.refresh(idea)
    assert not idea.is_criterion_met
    assert [event.kind for event in timeline("idea", idea.id)].count("verdict_given") == 2


def test_nobody_judges_the_own_idea(client_for, personas):
    author = make_user(Role.FACILITATOR)
    prototype = make_prototype(make_idea(State.TEST, author=author))
    make_feedback(prototype)
    client = client_for(author)
    assert "Niemand bewertet die eigene Idee." in client.get(results_of(prototype)).text
    assert client.get(verdict_of(prototype)).status_code == 403
    response = client.post_form(verdict_of(prototype), SAID | {"version": "0"})
    assert response.status_code == 403
    assert "Niemand bewertet die eigene Idee." in response.text
    assert db.session.get(Verdict, prototype.id) is None


def test_a_stale_form_gets_409_and_keeps_what_was_typed(client_for, personas, prototype):
    make_feedback(prototype)
    client = client_for(personas.facilitator)
    assert client.submit(verdict_of(prototype), SAID).status_code == 303
    late = SAID | {"met": Met.NO, "met_because": "Ich sehe das anders.", "version": "0"}
    response = client.post_form(verdict_of(prototype), late)
    assert response.status_code == 409
    assert typed_in(response.text, "met_because") == "Ich sehe das anders."
    assert SAID["learned"] in response.text
    assert typed_in(response.text, "version") == "1"
    assert db.session.get(Verdict, prototype.id).met is Met.YES


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("met", ""),
        ("met", "perhaps"),
        ("met_because", " \u200b\n "),
        ("met_because", "x" * 1001),
        ("decision", "later"),
        ("learned", ""),
        ("learned", "x" * 2001),
    ],
)
def test_bad_input_comes_back_with_the_reason(client_for, personas, prototype, field, value):
    make_feedback(prototype)
    response = client_for(personas.facilitator).post_form(
        verdict_of(prototype), SAID | {"version": "0", field: value}
    )
    assert response.status_code == 422
    assert error_beside(response.text, field)
    assert db.session.get(Verdict, prototype.id) is None


@pytest.mark.parametrize("version", ["", "-1", "1e3", "٣", "99999999999999999999", "1"])
def test_a_garbled_version_is_a_conflict(client_for, personas, prototype, version):
    make_feedback(prototype)
    response = client_for(personas.facilitator).post_form(verdict_of(prototype), SAID | {"version": version})
    assert response.status_code == 409


def test_script_in_a_sentence_is_text(client_for, personas, prototype):
    make_feedback(prototype)
    client = client_for(personas.facilitator)
    client.submit(verdict_of(prototype), SAID | {"learned": "<script>alert(1)</script>"})
    make_round(prototype, Group.STAFF, tasks='<b>"Absagen"</b>')
    assert "&lt;script&gt;" in client.get(results_of(prototype)).text


def test_of_many_versions_the_newest_are_drawn_and_all_are_in_the_table(client_for, personas, idea):
    with one_commit():
        for _ in range(8):
            make_sus_round(make_prototype(idea), GOOD)
    page = parse(client_for(personas.author).get(f"/ideas/{idea.id}/results").text)
    slope = page.find(".//*[@class='chart chart--slope']")
    assert slope.get("aria-label").startswith("Beschäftigte, SUS von 0 bis 100: v3 75")
    assert [text_of(row.find("th")) for row in page.findall(".//figure")[0].iter("tr")][1:] == [
        f"v{number}" for number in range(1, 9)
    ]
    assert "Gezeichnet sind die letzten 6 Versionen" in text_of(page.find(".//main"))
