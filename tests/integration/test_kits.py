"""The adoption kit: written by the team, asked about by other jobcentres, handed on under a public address."""

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
import yaml
from werkzeug.datastructures import FileStorage

from lab.adoption.models import AdoptionStatus, AdoptionStep, Step
from lab.attachments.queries import list_files
from lab.attachments.service import store_file
from lab.audit.queries import timeline
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility
from lab.ideas.workflow import State
from lab.prototypes.models import Decision, Met, Questionnaire, Verdict
from lab.reports.models import ContentKind
from lab.reports.service import report_content
from lab.rollout.models import ReviewStatus, RolloutReview
from lab.rollout.queries import find_approved_review
from lab.solutions.models import Kit, KitQuestion
from tests import factories as make
from tests import files
from tests.helpers import count_queries, error_beside, typed_in
from tests.markup import parse, text_of

WRITTEN = {
    "summary": "Erinnert zwei Tage vorher an den Termin.",
    "target_group": "Alle Jobcenter, die schriftlich einladen.",
    "guide": "Erst die Vorlage laden.\n\nDann die Frist setzen.",
    "effort": "Zwei Tage für eine Person.",
    "contact": "Servicestelle des Jobcenters",
    "licence": "EUPL-1.2",
}
SOFTWARE = WRITTEN | {
    "is_software": "y",
    "repository": "https://gitlab.example.org/fulda/termine",
    "software_type": "standalone/web",
    "development_status": "stable",
    "maintenance": "internal",
    "platforms": ["web", "android"],
    "languages": ["de", "uk"],
    "categories": ["appointment-scheduling"],
    "software_version": "1.2",
    "released_on": "2026-03-01",
}


@pytest.fixture
def idea(personas):
    idea = make.make_idea(
        State.ROLLOUT,
        personas.author,
        team=[personas.member, (personas.guest, today() + timedelta(days=9))],
        author_visibility=AuthorVisibility.TEAM,
        title="Termine per Nachricht",
        responsible=personas.facilitator,
    )
    make.make_review(idea, ReviewStatus.APPROVED)
    return idea


def page_of(idea, more=""):
    return f"/ideas/{idea.id}/kit{more}"


def attach(personas, idea, name="anleitung.pdf"):
    upload = FileStorage(io.BytesIO(files.PDF + name.encode()), name)
    attachment = store_file(personas.author, idea.id, upload)
    db.session.commit()
    return attachment


def kit_of(idea):
    return db.session.get(Kit, idea.id)


def main_text(response):
    return text_of(parse(response.text).find(".//main"))


def versioned(kit, values):
    return values | {"version": str(kit.version)}


# --- reading ---


def test_before_it_is_written_the_page_tells_what_is_known_and_what_is_missing(client_for, personas, idea):
    member = main_text(client_for(personas.member).get(page_of(idea)))
    for known in (
        "Weniger ausgefallene Termine.",
        "In drei Schritten: Vorlage laden",
        "Servicestelle des Jobcenters",
    ):
        assert known in member
    assert "aus der Meldung zum Rollout" in member
    assert "Eine Erinnerung zwei Tage vorher" in member
    assert "Das fehlt noch" in member
    assert "Lizenz" in member
    colleague = client_for(personas.colleague).get(page_of(idea))
    assert "Das fehlt noch" not in colleague.text
    assert page_of(idea, "/edit") not in colleague.text
    assert personas.author.name not in colleague.text


