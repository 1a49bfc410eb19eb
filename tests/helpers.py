"""Small tools for tests: the clock, the number of queries."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app

from lab.core.clock import HESSE, frozen
from lab.core.database import STAMPS
from tests.client import form_values
from tests.markup import parse, text_of


def frozen_at(moment: str) -> AbstractContextManager[None]:
    """Holds the clock at a time in Hesse: `with frozen_at("2026-03-02 09:00"):`; nine o'clock if left out."""
    text = moment if " " in moment else f"{moment} 09:00"
    return frozen(datetime.fromisoformat(text).replace(tzinfo=HESSE))


@dataclass
class Queries:
    """The statements sent to the database."""

    statements: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.statements)

    def __str__(self) -> str:
        return f"{self.count} queries:\n" + "\n".join(
            " ".join(statement.split())[:300] for statement in self.statements
        )


@contextmanager
def count_queries() -> Iterator[Queries]:
    """Counts statements inside the block, of pages seen for the first time: `with count_queries() as queries: …`."""
    queries = Queries()
    current_app.extensions["kept"].forget()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        # Whether anything has changed is asked beside the page, on a connection of its own.
        if statement not in STAMPS.values():
            queries.statements.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


def error_beside(html: str, name: str) -> str:
    """What the form says is wrong with a field, '' if nothing; its control must point to the message."""
    tree = parse(html)
    message = tree.find(f".//*[@id='{name}-error']")
    if message is None:
        return ""
    pointing = [
        element for element in tree.iter() if f"{name}-error" in element.get("aria-describedby", "").split()
    ]
    assert pointing, f"nothing leads from the field {name} to its error"
    return text_of(message)


def typed_in(html: str, name: str) -> Any:
    """What the form on the page holds in a field: what was typed, if the form keeps it."""
    forms = [form for form in parse(html).iter("form") if any(el.get("name") == name for el in form.iter())]
    assert forms, f"no form has a field {name}"
    return form_values(forms[-1]).get(name)
