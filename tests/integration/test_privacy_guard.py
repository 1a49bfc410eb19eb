"""The privacy guard of forms: warns of what looks like personal data, keeps all that was typed, and takes an answer."""

import json
import logging

import pytest
import sqlalchemy as sa

from lab.audit.models import Event
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, Idea, StageNote
from lab.ideas.workflow import State
from lab.prototypes.models import Feedback
from tests.client import find_form, form_values, text_of
from tests.factories import make_feedback, make_finding, make_idea, make_prototype, make_user
from tests.helpers import error_beside, typed_in
from tests.markup import parse

BOX = "privacy_confirmed"
IBAN, MAIL, HOTLINE = "DE89 3704 0044 0532 0130 00", "erika.muster@web.de", "0800 1234567"
IDEA = {
    "title": "Bankverbindung besser erfragen",
    "problem": f"Eine Kundin schrieb {IBAN} auf einen Zettel.",
    "proposal": "Ein Feld mit Prüfung.",
    "audience": "customers",
    "author_visibility": AuthorVisibility.TEAM.value,
    "no_personal_data": "y",
}


def warning_of(html):
    """The words of the warning, '' if there is none; each field that it names must exist and point to its words."""
    tree = parse(html)
    warnings = tree.xpath("//*[contains(@class, 'privacy-warning')]")
    if not warnings:
        return ""
    [warning] = warnings
    assert warning.xpath("ancestor::form"), "the box stands outside its form"
    for link in warning.iter("a"):
        [field] = tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
        [beside] = tree.xpath(f"//*[@id='{field.get('id')}-privacy']")
        assert beside.get("id") in field.get("aria-describedby").split()
        assert "aria-invalid" not in field.attrib
        assert "Das sieht nach" in text_of(beside)
    return text_of(warning)


def beside(html, name):
    return text_of(parse(html).find(f".//*[@id='{name}-privacy']"))


def box_of(html):
    """The value of the box in the warning."""
    [box] = parse(html).xpath(f"//input[@type='checkbox'][@name='{BOX}']")
    assert "checked" not in box.attrib
    return box.get("value")


def send_again(client, response, changes=None, *, confirm=False):
    """Sends the form on the page that came back, as it stands there."""
    path = response.request.path
    values = form_values(find_form(parse(response.text), path)) | (changes or {})
    if confirm:
        before = values.get(BOX)
        values[BOX] = [*([before] if before else []), box_of(response.text)]
    return client.post(path, data=values)


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_an_idea_is_saved_when_the_warning_is_confirmed(client_for, personas):
    client = client_for(personas.author)
    response = client.submit("/ideas/new", IDEA, action="/ideas/new")
    assert response.status_code == 422
    assert count(Idea) == 0
    assert "Problem: IBAN" in warning_of(response.text)
    assert f"Das sieht nach einer IBAN aus (»{IBAN}«)" in beside(response.text, "problem")
    assert "Entfernen Sie es, oder speichern Sie trotzdem." in beside(response.text, "problem")
    assert "Bitte prüfen Sie Ihre Angaben" not in text_of(parse(response.text)), "a warning is no error"
    assert {name: typed_in(response.text, name) for name in ("title", "problem", "proposal")} == {
        name: IDEA[name] for name in ("title", "problem", "proposal")
    }
    assert send_again(client, response).status_code == 422, "nothing is confirmed yet"
    saved = send_again(client, response, confirm=True)
    assert saved.status_code == 303
    assert db.session.scalars(sa.select(Idea.problem)).one() == IDEA["problem"]
    # The form was sent with the same key each time: what was refused did not use it up, what was saved did.
    assert send_again(client, response, confirm=True).location == saved.location
    assert count(Idea) == 1