def test_the_page_tells_who_uses_it_what_it_took_what_tests_showed_and_what_changed(
    client_for, personas, idea
):
    make.make_prototype(idea)
    prototype = make.make_prototype(idea, changes="Die Uhrzeit steht oben.")
    feedback = make.make_feedback(prototype)
    test_round = make.make_round(prototype, questionnaire=Questionnaire.UMUX_LITE)
    for _sheet in range(5):
        make.make_answer_sheet(
            test_round,
            scores=[6, 7],
            inspection="accepted",
            inspected_by_id=personas.author.id,
            inspected_at=now(),
        )
    make.save(
        Verdict(
            prototype_id=feedback.prototype_id,
            met=Met.YES,
            met_because="Vier von fünf.",
            decision=Decision.CONTINUE,
            learned="Kurz ist gut.",
            decided_by_id=personas.facilitator.id,
            decided_at=now(),
        )
    )
    make.make_adoption(
        idea,
        AdoptionStatus.INTRODUCED,
        make.BERGSTRASSE,
        is_adapted=True,
        adapted_text="Mit eigenem Absender.",
        effort="Drei Tage, ein Mensch",
        introduced_on=today(),
    )
    make.save(
        AdoptionStep(
            idea_id=idea.id,
            job_centre_key=make.BERGSTRASSE,
            step=Step.TRAINING,
            is_done=True,
            note="Eine Stunde genügt.",
            changed_at=now(),
        )
    )
    make.make_adoption(idea, AdoptionStatus.DECLINED, make.WIESBADEN, reason="Passt nicht.")
    client = client_for(personas.colleague)
    make.make_kit(idea)
    with count_queries() as few:
        text = main_text(client.get(page_of(idea)))
    for told in (
        "1 von 16 KJC nutzen es",
        "Bergstraße",
        "Mit eigenem Absender.",
        "Drei Tage, ein Mensch",
        "Eine Stunde genügt.",
        "das Erfolgskriterium ist erfüllt",
        "UMUX-Lite",
        "Die Uhrzeit steht oben.",
    ):
        assert told in text
    assert "Passt nicht." not in text
    for _more in range(3):
        make.make_prototype(idea)
        make.make_kit_question(idea, answer="Nein.")
        make.make_adoption(idea, AdoptionStatus.SUSTAINED, make.make_job_centre(f"0699{_more}").key)
    with count_queries() as many:
        client.get(page_of(idea))
    assert many.count == few.count <= 26, many


def test_what_stays_visible_for_good_is_visible_here_too(client_for, personas):
    idea = make.make_idea(State.ROLLOUT, personas.author)
    make.make_review(
        idea,
        ReviewStatus.APPROVED,
        gate=[{"code": "findings", "met": False}],
        override_reason="Die Zeit drängt.",
        is_without_quorum=True,
    )
    text = main_text(client_for(personas.colleague).get(page_of(idea)))
    for told in ("gemeldet trotz 1 offenem Punkt", "Die Zeit drängt.", "ohne Quorum entschieden"):
        assert told in text


def test_only_solutions_have_a_kit(client_for, personas):
    idea = make.make_idea(State.TEST, personas.author)
    client = client_for(personas.facilitator)
    for path in ("", "/edit", "/qr.svg"):
        assert client.get(page_of(idea, path)).status_code == 403
    assert client.get(f"/ideas/{idea.id}/publiccode.yml").status_code == 403
    assert client.post_form(page_of(idea, "/publish")).status_code == 403


# --- writing ---


def test_the_team_writes_it_and_nothing_is_overwritten(client_for, personas, idea):
    file, other = attach(personas, idea), attach(personas, idea, "notizen.pdf")
    member, facilitator = client_for(personas.member), client_for(personas.facilitator)
    form = member.get(page_of(idea, "/edit"))
    assert typed_in(form.text, "guide").startswith("In drei Schritten")
    assert typed_in(form.text, "contact") == "Servicestelle des Jobcenters"
    response = member.post_form(page_of(idea, "/edit"), SOFTWARE | {"files": str(file.id), "version": ""})
    assert (response.status_code, response.location) == (303, page_of(idea))
    kit = kit_of(idea)
    assert [row.attachment_id for row in kit.files] == [file.id]
    assert (kit.platforms, kit.languages, kit.software_version) == (["web", "android"], ["de", "uk"], "1.2")
    assert len(kit.token) >= 43, "256 bits"
    assert not kit.is_public
    text = main_text(member.get(page_of(idea)))
    for written in (
        "Dann die Frist setzen.",
        "EUPL-1.2",
        "gitlab.example.org/fulda/termine",
        "anleitung.pdf",
    ):
        assert written in text
    assert "notizen.pdf" not in text
    # A first one again, and one that is late.
    late = member.post_form(page_of(idea, "/edit"), WRITTEN | {"summary": "Zu spät gesagt.", "version": ""})
    assert late.status_code == 409
    assert typed_in(late.text, "summary") == "Zu spät gesagt."
    assert "Erinnert zwei Tage vorher" in late.text
    values = versioned(kit, WRITTEN | {"files": str(other.id)})
    assert facilitator.post_form(page_of(idea, "/edit"), values).status_code == 303
    assert member.post_form(page_of(idea, "/edit"), values).status_code == 409
    db.session.expire_all()
    assert [row.attachment_id for row in kit_of(idea).files] == [other.id]
    assert [event.kind for event in timeline("idea", idea.id)][:2] == ["kit_saved", "kit_saved"]


