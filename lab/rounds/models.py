"""What a round asks in further languages, and the requests of the last hour; the round itself lies with prototypes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lab.core.codes import Code
from lab.core.database import Base, enum_column
from lab.hiding.models import Hideable
from lab.prototypes.models import TestRound


class Direction(Code):
    """Where a line of text begins."""

    LEFT_TO_RIGHT = "ltr", _l("von links nach rechts")
    RIGHT_TO_LEFT = "rtl", _l("von rechts nach links, zum Beispiel Arabisch oder Persisch")


class RoundLanguage(Hideable, Base):
    """The texts of a round's public page in one more language; `code` as in BCP 47, `texts` by key of TEXTS."""

    __tablename__ = "round_language"
    TITLES = ("name",)
    MIXED = ("texts",)

    round_id: Mapped[int] = mapped_column(
        sa.ForeignKey("test_round.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    code: Mapped[str] = mapped_column(sa.String(35), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    direction: Mapped[Direction] = mapped_column(enum_column(Direction, "direction"))
    texts: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)

    round: Mapped[TestRound] = relationship()

    @classmethod
    def texts_in(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """The name, and what is translated, by key."""
        return super().texts_in(values) | (values.get("texts") or {})

    @classmethod
    def columns_with(cls, values: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
        """A translation that is replaced goes: without it the language is not offered, so nobody reads half of it."""
        named = {"name": texts["name"]} if "name" in texts else {}
        return named | {"texts": {key: text for key, text in values["texts"].items() if key not in texts}}

    __mapper_args__ = {"version_id_col": version}


class PublicRequest(Base):
    """An answer taken in the last hour: which address and which network only as keyed hashes, then forgotten."""

    __tablename__ = "public_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), index=True)
    network_hash: Mapped[str] = mapped_column(sa.String(64), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
