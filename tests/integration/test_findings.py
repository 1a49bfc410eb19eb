"""Findings and what became of them."""

from datetime import timedelta

import pytest

from lab.audit.queries import timeline
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility
from lab.ideas.workflow import State
from lab.prototypes.models import Answer, PointKind
from lab.prototypes.views import FORMS_ON_PAGE
from tests.factories import make_feedback, make_finding, make_idea, make_prototype
from tests.helpers import count_queries
from tests.markup import text_of


@pytest.fixture
def idea(app):
    return make_idea(State.TEST)


@pytest.fixture
def finding(idea):
    return make_finding(make_feedback(make_prototype(idea)), body="Die Schrift ist zu klein.")


def answer_of(finding):
    return f"/findings/{finding.id}/answer"


def page_of(prototype):
    return f"/prototypes/{prototype.id}"


def said(answer=Answer.LATER, text="Kommt mit der nächsten Fassung.", **more):
    return {"answer": answer, "text": text, **more}


def test_a_facilitator_answers_beside_the_finding(client_for, personas, idea, finding):
    second = make_prototype(idea)
    client = client_for(personas.facilitator)
    response = client.submit(
        page_of(finding.prototype),
        said(Answer.TAKEN_UP, "Sie ist jetzt größer.", taken_up_in=str(second.id)),
        action=answer_of(finding),
    )
    assert response.status_code == 303
    assert response.location == f"{page_of(finding.prototype)}#finding-{finding.id}"
    db.session.refresh(finding)
    assert (finding.answer, finding.answer_text) == (Answer.TAKEN_UP, "Sie ist jetzt größer.")
    assert (finding.taken_up_in_id, finding.answered_by_id) == (second.id, personas.facilitator.id)
    assert finding.answered_at is not None
    event = timeline("idea", idea.id)[0]
    assert (event.kind, event.reason) == ("finding_answered", "Sie ist jetzt größer.")
    assert (event.detail["number"], event.detail["answer"]) == (1, "taken_up")


@pytest.mark.parametrize(
    ("kind", "answer", "sentence"),
    [
        (PointKind.CRITICISM, Answer.TAKEN_UP, "Sie haben es gesagt – wir haben es geändert, in v2"),
        (PointKind.QUESTION, Answer.TAKEN_UP, "Sie haben gefragt – wir haben es geklärt, in v2"),
        (PointKind.IDEA, Answer.TAKEN_UP, "Ihre Idee – aufgenommen in v2"),
        (PointKind.CRITICISM, Answer.LATER, "Das kommt später"),
        (PointKind.QUESTION, Answer.LATER, "Das klären wir später"),
        (PointKind.IDEA, Answer.LATER, "Das kommt später"),
        (PointKind.CRITICISM, Answer.NO, "Das bleibt so"),
        (PointKind.QUESTION, Answer.NO, "Beantwortet, ohne Änderung"),
        (PointKind.IDEA, Answer.NO, "Das nehmen wir nicht auf"),
    ],
)
def test_everyone_reads_the_answer_in_words(client_for, personas, idea, kind, answer, sentence):
    prototype, second = make_prototype(idea), make_prototype(idea)
    finding = make_finding(make_feedback(prototype), kind)
    data = said(answer, "Weil es so ist.", taken_up_in=str(second.id))
    assert client_for(personas.facilitator).post_form(answer_of(finding), data).status_code == 303
    page = text_of(client_for(personas.colleague).get_page(page_of(prototype)).find(".//main"))
    assert f"{sentence} Weil es so ist." in page
    assert "noch ohne Antwort" not in page


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (PointKind.CRITICISM, "Sie haben es gesagt – wir haben es noch in dieser Version geändert"),
        (PointKind.QUESTION, "Sie haben gefragt – wir haben es noch in dieser Version geklärt"),
        (PointKind.IDEA, "Ihre Idee – noch in dieser Version aufgenommen"),
    ],
)
def test_what_was_taken_up_at_once_is_told_so_wherever_it_is_shown(
    client_for, personas, idea, kind, sentence
):
    prototype = make_prototype(idea)
    finding = make_finding(make_feedback(prototype), kind)
    client = client_for(personas.facilitator)
    data = said(Answer.TAKEN_UP, "Gleich erledigt.", taken_up_in=str(prototype.id))
    assert client.post_form(answer_of(finding), data).status_code == 303
    for url in (page_of(prototype), answer_of(finding), f"/ideas/{idea.id}"):
        text = text_of(client.get_page(url).find(".//main"))
        assert sentence in text
        assert "in v1" not in text
    assert "1 Befund: 1 noch in dieser Version aufgenommen" in text_of(client.get_page(page_of(prototype)))