def test_what_is_written_while_it_is_public_is_public_at_once_and_the_forms_say_so(
    client_for, visitor, personas, idea
):
    kit = make.make_kit(idea)
    member, edit = client_for(personas.member), page_of(idea, "/edit")
    begun = member.get(edit).text
    assert "Diese Seite ist öffentlich" not in begun
    seen = versioned(kit, WRITTEN)
    assert client_for(personas.facilitator).post_form(page_of(idea, "/publish")).status_code == 303
    assert member.post_form(edit, seen).status_code == 409
    form = member.get(edit).text
    assert "Diese Seite ist öffentlich" in form
    assert "Speichern und veröffentlichen" in form
    db.session.expire_all()
    assert member.submit(edit, {"summary": "Ganz neu gesagt."}).status_code == 303
    assert "Ganz neu gesagt." in visitor.get(f"/k/{kit.token}").text
    # Neither does a jobcentre write for the public without knowing.
    review = find_approved_review(idea)
    own = client_for(personas.leadership).get(f"/rollout/{review.id}").text
    assert "stehen Anpassung und Aufwand auch im Übernahmepaket" in own


def test_who_does_not_belong_to_it_does_not_write(client_for, personas, idea):
    for persona, status in (
        ("colleague", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 404),
        ("author", 303),
    ):
        client = client_for(getattr(personas, persona))
        assert client.post_form(page_of(idea, "/edit"), WRITTEN | {"version": ""}).status_code == status, (
            persona
        )
        upload = {"file": (io.BytesIO(files.PDF), "x.pdf")}
        assert client.post_form(page_of(idea, "/files"), upload).status_code == status, persona


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("summary", "  \n "),
        ("guide", "x" * 20_001),
        ("contact", "x" * 201),
        ("licence", ""),
        ("licence", "WTFPL"),
        ("licence", "none"),
        ("licence", "CC-BY-4.0"),
        ("repository", "http://gitlab.example.org/x"),
        ("repository", "gitlab.example.org/x"),
        ("repository", "javascript:alert(1)"),
        ("repository", "https://user:geheim@gitlab.example.org/x"),
        ("repository", "https://[::1"),
        ("repository", "https://localhost/x"),
        ("repository", "https://a.example/x y"),
        ("repository", "https://a.example/" + "x" * 500),
        ("software_type", "spaceship"),
        ("platforms", "amiga"),
        ("released_on", "31.02.2026"),
        ("released_on", "2999-01-01"),
        ("released_on", "1066-01-01"),
        ("files", "999999"),
        ("files", "1; DROP TABLE kit"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client_for, personas, idea, field, value):
    client = client_for(personas.author)
    response = client.post_form(page_of(idea, "/edit"), SOFTWARE | {"version": "", field: value})
    assert response.status_code == 422
    assert error_beside(response.text, field) or field in ("platforms", "files")
    assert typed_in(response.text, "effort") == WRITTEN["effort"]
    assert kit_of(idea) is None


