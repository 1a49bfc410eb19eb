"""Public rounds for pages to look at: one that takes answers, in Arabic too, and one that is closed."""

from datetime import timedelta

from lab.accounts.models import User
from lab.core.clock import today
from lab.extensions import db
from lab.ideas.models import Method
from lab.prototypes.models import Group, Prototype, Questionnaire
from lab.rounds.service import RoundPlan, add_language, close_round, plan_round, publish_round
from tests.browser.arabic import ARABIC


def make_public_rounds(facilitator: User, prototype_id: object) -> dict[str, object]:
    """Ids and tokens by what they stand for; call it inside a unit of work."""
    prototype = db.session.get(Prototype, prototype_id)
    assert prototype
    plan = RoundPlan(
        group=Group.CUSTOMERS,
        method=Method.THINKING_ALOUD,
        starts_on=today(),
        ends_on=today() + timedelta(days=14),
        job_centre_key="06631",
        purpose="Wird die Nachricht verstanden?",
        tasks="Nachricht öffnen\nTermin absagen",
        people_wanted=8,
        questionnaire=Questionnaire.UMUX_LITE,
        introduction="Sie haben eine Nachricht auf dem Handy bekommen.",
    )
    opened, closed = (plan_round(facilitator, prototype, plan) for _ in range(2))
    for test_round in (opened, closed):
        publish_round(facilitator, test_round)
    close_round(facilitator, closed)
    for code, texts in (("ar", ARABIC), ("tr", {"likes": "Ne güzeldi?"})):
        add_language(facilitator, opened, code, "").texts = dict(texts)
    return {
        "public_round": opened.id,
        "public_token": opened.token,
        "closed_round": closed.id,
        "closed_token": closed.token,
    }