def test_what_is_typed_after_a_confirmation_warns_again(client_for, personas):
    client = client_for(personas.author)
    first = client.submit("/ideas/new", IDEA, action="/ideas/new")
    second = send_again(client, first, {"proposal": f"Oder an {MAIL} schicken."}, confirm=True)
    assert second.status_code == 422
    assert beside(second.text, "problem") == ""
    assert MAIL in beside(second.text, "proposal")
    assert box_of(second.text) != box_of(first.text)
    third = send_again(client, second, {"title": ""}, confirm=True)
    assert third.status_code == 422
    assert error_beside(third.text, "title")
    assert warning_of(third.text) == "", "what is confirmed stays confirmed while something else is mended"
    fourth = send_again(client, third, {"title": "Neu", "problem": "Ein Zettel."})
    assert fourth.status_code == 303


def test_the_same_text_in_another_field_is_something_else(client_for, personas):
    client = client_for(personas.author)
    first = client.submit("/ideas/new", IDEA, action="/ideas/new")
    moved = {"problem": "Ein Zettel.", "proposal": IDEA["problem"]}
    assert send_again(client, first, moved, confirm=True).status_code == 422


def test_a_made_up_or_foreign_confirmation_confirms_nothing(client_for, personas):
    client = client_for(personas.author)
    first = client.submit("/ideas/new", IDEA, action="/ideas/new")
    digest = box_of(first.text)
    for value in ("on", "1", "", digest[:-1] + "g", "0" * 24, "\x00", "a.b", digest * 2, "f" * 100_000):
        response = send_again(client, first, {BOX: value})
        assert response.status_code == 422
        assert warning_of(response.text)


def test_the_confirmation_holds_nothing_personal(client_for, personas):
    client = client_for(personas.author)
    value = box_of(client.submit("/ideas/new", IDEA, action="/ideas/new").text)
    assert len(value) == 24
    assert set(value) <= set("0123456789abcdef")


def test_errors_and_warnings_stand_beside_each_other(client_for, personas):
    response = client_for(personas.author).submit("/ideas/new", IDEA | {"title": ""}, action="/ideas/new")
    assert response.status_code == 422
    assert error_beside(response.text, "title")
    assert "IBAN" in warning_of(response.text)
    [summary] = parse(response.text).xpath("//*[contains(@class, 'kern-alert--danger')]")
    assert "IBAN" not in text_of(summary)


def test_a_draft_and_a_change_warn_too_but_a_public_number_only_once(client_for, personas):
    client = client_for(personas.author)
    data = IDEA | {"problem": f"Die Hotline {HOTLINE} ist besetzt.", "action": "draft"}
    response = client.post_form("/ideas/new", data)
    assert response.status_code == 422
    assert (
        "Das ist eine öffentliche Angabe oder kein Bezug zu einer Person – trotzdem speichern"
        in warning_of(response.text)
    )
    assert send_again(client, response, {"action": "draft"}, confirm=True).status_code == 303
    idea = db.session.scalars(sa.select(Idea)).one()
    edit = f"/ideas/{idea.id}/edit"
    changed = {"title": "Hotline entlasten"}
    assert client.submit(edit, changed, action=edit).status_code == 303, "it was confirmed when it was saved"
    private = client.submit(edit, {"problem": f"{data['problem']} Anrufe an {MAIL}?"}, action=edit)
    assert private.status_code == 422
    assert HOTLINE not in beside(private.text, "problem")


def test_private_and_public_together_are_not_called_public(client_for, personas):
    data = IDEA | {"proposal": f"Hotline {HOTLINE}"}
    response = client_for(personas.author).submit("/ideas/new", data, action="/ideas/new")
    assert "öffentliche Angabe" not in warning_of(response.text)
    assert "Trotzdem speichern" in warning_of(response.text)


