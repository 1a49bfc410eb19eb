"""What every content has that can be reported.

The rule sits where rows are loaded, not where they are shown: whatever page, export or fragment shows a hidden
row to somebody else than a facilitator, it has the notice in its hands and not the text. Who selects single
columns instead of rows asks `policy.title_for_all` or leaves hidden rows out.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Mapped, attributes, mapped_column

from lab.core.errors import Denied
from lab.hiding.policy import check_shown, hidden_title, hidden_words, sees_hidden

# Takes the name of a text and the text (or one of its lines, for those in LINES), returns what stands instead.
Swap = Callable[[str, str], str]


class Hideable:
    """Content with free texts. Subclasses name their columns; `is_hidden` is kept by the reports room."""

    # Free texts; those shown as a title; those that are addresses; those whose lines count one by one.
    TEXTS: ClassVar[tuple[str, ...]] = ()
    TITLES: ClassVar[tuple[str, ...]] = ()
    LINKS: ClassVar[tuple[str, ...]] = ()
    LINES: ClassVar[tuple[str, ...]] = ()
    # Columns that hold texts among other things; whoever has one writes `texts_in` and `columns_with` anew.
    MIXED: ClassVar[tuple[str, ...]] = ()
    # Other columns, as they are for whom the content is hidden.
    WITHHELD: ClassVar[Mapping[str, Any]] = {}

    is_hidden: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    @property
    def is_withheld(self) -> bool:
        """Whether it is hidden from whoever asks."""
        return bool(self.is_hidden) and not sees_hidden()

    @classmethod
    def text_columns(cls) -> tuple[str, ...]:
        """The columns in which free text stands."""
        return (*cls.TITLES, *cls.TEXTS, *cls.LINKS, *cls.MIXED)

    @classmethod
    def texts_in(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """The free texts of a row by name, empty ones left out."""
        return {name: values[name] for name in (*cls.TITLES, *cls.TEXTS, *cls.LINKS) if values.get(name)}

    @classmethod
    def columns_with(cls, values: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
        """The columns to write so that the row says these texts."""
        return dict(texts)

    @classmethod
    def replace_texts(cls, values: Mapping[str, Any], swap: Swap) -> dict[str, Any]:
        """The columns to write so that each text is what `swap` makes of it; an address that changes goes."""
        texts = {}
        for name, text in cls.texts_in(values).items():
            if name in cls.LINES:
                new = "\n".join(swap(name, line) if line.strip() else line for line in text.split("\n"))
            else:
                new = swap(name, text)
            if new != text:
                texts[name] = "" if name in cls.LINKS else new
        return cls.columns_with(values, texts) if texts else {}


@sa.event.listens_for(Hideable, "load", propagate=True)
def _conceal_loaded(target: Hideable, _context: object) -> None:
    if target.__dict__.get("is_hidden", True):
        _conceal(target)


@sa.event.listens_for(Hideable, "refresh", propagate=True)
def _conceal_refreshed(target: Hideable, _context: object, _names: Iterable[str] | None) -> None:
    if target.__dict__.get("is_hidden", True):
        _conceal(target)


def _conceal(target: Hideable) -> None:
    """Puts the notice in the place of each text; a row loaded without its mark counts as hidden."""
    if sees_hidden():
        return
    values = target.__dict__

    def notice(name: str, _text: str) -> str:
        return hidden_title() if name in target.TITLES else hidden_words()

    shown = target.replace_texts(values, notice) | {
        name: value for name, value in target.WITHHELD.items() if name in values
    }
    for name, value in shown.items():
        attributes.set_committed_value(target, name, value)


@sa.event.listens_for(Hideable, "before_update", propagate=True)
def _refuse_blind_change(_mapper: object, _connection: object, target: Hideable) -> None:
    """Nobody writes over what they cannot see: the notice must never become the text."""
    if not target.__dict__.get("is_hidden") or sees_hidden():
        return
    columns = sa.inspect(target).attrs
    if any(columns[name].history.has_changes() for name in (*target.text_columns(), *target.WITHHELD)):
        check_shown(target)


@sa.event.listens_for(Hideable, "before_delete", propagate=True)
def _refuse_removal(_mapper: object, _connection: object, target: Hideable) -> None:
    """What was reported leaves by the report, which finds it wherever else it stands."""
    if target.__dict__.get("is_hidden"):
        raise Denied(
            _(
                "Hier wird gerade geprüft, ob personenbezogene Daten stehen. "
                "Die Lab-Moderation entfernt es endgültig oder gibt es wieder frei."
            )
        )
