"""Personal data is reported: hidden at once, shown again or purged – from every page and every table."""

import io
import json
from datetime import timedelta
from itertools import cycle

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from lab.accounts.models import Role
from lab.adoption.models import AdoptionStatus, AdoptionStep, Step
from lab.attachments.service import store_file
from lab.audit.models import Event
from lab.audit.service import record
from lab.core.clock import now, today
from lab.core.database import Base
from lab.core.errors import Denied
from lab.extensions import db
from lab.ideas.models import Idea, StageNote
from lab.ideas.workflow import State
from lab.prototypes.models import (
    Answer,
    Decision,
    Inspection,
    Met,
    Observation,
    Participant,
    PointKind,
    Verdict,
)
from lab.reports import service
from lab.reports.models import ContentKind, ContentReport, Outcome, ReportMark
from lab.rollout.models import ReviewStatus
from lab.rounds.models import Direction, RoundLanguage
from lab.sessions.models import PublicPage
from tests import factories as make
from tests import files
from tests.client import text_of
from tests.helpers import count_queries

NOTICE = "Verborgen: Hier wird geprüft"
# What waits to be read is seen by the team alone, while the idea is worked on: it has a test of its own.
APART = {ContentKind.SHEET}
# What the world below does not hold yet.
APART |= {
    ContentKind.VOTE,
    ContentKind.QUESTION,
    ContentKind.CONDITION,
}
SEEN_BY_MANY = [kind for kind in ContentKind if kind not in APART]
# A word for each kind of content that stands nowhere else, not even in another of them: the name that must not stay.
NAMES = {kind: f"Zwiebelfrau{kind.value}meier" for kind in SEEN_BY_MANY}


def says(kind, more=""):
    return f"Frau {NAMES[kind]} aus Hünfeld{more}"