def test_the_idea_counts_what_is_left_open(client_for, personas, idea, finding):
    make_finding(finding.observations[0].feedback)
    client_for(personas.facilitator).post_form(answer_of(finding), said())
    db.session.refresh(idea)
    assert idea.open_findings == 1


def test_a_version_counts_only_where_something_was_taken_up(client_for, personas, idea, finding):
    data = said(Answer.NO, taken_up_in=str(finding.prototype_id))
    assert client_for(personas.facilitator).post_form(answer_of(finding), data).status_code == 303
    db.session.refresh(finding)
    assert (finding.answer, finding.taken_up_in_id) == (Answer.NO, None)


def test_an_answer_may_be_changed_and_both_stand_in_the_history(client_for, personas, idea, finding):
    client = client_for(personas.facilitator)
    client.submit(answer_of(finding), said())
    response = client.submit(answer_of(finding), said(Answer.NO, "Doch nicht: Es stört niemanden mehr."))
    assert response.status_code == 303
    db.session.refresh(finding)
    assert finding.answer == Answer.NO
    kinds = [event.kind for event in timeline("idea", idea.id)]
    assert kinds.count("finding_answered") == 2


@pytest.mark.parametrize("state", [State.READY, State.ROLLOUT, State.PARKED, State.STOPPED])
def test_people_get_an_answer_even_when_work_rests(client_for, personas, state):
    finding = make_finding(make_feedback(make_prototype(make_idea(state))))
    assert client_for(personas.facilitator).post_form(answer_of(finding), said()).status_code == 303


# Who


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("facilitator", 200),
        ("author", 403),
        ("member", 403),
        ("guest", 403),
        ("colleague", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 404),
    ],
)
def test_who_answers_findings(client_for, personas, persona, status):
    until = today() + timedelta(days=3)
    idea = make_idea(State.TEST, author=personas.author, team=[personas.member, (personas.guest, until)])
    finding = make_finding(make_feedback(make_prototype(idea)))
    client = client_for(getattr(personas, persona))
    assert client.get(answer_of(finding)).status_code == status
    response = client.post_form(answer_of(finding), said())
    assert response.status_code == {200: 303}.get(status, status)
    if status == 403:
        assert "Befunde beantwortet die Lab-Moderation." in response.text
    db.session.refresh(finding)
    assert (finding.answer is None) == (status != 200)


def test_who_may_not_answer_sees_open_findings_without_a_form(client_for, personas, finding):
    page = client_for(personas.colleague).get_page(page_of(finding.prototype))
    assert answer_of(finding) not in [form.get("action") for form in page.iter("form")]
    assert "Die Schrift ist zu klein." in text_of(page.find(".//main"))
    assert "Befunde beantwortet die Lab-Moderation." in text_of(page.find(".//main"))


@pytest.mark.parametrize("number", ["0", "999999", "2147483648", "99999999999999999999"])
def test_an_unknown_finding_is_not_found(client_for, personas, number):
    client = client_for(personas.facilitator)
    assert client.get(f"/findings/{number}/answer").status_code == 404
    assert client.post_form(f"/findings/{number}/answer", said()).status_code == 404


# Bad input


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": ""}, "mit einem Satz"),
        ({"text": "  \n\t "}, "mit einem Satz"),
        ({"text": "\x00\x07"}, "mit einem Satz"),
        ({"text": "x" * 100_000}, "höchstens 2000 Zeichen, es sind 100000"),
        ({"answer": ""}, "was aus dem Befund wird"),
        ({"answer": "maybe"}, ""),
        ({"answer": Answer.TAKEN_UP}, "wählen Sie die Version"),
        ({"answer": Answer.TAKEN_UP, "taken_up_in": ""}, "wählen Sie die Version"),
        ({"answer": Answer.TAKEN_UP, "taken_up_in": "999999"}, ""),
        ({"answer": Answer.TAKEN_UP, "taken_up_in": "-1"}, ""),
        ({"answer": Answer.TAKEN_UP, "taken_up_in": "v2"}, ""),
        ({"answer": Answer.TAKEN_UP, "taken_up_in": "9" * 40}, ""),
        ({"answer": Answer.TAKEN_UP, "taken_up_in": "\x00"}, "wählen Sie die Version"),
    ],
)
def test_bad_input_stands_beside_its_field_and_nothing_typed_is_lost(
    client_for, personas, finding, change, message
):
    data = said(text="Ein guter Satz.") | change
    response = client_for(personas.facilitator).post_form(answer_of(finding), data)
    assert response.status_code == 422
    assert message in response.text
    assert "kern-error" in response.text
    assert "text" in change or "Ein guter Satz." in response.text
    db.session.refresh(finding)
    assert finding.answer is None


