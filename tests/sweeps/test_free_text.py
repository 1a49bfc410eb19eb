"""Whoever sees personal data can report it: no free text is left out, in no table and on no page."""

import re

import sqlalchemy as sa

from config import ROOT
from lab.core.database import Base
from lab.hiding.models import Hideable
from lab.reports.contents import KINDS
from lab.reports.models import ContentKind

# Columns of text that are no free text of an idea or a themed lab, each with the reason.
KEPT_BY_ADMINISTRATORS = "administrators keep it and correct it themselves; nobody else writes there"
FROM_THE_CODE = "written by the code: a code, a number or a list of codes"
SECRET = "a random or hashed value that no page shows as text"
DERIVED = "made from columns that are hidden and purged, and made anew with them"
NOT_REPORTABLE = {
    "account.email": KEPT_BY_ADMINISTRATORS,
    "account.name": KEPT_BY_ADMINISTRATORS,
    "account.password_hash": SECRET,
    "account.session_token": SECRET,
    "answer_sheet.key": SECRET,
    "answer_sheet.language": FROM_THE_CODE,
    "answer_sheet.scores": FROM_THE_CODE,
    "attachment.media_type": FROM_THE_CODE,
    "attachment.sha256": SECRET,
    "content_report.content_id": FROM_THE_CODE,
    "event.from_state": FROM_THE_CODE,
    "event.kind": FROM_THE_CODE,
    "event.subject_id": FROM_THE_CODE,
    "event.subject_kind": FROM_THE_CODE,
    "event.to_state": FROM_THE_CODE,
    "idea_merge.moved": FROM_THE_CODE,
    "idea.title_key": DERIVED,
    "idea.work_areas": FROM_THE_CODE,
    "job_centre.authority": KEPT_BY_ADMINISTRATORS,
    "job_centre.house_name": KEPT_BY_ADMINISTRATORS,
    "job_centre.short_name": KEPT_BY_ADMINISTRATORS,
    "kit.categories": FROM_THE_CODE,
    "kit.languages": FROM_THE_CODE,
    "kit.licence": FROM_THE_CODE,
    "kit.platforms": FROM_THE_CODE,
    "kit.token": SECRET,
    "page_text.body": KEPT_BY_ADMINISTRATORS,
    "password_link.token_hash": SECRET,
    "public_page.token": SECRET,
    "public_request.network_hash": SECRET,
    "public_request.token_hash": SECRET,
    "report_mark.places": FROM_THE_CODE,
    "rollout_review.gate": FROM_THE_CODE,
    "search_document.body": DERIVED,
    "search_document.more": DERIVED,
    "search_document.names": DERIVED,
    "search_document.title": DERIVED,
    "search_word.reversed": DERIVED,
    "sent_form.location": FROM_THE_CODE,
    "sign_in_failure.account_hash": SECRET,
    "sign_in_failure.address_hash": SECRET,
    "synonym_group.words": KEPT_BY_ADMINISTRATORS,
    "test_round.token": SECRET,
}


def text_columns() -> set[str]:
    """Every column that could hold typed text; keys, references and codes cannot."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.String | sa.JSON)
        and not isinstance(column.type, sa.Enum)
        and not column.primary_key
        and not column.foreign_keys
    }


def test_every_free_text_can_be_reported_or_has_a_reason(app):
    reportable = {f"{model.__tablename__}.{name}" for model in KINDS for name in model.text_columns()}
    assert reportable & set(NOT_REPORTABLE) == set()
    # A column with free text belongs to the texts of a Hideable whose model has a ContentKind;
    # anything else into the list above, with its reason.
    assert text_columns() - reportable - set(NOT_REPORTABLE) == set()
    assert set(NOT_REPORTABLE) - text_columns() == set(), "no longer there"


def test_every_content_that_can_be_hidden_has_a_kind_and_every_kind_a_model():
    assert set(Hideable.__subclasses__()) == set(KINDS)
    assert set(KINDS.values()) == set(ContentKind)


# Contents whose pages are still to come; whoever builds one takes its kind out here.
WITHOUT_PAGE: set[str] = set()


def test_every_kind_has_its_button_on_some_page():
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    offered = set(re.findall(r'report_(?:button|form)\("(\w+)"', templates))
    # A finding and an observation without one share a line.
    offered |= set(re.findall(r'report_button\("(?:\w+)" if [\w.]+ else "(\w+)"', templates))
    assert {kind.value for kind in ContentKind} - offered == WITHOUT_PAGE
