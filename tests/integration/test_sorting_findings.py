"""Sorting what was seen and said into findings."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lab.audit.queries import timeline
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.models import (
    Answer,
    AnswerSheet,
    Basis,
    Channel,
    Finding,
    Inspection,
    Observation,
    PointKind,
    Severity,
)
from lab.sessions.queries import UNSORTED_ON_PAGE
from tests import factories as make
from tests.client import client_for as client_of
from tests.helpers import count_queries, error_beside, typed_in
from tests.markup import parse, text_of


@pytest.fixture
def idea(personas):
    until = today() + timedelta(days=3)
    return make.make_idea(State.TEST, author=personas.author, team=[personas.member, (personas.guest, until)])


@pytest.fixture
def prototype(idea):
    return make.make_prototype(idea)


@pytest.fixture
def participant(prototype):
    return make.make_participant(make.make_round(prototype))


def make_sheet(test_round, inspector):
    return make.save(
        AnswerSheet(
            round_id=test_round.id,
            key="a" * 32,
            channel=Channel.PUBLIC,
            received_on=today(),
            inspection=Inspection.ACCEPTED,
            inspected_by_id=inspector.id,
            inspected_at=now(),
        )
    )


def make_finding_of(*observations, answered_by=None, **values):
    """A finding that gathers the observations."""
    row = {
        "prototype_id": observations[0].prototype_id,
        "kind": PointKind.CRITICISM,
        "body": "Der Knopf fehlt.",
    }
    if answered_by:
        row |= {"answer": Answer.NO, "answer_text": "Bleibt.", "answered_by_id": answered_by.id}
        row |= {"answered_at": now()}
    finding = make.save(Finding(**row | values))
    for observation in observations:
        observation.finding_id = finding.id
    make.commit()
    return finding


def page_of(prototype):
    return f"/prototypes/{prototype.id}/findings"


def chosen(*observations, target="new", body="Der Knopf ist nicht zu finden.", **more):
    ids = [str(observation.id) for observation in observations]
    return {
        "observations": ids,
        "target": target,
        "body": body,
        "kind": PointKind.CRITICISM,
        "severity": "",
        **more,
    }


def findings():
    return db.session.scalars(sa.select(Finding).order_by(Finding.id)).all()


def homes():
    """Where each observation stands."""
    rows = db.session.execute(sa.select(Observation.id, Observation.finding_id).order_by(Observation.id))
    return dict(rows.all())


def main_text(page):
    return text_of(page.find(".//main"))


def test_observations_become_a_finding_as_grave_as_the_gravest(
    client_for, personas, idea, prototype, participant
):
    first = make.make_observation(participant, basis=Basis.SEEN, severity=Severity.LOW)
    sheet = make_sheet(participant.round, personas.facilitator)
    second = make.make_observation(sheet, PointKind.QUESTION, severity=Severity.SEVERE, body="Wo?")
    client = client_for(personas.member)
    text = main_text(client.get_page(page_of(prototype)))
    assert "Noch nicht zugeordnet2 Beobachtungen" in text
    assert text.index("Die Schrift ist zu klein.") < text.index("Wo?")
    data = chosen(first, second)
    response = client.submit(page_of(prototype), data)
    assert (response.status_code, response.location) == (303, page_of(prototype))
    finding = findings()[0]
    assert (finding.body, finding.kind) == ("Der Knopf ist nicht zu finden.", PointKind.CRITICISM)
    assert finding.severity is Severity.SEVERE
    assert set(homes().values()) == {finding.id}
    db.session.refresh(idea)
    assert (idea.open_findings, idea.severe_findings) == (1, 1)
    event = timeline("idea", idea.id)[0]
    assert (event.kind, event.detail["count"], event.detail["number"]) == ("finding_created", 2, 1)
    text = main_text(client.get_page(page_of(prototype)))
    assert "n\u00a0=\u00a02".replace("\u00a0", " ") in text.replace("\u00a0", " ")
    assert "1 beobachtet · 1 gesagt" in text
    assert "schwer: so geht es nicht" in text
    assert "Alles ist zugeordnet." in text


def test_more_is_put_into_a_finding_that_is_there(client_for, personas, idea, prototype, participant):
    first = make.make_observation(participant)
    finding = make_finding_of(first, answered_by=personas.facilitator)
    second = make.make_observation(participant, PointKind.IDEA)
    data = chosen(second, target=str(finding.id), body="")
    assert client_for(personas.member).submit(page_of(prototype), data).status_code == 303
    assert homes() == {first.id: finding.id, second.id: finding.id}
    event = timeline("idea", idea.id)[0]
    assert (event.kind, event.detail["count"]) == ("findings_sorted", 1)
    db.session.refresh(idea)
    assert idea.open_findings == 0


def test_what_was_good_in_a_summed_up_feedback_needs_no_finding(client_for, personas, prototype):
    make.make_feedback(prototype, likes="Kurz und klar.")
    assert "Noch nichts zu ordnen" in main_text(client_for(personas.member).get_page(page_of(prototype)))


def test_severe_and_open_findings_come_first(client_for, personas, prototype, participant):
    def one():
        return make.make_observation(participant)

    make_finding_of(one(), body="Beantwortet.", answered_by=personas.facilitator, severity=Severity.SEVERE)
    make_finding_of(one(), body="Ohne Angabe.")
    make_finding_of(one(), body="Gering.", severity=Severity.LOW)
    make_finding_of(one(), body="Schwer.", severity=Severity.SEVERE)
    page = client_for(personas.facilitator).get_page(page_of(prototype))
    titles = [text_of(title) for title in page.iter("h3")]
    assert titles == ["Schwer.", "Gering.", "Ohne Angabe.", "Beantwortet."]
    links = [link.get("href") for link in page.iter("a")]
    assert f"/findings/{findings()[3].id}/answer" in links


def test_an_observation_is_taken_out_again(client_for, personas, idea, prototype, participant):
    first, second = make.make_observation(participant), make.make_observation(participant)
    finding = make_finding_of(first, second)
    client = client_for(personas.member)
    assert client.post_form(f"/observations/{first.id}/release").status_code == 303
    assert homes() == {first.id: None, second.id: finding.id}
    assert timeline("idea", idea.id)[0].kind == "finding_edited"
    # Once more changes nothing; the last one takes the finding along.
    assert client.post_form(f"/observations/{first.id}/release").status_code == 303
    assert client.post_form(f"/observations/{second.id}/release").status_code == 303
    assert findings() == []
    assert set(homes().values()) == {None}
    assert [event.kind for event in timeline("idea", idea.id)].count("finding_edited") == 2
    db.session.refresh(idea)
    assert idea.open_findings == 2


def test_an_answered_finding_keeps_its_last_observation(client_for, personas, prototype, participant):
    first = make.make_observation(participant)
    answered = make_finding_of(first, answered_by=personas.facilitator)
    other = make_finding_of(make.make_observation(participant), body="Noch einer.")
    client = client_for(personas.facilitator)
    refused = client.post_form(f"/observations/{first.id}/release")
    assert refused.status_code == 403
    assert "schon beantwortet" in refused.text
    moved = client.post_form(page_of(prototype), chosen(first, target=str(other.id)))
    assert moved.status_code == 403
    assert "schon beantwortet" in moved.text
    merged = client.post_form(f"/findings/{answered.id}/merge", {"target": str(other.id)})
    assert merged.status_code == 403
    assert homes()[first.id] == answered.id
    assert len(findings()) == 2
    page = client.get_page(page_of(prototype))
    assert f"/observations/{first.id}/release" not in [form.get("action") for form in page.iter("form")]


def test_two_findings_become_one_with_the_graver_severity(client_for, personas, idea, prototype, participant):
    moved, kept = make.make_observation(participant), make.make_observation(participant)
    source = make_finding_of(moved, severity=Severity.SEVERE)
    target = make_finding_of(kept, severity=Severity.LOW, body="Der bleibt.")
    url = f"/findings/{source.id}/merge"
    client = client_for(personas.member)
    response = client.submit(f"/findings/{source.id}/edit", {"target": str(target.id)}, action=url)
    assert response.status_code == 303
    assert response.location == f"{page_of(prototype)}#finding-{target.id}"
    assert homes() == {moved.id: target.id, kept.id: target.id}
    assert [(finding.body, finding.severity) for finding in findings()] == [("Der bleibt.", Severity.SEVERE)]
    assert timeline("idea", idea.id)[0].kind == "findings_sorted"
    assert client.post_form(url, {"target": str(target.id)}).status_code == 404
    db.session.refresh(idea)
    assert (idea.open_findings, idea.severe_findings) == (1, 1)


def test_a_finding_is_merged_with_another_one_of_its_version(
    client_for, personas, idea, prototype, participant
):
    for target in ["", "0", "-1", "abc", "9" * 30, "own", "foreign"]:
        finding = make_finding_of(make.make_observation(participant))
        make_finding_of(make.make_observation(participant))
        foreign = make.make_finding(make.make_feedback(make.make_prototype(idea)))
        numbers = {"own": finding.id, "foreign": foreign.id}
        before = homes()
        response = client_for(personas.member).post_form(
            f"/findings/{finding.id}/merge", {"target": str(numbers.get(target, target))}
        )
        assert response.status_code == 422
        assert error_beside(response.text, "merge-target")
        assert homes() == before


def test_a_finding_is_changed_and_a_stale_form_gets_409(client_for, personas, idea, prototype, participant):
    finding = make_finding_of(make.make_observation(participant))
    url, client = f"/findings/{finding.id}/edit", client_for(personas.member)
    stale = typed_in(client.get(url).text, "version")
    data = {"body": "Der Knopf ist blass.", "kind": PointKind.IDEA, "severity": Severity.MEDIUM}
    assert client.submit(url, data, action=url).status_code == 303
    db.session.refresh(finding)
    assert (finding.body, finding.kind, finding.severity) == tuple(data.values())
    response = client.post_form(url, data | {"body": "Zu spät.", "version": stale})
    assert response.status_code == 409
    assert "Zu spät." in response.text
    assert "Der Knopf ist blass." in response.text
    for version in ("", "abc", "9" * 40):
        assert client.post_form(url, data | {"version": version}).status_code == 409
    # The same again is no change.
    assert client.submit(url, {}, action=url).status_code == 303
    assert [event.kind for event in timeline("idea", idea.id)].count("finding_edited") == 1


def test_bad_input_of_a_finding_stands_beside_its_field(client_for, personas, participant):
    for change, field in [
        ({"body": ""}, "body"),
        ({"body": "\x00"}, "body"),
        ({"body": "x" * 5001}, "body"),
        ({"kind": "rumour"}, "kind"),
        ({"severity": "deadly"}, "severity"),
    ]:
        finding = make_finding_of(make.make_observation(participant))
        data = {"body": "Gut.", "kind": "criticism", "severity": "", "version": str(finding.version)} | change
        response = client_for(personas.member).post_form(f"/findings/{finding.id}/edit", data)
        assert response.status_code == 422
        assert error_beside(response.text, field)


def test_once_answered_a_finding_is_changed_by_facilitators_alone(
    client_for, personas, prototype, participant
):
    answered = make_finding_of(make.make_observation(participant), answered_by=personas.facilitator)
    other = make_finding_of(make.make_observation(participant), body="Noch einer.")
    url, client = f"/findings/{answered.id}/edit", client_for(personas.member)
    data = {"body": "Anders.", "kind": PointKind.LIKE, "severity": "low", "version": str(answered.version)}
    page = client.get_page(page_of(prototype))
    assert url not in [link.get("href") for link in page.iter("a")]
    assert "Ändern kann ihn jetzt nur noch die Lab-Moderation." in main_text(page)
    assert client.get(url).status_code == client.post_form(url, data).status_code == 403
    assert client.post_form(f"/findings/{answered.id}/merge", {"target": str(other.id)}).status_code == 403
    # Nor is one settled by merging it into an answered one.
    page = client.get_page(f"/findings/{other.id}/edit")
    assert "Mit einem beantworteten Befund legt nur die Lab-Moderation einen anderen zusammen." in main_text(
        page
    )
    refused = client.post_form(f"/findings/{other.id}/merge", {"target": str(answered.id)})
    assert refused.status_code == 403
    assert "Mit einem beantworteten Befund legt nur die Lab-Moderation einen anderen zusammen." in main_text(
        parse(refused.text)
    )
    assert [finding.body for finding in findings()] == ["Der Knopf fehlt.", "Noch einer."]
    moderation = client_for(personas.facilitator)
    assert moderation.post_form(url, data | {"kind": PointKind.IDEA}).status_code == 303
    merged = moderation.post_form(f"/findings/{other.id}/merge", {"target": str(answered.id)})
    assert merged.status_code == 303
    assert [(one.body, one.kind) for one in findings()] == [("Anders.", PointKind.IDEA)]


def test_what_is_severe_and_open_is_softened_by_facilitators_alone(
    client_for, personas, idea, prototype, participant
):
    one, second = make.make_observation(participant), make.make_observation(participant)
    severe = make_finding_of(one, severity=Severity.SEVERE)
    praise = make_finding_of(second, kind=PointKind.LIKE, body="Schön.")
    url, client = f"/findings/{severe.id}/edit", client_for(personas.member)
    data = {"body": "Der Knopf ist weg.", "kind": "criticism", "severity": "severe"}
    assert "Herabstufen oder auflösen kann ihn nur die Lab-Moderation." in main_text(client.get_page(url))
    version = {"version": str(severe.version)}
    for change, field in [
        ({"severity": ""}, "severity"),
        ({"severity": "low"}, "severity"),
        ({"kind": "like"}, "kind"),
    ]:
        refused = client.post_form(url, data | version | change)
        assert refused.status_code == 422
        assert error_beside(refused.text, field)
        assert typed_in(refused.text, "body") == "Der Knopf ist weg."
    for address, form in [
        (f"/observations/{one.id}/release", {}),
        (f"/observations/{one.id}/remove", {}),
        (page_of(prototype), chosen(one, target=str(praise.id))),
        (page_of(prototype), chosen(one)),
        (f"/findings/{severe.id}/merge", {"target": str(praise.id)}),
    ]:
        assert client.post_form(address, form).status_code == 403
    db.session.refresh(severe)
    assert (severe.severity, homes()[one.id]) == (Severity.SEVERE, severe.id)
    page = client.get_page(page_of(prototype))
    assert f"/observations/{one.id}/release" not in [form.get("action") for form in page.iter("form")]
    assert client.post_form(url, data | version).status_code == 303
    db.session.refresh(severe)
    assert (severe.body, severe.severity) == ("Der Knopf ist weg.", Severity.SEVERE)
    moderation = client_for(personas.facilitator)
    assert moderation.submit(url, {"severity": "low"}, action=url).status_code == 303
    assert client.post_form(f"/observations/{one.id}/release").status_code == 303


# Bad input of sorting


def test_bad_input_is_refused_and_what_was_typed_and_ticked_stays(
    client_for, personas, prototype, participant
):
    for change, message in [
        ({"observations": []}, "mindestens eine Beobachtung"),
        ({"observations": ["0"]}, "nicht mehr"),
        ({"observations": ["abc", "-1"]}, "nicht mehr"),
        ({"observations": ["9" * 40]}, "nicht mehr"),
        ({"body": ""}, "in einem Satz"),
        ({"body": "\x00 \x07"}, "in einem Satz"),
        ({"body": "x" * 5001}, "höchstens 1000 Zeichen, es sind 5001"),
        ({"kind": "rumour"}, ""),
        ({"target": "999999"}, ""),
        ({"target": "\x00"}, ""),
        ({"severity": "deadly"}, ""),
    ]:
        one, _other = make.make_observation(participant), make.make_observation(participant)
        response = client_for(personas.member).post_form(page_of(prototype), chosen(one) | change)
        assert response.status_code == 422
        assert message in response.text
        if "observations" not in change:
            assert typed_in(response.text, "observations") == [str(one.id)]
        if "body" not in change:
            assert typed_in(response.text, "body") == "Der Knopf ist nicht zu finden."
        assert findings() == []


def test_another_versions_observations_and_findings_are_not_touched(
    client_for, personas, idea, prototype, participant
):
    own = make.make_observation(participant)
    elsewhere = make.make_participant(make.make_round(make.make_prototype(idea)))
    foreign = make.make_observation(elsewhere)
    finding = make_finding_of(make.make_observation(elsewhere))
    before = homes()
    client = client_for(personas.facilitator)
    assert client.post_form(page_of(prototype), chosen(own, foreign)).status_code == 422
    assert client.post_form(page_of(prototype), chosen(own, target=str(finding.id))).status_code == 422
    assert homes() == before
    assert len(findings()) == 1


def test_the_same_form_sent_twice_makes_one_finding(client_for, personas, prototype, participant):
    one = make.make_observation(participant)
    client, data = client_for(personas.member), chosen(one, once="0123456789abcdef")
    assert client.post_form(page_of(prototype), data).status_code == 303
    assert client.post_form(page_of(prototype), data).status_code == 303
    assert len(findings()) == 1


@pytest.mark.usefixtures("in_company")
def test_two_people_sorting_the_same_observation_at_once_lose_nothing(
    app, personas, idea, prototype, participant
):
    shared, *own = [make.make_observation(participant) for _number in range(3)]
    forms = [chosen(shared, one, body=f"Befund {number}.") for number, one in enumerate(own)]
    clients = [client_of(app, person) for person in (personas.facilitator, personas.member)]
    for client in clients:
        client.csrf_token()
    url = page_of(prototype)
    db.session.rollback()
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(lambda pair: pair[0].post_form(url, pair[1]), zip(clients, forms, strict=True))
        )
    assert [answer.status_code for answer in answers] == [303, 303]
    found = {finding.body: finding.id for finding in findings()}
    where = homes()
    assert set(found) == {"Befund 0.", "Befund 1."}
    assert [where[one.id] for one in own] == [found["Befund 0."], found["Befund 1."]]
    assert where[shared.id] in found.values()
    db.session.refresh(idea)
    assert idea.open_findings == 2


def test_what_others_sorted_meanwhile_moves_and_an_empty_finding_goes(
    client_for, personas, prototype, participant
):
    one = make.make_observation(participant)
    make_finding_of(one, body="Von jemand anderem.")
    assert client_for(personas.member).post_form(page_of(prototype), chosen(one)).status_code == 303
    assert [finding.body for finding in findings()] == ["Der Knopf ist nicht zu finden."]


# Who


def test_who_sorts(client_for, personas, prototype, participant):
    for persona, status in [
        ("author", 303),
        ("member", 303),
        ("facilitator", 303),
        ("guest", 303),
        ("colleague", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 404),
    ]:
        one, other = make.make_observation(participant), make.make_observation(participant)
        finding = make_finding_of(other)
        client = client_for(getattr(personas, persona))
        page = client.get(page_of(prototype))
        assert page.status_code == (404 if status == 404 else 200)
        assert ('name="observations"' in page.text) == (status == 303)
        assert client.get(f"/findings/{finding.id}/edit").status_code == (200 if status == 303 else status)
        assert client.post_form(page_of(prototype), chosen(one)).status_code == status
        assert client.post_form(f"/observations/{other.id}/release").status_code == status


def test_facilitators_sort_even_when_work_rests(client_for, personas):
    prototype = make.make_prototype(make.make_idea(State.PARKED, team=[personas.member]))
    one = make.make_observation(make.make_participant(make.make_round(prototype)))
    assert client_for(personas.member).post_form(page_of(prototype), chosen(one)).status_code == 403
    assert client_for(personas.facilitator).post_form(page_of(prototype), chosen(one)).status_code == 303


def test_many_observations_come_in_pages_at_a_fixed_number_of_queries(
    client_for, personas, prototype, participant
):
    client, url = client_for(personas.facilitator), page_of(prototype)
    make_finding_of(make.make_observation(participant))
    make.make_observation(participant)
    with count_queries() as few:
        client.get(url)
    with make.one_commit():
        for number in range(200):
            make.make_observation(participant, PointKind.LIKE if number % 2 else PointKind.CRITICISM)
        for _number in range(20):
            make_finding_of(*(make.make_observation(participant) for _part in range(5)))
    with count_queries() as many:
        page = client.get_page(url)
    assert many.count == few.count <= 10, str(many)
    ticks = [box for box in page.iter("input") if box.get("name") == "observations"]
    assert len(ticks) == UNSORTED_ON_PAGE
    # What wants an answer comes before what was good.
    assert "Das war gut" not in text_of(page.find(".//*[@id='unsorted']"))
    last = client.get_page(f"{url}?page=5")
    assert len([box for box in last.iter("input") if box.get("name") == "observations"]) == 1
    for number in ("6", "0", "x"):
        assert client.get(f"{url}?page={number}").status_code == 404
    assert client.get(f"{url}?kind=like").status_code == 400


def test_whatever_a_finding_says_is_shown_as_text(client_for, personas, prototype, participant):
    for text in ["<script>alert(1)</script>", "{{ 7 * 7 }} %(title)s", "مرحبا 👩🏽‍💻"]:
        client = client_for(personas.facilitator)
        one = make.make_observation(participant, body=text, quote=text)
        assert text in main_text(client.get_page(page_of(prototype)))
        client.post_form(page_of(prototype), chosen(one, body=text))
        page = client.get_page(page_of(prototype))
        assert main_text(page).count(text) >= 3
        assert text in main_text(client.get_page(f"/findings/{findings()[-1].id}/edit"))


def test_a_hidden_finding_is_not_changed_unseen_and_not_emptied(client_for, personas, prototype, participant):
    one = make.make_observation(participant)
    finding = make_finding_of(one, body="Steht da ein Name?", is_hidden=True)
    client = client_for(personas.member)
    assert "Steht da ein Name?" not in client.get(page_of(prototype)).text
    assert client.get(f"/findings/{finding.id}/edit").status_code == 403
    assert client.post_form(f"/observations/{one.id}/release").status_code == 403
    moderation = client_for(personas.facilitator)
    assert "Steht da ein Name?" in moderation.get(page_of(prototype)).text
    assert moderation.post_form(f"/observations/{one.id}/release").status_code == 403
    assert homes() == {one.id: finding.id}


def test_the_page_of_a_version_leads_to_what_is_left_and_carries_open_findings_over(
    client_for, personas, idea, prototype, participant
):
    one, _left = make.make_observation(participant), make.make_observation(participant)
    make_finding_of(one, body="Der Knopf fehlt noch immer.", severity=Severity.SEVERE)
    make_finding_of(make.make_observation(participant), body="Kommt dann.", **later(personas.facilitator))
    next_version = make.make_prototype(idea)
    page = client_for(personas.member).get_page(f"/prototypes/{prototype.id}")
    assert "1 Beobachtung gehört noch zu keinem Befund." in main_text(page)
    assert page_of(prototype) in [link.get("href") for link in page.iter("a")]
    carried = client_for(personas.facilitator).get_page(f"/prototypes/{next_version.id}")
    card = carried.find(".//*[@id='carried-over']")
    text = text_of(card)
    assert text.index("Der Knopf fehlt noch immer.") < text.index("Kommt dann.")
    for words in ("v1", "noch ohne Antwort", "auf später verschoben", "schwer: so geht es nicht"):
        assert words in text
    answers = [link.get("href") for link in card.iter("a") if "/answer" in link.get("href", "")]
    assert len(answers) == 2
    assert carried.find(".//*[@id='unsorted']") is None


def later(facilitator):
    """An answer that puts the finding off."""
    return {
        "answer": Answer.LATER,
        "answer_text": "Mit der nächsten Version.",
        "answered_by_id": facilitator.id,
        "answered_at": now(),
    }
