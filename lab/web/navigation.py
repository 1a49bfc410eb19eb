"""The main navigation, the same on every page."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.urls import iri_to_uri


@dataclass(frozen=True)
class Entry:
    """One entry: where it leads, the roles that see it (all when empty), and the rooms whose pages lie under it."""

    endpoint: str
    label: LazyString
    roles: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()

    @property
    def room(self) -> str:
        """The room the entry itself leads to."""
        return self.endpoint.partition(".")[0]


ENTRIES = (
    Entry("desk.show", _l("Meine Arbeit"), rooms=("reports",)),
    Entry(
        "ideas.index",
        _l("Ideen"),
        rooms=("story", "prototypes", "rounds", "round_languages", "answers", "sessions", "attachments"),
    ),
    Entry("board.show", _l("Board"), ("staff", "facilitator", "leadership", "admin")),
    Entry(
        "rollout.index",
        _l("Rollout"),
        ("staff", "facilitator", "leadership", "admin"),
        rooms=("solutions", "kits"),
    ),
    Entry("themes.index", _l("Themenlabs"), ("staff", "facilitator", "leadership", "admin")),
    Entry("overview.show", _l("Überblick"), ("facilitator", "leadership")),
    Entry("admin.accounts", _l("Administration"), ("admin",)),
)


@dataclass(frozen=True)
class Link:
    """An entry as a template shows it."""

    label: LazyString
    url: str
    current: bool


def list_links() -> list[Link]:
    """The entries that the signed-in account may follow."""
    if not current_user.is_authenticated:
        return []
    blueprint = request.blueprint
    return [
        Link(entry.label, _address(entry.endpoint), blueprint in (entry.room, *entry.rooms))
        for entry in ENTRIES
        if not entry.roles or current_user.role.value in entry.roles
    ]


@cache
def _address(endpoint: str) -> str:
    """Where an entry leads, worked out once: it stands on every page, twice."""
    return url_for(endpoint)


def init_navigation(app: Flask) -> None:
    """Gives every template the entries."""

    @app.context_processor
    def navigation() -> dict[str, Any]:
        signed_in = current_user.is_authenticated
        return {
            "navigation": list_links(),
            # Encoded, so that no odd character of an address gets into the page.
            "here": iri_to_uri(request.full_path.removesuffix("?")),
            "can_submit_ideas": signed_in
            and current_user.role.value in ("staff", "facilitator", "leadership"),
            "is_demo": current_app.config["LAB"].demo,
        }
