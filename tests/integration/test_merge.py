"""Merging an idea into another one: what moves, who may, what stays readable."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import Role
from lab.attachments.models import Attachment
from lab.audit.queries import timeline
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility, Idea, StageNote, TeamMember
from lab.ideas.workflow import ACTIVE, State
from lab.prototypes.models import Answer, Prototype
from lab.rollout.votes import list_reviews_to_decide
from tests.client import find_form, form_values
from tests.factories import (
    make_feedback,
    make_finding,
    make_idea,
    make_note,
    make_prototype,
    make_review,
    make_user,
    save,
)
from tests.helpers import count_queries
from tests.markup import parse, text_of

REASON = "Beide wollen dasselbe: eine Erinnerung vor dem Termin."


@pytest.fixture
def source(app, personas):
    return make_idea(State.TEST, author=personas.author, title="Erinnerung per Nachricht")


@pytest.fixture
def target(app, personas):
    return make_idea(State.PROTOTYPE, author=personas.colleague, title="Terminbrief in Leichter Sprache")


def merge_of(idea, query=""):
    return f"/ideas/{idea.id}/merge" + (f"?q={query}" if query else "")


def into(target, **more):
    return {"target_id": str(target.id), "reason": REASON, **more}


def numbers_of(idea):
    statement = sa.select(Prototype.number).where(Prototype.idea_id == idea.id).order_by(Prototype.number)
    return db.session.scalars(statement).all()


def test_versions_feedback_and_findings_move_and_are_counted_on(client_for, personas, source, target):
    make_prototype(target)
    first, second = make_prototype(source), make_prototype(source)
    make_finding(make_feedback(first, participants=7), answer=Answer.TAKEN_UP, taken_up_in_id=second.id)
    make_finding(make_feedback(second, participants=3))
    response = client_for(personas.facilitator).submit(merge_of(source), into(target))
    assert (response.status_code, response.location) == (303, f"/ideas/{target.id}")
    assert (numbers_of(source), numbers_of(target)) == ([], [1, 2, 3])
    db.session.refresh(first)
    assert (first.idea_id, first.number) == (target.id, 2)
    db.session.refresh(source)
    db.session.refresh(target)
    assert (source.state, source.merged_into_id) == (State.MERGED, target.id)
    assert (target.prototype_count, target.feedback_count, target.open_findings) == (3, 2, 1)
    assert (target.people_customers, target.feedback_job_centres) == (10, 1)
    assert (source.prototype_count, source.feedback_count, source.people_customers) == (0, 0, 0)
    assert (source.has_criterion, target.has_criterion) == (False, True)


def test_team_notes_and_attachments_move_too(client_for, personas, source, target):
    db.session.add(TeamMember(idea_id=source.id, account_id=personas.member.id, joined_at=now()))
    db.session.commit()
    make_note(source)
    prototype = make_prototype(source)
    for prototype_id in (None, prototype.id):
        save(
            Attachment(
                idea_id=source.id,
                prototype_id=prototype_id,
                name="skizze.pdf",
                media_type="application/pdf",
                size=3,
                sha256="0" * 64,
                added_by_id=personas.author.id,
                added_at=now(),
            )
        )
    client_for(personas.facilitator).submit(merge_of(source), into(target))
    team = db.session.scalars(sa.select(TeamMember.account_id).where(TeamMember.idea_id == target.id)).all()
    assert {personas.author.id, personas.member.id} <= set(team)
    assert db.session.scalars(sa.select(StageNote.idea_id)).all() == [target.id]
    assert db.session.scalars(sa.select(Attachment.idea_id)).all() == [target.id, target.id]


def test_who_left_the_team_before_stays_known_as_such_and_who_is_in_either_team_is_in_it(
    client_for, personas, source, target
):
    past = today() - timedelta(days=9)
    for idea, account, until in (
        (source, personas.member, past),
        (source, personas.colleague, None),
        (source, personas.leadership, None),
        (target, personas.leadership, past),
    ):
        db.session.add(TeamMember(idea_id=idea.id, account_id=account.id, joined_at=now(), until=until))
    db.session.commit()
    client_for(personas.facilitator).submit(merge_of(source), into(target))
    assert db.session.get(TeamMember, (target.id, personas.member.id)).until == past
    assert db.session.get(TeamMember, (target.id, personas.leadership.id)).is_current


def test_both_histories_tell_of_it_with_the_reason(client_for, personas, source, target):
    client_for(personas.facilitator).submit(merge_of(source), into(target))
    merged, received = timeline("idea", source.id)[0], timeline("idea", target.id)[0]
    assert (merged.kind, merged.reason) == ("idea_merged", REASON)
    assert (received.kind, received.reason) == ("idea_received", REASON)


def test_the_old_address_leads_to_the_other_idea(client_for, personas, source, target):
    client = client_for(personas.facilitator)
    client.submit(merge_of(source), into(target))
    response = client_for(personas.author).get(f"/ideas/{source.id}")
    assert response.status_code in (301, 302, 303)
    assert response.location.startswith(f"/ideas/{target.id}")


def test_the_same_form_sent_twice_merges_once(client_for, personas, source, target):
    client = client_for(personas.facilitator)
    data = into(target, once="the-same-form")
    first, second = client.post_form(merge_of(source), data), client.post_form(merge_of(source), data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert [event.kind for event in timeline("idea", target.id)].count("idea_received") == 1


@pytest.mark.parametrize("state", ACTIVE)
def test_every_active_idea_may_be_merged(client_for, personas, target, state):
    source = make_idea(state)
    assert client_for(personas.facilitator).submit(merge_of(source), into(target)).status_code == 303


@pytest.mark.parametrize("state", [State.READY, State.ROLLOUT, State.PARKED, State.STOPPED, State.MERGED])
def test_an_idea_at_rest_is_not_merged_and_the_reason_is_given(client_for, personas, target, state):
    source = make_idea(state)
    response = client_for(personas.facilitator).post_form(merge_of(source), into(target))
    assert response.status_code == 422
    db.session.refresh(source)
    assert source.state == state


# The search and the preview


def test_the_page_finds_ideas_by_word_and_by_number(client_for, personas, source, target):
    other = make_idea(State.IDEATE, title="Kundenkarte für Bürgerbüros")
    client = client_for(personas.facilitator)

    def found(query):
        page = client.get_page(merge_of(source, query))
        return [field.get("value") for field in page.iter("input") if field.get("name") == "target_id"]

    assert found("terminbrief")[0] == str(target.id)
    assert found('"terminbrief"') == [str(target.id)]
    assert found("BUERGERBUEROS") == [str(other.id)]
    assert found(str(other.id))[0] == str(other.id)
    assert found("nichts davon") == []
    assert found("???") == []
    assert found("9" * 60) == []
    assert set(found("")) == {str(target.id), str(other.id)}


def test_only_ideas_in_work_and_never_the_idea_itself_are_offered(client_for, personas, source):
    make_idea(State.DRAFT, author=personas.facilitator)
    make_idea(State.PARKED)
    make_idea(State.ROLLOUT)
    page = client_for(personas.facilitator).get_page(merge_of(source))
    # The factory's merged idea would bring an idea of its own; these three bring none that is offered.
    assert [field for field in page.iter("input") if field.get("name") == "target_id"] == []
    assert "Keine passende Idee gefunden" in text_of(page.find(".//main"))


def test_the_page_tells_what_will_move(client_for, personas, source, target):
    make_note(source, times=2)
    make_finding(make_feedback(make_prototype(source)))
    text = text_of(client_for(personas.facilitator).get_page(merge_of(source)).find(".//main"))
    for words in ("1 Person aus dem Team", "2 Notizen", "1 Version eines Prototyps", "1 Rückmeldung"):
        assert words in text


def test_many_matches_are_cut_and_the_page_says_so(client_for, personas, source):
    for _number in range(22):
        make_idea(State.EMPATHISE, author=personas.colleague, responsible_id=personas.facilitator.id)
    client, url = client_for(personas.facilitator), merge_of(source)
    with count_queries() as queries:
        page = client.get_page(url)
    assert queries.count <= 12, str(queries)
    assert len([field for field in page.iter("input") if field.get("name") == "target_id"]) == 20
    assert "Es gibt noch mehr Treffer" in text_of(page.find(".//main"))


def search_for(query, **more):
    return {"q": query, "action": "search", "reason": REASON, **more}


def shown(response):
    """What the form holds: the search, the reason, the ideas on offer and the one chosen."""
    form = find_form(parse(response.text), response.request.path)
    values = form_values(form)
    offered = [field.get("value") for field in form.iter("input") if field.get("name") == "target_id"]
    return values["q"], values["reason"].strip(), offered, values.get("target_id", [])


def test_a_typed_reason_survives_the_search(client_for, personas, source, target):
    other = make_idea(State.IDEATE, title="Kundenkarte für Bürgerbüros")
    client = client_for(personas.facilitator)
    for query, offered in (('"terminbrief"', [target]), ("kundenkarte", [other]), ("gibtesnicht", [])):
        response = client.post_form(merge_of(source), search_for(query))
        assert response.status_code == 200
        assert shown(response) == (query, REASON, [str(idea.id) for idea in offered], [])
        assert "kern-error" not in response.text
        assert ("Keine passende Idee gefunden" in response.text) == (not offered)
    db.session.refresh(source)
    assert source.state == State.TEST


def test_a_chosen_idea_stays_chosen_and_on_offer_when_searching_on(client_for, personas, source, target):
    data = search_for("gibtesnicht", target_id=str(target.id))
    response = client_for(personas.facilitator).post_form(merge_of(source), data)
    assert shown(response) == ("gibtesnicht", REASON, [str(target.id)], [str(target.id)])
    db.session.refresh(source)
    assert source.state == State.TEST


def test_the_form_that_a_search_brought_back_merges(client_for, personas, source, target):
    client = client_for(personas.facilitator)
    found = client.post_form(merge_of(source), search_for("terminbrief"))
    form = form_values(find_form(parse(found.text), merge_of(source)))
    response = client.post(merge_of(source), data=form | {"target_id": str(target.id)})
    assert (response.status_code, response.location) == (303, f"/ideas/{target.id}")
    assert timeline("idea", source.id)[0].reason == REASON


def test_a_refused_form_still_shows_what_was_searched_for(client_for, personas, source, target):
    make_idea(State.IDEATE, title="Kundenkarte für Bürgerbüros")
    data = {"q": '"terminbrief"', "reason": REASON}
    response = client_for(personas.facilitator).post_form(merge_of(source), data)
    assert response.status_code == 422
    assert shown(response) == ('"terminbrief"', REASON, [str(target.id)], [])


@pytest.mark.parametrize("query", ["", "\x00", "x" * 100_000, "<script>", "9" * 60, "%_\\", "مرحبا"])
def test_whatever_is_searched_for_the_reason_stays(client_for, personas, source, target, query):
    response = client_for(personas.facilitator).post_form(merge_of(source), search_for(query))
    assert response.status_code == 200
    assert shown(response)[1] == REASON


def test_the_page_says_how_long_it_can_be_undone_and_asks_no_second_time(
    client_for, personas, source, target
):
    page = client_for(personas.facilitator).get_page(merge_of(source))
    main = page.find(".//main")
    assert "Das lässt sich 30 Tage lang rückgängig machen." in text_of(main)
    assert [button for button in main.iter("button") if "data-confirm" in button.attrib] == []
    # The enter key presses the first button.
    assert next(find_form(page, merge_of(source)).iter("button")).get("value") == "search"


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
        ("outsider", 403),
    ],
)
def test_only_facilitators_merge(client_for, personas, target, persona, status):
    until = today() + timedelta(days=3)
    idea = make_idea(State.TEST, author=personas.author, team=[personas.member, (personas.guest, until)])
    client = client_for(getattr(personas, persona))
    assert client.get(merge_of(idea)).status_code == status
    assert client.post_form(merge_of(idea), into(target)).status_code == {200: 303}.get(status, status)
    db.session.refresh(idea)
    assert (idea.state == State.MERGED) == (status == 200)


def test_a_strangers_draft_is_not_known(client_for, personas):
    draft = make_idea(State.DRAFT)
    assert client_for(personas.facilitator).get(merge_of(draft)).status_code == 404


def test_a_hidden_author_stays_hidden(client_for, personas):
    make_idea(State.TEST, author=personas.author, author_visibility=AuthorVisibility.TEAM)
    source = make_idea(State.TEST, author=personas.author, author_visibility=AuthorVisibility.TEAM)
    assert personas.author.name not in client_for(personas.facilitator).get(merge_of(source)).text


# Bad input


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reason": ""}, "warum die Ideen zusammengehören"),
        ({"reason": "  \t\n "}, "warum die Ideen zusammengehören"),
        ({"reason": "\x00"}, "warum die Ideen zusammengehören"),
        ({"reason": "x" * 100_000}, "höchstens 2000 Zeichen"),
        ({"target_id": ""}, "in der es weitergeht"),
        ({"target_id": "999999"}, ""),
        ({"target_id": "-1"}, ""),
        ({"target_id": "abc"}, ""),
        ({"target_id": "9" * 40}, ""),
        ({"target_id": "\x00"}, "in der es weitergeht"),
    ],
)
def test_bad_input_stands_beside_its_field_and_nothing_typed_is_lost(
    client_for, personas, source, target, change, message
):
    response = client_for(personas.facilitator).post_form(merge_of(source), into(target) | change)
    assert response.status_code == 422
    assert message in response.text
    assert "kern-error" in response.text
    assert "reason" in change or REASON in response.text
    db.session.refresh(source)
    assert source.state == State.TEST


def test_an_idea_is_not_merged_with_itself(client_for, personas, source):
    response = client_for(personas.facilitator).post_form(merge_of(source), into(source))
    assert response.status_code == 422
    assert "nicht mit sich selbst" in response.text


def test_a_merged_idea_is_no_target_and_the_page_names_the_one_that_is(client_for, personas, source, target):
    merged = make_idea(State.MERGED, merged_into_id=target.id)
    response = client_for(personas.facilitator).post_form(merge_of(source), into(merged))
    assert response.status_code == 422
    assert f"Bitte wählen Sie „{target.title}“ (Nr. {target.id})" in response.text


def test_ideas_are_not_merged_in_a_circle(client_for, personas, source, target):
    client = client_for(personas.facilitator)
    client.submit(merge_of(source), into(target))
    response = client.post_form(merge_of(target), into(source))
    assert response.status_code == 422
    assert "Im Kreis geht es nicht" in response.text
    db.session.refresh(target)
    assert target.state == State.PROTOTYPE


def test_an_address_may_choose_the_target_and_the_preview_tells_what_is_new_there(
    client_for, personas, source, target
):
    make_prototype(target)
    make_prototype(source)
    client = client_for(personas.facilitator)
    page = client.get_page(f"{merge_of(source)}?target={target.id}")
    (chosen,) = [
        field
        for field in page.iter("input")
        if field.get("checked") is not None and field.get("name") == "target_id"
    ]
    assert chosen.get("value") == str(target.id)
    moving = text_of(page.find(".//*[@id='moving']"))
    assert f"Nach „{target.title}“" in moving
    assert "1 Version eines Prototyps, danach v2" in moving
    assert "1 Person aus dem Team" in moving
    assert "1 KJC, das das Problem hat" in moving
    same = client.post_form(merge_of(source), into(target, action="preview"))
    assert same.status_code == 200
    assert "danach v2" in same.text
    db.session.refresh(source)
    assert source.state == State.TEST


@pytest.mark.parametrize("given", ["", "abc", "-1", "9" * 40, "0", "999999", "%00"])
def test_a_target_that_does_not_exist_is_nobodys_choice(client_for, personas, source, given):
    assert client_for(personas.facilitator).get(f"{merge_of(source)}?target={given}").status_code == 200


def test_an_address_that_chooses_what_cannot_be_says_why(client_for, personas, source):
    merged = make_idea(State.MERGED)
    response = client_for(personas.facilitator).get(f"{merge_of(source)}?target={merged.id}")
    assert response.status_code == 200
    assert "Diese Idee ist selbst zusammengeführt" in response.text


@pytest.mark.parametrize("state", [State.PARKED, State.STOPPED, State.ROLLOUT, State.READY])
def test_the_other_idea_must_be_in_work(client_for, personas, source, state):
    response = client_for(personas.facilitator).post_form(merge_of(source), into(make_idea(state)))
    assert response.status_code == 422
    assert REASON in response.text
    assert "an der gearbeitet wird" in response.text


def test_a_strangers_draft_is_no_target(client_for, personas, source):
    draft = make_idea(State.DRAFT, title="Geheimer Entwurf")
    response = client_for(personas.facilitator).post_form(merge_of(source), into(draft))
    assert response.status_code == 422
    assert "Geheimer Entwurf" not in response.text


def test_whoever_sees_an_old_state_gets_409_and_keeps_the_reason(client_for, personas, source, target):
    data = into(target, from_stage=State.IDEATE)
    response = client_for(personas.facilitator).post_form(merge_of(source), data)
    assert response.status_code == 409
    assert REASON in response.text
    db.session.refresh(source)
    assert source.state == State.TEST


def test_an_unknown_argument_is_refused(client_for, personas, source):
    assert client_for(personas.facilitator).get(f"/ideas/{source.id}/merge?x=1").status_code == 400


def test_without_a_token_nothing_is_merged(client_for, personas, source, target):
    assert client_for(personas.facilitator).post(merge_of(source), data=into(target)).status_code == 400
    assert db.session.get(Idea, source.id).state == State.TEST


def test_who_wrote_an_idea_that_went_into_another_neither_judges_nor_decides(client_for, personas):
    for judge, path in ((personas.facilitator, "verdict"), (personas.leadership, "rollout")):
        target = make_idea(State.READY if path == "rollout" else State.TEST)
        make_idea(State.MERGED, author=judge, merged_into_id=target.id)
        client = client_for(judge)
        if path == "rollout":
            review = make_review(target)
            url, data = f"/rollout/{review.id}/decision", {"decision": "approve", "reason": "Gut."}
            assert list_reviews_to_decide(judge) == []
            assert list_reviews_to_decide(make_user(Role.LEADERSHIP)) == [review]
        else:
            prototype = make_prototype(target)
            make_feedback(prototype)
            url = f"/prototypes/{prototype.id}/verdict"
            data = {"met": "yes", "met_because": "4 von 5.", "decision": "continue", "learned": "Kurz."}
            shown = text_of(client.get_page(f"/prototypes/{prototype.id}/results").find(".//main"))
            assert "Eine Idee von Ihnen ist in dieser aufgegangen." in shown
        refused = client.post_form(url, data)
        assert refused.status_code == 403
        assert "Eine Idee von Ihnen ist in dieser aufgegangen." in refused.text
