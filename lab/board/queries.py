"""What the board shows: per column the newest cards and how many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lab.accounts.models import User
from lab.extensions import db
from lab.ideas.cards import Card, build_cards, select_cards
from lab.ideas.models import Idea
from lab.ideas.queries import Narrowing
from lab.ideas.workflow import BOARD, State

CARDS = 50
MOST_PAGES = 20


@dataclass(frozen=True)
class Column:
    """One column: cards, how many there are in all, and its soft limit."""

    state: State
    cards: Sequence[Card]
    total: int
    limit: int | None

    @property
    def hidden(self) -> int:
        """Cards that are not shown."""
        return self.total - len(self.cards)

    @property
    def is_over(self) -> bool:
        """Whether more is in work than the limit says."""
        return self.limit is not None and self.total > self.limit


def list_columns(
    actor: User, filters: Narrowing, settings: Mapping[str, int], pages: Mapping[State, int]
) -> list[Column]:
    """All columns with `pages[state]` × 50 cards: three queries, however many ideas there are."""
    conditions = filters.conditions(actor)
    parts = [
        _column_select(state, conditions).limit(CARDS * pages.get(state, 1)).subquery().select()
        for state in BOARD
    ]
    rows = db.session.execute(sa.union_all(*parts)).all()
    totals = count_by_state(conditions)
    cards = build_cards(rows, settings)
    return [
        Column(
            state,
            [card for card in cards if card.state == state],
            totals.get(state, 0),
            settings.get(f"limit_{state.value}"),
        )
        for state in BOARD
    ]


def count_by_state(conditions: Sequence[sa.ColumnElement[bool]]) -> dict[State, int]:
    """Ideas on the board by state."""
    statement = (
        sa.select(Idea.state, sa.func.count()).where(Idea.state.in_(BOARD), *conditions).group_by(Idea.state)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _column_select(
    state: State, conditions: Sequence[sa.ColumnElement[bool]]
) -> sa.Select[tuple[object, ...]]:
    """The inbox by deadline, the stages with what moved last on top."""
    statement = select_cards().where(Idea.state == state, *conditions)
    if state == State.SUBMITTED:
        return statement.order_by(Idea.answer_due_on, Idea.id)
    return statement.order_by(Idea.state_since.desc(), Idea.id.desc())
