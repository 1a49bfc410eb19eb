"""People and ideas in memory only."""

from datetime import date, timedelta

from lab.accounts.models import Role, User
from lab.core.clock import today
from lab.ideas.models import Audience, AuthorVisibility, Idea, TeamMember
from lab.ideas.workflow import State

PERSONAS = ("author", "colleague", "member", "facilitator", "leadership", "admin", "guest", "outsider")
ROLES = {
    "author": Role.STAFF,
    "colleague": Role.STAFF,
    "member": Role.STAFF,
    "facilitator": Role.FACILITATOR,
    "leadership": Role.LEADERSHIP,
    "admin": Role.ADMIN,
    "guest": Role.GUEST,
    "outsider": Role.GUEST,
}


def person(name: str) -> User:
    """One of PERSONAS."""
    return User(id=PERSONAS.index(name) + 1, name=name, role=ROLES[name])


def idea_of(
    state: State,
    author: str = "author",
    *,
    resume_state: State | None = None,
    visibility: AuthorVisibility = AuthorVisibility.NAMED,
    guest_until: date | None = None,
) -> Idea:
    """An idea of the author with the member and the guest in its team."""
    idea = Idea(
        id=1,
        state=state,
        author_id=person(author).id,
        author_visibility=visibility,
        audience=Audience.BOTH,
        resume_state=resume_state,
    )
    idea.team = [
        TeamMember(account_id=person("member").id, until=None),
        TeamMember(account_id=person("guest").id, until=guest_until or today() + timedelta(days=30)),
    ]
    return idea
