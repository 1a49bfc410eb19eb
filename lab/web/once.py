"""The same form sent twice does its work once: its key is stored in the transaction of the work itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import request
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from lab.core.clock import now
from lab.core.database import Base
from lab.extensions import db
from lab.web.access import see_other

KEPT = timedelta(days=2)
View = TypeVar("View", bound=Callable[..., Any])


class SentForm(Base):
    """A form that was sent and done, and the page that showed the result."""

    __tablename__ = "sent_form"

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    location: Mapped[str] = mapped_column(sa.String(500))
    sent_at: Mapped[datetime] = mapped_column(index=True)


class _SentBefore(Exception):
    """The key is stored already."""


def remember_sent(key: str | None, location: str) -> str:
    """Stores the form's key with the page that shows the result; call it last inside the unit of work."""
    if key:
        db.session.flush()
        entry = SentForm(key=key[:64], account_id=current_user.id, location=location, sent_at=now())
        db.session.add(entry)
        try:
            db.session.flush()
        except IntegrityError as error:
            raise _SentBefore from error
    return location


def once(view: View) -> View:
    """A view whose form is done once: a repeated one is answered with the first one's page."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Any:
        if request.method != "POST":
            return view(*args, **kwargs)
        known = _find_location(request.form.get("once"))
        if known is not None:
            return see_other(known)
        try:
            return view(*args, **kwargs)
        except _SentBefore:
            return see_other(_find_location(request.form.get("once")) or "/")

    return answer  # type: ignore[return-value]


def forget_old_forms() -> None:
    """Deletes keys older than two days; nobody sends a form twice after that."""
    db.session.execute(sa.delete(SentForm).where(SentForm.sent_at < now() - KEPT))


def _find_location(key: str | None) -> str | None:
    if not key:
        return None
    statement = sa.select(SentForm.location).where(
        SentForm.key == key[:64].replace("\x00", ""), SentForm.account_id == current_user.id
    )
    return db.session.scalar(statement)