def test_personal_data_in_it_is_warned_of(client_for, personas, idea):
    client = client_for(personas.author)
    values = WRITTEN | {"guide": "Rufen Sie Frau Zwiebel an: BG 43502//0001234", "version": ""}
    response = client.post_form(page_of(idea, "/edit"), values)
    assert response.status_code == 422
    assert "Stehen hier personenbezogene Daten?" in response.text


def test_files_can_be_laid_beside_it_though_work_on_the_idea_has_ended(client_for, personas, idea):
    make.make_kit(idea)
    client, address = client_for(personas.member), page_of(idea, "/files")
    bad = client.post_form(address, {"file": (io.BytesIO(files.PROGRAM), "a.pdf")})
    assert bad.status_code == 422
    assert error_beside(bad.text, "file")
    assert client.post_form(address).status_code == 422
    good = client.submit(page_of(idea, "/edit"), {"file": (io.BytesIO(files.PDF), "b.pdf")}, action=address)
    assert good.status_code == 303
    assert [row.attachment.name for row in kit_of(idea).files] == ["b.pdf"]


def test_a_file_that_is_being_checked_stays_chosen_and_is_not_offered(client_for, personas, idea):
    file = attach(personas, idea)
    kit = make.make_kit(idea, files=[file])
    report_content(personas.colleague, ContentKind.ATTACHMENT, str(file.id))
    db.session.commit()
    client = client_for(personas.facilitator)
    form = parse(client.get(page_of(idea, "/edit")).text)
    assert form.find(".//input[@name='files']") is None
    assert client.post_form(page_of(idea, "/edit"), versioned(kit, WRITTEN)).status_code == 303
    db.session.expire_all()
    assert [row.attachment_id for row in kit_of(idea).files] == [file.id]


# --- questions ---


def test_every_jobcentre_may_ask_and_the_team_answers(client_for, personas, idea):
    for persona, status in (("outsider", 404), ("admin", 403), ("guest", 403), ("leadership", 303)):
        client = client_for(getattr(personas, persona))
        assert (
            client.post_form(page_of(idea, "/questions"), {"question": "Was kostet es?"}).status_code
            == status
        )
    client = client_for(personas.leadership)
    assert client.post_form(page_of(idea, "/questions"), {"question": " "}).status_code == 422
    question = db.session.scalars(sa.select(KitQuestion)).one()
    assert question.job_centre_key == make.MAIN_TAUNUS
    text = client.get(page_of(idea)).text
    assert "Frage aus Main-Taunus" in text
    assert personas.leadership.name not in parse(text).find(".//main").itertext()
    for persona in ("member", "facilitator", "author"):
        assert "ein Jobcenter fragt zur Übernahme" in client_for(getattr(personas, persona)).get("/").text
    assert "fragt zur Übernahme" not in client_for(personas.colleague).get("/").text
    address = f"/kit-questions/{question.id}/answer"
    given = {"answer": "Nichts.", "version": "1"}
    assert client.post_form(address, given).status_code == 403
    assert client_for(personas.outsider).post_form(address, given).status_code == 404
    member = client_for(personas.member)
    assert member.post_form(address, given | {"answer": ""}).status_code == 422
    assert member.submit(page_of(idea), {"answer": "Nichts."}, action=address).status_code == 303
    late = member.post_form(address, given | {"answer": "Zwei Euro."})
    assert late.status_code == 409
    assert "Zwei Euro." in late.text
    assert member.submit(page_of(idea), {"answer": "Nichts im Jahr."}, action=address).status_code == 303
    db.session.expire_all()
    assert (question.answer, question.answered_by_id) == ("Nichts im Jahr.", personas.member.id)
    assert "fragt zur Übernahme" not in member.get("/").text
    for wrong in ("0", "2147483648", "9" * 30):
        assert member.post_form(f"/kit-questions/{wrong}/answer", given).status_code == 404


