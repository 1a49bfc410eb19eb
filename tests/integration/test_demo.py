"""The demo data: one seeding for the whole file, on both engines."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lab.accounts.demo import DEMO_PASSWORD
from lab.accounts.models import JobCentre, Role, User
from lab.accounts.service import sign_in
from lab.adoption.models import Adoption, AdoptionStatus
from lab.attachments.models import Attachment, AttachmentChunk
from lab.audit.models import Event
from lab.cli.demo_data import IDEAS, THEMES
from lab.cli.demo_data.files import draw_sketch, write_sheet
from lab.cli.demo_data.people import SIGN_IN
from lab.core.clock import day_of, now, today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, Idea
from lab.ideas.workflow import STAGES, State
from lab.prototypes.facts import count_test_facts
from lab.prototypes.models import (
    AnswerSheet,
    Basis,
    Channel,
    Decision,
    Feedback,
    Finding,
    Group,
    Inspection,
    Observation,
    Prototype,
    Questionnaire,
    Severity,
    TestRound,
)
from lab.prototypes.versions import list_versions
from lab.results.queries import VersionResults, collect_results
from lab.rollout.models import ReviewStatus, RolloutReview
from lab.rollout.votes import list_reviews_to_decide
from lab.rounds.inspection import list_waiting, masked_texts
from lab.rounds.policy import Address, state_of_address
from lab.search.models import SearchDocument
from lab.search.rebuild import verify
from lab.sessions.models import PublicPage
from lab.themes.models import ThemeLab
from tests.conftest import MigratedApp

LONGEST_TITLE = 120
# The ideas that tell the whole chain: hypothesis, version, test, finding, change, next version.
SHOWN = ("Risikotool der KJC", "Videoberatung vom Küchentisch")


@pytest.fixture(scope="module")
def demo(engine: str, migrated_apps: Callable[[str], MigratedApp]) -> Iterator[Flask]:
    """The app with the demo data in it; seeding takes seconds, so it is done once an engine."""
    migrated = migrated_apps(engine)
    with migrated.flask.app_context():
        result = seed(migrated.flask)
        assert result.exit_code == 0, result.output
        yield migrated.flask
        migrated.clean()
        db.session.remove()


@pytest.fixture(autouse=True)
def fresh_session(demo: Flask) -> Iterator[None]:
    """Nothing that a test loads or changes stays for the next."""
    yield
    db.session.rollback()
    db.session.expire_all()


def seed(app: Flask, *options: str):
    return app.test_cli_runner().invoke(args=["seed-demo", *options])


def count(model: type, *conditions: sa.ColumnElement[bool]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model).where(*conditions)) or 0


def account(email: str) -> User:
    return db.session.scalars(sa.select(User).where(User.email == email)).one()


def test_after_the_whole_story_the_search_index_is_what_a_rebuild_would_make(demo):
    assert list(verify()) == []
    assert count(SearchDocument) == count(Idea)


def test_all_demo_accounts_can_sign_in(demo):
    for person in SIGN_IN:
        signed_in = sign_in(person.email, DEMO_PASSWORD, "127.0.0.1")
        assert signed_in is not None, person.email
        assert (signed_in.role, signed_in.name) == (person.role, person.name)


def test_the_accounts_of_the_contract_have_their_roles_and_jobcentres(demo):
    expected = {
        "staff@lab.example": (Role.STAFF, "Fulda"),
        "staff2@lab.example": (Role.STAFF, "Bergstraße"),
        "facilitator@lab.example": (Role.FACILITATOR, "Marburg-Biedenkopf"),
        "leadership@lab.example": (Role.LEADERSHIP, "Main-Taunus"),
        "leadership2@lab.example": (Role.LEADERSHIP, "Wiesbaden"),
        "admin@lab.example": (Role.ADMIN, None),
        "guest@lab.example": (Role.GUEST, None),
    }
    for email, (role, place) in expected.items():
        found = account(email)
        assert found.role == role
        assert (found.job_centre.short_name if found.job_centre else None) == place


def test_no_other_account_has_a_password(demo):
    known = [person.email for person in SIGN_IN]
    assert count(User, User.email.not_in(known), User.password_hash.is_not(None)) == 0


def test_every_jobcentre_has_ideas_staff_and_leadership(demo):
    for job_centre in db.session.scalars(sa.select(JobCentre)):
        assert count(Idea, Idea.job_centre_key == job_centre.key) > 0, job_centre.short_name
        for role in (Role.STAFF, Role.LEADERSHIP):
            assert count(User, User.job_centre_key == job_centre.key, User.role == role) > 0


def test_there_are_sixty_ideas_in_all_states(demo):
    assert count(Idea) == len(IDEAS) >= 55
    for state in State:
        assert count(Idea, Idea.state == state) > 0, state
    for state in STAGES:
        assert 6 <= count(Idea, Idea.state == state) <= 8, state


def test_the_known_projects_are_there(demo):
    titles = " ".join(db.session.scalars(sa.select(Idea.title)))
    for name in (
        "Risikotool der KJC",
        "Terminierungs- und Kunden-App",
        "Berufswahlpass online",
        "OZG-Umsetzung",
        "Digitale Grundbildung",
        "Online-Antrag Unterhaltsvorschuss",
        "Wer bildet eine Bedarfsgemeinschaft?",
        "Kundenkarte",
    ):
        assert name in titles


def test_titles_are_the_same_each_time(demo):
    assert set(db.session.scalars(sa.select(Idea.title))) == {script.title for script in IDEAS}


def test_the_last_move_in_history_agrees_with_the_state(demo):
    moves = db.session.execute(
        sa.select(Event.subject_id, Event.to_state)
        .where(Event.subject_kind == "idea", Event.to_state.is_not(None), Event.kind != "adoption_changed")
        .order_by(Event.id)
    ).all()
    last = {int(subject_id): to_state for subject_id, to_state in moves}
    for idea in db.session.scalars(sa.select(Idea)):
        assert last.get(idea.id, State.DRAFT) == idea.state, idea.title


def test_every_move_tells_how_long_the_idea_had_stood_where_it_left(demo):
    moves = db.session.execute(
        sa.select(Event.subject_id, Event.at, Event.kind, Event.stayed)
        .where(Event.subject_kind == "idea", Event.to_state.is_not(None), Event.kind != "adoption_changed")
        .order_by(Event.id)
    ).all()
    arrived: dict[str, date] = {}
    for subject, at, kind, stayed in moves:
        since = arrived.get(subject)
        assert stayed == (None if since is None else (day_of(at) - since).days), (subject, kind)
        arrived[subject] = day_of(at)
    assert {"idea_moved", "idea_merged"} <= {move.kind for move in moves}


def test_history_runs_in_the_order_of_time_over_eighteen_months(demo):
    moments = db.session.scalars(sa.select(Event.at).order_by(Event.id)).all()
    assert moments == sorted(moments)
    assert moments[-1] <= now()
    assert now() - moments[0] > timedelta(days=18 * 30)
    assert now() - moments[-1] < timedelta(days=7)


def test_counters_agree_with_what_was_recorded(demo):
    for idea in db.session.scalars(sa.select(Idea).where(Idea.prototype_count > 0)):
        facts = count_test_facts(idea)
        assert (facts.prototypes, facts.feedbacks, facts.open_findings) == (
            idea.prototype_count,
            idea.feedback_count,
            idea.open_findings,
        )
        assert (facts.customers, facts.staff) == (idea.people_customers, idea.people_staff)


def test_some_answers_are_due_soon_and_one_is_overdue(demo):
    waiting = (Idea.state == State.SUBMITTED, Idea.answered_at.is_(None))
    assert count(Idea, *waiting, Idea.answer_due_on < today()) == 1
    assert count(Idea, *waiting, Idea.answer_due_on >= today()) >= 3
    assert count(Idea, Idea.state == State.SUBMITTED, Idea.answered_at.is_not(None)) >= 2


def test_some_ideas_age_some_are_to_be_looked_at_again(demo):
    old = now() - timedelta(days=30)
    in_work = count(Idea, Idea.state.in_(STAGES))
    assert 3 <= count(Idea, Idea.state.in_(STAGES), Idea.state_since < old) < in_work / 2
    assert count(Idea, Idea.state == State.PARKED, Idea.look_again_on <= today()) >= 1
    assert count(Idea, Idea.state == State.PARKED, Idea.look_again_on > today()) >= 1


def test_one_leader_may_decide_what_another_may_not(demo):
    leadership = list_reviews_to_decide(account("leadership@lab.example"))
    leadership2 = list_reviews_to_decide(account("leadership2@lab.example"))
    assert count(RolloutReview, RolloutReview.status == ReviewStatus.OPEN) == 3
    assert len(leadership) == 3
    assert 0 < len(leadership2) < 3
    assert count(RolloutReview, RolloutReview.status == ReviewStatus.RETURNED) >= 1


def test_committee_and_leaders_have_decided_in_every_way(demo):
    for status in ReviewStatus:
        assert count(RolloutReview, RolloutReview.status == status) >= 1, status
    refused = db.session.scalars(
        sa.select(RolloutReview).where(RolloutReview.status == ReviewStatus.REJECTED)
    ).one()
    assert refused.idea.state == State.STOPPED
    assert refused.idea.learning_learned


def test_adoption_shows_every_step_of_the_ladder(demo):
    recorded = set(db.session.scalars(sa.select(Adoption.status)))
    assert recorded == set(AdoptionStatus) - {AdoptionStatus.NOT_ASSESSED}
    assert count(Adoption, Adoption.is_adapted) > 0
    used = set(db.session.scalars(sa.select(Adoption.job_centre_key)))
    assert len(used) == 16


def test_prototypes_grow_and_are_heard_by_both_groups(demo):
    assert db.session.scalar(sa.select(sa.func.max(Prototype.number))) == 3
    for group in (Group.CUSTOMERS, Group.STAFF):
        assert count(Feedback, Feedback.group == group) > 5
    assert count(Finding, Finding.answer.is_(None)) > 0
    answers = set(db.session.scalars(sa.select(Finding.answer).where(Finding.answer.is_not(None))))
    assert len(answers) == 3


def results_of(title: str) -> list[VersionResults]:
    idea = db.session.scalars(sa.select(Idea).where(Idea.title == title)).one()
    return collect_results(list_versions(idea))


@pytest.mark.parametrize("title", SHOWN)
@pytest.mark.parametrize(
    ("group", "scale"), [(Group.STAFF, Questionnaire.SUS), (Group.CUSTOMERS, Questionnaire.UMUX_LITE)]
)
def test_scores_of_two_ideas_rise_over_three_versions(demo, title, group, scale):
    summaries = [result.scores[group, scale].summary for result in results_of(title)]
    assert len(summaries) == 3
    assert all(summary is not None and summary.n >= 5 for summary in summaries)
    means = [summary.mean for summary in summaries if summary]
    assert means == sorted(means)
    assert means[-1] - means[0] > 15


@pytest.mark.parametrize("title", SHOWN)
def test_more_people_get_through_the_tasks_alone_from_version_to_version(demo, title):
    for result in results_of(title):
        assert 2 <= len(result.task_list) <= 3
        assert all(count.n == 5 for task in result.task_list for count in result.list_tasks(task))
    shares = [
        sum(count.alone for task in result.task_list for count in result.list_tasks(task))
        for result in results_of(title)
    ]
    assert shares == sorted(set(shares))


@pytest.mark.parametrize("title", SHOWN)
def test_each_version_was_heard_in_two_jobcentres_and_judged(demo, title):
    results = results_of(title)
    for result in results:
        rounds = db.session.scalars(
            sa.select(TestRound).where(TestRound.prototype_id == result.prototype.id)
        ).all()
        assert len({one.job_centre_key for one in rounds}) >= 2
        assert all(one.is_planned for one in rounds)
    ways = [result.verdict.decision for result in results if result.verdict]
    assert ways == [Decision.CHANGE, Decision.CHANGE, Decision.CONTINUE]


@pytest.mark.parametrize("title", SHOWN)
def test_findings_gather_what_was_seen_and_said_and_are_answered(demo, title):
    *older, newest = [result.prototype for result in results_of(title)]
    answers = set()
    for prototype in (*older, newest):
        findings = db.session.scalars(sa.select(Finding).where(Finding.prototype_id == prototype.id)).all()
        assert max(len(finding.observations) for finding in findings) >= 2
        assert all(finding.severity for finding in findings)
        if prototype is not newest:
            assert all(finding.answer for finding in findings)
            assert any(finding.severity is Severity.SEVERE for finding in findings)
        answers |= {finding.answer for finding in findings if finding.answer}
    assert len(answers) == 3
    noted = sa.and_(Observation.prototype_id == older[0].id, Observation.second.is_not(None))
    assert {*db.session.scalars(sa.select(Observation.basis).where(noted))} == set(Basis)
    assert count(Observation, noted, Observation.quote != "") > 0


def test_two_ideas_tell_the_people_what_was_changed(demo):
    told = db.session.scalars(sa.select(Idea.title).join(PublicPage, PublicPage.idea_id == Idea.id)).all()
    assert set(told) == set(SHOWN)


def test_a_public_round_is_open_and_answers_wait_in_it(demo):
    (test_round,) = db.session.scalars(sa.select(TestRound).where(TestRound.is_open))
    idea = test_round.prototype.idea
    assert idea.state == State.TEST
    assert state_of_address(test_round, today()) is Address.OPEN
    assert test_round.picture_id
    waiting = list_waiting(test_round, 100)
    assert 4 <= len(waiting) <= 10
    masked = [sheet for sheet in waiting if masked_texts(sheet)["criticisms"] != sheet.criticisms]
    assert len(masked) == 1
    assert "90009" in masked[0].criticisms
    assert "90009" not in masked_texts(masked[0])["criticisms"]
    accepted = AnswerSheet.inspection == Inspection.ACCEPTED
    assert count(AnswerSheet, accepted, AnswerSheet.round_id == test_round.id) > 0


def test_sheets_came_in_on_paper_and_publicly_some_with_a_gap(demo):
    sheets = db.session.scalars(sa.select(AnswerSheet)).all()
    assert {sheet.channel for sheet in sheets} == set(Channel)
    assert any(None in sheet.scores for sheet in sheets)


def test_rounds_are_planned_before_the_test_begins(demo):
    ahead = db.session.scalars(sa.select(TestRound).where(TestRound.starts_on > today())).all()
    assert ahead
    for test_round in ahead:
        assert test_round.prototype.idea.state == State.PROTOTYPE
        assert not test_round.prototype.is_fixed


def test_authors_who_stay_unnamed_are_among_them(demo):
    assert 3 < count(Idea, Idea.author_visibility == AuthorVisibility.TEAM) < len(IDEAS) / 2


def test_there_are_themed_labs_open_and_closed(demo):
    labs = db.session.scalars(sa.select(ThemeLab)).all()
    assert len(labs) == len(THEMES)
    assert sum(not lab.is_open for lab in labs) == 1


def test_attachments_are_stored_with_thumbnails(demo):
    assert count(Attachment, Attachment.media_type == "application/pdf") > 0
    assert count(Attachment, Attachment.media_type == "image/png", Attachment.has_thumbnail) > 5
    assert count(Attachment, Attachment.prototype_id.is_not(None)) > 5
    assert count(AttachmentChunk) >= count(Attachment)


def test_the_guest_is_invited_until_a_day_to_come(demo, engine):
    guest = account("guest@lab.example")
    ideas = db.session.scalars(sa.select(Idea).where(Idea.team.any(account_id=guest.id))).all()
    assert 1 <= len(ideas) <= 2
    for idea in ideas:
        (until,) = [member.until for member in idea.team if member.account_id == guest.id]
        assert until > today()


def test_words_follow_the_house_rules(demo):
    for script in IDEAS:
        text = f"{script.title} {script.problem} {script.proposal} {script.diary} {script.readiness}"
        assert "Bürgergeld" not in text, script.key
        for found in re.finditer(r"(\w* ?)Offenbach( \()?", text):
            assert found[1] == "Kreis " or found[2], f"{script.key}: a bare Offenbach"
        assert len(script.title) <= LONGEST_TITLE
    for script in THEMES:
        assert len(script.guiding_question) <= 300


def test_seeding_twice_is_refused_and_changes_nothing(demo):
    before = count(Event)
    result = seed(demo)
    assert result.exit_code != 0
    assert "Es gibt schon Konten" in result.output
    assert count(Event) == before


def test_seeding_if_empty_is_silent_where_there_are_accounts(demo):
    before = count(Event)
    result = seed(demo, "--if-empty")
    assert (result.exit_code, result.output) == (0, "")
    assert count(Event) == before


@pytest.mark.parametrize("options", [(), ("--if-empty",)])
def test_production_refuses_demo_data(demo, monkeypatch, options):
    production = replace(demo.config["LAB"], environment="production", demo=False)
    monkeypatch.setitem(demo.config, "LAB", production)
    result = seed(demo, *options)
    assert result.exit_code != 0
    assert "LAB_DEMO=1" in result.output


def test_production_takes_demo_data_when_told_to(demo, monkeypatch):
    told = replace(demo.config["LAB"], environment="production", demo=True)
    monkeypatch.setitem(demo.config, "LAB", told)
    assert "Es gibt schon Konten" in seed(demo).output


def test_a_sketch_is_drawn_the_same_each_time(demo):
    assert draw_sketch("phone", "Ihr Termin, Danke") == draw_sketch("phone", "Ihr Termin, Danke")


def test_a_sheet_says_where_its_parts_begin(demo):
    sheet = write_sheet("Rückruf (Leitfaden)", ["Größe – „Test“"])
    start = int(sheet.rsplit(b"startxref\n", 1)[1].split()[0])
    entries = sheet[start:].split(b"\n")[3:8]
    for number, entry in enumerate(entries, start=1):
        assert sheet[int(entry.split()[0]) :].startswith(b"%d 0 obj" % number)