class World:
    """A solution in rollout with one of everything, each naming somebody of its own."""

    def __init__(self, personas):
        self.personas = personas
        self.ids = {}
        with make.one_commit():
            self._make_idea()
            self._make_test()
            self._make_rollout()

    def _make_idea(self):
        people, text = self.personas, says(ContentKind.IDEA)
        self.idea = make.make_idea(
            State.ROLLOUT,
            people.author,
            team=[people.member, (people.guest, today() + timedelta(days=9))],
            title=text[:120],
            problem=f"{text} wartet.",
            proposal=f"{text} wartet nicht.",
            first_answer=f"Danke an {text}.",
            benefit=f"Für {text}.",
            systems=text,
            accessibility=text,
            learning_learned=text,
            responsible=people.facilitator,
            theme_id=self._make_theme(),
        )
        self._tell("idea_moved", reason=f"Wegen {text}.", from_state="define", to_state="ideate")
        self._tell("idea_stopped", learned=text, tried="Papier")
        merged = make.make_idea(State.MERGED, merged_into_id=self.idea.id)
        record(people.facilitator, "idea_merged", "idea", merged.id, title=text, target_id=self.idea.id)
        note = make.make_note(self.idea, author=people.member, body=says(ContentKind.NOTE))
        event = self._tell("team_left", reason=says(ContentKind.EVENT))
        content = files.PDF.replace(b"/Catalog", f"/Catalog % {NAMES[ContentKind.ATTACHMENT]}\n".encode())
        upload = FileStorage(io.BytesIO(content), f"{NAMES[ContentKind.ATTACHMENT]}.pdf")
        file = store_file(people.member, self.idea.id, upload)
        self.ids |= {
            ContentKind.IDEA: self.idea.id,
            ContentKind.NOTE: note.id,
            ContentKind.EVENT: event.id,
            ContentKind.ATTACHMENT: file.id,
        }

    def _make_theme(self):
        text = says(ContentKind.THEME)
        theme = make.make_theme(
            title=text, guiding_question=f"Wie hilft {text}?", description=text, coordinator=text
        )
        record(self.personas.facilitator, "theme_saved", "theme", theme.id, title=f"Früher: {text}")
        self.ids[ContentKind.THEME] = theme.id
        return theme.id

    def _make_public_round(self):
        """A round that says nothing itself but has a translation."""
        test_round = make.make_round(self.prototype)
        kind = ContentKind.LANGUAGE
        make.save(
            RoundLanguage(
                round_id=test_round.id,
                code="zh-hant",
                name=says(kind)[:60],
                direction=Direction.LEFT_TO_RIGHT,
                texts={"likes": f"{says(kind)}?"},
            )
        )
        self.ids[kind] = f"{test_round.id}-zh-hant"
        self.public_round = test_round.id

    def _make_test(self):
        people, text = self.personas, says
        kind = ContentKind.PROTOTYPE
        self.prototype = make.make_prototype(
            self.idea,
            people.author,
            title=text(kind),
            hypothesis=text(kind, "!"),
            success_criterion=text(kind, "?"),
            changes=text(kind, "."),
            link=f"https://beispiel.example/{NAMES[kind]}",
        )
        prototype_id = self.prototype.id
        self._make_public_round()
        self._tell("prototype_added", number=1, title=text(kind), prototype_id=prototype_id)
        kind = ContentKind.ROUND
        test_round = make.make_round(
            self.prototype,
            purpose=text(kind),
            tasks=f"{text(kind)}\nEine zweite Aufgabe",
            moderation=text(kind),
            introduction=text(kind, "!"),
            token="r" * 32,
            is_open=True,
        )
        make.save(
            RoundLanguage(
                round_id=test_round.id,
                code="uk",
                name="Ukrajinska",
                direction=Direction.LEFT_TO_RIGHT,
                texts={"introduction": f"Uk {text(kind)}", "page_title": "Uk"},
            )
        )
        make.save(
            PublicPage(
                idea_id=self.idea.id,
                token="c" * 32,
                is_open=True,
                opened_by_id=people.facilitator.id,
                opened_at=now(),
            )
        )
        kind = ContentKind.FEEDBACK
        feedback = make.make_feedback(
            self.prototype,
            author=people.author,
            likes=f"{text(kind)}\nKurz.",
            criticisms=f"- {text(kind, '!')}",
        )
        make.make_finding(feedback, body=text(kind, "!"))
        kind = ContentKind.FINDING
        finding = make.make_finding(
            make.make_feedback(self.prototype, questions=text(kind), author=people.author),
            PointKind.QUESTION,
            body=text(kind),
            answer=Answer.NO,
            answered_by=people.facilitator,
            answer_text=f"Das klärt {text(kind)}.",
        )
        self._tell("finding_answered", reason=f"Erst klärt es {text(kind)}.", number=1, finding_id=finding.id)
        kind = ContentKind.OBSERVATION
        participant = make.save(
            Participant(round_id=test_round.id, number=1, group=test_round.group, created_at=now())
        )
        participant.round = test_round
        observation = make.make_observation(
            participant, body=text(kind), quote=text(kind, "!"), author_id=people.member.id
        )
        kind = ContentKind.VERDICT
        make.save(
            Verdict(
                prototype_id=prototype_id,
                met=Met.YES,
                met_because=text(kind),
                decision=Decision.CONTINUE,
                learned=text(kind, "!"),
                decided_by_id=people.facilitator.id,
                decided_at=now(),
            )
        )
        self._tell("verdict_given", reason=text(kind), number=1, prototype_id=prototype_id)
        self.ids |= {
            ContentKind.PROTOTYPE: prototype_id,
            ContentKind.ROUND: test_round.id,
            ContentKind.FEEDBACK: feedback.id,
            ContentKind.FINDING: finding.id,
            ContentKind.OBSERVATION: observation.id,
            ContentKind.VERDICT: prototype_id,
        }

    def _make_rollout(self):
        kind = ContentKind.REVIEW
        text = says(kind)
        names = ("benefit", "operating_cost", "owner", "support", "systems", "guide", "accessibility_text")
        values = {name: f"{text} {name}" for name in names}
        self.review = make.make_review(
            self.idea,
            ReviewStatus.APPROVED,
            opened_by=self.personas.facilitator,
            reason=text,
            conditions=text,
            override_reason=text,
            gate=[{"code": "findings", "met": False}],
            **values,
        )
        self._tell("review_opened", reason=text, review_id=self.review.id)
        self._tell("review_approved", reason=f"Gut, sagt {text}.", review_id=self.review.id, conditions=text)
        kind = ContentKind.ADOPTION
        make.make_adoption(
            self.idea, AdoptionStatus.DECLINED, make.MAIN_TAUNUS, reason=says(kind), contact=says(kind, "!")
        )
        self._tell(
            "adoption_changed",
            reason=f"Früher: {says(kind)}",
            job_centre="Main-Taunus",
            job_centre_key=make.MAIN_TAUNUS,
        )
        self.ids |= {
            ContentKind.REVIEW: self.review.id,
            ContentKind.ADOPTION: f"{self.idea.id}-{make.MAIN_TAUNUS}",
        }
        self._make_kit()

    def _make_kit(self):
        """What is handed on, under a public address, and a jobcentre that noted something on its way."""
        kind = ContentKind.KIT
        names = ("summary", "target_group", "guide", "effort", "contact", "features", "software_version")
        make.make_kit(
            self.idea,
            is_public=True,
            is_software=True,
            repository=f"https://beispiel.example/{NAMES[kind]}",
            token="k" * 43,
            **{name: says(kind)[:40] for name in names},
        )
        kind = ContentKind.KIT_QUESTION
        question = make.make_kit_question(self.idea, text=says(kind), answer=says(kind, "!"))
        kind = ContentKind.STEP
        make.make_adoption(self.idea, AdoptionStatus.INTRODUCED, make.BERGSTRASSE)
        make.save(
            AdoptionStep(
                idea_id=self.idea.id,
                job_centre_key=make.BERGSTRASSE,
                step=Step.LEGAL,
                note=says(kind),
                changed_at=now(),
            )
        )
        self.ids |= {
            ContentKind.KIT: self.idea.id,
            ContentKind.KIT_QUESTION: question.id,
            ContentKind.STEP: f"{self.idea.id}-{make.BERGSTRASSE}-{Step.LEGAL.value}",
        }

    def _tell(self, kind, **detail):
        return record(self.personas.facilitator, kind, "idea", self.idea.id, **detail)

    @property
    def pages(self):
        """Every page that tells of the idea or of what belongs to it."""
        idea, prototype, name = self.idea.id, self.prototype.id, NAMES[ContentKind.IDEA]
        test_round = self.ids[ContentKind.ROUND]
        return [
            "/",
            "/account/data.json",
            "/ideas",
            f"/ideas?q={name}",
            "/ideas.csv",
            f"/ideas/{idea}",
            f"/ideas/{idea}/history",
            f"/ideas/{idea}/results",
            f"/prototypes/{prototype}",
            f"/prototypes/{prototype}/results",
            f"/rollout/{self.review.id}",
            "/rollout",
            "/rollout/matrix",
            f"/rollout/matrix?job_centre={make.MAIN_TAUNUS}",
            f"/attachments/{self.ids[ContentKind.ATTACHMENT]}",
            f"/rounds/{test_round}",
            f"/rounds/{self.public_round}",
            f"/themes/{self.ids[ContentKind.THEME]}",
            "/themes",
            f"/rounds/{test_round}/session",
            f"/rounds/{test_round}/poster",
            f"/rounds/{test_round}/sheet",
            f"/f/{'r' * 32}",
            f"/c/{'c' * 32}",
            f"/prototypes/{prototype}/findings",
            f"/ideas/{idea}/changes",
            f"/ideas/{idea}/kit",
            f"/ideas/{idea}/publiccode.yml",
            f"/k/{'k' * 43}",
            f"/k/{'k' * 43}/publiccode.yml",
        ]