def test_a_question_sent_twice_is_one(client_for, personas, idea):
    client = client_for(personas.colleague)
    sent = {"question": "Was kostet es?", "once": "a-key-of-this-form"}
    for _time in range(2):
        assert client.post_form(page_of(idea, "/questions"), sent).status_code == 303
    assert len(db.session.scalars(sa.select(KitQuestion)).all()) == 1


# --- the public address ---


def test_facilitators_open_and_close_the_address_and_it_stays_the_same(client_for, visitor, personas, idea):
    facilitator = client_for(personas.facilitator)
    assert facilitator.post_form(page_of(idea, "/publish")).status_code == 403, "nothing is written yet"
    kit = make.make_kit(idea)
    address = f"/k/{kit.token}"
    assert visitor.get(address).status_code == 410, "never opened"
    for persona, status in (
        ("author", 403),
        ("member", 403),
        ("leadership", 403),
        ("admin", 403),
        ("outsider", 404),
    ):
        client = client_for(getattr(personas, persona))
        assert client.post_form(page_of(idea, "/publish")).status_code == status
        assert client.post_form(page_of(idea, "/close")).status_code == status
    assert facilitator.get(page_of(idea, "/qr.svg")).status_code == 404
    assert facilitator.submit(page_of(idea), action=page_of(idea, "/publish")).status_code == 303
    assert facilitator.post_form(page_of(idea, "/publish")).status_code == 303
    assert visitor.get(address).status_code == 200
    page = client_for(personas.colleague).get(page_of(idea)).text
    assert f"http://localhost{address}" in page
    picture = facilitator.get(page_of(idea, "/qr.svg"))
    assert picture.mimetype == "image/svg+xml"
    assert facilitator.submit(page_of(idea), action=page_of(idea, "/close")).status_code == 303
    facilitator.post_form(page_of(idea, "/close"))
    closed = visitor.get(address)
    assert (closed.status_code, "Diese Seite ist geschlossen" in closed.text) == (410, True)
    assert kit.summary not in closed.text
    for more in ("/publiccode.yml", "/files/1"):
        assert visitor.get(address + more).status_code == 410
    facilitator.post_form(page_of(idea, "/publish"))
    assert visitor.get(address).status_code == 200
    kinds = [event.kind for event in timeline("idea", idea.id)]
    assert kinds[:3] == ["kit_published", "kit_closed", "kit_published"]


@pytest.fixture
def shared(personas, idea):
    """A public kit with a file, two questions and three jobcentres."""
    file = attach(personas, idea)
    attach(personas, idea, "intern.pdf")
    kit = make.make_kit(idea, files=[file], is_public=True)
    make.make_kit_question(idea, personas.colleague, text="Was kostet es?", answer="Nichts.")
    make.make_kit_question(idea, personas.colleague, text="Noch offen?")
    make.make_adoption(
        idea, AdoptionStatus.SUSTAINED, make.BERGSTRASSE, effort="Drei Tage", contact="Fachdienst Bergstraße"
    )
    make.save(
        AdoptionStep(
            idea_id=idea.id,
            job_centre_key=make.BERGSTRASSE,
            step=Step.TRAINING,
            note="Nur fürs Haus.",
            changed_at=now(),
        )
    )
    make.make_adoption(idea, AdoptionStatus.DECLINED, make.WIESBADEN, reason="Passt nicht zu uns.")
    return kit


def test_the_public_reads_what_is_handed_on_and_nothing_of_the_house(visitor, personas, idea, shared):
    response = visitor.get(f"/k/{shared.token}")
    text = main_text(response)
    for told in (
        idea.title,
        shared.summary,
        shared.guide,
        "Servicestelle des Jobcenters",
        "EUPL-1.2",
        "anleitung.pdf",
        "Was kostet es?",
        "Nichts.",
        "Bergstraße",
        "Drei Tage",
        "1 von 16 KJC nutzen es",
    ):
        assert told in text, told
    for inside in (
        personas.author.name,
        personas.colleague.name,
        personas.facilitator.name,
        "Noch offen?",
        "intern.pdf",
        "Nur fürs Haus.",
        "Fachdienst Bergstraße",
        "Passt nicht zu uns.",
        f"/ideas/{idea.id}",
        "/attachments/",
        "<script",
    ):
        assert inside not in response.text, inside