def test_a_note_from_the_page_of_the_idea_warns_on_its_own_page(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    client = client_for(personas.author)
    data = {"kind": "observation", "body": f"Sie gab {MAIL} an."}
    response = client.submit(f"/ideas/{idea.id}", data, action=f"/ideas/{idea.id}/notes")
    assert response.status_code == 422
    assert MAIL in beside(response.text, "body")
    assert typed_in(response.text, "body") == data["body"]
    assert send_again(client, response, confirm=True).status_code == 303
    assert db.session.scalars(sa.select(StageNote.body)).one() == data["body"]


def test_feedback_warns_in_each_field_and_shows_only_the_first_of_many(client_for, personas):
    prototype = make_prototype(make_idea(State.TEST, personas.author))
    client = client_for(personas.author)
    page = f"/prototypes/{prototype.id}/feedback/new"
    data = {
        "group": "customers",
        "participants": "5",
        "method": "feedback_grid",
        "likes": "Kurz und klar.",
        "criticisms": "\n".join(f"person{number}@web.de fand es lang" for number in range(8)),
        "questions": "Kundin, geb. 12.03.1975, fragt: wohin?",
    }
    response = client.submit(page, data, action=page)
    assert response.status_code == 422
    assert beside(response.text, "criticisms").count("Das sieht nach") == 5
    assert "Noch 3 Stellen" in beside(response.text, "criticisms")
    assert "einem Geburtsdatum aus (»12.03.1975«)" in beside(response.text, "questions")
    assert beside(response.text, "likes") == ""
    assert len(box_of(response.text).split(".")) == 9
    assert send_again(client, response, confirm=True).status_code == 303
    assert count(Feedback) == 1


def test_a_move_warns_without_taking_the_step(client_for, personas):
    idea = make_idea(State.DEFINE)
    client = client_for(personas.facilitator)
    sent = {"from_stage": "define", "to_stage": "empathise", "next": "/board", "reason": f"Siehe {IBAN}."}
    page = f"/ideas/{idea.id}/move"
    response = client.post_form(page, sent)
    assert response.status_code == 422
    assert IBAN in beside(response.text, "reason")
    assert db.session.get(Idea, idea.id).state == State.DEFINE
    # As the board's dialog does: the warning comes as a whole page, and the box of it is sent with the next try.
    confirmed = client.post_form(page, sent | {BOX: box_of(response.text)}, headers={"HX-Request": "true"})
    assert (confirmed.status_code, confirmed.location) == (303, "/board")
    assert db.session.get(Idea, idea.id).state == State.EMPATHISE


def test_a_move_that_is_no_longer_possible_still_shows_what_was_typed(client_for, personas):
    idea = make_idea(State.TEST)
    sent = {"from_stage": "define", "to_stage": "empathise", "reason": f"Siehe {IBAN}."}
    response = client_for(personas.facilitator).post_form(f"/ideas/{idea.id}/move", sent)
    assert response.status_code == 422
    assert f"Siehe {IBAN}." in text_of(parse(response.text))


def test_an_answer_to_a_finding_warns(client_for, personas):
    finding = make_finding(make_feedback(make_prototype(make_idea(State.TEST, personas.author))))
    client = client_for(personas.facilitator)
    page = f"/prototypes/{finding.prototype_id}"
    path = f"/findings/{finding.id}/answer"
    data = {"answer": "later", "text": f"Bitte an {MAIL}."}
    response = client.submit(page, data, action=path)
    assert response.status_code == 422
    assert MAIL in beside(response.text, "text")
    assert send_again(client, response, confirm=True).status_code == 303


def test_where_such_data_belong_there_is_no_warning(app, client_for, visitor, personas):
    admin = client_for(personas.admin)
    account = {
        "name": "Erika Muster 0171 2345678",
        "email": MAIL,
        "role": "staff",
        "job_centre_key": "06631",
    }
    assert admin.submit("/admin/accounts/new", account, action="/admin/accounts/new").status_code == 303
    imprint = admin.get("/admin/pages").text
    page = next(link for link in parse(imprint).xpath("//main//a/@href") if "imprint" in link)
    text = f"# Impressum\n\nLandkreis, Telefon 0661 123456, {MAIL}, geb. 12.03.1975"
    assert admin.submit(page, {"body": text}, action=page).status_code == 303
    wrong = visitor.post_form("/login", {"email": MAIL, "password": "0171 2345678 DE89370400440532013000"})
    assert warning_of(wrong.text) == ""
    facilitator = client_for(personas.facilitator)
    idea = make_idea(State.EMPATHISE, responsible_id=personas.facilitator.id)
    invited = facilitator.post_form(f"/ideas/{idea.id}/team/invite", {"email": make_user().email})
    assert invited.status_code == 303


def test_searching_is_not_looked_through(client_for, personas, caplog):
    idea = make_idea(State.EMPATHISE)
    client = client_for(personas.facilitator)
    assert warning_of(client.get(f"/ideas?q={MAIL}").text) == ""
    searched = client.post_form(
        f"/ideas/{idea.id}/merge", {"q": MAIL, "action": "search", "reason": f"Siehe {IBAN}."}
    )
    assert (searched.status_code, warning_of(searched.text)) == (200, "")
    assert typed_in(searched.text, "reason") == f"Siehe {IBAN}."
    target = make_idea(State.EMPATHISE)
    sent = {"q": MAIL, "target_id": target.id, "from_stage": "empathise", "reason": f"Siehe {IBAN}."}
    merged = client.post_form(f"/ideas/{idea.id}/merge", sent)
    assert merged.status_code == 422
    assert MAIL not in warning_of(merged.text)
    # A search in between loses neither the text nor what was confirmed.
    confirmed = send_again(client, merged, {"action": "search"}, confirm=True)
    assert confirmed.status_code == 200
    assert send_again(client, confirmed).status_code == 303


@pytest.mark.parametrize(
    "text", ["Siehe § 44 SGB X, Termin am 03.04.2026 um 10 Uhr, Kosten 1.250,00 €, KJC 06413."]
)
def test_ordinary_texts_are_saved_at_once(client_for, personas, text):
    idea = make_idea(State.EMPATHISE, personas.author)
    data = {"kind": "observation", "body": text}
    response = client_for(personas.author).submit(f"/ideas/{idea.id}/notes", data)
    assert response.status_code == 303


def test_script_in_what_was_found_stays_text(client_for, personas):
    idea = make_idea(State.EMPATHISE, personas.author)
    data = {"kind": "observation", "body": "<script>alert('a')</script>x'<b>@web.de <img src=x>a.b@web.de"}
    response = client_for(personas.author).submit(f"/ideas/{idea.id}/notes", data)
    assert response.status_code == 422
    assert "a.b@web.de" in beside(response.text, "body")


def test_the_log_and_the_history_say_nothing_of_what_was_typed(app, client_for, personas, caplog):
    client = client_for(personas.author)
    events = count(Event)
    app.logger.addHandler(caplog.handler)
    try:
        with caplog.at_level(logging.INFO, logger=app.logger.name):
            data = IDEA | {"proposal": f"An {MAIL} oder {HOTLINE}."}
            response = client.submit("/ideas/new", data, action="/ideas/new")
            assert send_again(client, response, confirm=True).status_code == 303
    finally:
        app.logger.removeHandler(caplog.handler)
    lines = [record for record in caplog.records if record.getMessage() == "privacy_warning"]
    assert len(lines) == 1, "confirmed is not warned"
    assert (lines[0].kinds, lines[0].endpoint) == (["email", "iban", "phone"], "ideas.new")
    logged = json.dumps([vars(record) for record in caplog.records], default=str)
    for word in (IBAN, "DE89", MAIL, "erika", HOTLINE, box_of(response.text), str(personas.author.email)):
        assert word not in logged
    written = db.session.scalars(sa.select(Event.kind).order_by(Event.id)).all()[events:]
    assert set(written) == {"idea_created", "idea_submitted"}