@pytest.fixture
def world(personas):
    return World(personas)


@pytest.fixture
def facilitator(client_for, personas):
    return client_for(personas.facilitator)


def read(client, pages):
    """What each page tells: nothing where one may not look. The search that was typed is no answer."""
    texts = {}
    for page in pages:
        response, typed = client.get(page), page.rpartition("q=")[2]
        text = response.text.replace(f'value="{typed}"', "").replace(f"q={typed}", "")
        texts[page] = text if response.status_code == 200 else ""
    return texts


def told(client, page, name):
    """Whether a page tells somebody the name."""
    return name in read(client, [page])[page]


def report(client, kind, content_id):
    return client.post_form("/reports", {"content_kind": kind.value, "content_id": content_id})


def open_report(kind):
    return db.session.scalars(
        sa.select(ContentReport).where(ContentReport.content_kind == kind, ContentReport.outcome.is_(None))
    ).one()


def stored_anywhere(*names):
    """Which of the names stand in any column of any table, bytes and JSON included."""
    found = set()
    with db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                cells = b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in row)
                folded = cells.lower()
                found |= {(name, table.name) for name in names if name.lower().encode() in folded}
    return found


def test_every_content_is_hidden_at_once_from_all_but_facilitators(client_for, personas, world, facilitator):
    author = client_for(personas.author)
    others = cycle(
        client_for(person)
        for person in (personas.guest, personas.leadership_other, personas.admin, personas.member)
    )
    moderators, authors = read(facilitator, world.pages), read(author, world.pages)
    pages = {kind: [page for page in world.pages if NAMES[kind] in moderators[page]] for kind in SEEN_BY_MANY}
    for kind, other in zip(SEEN_BY_MANY, others, strict=False):
        shown = [page for page in world.pages if NAMES[kind] in authors[page]]
        assert shown, kind
        response = report(other, kind, world.ids[kind])
        assert response.status_code == 303, (kind, response.text)
        assert other.get(response.location).status_code == 200
        for client in (author, other):
            left = [page for page in pages[kind] if told(client, page, NAMES[kind])]
            assert left == [], (kind, client.user.role)
        # The idea's page tells the newest events only; public pages know nobody, nor does what is printed for them.
        gone = {page for page in pages[kind] if not told(facilitator, page, NAMES[kind])}
        for_the_public = {page for page in gone if page.startswith(("/f/", "/c/", "/k/"))}
        for_the_public |= {page for page in gone if page.endswith(("/poster", "/sheet", ".yml"))}
        # Nobody searches for the words of what is hidden.
        searches = {page for page in gone if page.startswith(("/ideas?q=", "/rollout/matrix?q="))}
        assert gone - for_the_public - searches <= {f"/ideas/{world.idea.id}"}, kind
        assert NAMES[kind] in facilitator.get("/reports").text
        assert facilitator.post_form(f"/reports/{open_report(kind).id}/restore").status_code == 303
        assert any(told(author, page, NAMES[kind]) for page in shown), kind
    hidden = [
        table.name
        for table in Base.metadata.sorted_tables
        if "is_hidden" in table.c and db.session.execute(sa.select(table).where(table.c.is_hidden)).first()
    ]
    assert hidden == []