def test_another_ideas_version_takes_nothing_up(client_for, personas, finding):
    foreign = make_prototype(make_idea(State.TEST))
    data = said(Answer.TAKEN_UP, taken_up_in=str(foreign.id))
    assert client_for(personas.facilitator).post_form(answer_of(finding), data).status_code == 422
    db.session.refresh(finding)
    assert finding.answer is None


def test_an_earlier_version_takes_nothing_up(client_for, personas, idea):
    first, second = make_prototype(idea), make_prototype(idea)
    finding = make_finding(make_feedback(second))
    data = said(Answer.TAKEN_UP, taken_up_in=str(first.id))
    assert client_for(personas.facilitator).post_form(answer_of(finding), data).status_code == 422
    db.session.refresh(finding)
    assert finding.answer is None


def test_a_stale_form_gets_409_and_keeps_what_was_typed(client_for, personas, finding):
    client = client_for(personas.facilitator)
    old = finding.version
    client.post_form(answer_of(finding), said(text="Zuerst geantwortet."))
    response = client.post_form(answer_of(finding), said(Answer.NO, "Zu spät.", version=str(old)))
    assert response.status_code == 409
    assert "Zu spät." in response.text
    assert "Zuerst geantwortet." in response.text
    db.session.refresh(finding)
    assert finding.answer_text == "Zuerst geantwortet."


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 40])
def test_a_garbled_version_is_no_present_one(client_for, personas, finding, version):
    response = client_for(personas.facilitator).post_form(answer_of(finding), said(version=version))
    assert response.status_code == 409


def test_the_same_answer_sent_twice_stands_once(client_for, personas, idea, finding):
    client = client_for(personas.facilitator)
    data = said(version=str(finding.version))
    assert client.post_form(answer_of(finding), data).status_code == 303
    assert client.post_form(answer_of(finding), data).status_code == 409
    kinds = [event.kind for event in timeline("idea", idea.id)]
    assert kinds.count("finding_answered") == 1


@pytest.mark.parametrize(
    "text", ["👩🏽‍💻 äöüß", "مرحبا بالعالم", "<b onclick=x>fett</b>", "{{ 7 * 7 }} {% raw %} %(title)s"]
)
def test_whatever_is_answered_is_shown_as_text(client_for, personas, idea, finding, text):
    client = client_for(personas.facilitator)
    assert client.post_form(answer_of(finding), said(text=text)).status_code == 303
    for url in (page_of(finding.prototype), answer_of(finding), f"/ideas/{idea.id}"):
        assert text in text_of(client.get_page(url).find(".//main"))


def test_without_a_token_nothing_is_answered(client_for, personas, finding):
    data = {"answer": "no", "text": "Nein."}
    assert client_for(personas.facilitator).post(answer_of(finding), data=data).status_code == 400


# The page


def test_open_findings_stand_first_and_beyond_some_each_has_a_page_of_its_own(client_for, personas, idea):
    prototype = make_prototype(idea)
    feedback = make_feedback(prototype)
    make_finding(feedback, answer=Answer.NO, body="Schon beantwortet.")
    for number in range(FORMS_ON_PAGE + 3):
        make_finding(feedback, body=f"Offener Punkt {number}.")
    page = client_for(personas.facilitator).get_page(page_of(prototype))
    actions = [form.get("action") or "" for form in page.iter("form")]
    assert len([action for action in actions if action.startswith("/findings/")]) == FORMS_ON_PAGE
    links = [link.get("href") or "" for link in page.iter("a")]
    assert len([link for link in links if link.startswith("/findings/")]) == 3 + 1
    text = text_of(page.find(".//main"))
    assert text.index("Offener Punkt 0.") < text.index("Schon beantwortet.")


def test_a_long_field_is_folded(client_for, personas, idea):
    prototype = make_prototype(idea)
    make_feedback(prototype, likes="\n".join(f"Gut {number}." for number in range(9)))
    text = text_of(client_for(personas.colleague).get_page(page_of(prototype)).find(".//main"))
    assert "noch 3 weitere" in text
    assert "Gut 8." in text


def test_the_page_of_an_answer_costs_a_fixed_number_of_queries(client_for, personas, idea, finding):
    client, url = client_for(personas.facilitator), answer_of(finding)
    with count_queries() as queries:
        client.get(url)
    before = queries.count
    for _number in range(10):
        make_finding(make_feedback(make_prototype(idea)))
    with count_queries() as queries:
        client.get(url)
    assert queries.count == before <= 8, str(queries)


def test_a_hidden_author_stays_hidden(client_for, personas):
    idea = make_idea(State.TEST, author=personas.author, author_visibility=AuthorVisibility.TEAM)
    finding = make_finding(make_feedback(make_prototype(idea)), answer=Answer.NO)
    response = client_for(personas.facilitator).get(answer_of(finding))
    assert personas.author.name not in response.text
