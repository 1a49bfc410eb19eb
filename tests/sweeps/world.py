"""One of everything, so that every route has something to show."""

from dataclasses import dataclass
from datetime import timedelta

from lab.accounts.models import Role, User
from lab.adoption.models import AdoptionStatus
from lab.attachments.models import Attachment, AttachmentChunk
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import Idea
from lab.ideas.workflow import State
from lab.prototypes.models import PointKind, TestRound
from lab.rollout.models import ReviewStatus
from lab.rounds.models import Direction, RoundLanguage
from lab.solutions.models import Kit
from tests import factories as make
from tests.routes import example_path

VISITOR = "visitor"
PEOPLE = (
    VISITOR,
    "author",
    "colleague",
    "member",
    "facilitator",
    "leadership",
    "admin",
    "guest",
    "outsider",
)

# What jobcentres send from the page of a solution.
ADOPTING = ("rollout.adopt", "rollout.check", "rollout.tick_steps")


@dataclass
class World:
    """The people, and the ids that paths need."""

    people: dict[str, User | None]
    ids: dict[str, object]
    open_review: int
    approved_review: int
    draft: Idea
    merged: int
    kit: Kit
    changes_token: str
    public_round: TestRound

    def path(self, endpoint: str, rule: str) -> str:
        """The rule's path to the thing that the endpoint is about."""
        values = dict(self.ids)
        values["review_id"] = self.approved_review if endpoint in ADOPTING else self.open_review
        if endpoint in ("admin.change_chair", "admin.remove_from_committee") and self.people["leadership"]:
            values["account_id"] = self.people["leadership"].id
        if endpoint == "story.undo":
            values["idea_id"] = self.merged
        if endpoint == "ideas.remove_member" and self.people["member"]:
            values["account_id"] = self.people["member"].id
        if endpoint.partition(".")[0] in ("rounds", "round_languages", "public_feedback"):
            values |= {"round_id": self.public_round.id, "token": self.public_round.token, "code": "tr"}
        if endpoint.partition(".")[0] in ("kits", "public_kits"):
            # A solution has a kit; the idea of all other pages is under test.
            file = self.kit.files[0].attachment_id
            values |= {"idea_id": self.kit.idea_id, "token": self.kit.token, "attachment_id": file}
        if endpoint == "sessions.public_changes":
            values["token"] = self.changes_token
        return example_path(rule, **values)


def make_world() -> World:
    """An idea under test with all that belongs to it, one under review, one in rollout, a draft, a theme."""
    with make.one_commit():
        return _make_world()


def _make_world() -> World:
    people = {
        "author": make.make_user(Role.STAFF, make.FULDA),
        "colleague": make.make_user(Role.STAFF, make.BERGSTRASSE),
        "member": make.make_user(Role.STAFF, make.WIESBADEN),
        "facilitator": make.make_user(Role.FACILITATOR, make.FULDA),
        "leadership": make.make_user(Role.LEADERSHIP, make.MAIN_TAUNUS),
        "admin": make.make_user(Role.ADMIN),
        "guest": make.make_user(Role.GUEST),
        "outsider": make.make_user(Role.GUEST),
    }
    author, member = people["author"], people["member"]
    team = [member, (people["guest"], today() + timedelta(days=30))]
    theme = make.make_theme()
    idea = make.make_idea(State.TEST, author, team=team, theme_id=theme.id)
    note = make.make_note(idea, author=member)
    prototype = make.make_prototype(idea, author=member)
    feedback = make.make_feedback(prototype)
    test_round = make.make_round(prototype)
    participant, watched = (make.make_participant(test_round, number) for number in (1, 2))
    observation = make.make_observation(watched, author_id=member.id)
    finding = make.make_finding(feedback, PointKind.CRITICISM)
    under_review = make.make_idea(State.READY, author, team=team)
    in_rollout = make.make_idea(State.ROLLOUT, author, team=team)
    make.make_adoption(in_rollout, AdoptionStatus.PILOT, make.MAIN_TAUNUS)
    attachment = make_attachment(idea, member)
    public_round = make.make_round(
        prototype,
        token="public" * 7,
        is_open=True,
        picture_id=attachment.id,
        ends_on=today() + timedelta(days=7),
    )
    db.session.add(
        RoundLanguage(
            round_id=public_round.id,
            code="tr",
            name="Türkçe",
            direction=Direction.LEFT_TO_RIGHT,
            texts={"likes": "Ne güzeldi?"},
        )
    )
    reported = make.make_report(make.make_note(under_review))
    make.make_member(people["leadership"], is_chair=True)
    review = make.make_review(under_review)
    question = make.make_question(review, make.make_member())
    returned = make.make_review(idea, ReviewStatus.RETURNED)
    kit = make.make_kit(
        in_rollout,
        files=[make_attachment(in_rollout, member)],
        is_public=True,
        is_software=True,
        repository="https://gitlab.example.org/fulda/termine",
    )
    kit_question = make.make_kit_question(in_rollout)
    return World(
        people={VISITOR: None, **people},
        ids={
            "idea_id": idea.id,
            "theme_id": theme.id,
            # The first group of synonyms that comes with the product.
            "group_id": 1,
            "note_id": note.id,
            "prototype_id": prototype.id,
            "feedback_id": feedback.id,
            "round_id": test_round.id,
            "participant_id": participant.id,
            "observation_id": observation.id,
            "finding_id": finding.id,
            "attachment_id": attachment.id,
            "report_id": reported.id,
            "question_id": question.id,
            "kit_question_id": kit_question.id,
            "condition_id": returned.conditions[0].id,
            "account_id": people["colleague"].id,
            "key": make.FULDA,
            "district_key": make.MAIN_TAUNUS,
            "slug": "imprint",
            "language": "de",
            "name": "states",
            "ending": "csv",
        },
        open_review=review.id,
        approved_review=make.make_review(in_rollout, ReviewStatus.APPROVED).id,
        draft=make.make_idea(State.DRAFT, author),
        merged=make.make_merge(idea).source_id,
        kit=kit,
        public_round=public_round,
        changes_token=make.make_public_page(idea).token,
    )


def make_attachment(idea: Idea, added_by: User) -> Attachment:
    """A small picture with its thumbnail."""
    picture = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
        b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x03\x00\x08\xfc\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    attachment = Attachment(
        idea_id=idea.id,
        name="skizze.png",
        media_type="image/png",
        size=len(picture),
        sha256="0" * 64,
        has_thumbnail=True,
        added_by_id=added_by.id,
        added_at=now(),
    )
    db.session.add(attachment)
    db.session.flush()
    for is_thumbnail in (False, True):
        db.session.add(
            AttachmentChunk(attachment_id=attachment.id, is_thumbnail=is_thumbnail, position=0, data=picture)
        )
    make.commit()
    return attachment