def test_a_purge_leaves_no_trace_in_any_table_and_nothing_else_goes(client_for, personas, world, facilitator):
    everything = set(NAMES.values())
    assert {name for name, _table in stored_anywhere(*everything)} == everything
    # The idea comes last: what the others leave of it is what its own purge has to find.
    for kind in sorted(SEEN_BY_MANY, key=lambda kind: kind is ContentKind.IDEA):
        assert report(client_for(personas.member), kind, world.ids[kind]).status_code == 303
        address = f"/reports/{open_report(kind).id}/purge"
        assert NAMES[kind] in facilitator.get(address).text
        response = facilitator.submit(address, {"sure": "y"})
        assert response.status_code == 303, response.text
        assert stored_anywhere(NAMES[kind]) == set(), kind
        everything.discard(NAMES[kind])
        assert {name for name, _table in stored_anywhere(*everything)} == everything, kind
    assert [page for page, text in read(facilitator, world.pages).items() if "Zwiebelfrau" in text] == []
    assert facilitator.get(f"/attachments/{world.ids[ContentKind.ATTACHMENT]}").status_code == 404
    kinds = db.session.scalars(sa.select(Event.kind).where(Event.kind.startswith("content_"))).all()
    assert (kinds.count("content_reported"), kinds.count("content_purged")) == (
        len(SEEN_BY_MANY),
        len(SEEN_BY_MANY),
    )
    assert (
        "hat wegen personenbezogener Daten endgültig entfernt"
        in facilitator.get(f"/ideas/{world.idea.id}/history").text
    )
    db.session.refresh(world.idea)
    assert (world.idea.title, world.idea.title_key) == ("[entfernt]", "entfernt")
    assert world.idea.people_customers == 11, "the session's people still count"


def test_a_purged_note_and_observation_are_gone_others_keep_their_row(personas, world, app):
    for kind in (ContentKind.NOTE, ContentKind.OBSERVATION, ContentKind.PROTOTYPE):
        service.report_content(personas.member, kind.value, str(world.ids[kind]))
        service.purge_content(personas.facilitator, open_report(kind))
    assert db.session.get(StageNote, world.ids[ContentKind.NOTE]) is None
    assert db.session.get(Observation, world.ids[ContentKind.OBSERVATION]) is None
    assert (world.prototype.title, world.prototype.hypothesis, world.prototype.link) == (
        "[entfernt]",
        "[entfernt]",
        "",
    )


def test_the_board_and_its_refresh_show_no_hidden_title(client_for, personas):
    idea = make.make_idea(State.TEST, personas.author, title="Hilfe für Zwiebelfrau")
    client, moderator = client_for(personas.author), client_for(personas.facilitator)
    etag = client.get("/board").headers["ETag"]
    fragment = {"HX-Request": "true", "If-None-Match": etag}
    assert client.get("/board", headers=fragment).status_code == 304
    report(client, ContentKind.IDEA, idea.id)
    response = client.get("/board", headers=fragment)
    assert response.status_code == 200
    assert "Zwiebelfrau" not in response.text
    assert "Titel verborgen – wird geprüft" in response.text
    assert "Zwiebelfrau" not in client.get("/ideas", headers={"HX-Request": "true"}).text
    assert "Titel verborgen – wird geprüft" in client.get(f"/ideas/{idea.id}").text
    assert "Zwiebelfrau" in moderator.get("/board").text
    target = make.make_idea(State.TEST)
    search = moderator.get(f"/ideas/{target.id}/merge?q=Zwiebelfrau").text
    assert "Hilfe für Zwiebelfrau" not in search


