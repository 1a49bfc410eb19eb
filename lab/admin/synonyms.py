"""Words that mean the same in a jobcentre: kept by administrators, used by every search from the next moment on."""

import re

import sqlalchemy as sa
from flask_babel import gettext as _

from lab.accounts.models import User
from lab.accounts.queries import LARGEST_ID
from lab.admin import policy
from lab.audit.service import record
from lab.core.errors import Conflict, Invalid, NotFound
from lab.extensions import db
from lab.search.analyser import fold
from lab.search.models import SynonymGroup

MOST_GROUPS = 300
MOST_WORDS = 15
LONGEST_WORDS = 400


def list_groups() -> list[SynonymGroup]:
    """All groups, by their first word as a German reader sorts."""
    groups = db.session.scalars(sa.select(SynonymGroup)).all()
    return sorted(groups, key=lambda group: (fold(group.words), group.id))


def get_group(group_id: int) -> SynonymGroup:
    """The group with this id. Raises NotFound."""
    group = db.session.get(SynonymGroup, group_id) if 0 < group_id <= LARGEST_ID else None
    if group is None:
        raise NotFound()
    return group


def add_group(actor: User, words: str) -> SynonymGroup:
    """A new group. Raises Denied, Invalid."""
    policy.check_administer(actor)
    if (db.session.scalar(sa.select(sa.func.count()).select_from(SynonymGroup)) or 0) >= MOST_GROUPS:
        raise Invalid("words", _("Mehr als %(max)s Gruppen sind nicht möglich.", max=MOST_GROUPS))
    group = SynonymGroup(words=_tidy(words))
    db.session.add(group)
    db.session.flush()
    record(actor, "synonyms_added", "synonyms", group.id, words=group.words)
    return group


def change_group(actor: User, group: SynonymGroup, words: str, version: int | None) -> None:
    """Other words. Raises Denied, Invalid, Conflict when `version` is not the present one."""
    policy.check_administer(actor)
    if version is not None and version != group.version:
        raise Conflict()
    before, words = group.words, _tidy(words, group)
    if words != before:
        group.words = words
        db.session.flush()
        record(actor, "synonyms_changed", "synonyms", group.id, old=before, new=words)


def remove_group(actor: User, group: SynonymGroup) -> None:
    """These words mean the same no more. Raises Denied."""
    policy.check_administer(actor)
    db.session.delete(group)
    db.session.flush()
    record(actor, "synonyms_removed", "synonyms", group.id, words=group.words)


def _tidy(typed: str, own: SynonymGroup | None = None) -> str:
    """The words as they are stored: each once, separated by commas. Raises Invalid."""
    words = {fold(word): " ".join(word.split()) for word in re.split(r"[,;\n]", typed)}
    words.pop("", None)
    if len(words) < 2:
        raise Invalid(
            "words", _("Bitte schreiben Sie mindestens zwei verschiedene Wörter, getrennt durch Kommas.")
        )
    if len(words) > MOST_WORDS:
        raise Invalid(
            "words", _("Bitte schreiben Sie höchstens %(max)s Wörter in eine Gruppe.", max=MOST_WORDS)
        )
    if any(len(word.split()) > 3 for word in words):
        raise Invalid("words", _("Ein Eintrag hat höchstens drei Wörter. Trennen Sie Einträge durch Kommas."))
    for group in list_groups():
        if group is not own and {fold(word) for word in group.words.split(",")} == set(words):
            raise Invalid("words", _("Diese Gruppe gibt es schon."))
    tidy = ", ".join(words.values())
    if len(tidy) > LONGEST_WORDS:
        raise Invalid("words", _("Bitte höchstens %(max)s Zeichen.", max=LONGEST_WORDS))
    return tidy
