"""Selects over themed labs."""

from collections.abc import Sequence

import sqlalchemy as sa

from lab.accounts.queries import LARGEST_ID
from lab.core.clock import today
from lab.core.errors import NotFound
from lab.extensions import db
from lab.themes.models import ThemeLab


def list_themes() -> Sequence[ThemeLab]:
    """All themed labs, the latest first."""
    return db.session.scalars(
        sa.select(ThemeLab).order_by(ThemeLab.starts_on.desc(), ThemeLab.title, ThemeLab.id)
    ).all()


def list_open_themes() -> Sequence[ThemeLab]:
    """Themed labs that run today, by title: what an idea may be given to."""
    statement = sa.select(ThemeLab).where(
        ThemeLab.starts_on <= today(), sa.or_(ThemeLab.ends_on.is_(None), ThemeLab.ends_on >= today())
    )
    return db.session.scalars(statement.order_by(ThemeLab.title, ThemeLab.id)).all()


def find_theme(theme_id: int) -> ThemeLab | None:
    """The themed lab with this id."""
    return db.session.get(ThemeLab, theme_id) if 0 < theme_id <= LARGEST_ID else None


def get_theme(theme_id: int) -> ThemeLab:
    """The themed lab with this id. Raises NotFound."""
    theme = find_theme(theme_id)
    if theme is None:
        raise NotFound()
    return theme


def find_theme_by_title(title: str) -> ThemeLab | None:
    """The themed lab with this title."""
    return db.session.scalar(sa.select(ThemeLab).where(ThemeLab.title == title))