def test_nobody_writes_over_what_they_do_not_see(client_for, personas):
    idea = make.make_idea(State.TEST, personas.author, team=[personas.member], title="Hilfe für Zwiebelfrau")
    prototype = make.make_prototype(idea, personas.author, title="Skizze Zwiebelfrau")
    note = make.make_note(idea, author=personas.author, body="Zwiebelfrau wartet lange.")
    author = client_for(personas.author)
    for kind, row in (
        (ContentKind.IDEA, idea),
        (ContentKind.PROTOTYPE, prototype),
        (ContentKind.NOTE, note),
    ):
        assert report(client_for(personas.member), kind, row.id).status_code == 303
    for page in (f"/ideas/{idea.id}/profile", f"/prototypes/{prototype.id}/edit"):
        assert author.get(page).status_code == 403
        assert author.post_form(page, {"title": "x", "version": "1"}).status_code == 403
    assert author.post_form(f"/ideas/{idea.id}/notes/{note.id}/remove").status_code == 403
    started = author.get(f"/ideas/{idea.id}/prototypes/new").text
    assert "Zwiebelfrau" not in started
    assert NOTICE not in started
    facilitator = client_for(personas.facilitator)
    assert (
        "Skizze Zwiebelfrau"
        not in facilitator.get(f"/ideas/{idea.id}/prototypes/new").text.split("<form")[-1]
    )
    assert "Hilfe für Zwiebelfrau" in facilitator.get(f"/ideas/{idea.id}/edit").text
    db.session.expire_all()
    assert (idea.title, note.body) == ("Hilfe für Zwiebelfrau", "Zwiebelfrau wartet lange.")


def test_the_models_themselves_refuse_a_blind_change(app, personas):
    note = make.make_note(make.make_idea(State.TEST, personas.author), body="Zwiebelfrau wartet lange.")
    service.report_content(personas.author, "note", str(note.id))
    db.session.commit()
    with app.test_request_context():
        db.session.expire_all()
        assert note.body.startswith(NOTICE)
        note.body = "Etwas anderes"
        with pytest.raises(Denied):
            db.session.flush()
        db.session.rollback()
        db.session.delete(note)
        with pytest.raises(Denied):
            db.session.flush()
        db.session.rollback()


def test_the_same_words_elsewhere_in_the_idea_are_hidden_too(client_for, personas):
    idea = make.make_idea(
        State.TEST, personas.author, team=[personas.member], first_answer="Danke, Zwiebelfrau."
    )
    event = record(personas.facilitator, "idea_answered", "idea", idea.id, reason="Danke, Zwiebelfrau.")
    short = make.make_note(idea, body="Nein.")
    other = make.make_note(idea, body="Nein.")
    db.session.commit()
    client = client_for(personas.member)
    assert report(client, ContentKind.EVENT, event.id).status_code == 303
    assert "Zwiebelfrau" not in client.get(f"/ideas/{idea.id}").text
    assert report(client, ContentKind.NOTE, short.id).status_code == 303
    db.session.refresh(other)
    assert not other.is_hidden
    # What another open report hides stays hidden when one is closed.
    assert report(client, ContentKind.IDEA, idea.id).status_code == 303
    facilitator = client_for(personas.facilitator)
    assert facilitator.post_form(f"/reports/{open_report(ContentKind.EVENT).id}/restore").status_code == 303
    assert "Zwiebelfrau" not in client.get(f"/ideas/{idea.id}").text
    assert facilitator.post_form(f"/reports/{open_report(ContentKind.IDEA).id}/restore").status_code == 303
    assert "Zwiebelfrau" in client.get(f"/ideas/{idea.id}").text


def test_facilitators_find_reports_on_their_start_page(client_for, personas):
    facilitator = client_for(personas.facilitator)
    assert "Nichts gemeldet" in facilitator.get("/reports").text
    idea = make.make_idea(State.TEST, personas.author)
    note = make.make_note(idea)
    with count_queries() as before:
        assert "/reports" not in facilitator.get("/").text
    report(client_for(personas.colleague), ContentKind.NOTE, note.id)
    assert report(client_for(personas.author), ContentKind.NOTE, note.id).status_code == 303, "once is enough"
    assert "1 Meldung: personenbezogene Daten?" in text_of(facilitator.get_page("/"))
    with count_queries() as after:
        facilitator.get("/")
    assert after.count == before.count, after
    page = facilitator.get("/reports").text
    assert note.body in page
    assert personas.colleague.name not in page, "who reported is nobody's business"
    assert personas.colleague.name not in facilitator.get(f"/ideas/{idea.id}/history").text
    stored = json.loads(client_for(personas.colleague).get("/account/data.json").text)["reports"]
    assert [row["content_kind"] for row in stored] == ["note"]
    assert "Gemeldet" in facilitator.get(f"/ideas/{idea.id}").text
    assert "Gemeldet" not in client_for(personas.member).get(f"/ideas/{idea.id}").text