def test_the_public_pages_set_no_cookie_and_leave_no_trace(client_for, visitor, personas, shared):
    own = shared.files[0].attachment_id
    for client in (visitor, client_for(personas.facilitator)):
        for more in ("", "/publiccode.yml", f"/files/{own}", "/files/999999"):
            response = client.get(f"/k/{shared.token}{more}")
            assert response.headers.getlist("Set-Cookie") == []
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert "noindex" in response.headers["X-Robots-Tag"]
            assert response.headers["Cache-Control"] == "no-store"


def test_the_public_downloads_the_chosen_files_and_no_other(visitor, personas, idea, shared):
    chosen = shared.files[0].attachment
    response = visitor.get(f"/k/{shared.token}/files/{chosen.id}")
    assert response.status_code == 200
    assert response.data == files.PDF + b"anleitung.pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    other = next(file for file in list_files(idea.id) if file.id != chosen.id)
    foreign = attach(personas, make.make_idea(State.ROLLOUT, personas.author))
    for number in (other.id, foreign.id, 0, 2**31, 10**20):
        assert visitor.get(f"/k/{shared.token}/files/{number}").status_code == 404
    assert visitor.get(f"/attachments/{chosen.id}").status_code == 303


def test_the_public_page_speaks_two_languages(visitor, shared):
    for asked, header, spoken in (
        ("", "fr", "de"),
        ("", "en", "en"),
        ("?lang=de", "en", "de"),
        ("?lang=en", "de", "en"),
        ("?lang=xx%00", "fr", "de"),
    ):
        response = visitor.get(f"/k/{shared.token}{asked}", headers={"Accept-Language": header})
        assert f'<html lang="{spoken}"' in response.text
        assert ('lang="de">Termine per Nachricht' in response.text) == (spoken == "en")
        assert "Accept-Language" in response.headers["Vary"]


def test_a_guessed_address_explains_itself(visitor, shared):
    for token in (
        "x",
        shared.token[:-1],
        shared.token + "x",
        "t" * 5000,
        "%00" * 30,
        "<script>",
        "' OR 1=1 --",
    ):
        for more in ("", "/publiccode.yml", "/files/1"):
            response = visitor.get(f"/k/{token}{more}")
            assert response.status_code == 404
            assert "Diese Adresse gibt es nicht" in response.text


def test_what_was_reported_is_shown_to_no_visitor_not_even_to_facilitators(
    client_for, visitor, personas, idea, shared
):
    make.make_prototype(idea, changes="Gemeldete Änderung.")
    prototype = make.make_prototype(idea, changes="Harmlos.")
    question = make.make_kit_question(idea, text="Gemeldete Frage?", answer="Gemeldete Antwort.")
    file = shared.files[0].attachment
    told = [
        (ContentKind.KIT_QUESTION, question.id, ("Gemeldete Frage?", "Gemeldete Antwort.")),
        (ContentKind.PROTOTYPE, prototype.id - 1, ("Gemeldete Änderung.",)),
        (ContentKind.ATTACHMENT, file.id, ("anleitung.pdf",)),
        (ContentKind.ADOPTION, f"{idea.id}-{make.BERGSTRASSE}", ("Drei Tage",)),
    ]
    visitors = (visitor, client_for(personas.facilitator))
    for kind, content_id, words in told:
        before = visitor.get(f"/k/{shared.token}").text
        assert all(word in before for word in words), kind
        report_content(personas.colleague, kind, str(content_id))
        db.session.commit()
        for client in visitors:
            after = client.get(f"/k/{shared.token}")
            assert after.status_code == 200
            assert not [word for word in (*words, "Verborgen") if word in after.text], kind
    for client in visitors:
        assert client.get(f"/k/{shared.token}/files/{file.id}").status_code == 404
    report_content(personas.colleague, ContentKind.KIT, str(idea.id))
    db.session.commit()
    for client in visitors:
        for more in ("", "/publiccode.yml"):
            response = client.get(f"/k/{shared.token}{more}")
            assert response.status_code == 410
            assert shared.token not in response.text
    assert client_for(personas.facilitator).post_form(page_of(idea, "/publish")).status_code == 403
    assert client_for(personas.member).get(page_of(idea, "/edit")).status_code == 403
    assert "Verborgen" in client_for(personas.member).get(page_of(idea)).text


