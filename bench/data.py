"""A lab of a given size, written straight into the tables."""

from datetime import timedelta

import sqlalchemy as sa

from lab.accounts import service as accounts
from lab.accounts.models import Role
from lab.accounts.queries import list_job_centres
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import Audience, AuthorVisibility, DataProtection, Idea, NoteKind, StageNote
from lab.ideas.workflow import STAGES, State

EMAIL, PASSWORD = "facilitator@bench.example", "ein langes kennwort"
# A lab grows at the end: most ideas are done, some fifty are in each column of the board.
IN_WORK = 350


def fill(ideas: int) -> None:
    """Writes one facilitator, `ideas` ideas and five notes for each."""
    job_centres = list_job_centres()
    account = accounts.create_account(EMAIL, "Lab-Moderation", Role.FACILITATOR, job_centres[0])
    accounts.set_password(account, PASSWORD)
    board = (State.SUBMITTED, *STAGES, State.READY)
    rows = []
    for number in range(ideas):
        state = board[number % len(board)] if number < IN_WORK else State.ROLLOUT
        since = now() - timedelta(days=number % 300, minutes=number % 1000)
        rows.append(
            {
                "title": f"Rückruf statt Warteschleife {number}",
                "title_key": f"rueckruf statt warteschleife {number}",
                "problem": "Kundinnen und Kunden warten lange am Telefon und legen dann auf. " * 3,
                "proposal": "Ein Rückrufwunsch lässt sich online eintragen. " * 3,
                "search_text": f"rueckruf statt warteschleife {number} kundinnen und kunden warten lange",
                "audience": Audience.BOTH,
                "author_id": account.id,
                "author_visibility": AuthorVisibility.NAMED,
                "job_centre_key": job_centres[number % len(job_centres)].key,
                "created_at": since,
                "submitted_at": since,
                "state": state,
                "state_since": since,
                "answer_due_on": today(),
                "responsible_id": account.id,
                "work_areas": [],
                "data_protection": DataProtection.UNCLEAR,
            }
        )
    db.session.execute(sa.insert(Idea), rows)
    ids = db.session.scalars(sa.select(Idea.id).order_by(Idea.id)).all()
    notes = [
        {
            "idea_id": idea_id,
            "stage": State.EMPATHISE,
            "kind": NoteKind.CONVERSATION,
            "body": "Gespräch in der Eingangszone: Viele rufen mehrfach an.",
            "author_id": account.id,
            "created_at": now(),
        }
        for idea_id in ids
        for _number in range(5)
    ]
    db.session.execute(sa.insert(StageNote), notes)
    db.session.commit()