@pytest.mark.parametrize(
    ("kind", "content_id"),
    [
        ("", ""),
        ("gibtesnicht", "1"),
        ("account", "1"),
        ("note", ""),
        ("note", "0"),
        ("note", "-1"),
        ("note", "abc"),
        ("note", "1; DROP TABLE idea"),
        ("note", "1\x00"),
        ("note", "²"),
        ("note", "99999999999999999999"),
        ("note", "2147483647"),
        ("adoption", "1"),
        ("adoption", "1-06436-x"),
        ("adoption", "x-06436"),
        ("adoption", "1-\x0006436"),
        ("event", "1"),
    ],
)
def test_what_does_not_exist_cannot_be_reported(client_for, personas, kind, content_id):
    record(personas.admin, "setting_changed", "setting", "x", name="x", old="1", new="2")
    db.session.commit()
    response = client_for(personas.member).post_form(
        "/reports", {"content_kind": kind, "content_id": content_id}
    )
    assert response.status_code == 404


def test_only_what_one_sees_can_be_reported(client_for, personas):
    idea = make.make_idea(State.TEST, personas.author)
    draft = make.make_idea(State.DRAFT, personas.author)
    note = make.make_note(idea)
    assert report(client_for(personas.outsider), ContentKind.NOTE, note.id).status_code == 404
    assert report(client_for(personas.facilitator), ContentKind.IDEA, draft.id).status_code == 404
    assert report(client_for(personas.author), ContentKind.IDEA, draft.id).status_code == 403
    created = db.session.scalars(sa.select(Event).where(Event.kind == "idea_created")).first()
    assert report(client_for(personas.author), ContentKind.EVENT, created.id).status_code == 404, (
        "no free text"
    )
    for role in ("author", "leadership", "admin", "guest"):
        client = client_for(getattr(personas, role))
        assert client.get("/reports").status_code == 403
        assert client.post_form("/reports/1/purge").status_code == 403


def test_a_report_is_decided_once(client_for, personas):
    idea = make.make_idea(State.TEST, personas.author)
    first, second = make.make_note(idea, body="Erste Notiz."), make.make_note(idea, body="Zweite Notiz.")
    author, facilitator = client_for(personas.author), client_for(personas.facilitator)
    colleague = client_for(make.make_user(Role.FACILITATOR))
    report(author, ContentKind.NOTE, first.id)
    address = f"/reports/{open_report(ContentKind.NOTE).id}"
    without_tick = facilitator.post_form(f"{address}/purge")
    assert (without_tick.status_code, "Bitte bestätigen Sie" in without_tick.text) == (422, True)
    assert facilitator.post_form(f"{address}/restore").status_code == 303
    assert colleague.post_form(f"{address}/restore").status_code == 303, "twice the same does no harm"
    assert colleague.post_form(f"{address}/purge", {"sure": "y"}).status_code == 409
    assert colleague.get(f"{address}/purge").status_code == 409
    assert db.session.get(StageNote, first.id).body == "Erste Notiz."
    assert report(author, ContentKind.NOTE, first.id).status_code == 303, "it may be reported again"
    assert facilitator.post_form(f"/reports/{open_report(ContentKind.NOTE).id}/restore").status_code == 303
    report(author, ContentKind.NOTE, second.id)
    address = f"/reports/{open_report(ContentKind.NOTE).id}"
    assert facilitator.post_form(f"{address}/purge", {"sure": "y"}).status_code == 303
    assert colleague.post_form(f"{address}/purge", {"sure": "y"}).status_code == 303
    assert colleague.post_form(f"{address}/restore").status_code == 409
    for wrong in (0, 2**31, 10**20, 12345):
        assert facilitator.post_form(f"/reports/{wrong}/restore").status_code == 404
    closed = db.session.scalars(sa.select(ContentReport.outcome).order_by(ContentReport.id)).all()
    assert closed == [Outcome.RESTORED, Outcome.RESTORED, Outcome.PURGED]
    assert len(db.session.scalars(sa.select(Event).where(Event.kind == "content_purged")).all()) == 1