def test_outside_nothing_is_told_of_fewer_than_five_people_nor_of_a_reported_version(
    client_for, visitor, personas, idea, shared
):
    prototype = make.make_prototype(idea, changes="Größere Schrift.")
    make.make_feedback(prototype, participants=2)
    file = shared.files[0].attachment
    file.prototype_id = prototype.id
    db.session.commit()
    outside = main_text(visitor.get(f"/k/{shared.token}"))
    assert "unter 5 Personen" in outside
    assert "2 Personen" not in outside
    assert "2 Personen" in main_text(client_for(personas.colleague).get(page_of(idea)))
    assert visitor.get(f"/k/{shared.token}/files/{file.id}").status_code == 200
    report_content(personas.colleague, ContentKind.PROTOTYPE, str(prototype.id))
    db.session.commit()
    assert visitor.get(f"/k/{shared.token}/files/{file.id}").status_code == 404
    assert "unter 5 Personen" not in main_text(visitor.get(f"/k/{shared.token}"))


# --- publiccode.yml ---


def test_software_has_a_file_for_catalogues_inside_and_outside(client_for, visitor, personas, idea):
    client = client_for(personas.colleague)
    address = f"/ideas/{idea.id}/publiccode.yml"
    for kit_values, missing in (
        (None, "noch kein Übernahmepaket"),
        ({}, "nur für Software"),
        ({"is_software": True}, "die Adresse des Quelltextes"),
        ({"is_software": True, "repository": "https://a.example/x", "licence": "other"}, "fehlt eine Lizenz"),
    ):
        if kit_values is not None:
            kit = kit_of(idea) or make.make_kit(idea, is_public=True, contact="Fachstelle Digitales")
            for name, value in kit_values.items():
                setattr(kit, name, value)
            make.commit()
            public = visitor.get(f"/k/{kit.token}/publiccode.yml")
            assert (public.status_code, missing in public.text) == (404, True)
        response = client.get(address)
        assert (response.status_code, missing in response.text) == (404, True)
    kit.licence = "EUPL-1.2"
    make.commit()
    for job_centre, status in (
        (make.BERGSTRASSE, AdoptionStatus.SUSTAINED),
        (make.FULDA, AdoptionStatus.INTRODUCED),
        (make.WIESBADEN, AdoptionStatus.PILOT),
        (make.MAIN_TAUNUS, AdoptionStatus.ABORTED),
    ):
        make.make_adoption(idea, status, job_centre)
    answers = [client.get(address), visitor.get(f"/k/{kit.token}/publiccode.yml")]
    assert answers[0].text == answers[1].text
    content = yaml.safe_load(answers[0].text)
    assert content["usedBy"] == ["Kreis Bergstraße", "Landkreis Fulda"]
    assert content["name"] == idea.title
    assert content["description"]["de"]["documentation"].endswith(f"/k/{kit.token}")
    assert answers[0].mimetype == "application/yaml"
    assert answers[0].headers["Content-Disposition"] == 'attachment; filename="publiccode.yml"'
    assert personas.author.name not in answers[0].text
    assert "Weniger ausgefallene Termine." in answers[0].text
    review = db.session.scalars(sa.select(RolloutReview)).one()
    report_content(personas.colleague, ContentKind.REVIEW, str(review.id))
    db.session.commit()
    moderated = client_for(personas.facilitator).get(address)
    assert moderated.status_code == 200
    assert "Weniger ausgefallene Termine." not in moderated.text, "the file leaves the house"
