"""Verbs of the public page that tells people what became of what they said."""

import secrets

from lab.accounts.models import User
from lab.audit.service import record
from lab.core.clock import now
from lab.extensions import db
from lab.ideas.models import Idea
from lab.prototypes.service import hold_ideas
from lab.sessions import policy, queries
from lab.sessions.models import PublicPage

# 24 bytes are 192 random bits.
TOKEN_BYTES = 24


def publish_changes(actor: User, idea: Idea) -> PublicPage:
    """Opens the page; it keeps its address from the first time on. Raises NotFound, Denied."""
    hold_ideas(idea)
    policy.check_publish(actor, idea)
    page = queries.find_page(idea)
    if page is not None and page.is_open:
        return page
    if page is None:
        page = PublicPage(idea_id=idea.id, token=secrets.token_urlsafe(TOKEN_BYTES))
        db.session.add(page)
    page.is_open, page.opened_by_id, page.opened_at = True, actor.id, now()
    db.session.flush()
    record(actor, "changes_published", "idea", idea.id)
    return page


def close_changes(actor: User, idea: Idea) -> None:
    """Closes the page; whoever has the address reads that it is closed. Raises NotFound, Denied."""
    hold_ideas(idea)
    policy.check_close(actor, idea)
    page = queries.find_page(idea)
    if page is None or not page.is_open:
        return
    page.is_open = False
    db.session.flush()
    record(actor, "changes_closed", "idea", idea.id)