def test_a_report_of_something_that_has_gone_can_be_closed(client_for, personas):
    note = make.make_note(make.make_idea(State.TEST, personas.author))
    report(client_for(personas.author), ContentKind.NOTE, note.id)
    db.session.execute(sa.delete(StageNote))
    db.session.commit()
    facilitator = client_for(personas.facilitator)
    assert "nicht mehr da" in facilitator.get("/reports").text
    address = f"/reports/{open_report(ContentKind.NOTE).id}/purge"
    assert facilitator.submit(address, {"sure": "y"}).status_code == 303


def test_hiding_costs_lists_no_query(client_for, personas):
    idea = make.make_idea(State.TEST, personas.author)
    client = client_for(personas.author)
    pages = ("/ideas", "/board", f"/ideas/{idea.id}", "/ideas.csv")
    counts = {}
    for _round in range(2):
        for page in pages:
            client.get(page)
            with count_queries() as queries:
                client.get(page)
            assert counts.setdefault(page, queries.count) == queries.count, queries
        report(client, ContentKind.IDEA, idea.id)
    assert db.session.get(Idea, idea.id).is_hidden


def edited_between(personas):
    """An idea whose text a note repeats, reported and then rewritten by a facilitator; a second note says the new text."""
    idea = make.make_idea(
        State.TEST, personas.author, benefit="Frau Zwiebelfrau wartet.", systems="Papierakte"
    )
    copy = make.make_note(idea, body="Frau Zwiebelfrau wartet.")
    tasks = make.make_round(
        make.make_prototype(idea, personas.author), tasks="Formular suchen\nFrau Zwiebelfrau wartet."
    )
    service.report_content(personas.member, "idea", str(idea.id))
    db.session.refresh(idea)
    idea.benefit = "Frau Lauch wartet."
    tasks.tasks = "Anmelden\nFormular suchen\nFrau Zwiebelfrau wartet."
    later = make.make_note(idea, body="Frau Lauch wartet.")
    db.session.commit()
    return idea, copy, later, tasks


def test_what_was_hidden_is_shown_again_though_the_text_was_edited_in_between(app, personas):
    idea, copy, _later, tasks = edited_between(personas)
    assert copy.is_hidden
    service.restore_content(personas.facilitator, open_report(ContentKind.IDEA))
    db.session.commit()
    assert [row.is_hidden for row in (idea, copy, tasks)] == [False, False, False]
    assert (copy.body, idea.benefit) == ("Frau Zwiebelfrau wartet.", "Frau Lauch wartet.")
    assert db.session.scalars(sa.select(ReportMark)).all() == []


def test_a_purge_finds_the_text_as_it_was_reported_and_as_it_is_now(client_for, personas):
    idea, copy, later, tasks = edited_between(personas)
    facilitator = client_for(personas.facilitator)
    address = f"/reports/{open_report(ContentKind.IDEA).id}/purge"
    assert facilitator.get(address).text.count("Zwiebelfrau") == 2, "the note and the tasks that go with it"
    assert facilitator.submit(address, {"sure": "y"}).status_code == 303
    assert stored_anywhere("Zwiebelfrau", "Lauch") == set()
    db.session.expire_all()
    assert [row.is_hidden for row in (idea, copy, later, tasks)] == [False] * 4
    assert (copy.body, later.body) == ("[entfernt]", "[entfernt]")
    assert len(tasks.task_list) == 3, "results name tasks by their number"


def test_marks_quote_nothing_and_spare_what_says_something_else(app, personas):
    idea = make.make_idea(State.TEST, personas.author)
    prototype = make.make_prototype(idea, personas.author)
    feedback = make.make_feedback(
        prototype, likes="Frau Zwiebelfrau half.\nSchön kurz.", author=personas.author
    )
    note = make.make_note(idea, body="Frau Zwiebelfrau half.")
    service.report_content(personas.member, "note", str(note.id))
    db.session.commit()
    assert {name for name, table in stored_anywhere("Zwiebelfrau") if table == "report_mark"} == set()
    marks = db.session.execute(sa.select(ReportMark.table_name, ReportMark.row_key, ReportMark.places)).all()
    assert ("feedback", str(feedback.id), ["likes:1"]) in [tuple(mark) for mark in marks]
    # The note goes in another way, and its number is given to a new one.
    db.session.execute(sa.delete(StageNote).where(StageNote.id == note.id))
    other = make.make_note(idea, id=note.id, body="Alles ist gut.")
    db.session.commit()
    service.purge_content(personas.facilitator, open_report(ContentKind.NOTE))
    db.session.commit()
    db.session.expire_all()
    assert feedback.likes == "[entfernt]\nSchön kurz."
    assert not feedback.is_hidden
    assert db.session.get(StageNote, other.id).body == "Alles ist gut."


