"""Versions of a prototype: adding, reading and changing them."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lab.audit.queries import timeline
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, Idea
from lab.ideas.workflow import STAGES, State
from lab.prototypes.grid import find_newest_grid
from lab.prototypes.heard import find_first_test_day
from lab.prototypes.models import Answer, Group, Inspection, PointKind, Prototype, PrototypeKind
from lab.prototypes.versions import list_versions
from tests.factories import (
    make_answer_sheet,
    make_feedback,
    make_finding,
    make_idea,
    make_participant,
    make_prototype,
    make_round,
    make_user,
)
from tests.helpers import count_queries, frozen_at
from tests.markup import text_of

FILLED_IN = {
    "title": "Erinnerung auf Papier",
    "kind": PrototypeKind.PAPER,
    "hypothesis": "Wer erinnert wird, sagt rechtzeitig ab.",
    "success_criterion": "Vier von fünf verstehen die Nachricht.",
    "link": "https://prototyp.example.org/erinnerung?seite=1",
}


def form_of(idea):
    return f"/ideas/{idea.id}/prototypes/new"


def edit_of(prototype):
    return f"/prototypes/{prototype.id}/edit"


def page_of(prototype):
    return f"/prototypes/{prototype.id}"


def all_versions():
    return db.session.scalars(sa.select(Prototype).order_by(Prototype.number)).all()


def only_version():
    return db.session.scalars(sa.select(Prototype)).one()


def kinds_of(idea):
    return [event.kind for event in timeline("idea", idea.id)]


# Adding


def test_a_member_adds_the_first_version(client_for, personas):
    idea = make_idea(State.PROTOTYPE, team=[personas.member])
    response = client_for(personas.member).submit(form_of(idea), FILLED_IN)
    prototype = only_version()
    assert (response.status_code, response.location) == (303, page_of(prototype))
    assert (prototype.number, prototype.label, prototype.kind) == (1, "v1", PrototypeKind.PAPER)
    assert (prototype.hypothesis, prototype.success_criterion) == (
        FILLED_IN["hypothesis"],
        FILLED_IN["success_criterion"],
    )
    assert prototype.link == FILLED_IN["link"]
    assert prototype.stated_at is not None
    assert prototype.fixed_at is None
    assert kinds_of(idea)[0] == "prototype_added"


def test_the_idea_counts_its_versions(client_for, personas):
    idea = make_idea(State.PROTOTYPE)
    client_for(personas.facilitator).submit(form_of(idea), FILLED_IN)
    db.session.refresh(idea)
    assert (idea.prototype_count, idea.has_criterion) == (1, True)


def test_the_next_version_starts_from_the_last_one(client_for, personas):
    idea = make_idea(State.TEST)
    make_prototype(idea, title="Die erste")
    client = client_for(personas.facilitator)
    response = client.submit(form_of(idea), {"changes": "Kürzerer Text."})
    newest = all_versions()[-1]
    assert response.status_code == 303
    assert (newest.number, newest.title, newest.changes) == (2, "Die erste", "Kürzerer Text.")
    assert newest.hypothesis == all_versions()[0].hypothesis


def test_a_version_may_be_added_without_hypothesis_but_does_not_count_as_ready_to_test(client_for, personas):
    idea = make_idea(State.PROTOTYPE)
    data = FILLED_IN | {"hypothesis": "", "success_criterion": "", "link": ""}
    response = client_for(personas.facilitator).submit(form_of(idea), data)
    assert response.status_code == 303
    db.session.refresh(idea)
    assert (idea.prototype_count, idea.has_criterion) == (1, False)
    assert only_version().stated_at is None


def test_the_same_form_sent_twice_makes_one_version(client_for, personas):
    idea = make_idea(State.PROTOTYPE)
    client = client_for(personas.facilitator)
    data = {**FILLED_IN, "once": "the-same-form"}
    first = client.post_form(form_of(idea), data)
    second = client.post_form(form_of(idea), data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(all_versions()) == 1


@pytest.mark.parametrize("state", STAGES)
def test_versions_are_added_in_every_stage(client_for, personas, state):
    idea = make_idea(state)
    assert client_for(personas.facilitator).submit(form_of(idea), FILLED_IN).status_code == 303


@pytest.mark.parametrize(
    "state", [State.SUBMITTED, State.READY, State.ROLLOUT, State.PARKED, State.STOPPED, State.MERGED]
)
def test_elsewhere_no_version_is_added_and_the_reason_is_given(client_for, personas, state):
    idea = make_idea(state)
    client = client_for(personas.facilitator)
    assert client.get(form_of(idea)).status_code == 403
    response = client.post_form(form_of(idea), FILLED_IN)
    assert response.status_code == 403
    assert "noch nicht begonnen" in response.text or "wird gerade nicht gearbeitet" in response.text
    assert all_versions() == []


# Who


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
def test_who_adds_and_changes_versions(client_for, personas, persona, status):
    until = today() + timedelta(days=3)
    idea = make_idea(State.TEST, author=personas.author, team=[personas.member, (personas.guest, until)])
    prototype = make_prototype(idea)
    client = client_for(getattr(personas, persona))
    done = {200: 303}.get(status, status)
    assert client.get(form_of(idea)).status_code == status
    assert client.get(edit_of(prototype)).status_code == status
    assert client.post_form(form_of(idea), FILLED_IN).status_code == done
    assert client.post_form(edit_of(prototype), FILLED_IN).status_code == done
    assert client.get(page_of(prototype)).status_code == (404 if status == 404 else 200)
    assert len(all_versions()) == (2 if status == 200 else 1)


def test_a_guest_whose_invitation_has_ended_finds_nothing(client_for, personas):
    idea = make_idea(State.TEST, team=[(personas.guest, today() - timedelta(days=1))])
    prototype = make_prototype(idea)
    client = client_for(personas.guest)
    for url in (form_of(idea), page_of(prototype), edit_of(prototype)):
        assert client.get(url).status_code == 404


def test_a_visitor_is_asked_to_sign_in(visitor):
    prototype = make_prototype(make_idea(State.TEST))
    response = visitor.get(page_of(prototype))
    assert (response.status_code, response.location.split("?")[0]) == (303, "/login")


@pytest.mark.parametrize("number", ["0", "999999", "2147483648", "99999999999999999999"])
def test_an_unknown_version_is_not_found(client_for, personas, number):
    client = client_for(personas.facilitator)
    assert client.get(f"/prototypes/{number}").status_code == 404
    assert client.get(f"/prototypes/{number}/edit").status_code == 404
    assert client.get(f"/ideas/{number}/prototypes/new").status_code == 404


# Bad input


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Bitte geben Sie der Version einen Titel."),
        ("title", "   \t ", "Bitte geben Sie der Version einen Titel."),
        ("title", "\x00\x07", "Bitte geben Sie der Version einen Titel."),
        ("title", "x" * 121, "höchstens 120 Zeichen, es sind 121"),
        ("title", "x" * 100_000, "höchstens 120 Zeichen, es sind 100000"),
        ("hypothesis", "x" * 100_000, "höchstens 1000 Zeichen"),
        ("success_criterion", "x" * 100_000, "höchstens 1000 Zeichen"),
        ("changes", "x" * 100_000, "höchstens 2000 Zeichen"),
        ("link", "https://example.org/" + "x" * 500, "höchstens 500 Zeichen"),
        ("link", "javascript:alert(1)", "ganze Adresse"),
        ("link", "data:text/html,<script>", "ganze Adresse"),
        ("link", "ftp://example.org", "ganze Adresse"),
        ("link", "www.example.org", "ganze Adresse"),
        ("link", "https://", "ganze Adresse"),
        ("link", "https://[::1", "ganze Adresse"),
        ("link", "https://example.org:99999999", "ganze Adresse"),
        ("link", "https://example.org/ zwei", "ganze Adresse"),
        ("link", "https://name:kennwort@example.org", "Benutzername und Kennwort"),
        ("kind", "", "woraus der Prototyp besteht"),
        ("kind", "spaceship", ""),
        ("kind", "\x00", "woraus der Prototyp besteht"),
    ],
)
def test_bad_input_stands_beside_its_field_and_nothing_typed_is_lost(
    client_for, personas, field, value, said
):
    idea = make_idea(State.PROTOTYPE)
    response = client_for(personas.facilitator).post_form(form_of(idea), FILLED_IN | {field: value})
    assert response.status_code == 422
    assert said in response.text
    assert 'aria-invalid="true"' in response.text
    kept = {name: text for name, text in FILLED_IN.items() if name not in (field, "kind")}
    assert all(text.replace("&", "&amp;") in response.text for text in kept.values())
    assert all_versions() == []


@pytest.mark.parametrize(
    "text",
    [
        "Emoji 👩🏽‍💻 und Umlaute äöüß",
        "مرحبا بالعالم",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "{{ 7 * 7 }} {% raw %} %(title)s ${7*7}",
    ],
)
def test_whatever_is_typed_is_shown_as_text(client_for, personas, text):
    idea = make_idea(State.PROTOTYPE)
    client = client_for(personas.facilitator)
    data = FILLED_IN | dict.fromkeys(("title", "hypothesis", "success_criterion", "changes"), text)
    assert client.post_form(form_of(idea), data).status_code == 303
    page = client.get_page(page_of(only_version()))
    assert text in text_of(page.find(".//h1"))
    assert text in text_of(page.find(".//main"))


def test_control_and_direction_marks_are_taken_out(client_for, personas):
    idea = make_idea(State.PROTOTYPE)
    data = FILLED_IN | {"title": "Ein\x00 \u202eTitel\u2066", "hypothesis": "Zeile\x0b eins\r\nZeile zwei"}
    assert client_for(personas.facilitator).post_form(form_of(idea), data).status_code == 303
    assert only_version().title == "Ein Titel"
    assert only_version().hypothesis == "Zeile eins\nZeile zwei"


def test_without_a_token_nothing_is_added(client_for, personas):
    idea = make_idea(State.PROTOTYPE)
    response = client_for(personas.facilitator).post(form_of(idea), data={"title": "Ohne Marke"})
    assert response.status_code == 400
    assert all_versions() == []


# Changing


def test_a_version_without_feedback_may_change_entirely(client_for, personas):
    idea = make_idea(State.PROTOTYPE)
    with frozen_at("2026-03-02"):
        prototype = make_prototype(idea, link="https://example.org")
    client = client_for(personas.facilitator)
    data = {"title": "Neuer Titel", "kind": "video", "hypothesis": "Eine andere.", "link": ""}
    response = client.submit(edit_of(prototype), data)
    assert (response.status_code, response.location) == (303, page_of(prototype))
    db.session.refresh(prototype)
    assert (prototype.title, prototype.kind, prototype.link) == ("Neuer Titel", PrototypeKind.VIDEO, "")
    assert prototype.hypothesis == "Eine andere."
    assert prototype.stated_at > prototype.created_at
    event = timeline("idea", idea.id)[0]
    assert event.kind == "prototype_edited"
    assert set(event.detail["fields"]) == {"title", "kind", "hypothesis", "link"}


def test_saving_without_a_change_leaves_no_trace(client_for, personas):
    idea = make_idea(State.PROTOTYPE)
    prototype = make_prototype(idea)
    assert client_for(personas.facilitator).submit(edit_of(prototype)).status_code == 303
    assert "prototype_edited" not in kinds_of(idea)


def test_taking_the_criterion_back_shows_on_the_checklist(client_for, personas):
    idea = make_idea(State.PROTOTYPE)
    prototype = make_prototype(idea)
    client_for(personas.facilitator).submit(edit_of(prototype), {"success_criterion": ""})
    db.session.refresh(idea)
    assert idea.has_criterion is False


def test_after_the_first_test_the_page_offers_no_other_hypothesis(client_for, personas):
    idea = make_idea(State.TEST)
    prototype = make_prototype(idea)
    make_feedback(prototype)
    client = client_for(personas.facilitator)
    page = client.get_page(edit_of(prototype))
    fields = {element.get("name") for element in page.iter() if element.get("name")}
    assert not fields & {"hypothesis", "success_criterion"}
    assert "Ein geänderter Gedanke ist eine neue Version." in text_of(page.find(".//main"))
    response = client.submit(edit_of(prototype), {"title": "Klarerer Titel", "link": "https://example.org"})
    assert response.status_code == 303
    db.session.refresh(prototype)
    assert (prototype.title, prototype.link) == ("Klarerer Titel", "https://example.org")
    assert prototype.hypothesis == "Wer erinnert wird, sagt rechtzeitig ab."


@pytest.mark.parametrize("field", ["hypothesis", "success_criterion"])
def test_after_the_first_test_another_hypothesis_is_refused_beside_its_field(client_for, personas, field):
    prototype = make_prototype(make_idea(State.TEST))
    make_feedback(prototype)
    before = getattr(prototype, field)
    data = FILLED_IN | {"hypothesis": prototype.hypothesis, "success_criterion": prototype.success_criterion}
    response = client_for(personas.facilitator).post_form(
        edit_of(prototype), data | {field: "Nachträglich passend gemacht."}
    )
    assert response.status_code == 422
    assert "stehen seit dem ersten Test fest" in response.text
    assert "Nachträglich passend gemacht." in response.text
    db.session.refresh(prototype)
    assert getattr(prototype, field) == before


def test_a_stale_form_gets_409_and_keeps_what_was_typed(client_for, personas):
    prototype = make_prototype(make_idea(State.PROTOTYPE))
    old = prototype.version
    client = client_for(personas.facilitator)
    client.submit(edit_of(prototype), {"title": "Zuerst gespeichert"})
    response = client.post_form(edit_of(prototype), FILLED_IN | {"title": "Zu spät", "version": str(old)})
    assert response.status_code == 409
    assert "Zu spät" in response.text
    assert "Zuerst gespeichert" in response.text
    assert "Jemand hat die Version inzwischen geändert" in response.text
    db.session.refresh(prototype)
    assert prototype.title == "Zuerst gespeichert"


def test_who_typed_a_hypothesis_while_the_first_test_was_recorded_can_still_copy_it(client_for, personas):
    prototype = make_prototype(make_idea(State.TEST))
    old = prototype.version
    make_feedback(prototype)
    data = FILLED_IN | {"hypothesis": "Mein neuer Gedanke.", "version": str(old)}
    response = client_for(personas.facilitator).post_form(edit_of(prototype), data)
    assert response.status_code == 409
    assert "Mein neuer Gedanke." in response.text


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 40, "\x00"])
def test_a_garbled_version_is_no_present_one(client_for, personas, version):
    prototype = make_prototype(make_idea(State.PROTOTYPE))
    response = client_for(personas.facilitator).post_form(
        edit_of(prototype), FILLED_IN | {"version": version}
    )
    assert response.status_code == 409


# The page


def test_the_page_shows_hypothesis_against_findings_by_group_with_n(client_for, personas):
    idea = make_idea(State.TEST)
    prototype = make_prototype(idea)
    customers = make_feedback(prototype, Group.CUSTOMERS, participants=7, job_centre_key="06436")
    make_feedback(prototype, Group.STAFF, participants=5, job_centre_key="06438", likes="Passt.")
    make_finding(customers, PointKind.CRITICISM, body="Farben allein reichen nicht.")
    page = text_of(client_for(personas.colleague).get_page(page_of(prototype)).find(".//main"))
    assert "12 Personen: 7 Kundinnen und Kunden, 5 Beschäftigte aus 2 KJC" in page
    assert "Wer erinnert wird, sagt rechtzeitig ab." in page
    assert "2 × gut, 1 × ändern" in page
    assert "1 Befund: 1 noch ohne Antwort" in page
    assert "Farben allein reichen nicht. Kundinnen und Kunden, n = 7" in page
    assert "Beschäftigte, n = 5" in page


def test_few_people_are_an_impression_and_no_result(client_for, personas):
    prototype = make_prototype(make_idea(State.TEST))
    make_feedback(prototype, participants=4)
    client = client_for(personas.colleague)
    page = text_of(client.get_page(page_of(prototype)).find(".//main"))
    assert "Weniger als fünf Personen: ein erster Eindruck" in page
    assert "4 Kundinnen und Kunden aus 1 KJC" in page
    make_feedback(prototype, participants=1)
    assert "erster Eindruck" not in client.get(page_of(prototype)).text


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ("2026-03-02", "Festgelegt am 02.03.2026, vor dem ersten Test."),
        ("2026-03-10", "Festgelegt am 10.03.2026, nach dem ersten Test am 05.03.2026."),
    ],
)
def test_the_page_says_honestly_when_the_hypothesis_was_written(client_for, personas, stated, sentence):
    idea = make_idea(State.TEST)
    client = client_for(personas.facilitator)
    with frozen_at(stated):
        client.post_form(form_of(idea), FILLED_IN)
    with frozen_at("2026-03-12"):
        prototype = only_version()
        assert "Noch änderbar" in client.get(page_of(prototype)).text
        make_feedback(prototype, held_on=today() - timedelta(days=7))
        assert sentence in client.get(page_of(prototype)).text


def test_the_first_test_is_the_day_on_which_somebody_really_took_part(client_for, personas):
    # Planned for long before and still running: what counts is when the first person sat there, in Hesse.
    with frozen_at("2026-03-04"):
        prototype = make_prototype(make_idea(State.TEST), fixed_at=now())
    planned = make_round(prototype, starts_on=date(2026, 2, 2), ends_on=date(2026, 4, 2))
    with frozen_at("2026-03-10 00:30"):
        make_participant(planned, 2)
    client, since = client_for(personas.facilitator), "Festgelegt am 04.03.2026"
    assert f"{since}, vor dem ersten Test." in client.get(page_of(prototype)).text
    assert find_first_test_day(prototype) == date(2026, 3, 10)
    with frozen_at("2026-03-03 23:30"):
        make_participant(planned)
    assert f"{since}, nach dem ersten Test am 03.03.2026." in client.get(page_of(prototype)).text
    make_answer_sheet(
        planned,
        received_on=date(2026, 3, 2),
        inspection=Inspection.ACCEPTED,
        inspected_by_id=personas.facilitator.id,
        inspected_at=now(),
    )
    assert find_first_test_day(prototype) == date(2026, 3, 2)
    make_feedback(prototype, held_on=date(2026, 3, 1))
    assert find_first_test_day(prototype) == date(2026, 3, 1)


def test_an_untested_version_says_what_to_do_next(client_for, personas):
    idea = make_idea(State.TEST)
    prototype = make_prototype(idea, hypothesis="", success_criterion="")
    page = client_for(personas.facilitator).get_page(page_of(prototype))
    primary = [text_of(link) for link in page.iter("a") if "kern-btn--primary" in link.get("class", "")]
    assert "Hypothese und Kriterium aufschreiben" in primary
    assert "Möglich, sobald Hypothese und Kriterium dastehen." in text_of(page.find(".//main"))
    assert "Noch hat niemand diese Version ausprobiert." in text_of(page.find(".//main"))


def test_who_may_not_contribute_reads_why(client_for, personas):
    prototype = make_prototype(make_idea(State.TEST))
    page = client_for(personas.colleague).get_page(page_of(prototype))
    assert "wer im Team der Idee ist" in text_of(page.find(".//main"))
    links = [link.get("href") for link in page.iter("a")]
    assert f"/prototypes/{prototype.id}/feedback/new" not in links


def test_the_chain_leads_from_finding_to_the_version_that_took_it_up(client_for, personas):
    idea = make_idea(State.TEST)
    first, second = make_prototype(idea), make_prototype(idea)
    finding = make_finding(
        make_feedback(first),
        body="Die Schrift ist zu klein.",
        answer=Answer.TAKEN_UP,
        taken_up_in_id=second.id,
    )
    client = client_for(personas.colleague)
    page = client.get_page(page_of(first))
    assert "wir haben es geändert, in v2" in text_of(page.find(".//main"))
    assert page_of(second) in [link.get("href") for link in page.iter("a")]
    assert f"finding-{finding.id}" in [element.get("id") for element in page.iter()]
    page = client.get_page(page_of(second))
    assert "Aufgenommen aus früheren Versionen: Die Schrift ist zu klein." in text_of(page.find(".//main"))
    assert f"{page_of(first)}#finding-{finding.id}" in [link.get("href") for link in page.iter("a")]


def test_a_hidden_author_stays_hidden(client_for, personas):
    idea = make_idea(State.TEST, author=personas.author, author_visibility=AuthorVisibility.TEAM)
    prototype = make_prototype(idea, author=personas.author)
    finding = make_finding(make_feedback(prototype, author=personas.author), answer=Answer.LATER)
    for persona in (personas.colleague, personas.leadership, personas.facilitator):
        for url in (page_of(prototype), f"/findings/{finding.id}/answer", f"/ideas/{idea.id}/merge"):
            main = client_for(persona).get_page(url, status=client_for(persona).get(url).status_code)
            assert personas.author.name not in text_of(main.find(".//main"))


def test_no_person_is_named_beside_what_they_recorded(client_for, personas):
    idea = make_idea(State.TEST, team=[personas.member])
    prototype = make_prototype(idea, author=personas.member)
    make_feedback(prototype, author=personas.member)
    assert personas.member.name not in client_for(personas.facilitator).get(page_of(prototype)).text


@pytest.mark.parametrize("count", [1, 50])
def test_the_page_costs_a_fixed_number_of_queries(client_for, personas, count):
    idea = make_idea(State.TEST)
    earlier, prototype = make_prototype(idea), make_prototype(idea)
    before = make_feedback(earlier)
    for number in range(count):
        feedback = make_feedback(prototype, list(Group)[number % 4])
        make_round(prototype)
        make_finding(feedback, PointKind.CRITICISM)
        make_finding(feedback, PointKind.QUESTION, answer=Answer.TAKEN_UP, taken_up_in_id=prototype.id)
        make_finding(before, PointKind.IDEA, answer=Answer.TAKEN_UP, taken_up_in_id=prototype.id)
        make_finding(before, PointKind.IDEA, answer=Answer.LATER)
    for _number in range(count - 1):
        make_prototype(idea)
    client, url = client_for(personas.facilitator), page_of(prototype)
    with count_queries() as queries:
        page = client.get_page(url)
    for section in ("rounds", "open-findings", "carried-over", "grid"):
        assert page.find(f".//*[@id='{section}']") is not None
    assert "Aufgenommen aus früheren Versionen" in text_of(page.find(".//main"))
    assert queries.count == 12, str(queries)


# For the idea's page


def test_the_list_of_versions_is_three_queries_whatever_their_number(app):
    idea = make_idea(State.TEST)
    facilitator = make_user()
    for _number in range(6):
        prototype = make_prototype(idea)
        for group in Group:
            make_finding(make_feedback(prototype, group), answer=Answer.NO, answered_by=facilitator)
    idea = db.session.get(Idea, idea.id)
    with count_queries() as queries:
        rows = list_versions(idea)
    assert queries.count == 3, str(queries)
    assert [row.prototype.number for row in rows] == [6, 5, 4, 3, 2, 1]
    with app.test_request_context():
        assert rows[0].findings_words == "4 Befunde: 4 abgelehnt"
        assert rows[0].n == 20
        assert rows[0].people_words.startswith("20 Personen: 5 Kundinnen und Kunden, 5 Beschäftigte")


def test_the_newest_tested_version_gives_the_grid(app):
    idea = make_idea(State.TEST)
    assert find_newest_grid(list_versions(idea)) is None
    first = make_prototype(idea)
    make_feedback(first)
    make_prototype(idea)
    grid = find_newest_grid(list_versions(idea))
    assert grid is not None
    assert grid.prototype.id == first.id


def test_the_page_of_the_idea_tells_of_its_versions(client_for, personas):
    idea = make_idea(State.TEST)
    first = make_prototype(idea, title="Papier zuerst")
    make_finding(make_feedback(first))
    make_prototype(idea, title="Dann der Klickdummy")
    page = text_of(client_for(personas.colleague).get_page(f"/ideas/{idea.id}").find(".//main"))
    assert "Papier zuerst" in page
    assert "Dann der Klickdummy" in page
    assert "noch nicht getestet" in page
    assert "1 Befund: 1 noch ohne Antwort" in page