def test_an_answer_nobody_has_accepted_can_be_reported_by_those_who_read_it(client_for, personas):
    prototype = make.make_prototype(make.make_idea(State.TEST, personas.author, team=[personas.member]))
    test_round = make.make_round(prototype)
    sheet = make.make_answer_sheet(
        test_round, likes="Frau Zwiebelfrau half.", scores=[5, 6], inspection=Inspection.WAITING
    )
    accepted = make.make_answer_sheet(
        test_round,
        likes="Schön kurz.",
        inspection=Inspection.ACCEPTED,
        inspected_by_id=personas.author.id,
        inspected_at=now(),
    )
    assert report(client_for(personas.colleague), ContentKind.SHEET, sheet.id).status_code == 403
    member, page = client_for(personas.member), f"/rounds/{test_round.id}/answers"
    assert report(member, ContentKind.SHEET, accepted.id).status_code == 404, "its observations are shown"
    assert f'name="content_id" value="{sheet.id}"' in member.get(page).text
    assert report(member, ContentKind.SHEET, sheet.id).location == page
    shown = member.get(page).text
    assert "Zwiebelfrau" not in shown
    assert "1 Antwort ist gemeldet" in member.get(page).text
    for action in ("accept", "discard"):
        member.post_form(page, {"sheets": str(sheet.id), "action": action})
    db.session.refresh(sheet)
    assert (sheet.inspection, sheet.likes) == (Inspection.WAITING, "Frau Zwiebelfrau half.")
    facilitator = client_for(personas.facilitator)
    address = f"/reports/{open_report(ContentKind.SHEET).id}/purge"
    assert facilitator.submit(address, {"sure": "y"}).status_code == 303
    db.session.refresh(sheet)
    assert (sheet.likes, sheet.scores, sheet.is_hidden) == ("", [5, 6], False)
    assert f'value="{sheet.id}"' in member.get(page).text, "its scale may still count"


def test_a_themed_lab_can_be_reported_by_whoever_sees_it(client_for, personas):
    themes = [make.make_theme(title=f"Labor Zwiebelfrau {number}") for number in (1, 2)]
    idea = make.make_idea(State.TEST, personas.author, team=[personas.guest], theme_id=themes[0].id)
    assert report(client_for(personas.guest), ContentKind.THEME, themes[0].id).status_code == 404
    author, facilitator = client_for(personas.author), client_for(personas.facilitator)
    assert 'value="theme"' in author.get(f"/themes/{themes[0].id}").text
    for theme in themes:
        response = report(author, ContentKind.THEME, theme.id)
        assert (response.status_code, response.location) == (303, f"/themes/{theme.id}")
    for page in ("/themes", f"/themes/{themes[0].id}", "/ideas", f"/ideas/{idea.id}", "/ideas.csv", "/board"):
        assert not told(author, page, "Zwiebelfrau"), page
        assert author.get(page).status_code == 200
    assert "Labor Zwiebelfrau 1" in facilitator.get(f"/themes/{themes[0].id}/edit").text
    assert "Labor Zwiebelfrau 2" in facilitator.get("/reports").text
    for row in db.session.scalars(sa.select(ContentReport)).all():
        assert facilitator.submit(f"/reports/{row.id}/purge", {"sure": "y"}).status_code == 303
    assert stored_anywhere("Zwiebelfrau") == set()
    titles = {theme.title for theme in db.session.scalars(sa.select(type(themes[0])))}
    assert titles == {f"[entfernt] {theme.id}" for theme in themes}, "titles stay unlike each other"


def test_nobody_writes_over_a_translation_they_do_not_see(app, personas):
    test_round = make.make_round(make.make_prototype(make.make_idea(State.TEST, personas.author)))
    row = make.save(
        RoundLanguage(
            round_id=test_round.id,
            code="tr",
            name="Türkçe",
            direction=Direction.LEFT_TO_RIGHT,
            texts={"likes": "Zwiebelfrau?"},
        )
    )
    service.report_content(personas.author, "language", f"{test_round.id}-tr")
    db.session.commit()
    with app.test_request_context():
        db.session.expire_all()
        assert (row.texts, row.name) == ({}, "Titel verborgen – wird geprüft")
        row.texts = {"likes": "Ne güzeldi?"}
        with pytest.raises(Denied):
            db.session.flush()
        db.session.rollback()
