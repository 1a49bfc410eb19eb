"""Words that mean the same: kept by administrators, at work from the next search on."""

import pytest
import sqlalchemy as sa

from lab.audit.models import Event
from lab.extensions import db
from lab.ideas.workflow import State
from lab.search.models import SynonymGroup
from tests.client import text_of
from tests.factories import make_idea
from tests.helpers import error_beside

PATH = "/admin/synonyms"


def titles(client, query):
    page = client.get_page(f"/ideas?q={query}")
    return [text_of(head) for head in page.iter("h2") if "idea-list__title" in head.get("class", "")]


def groups():
    return {group.id: group.words for group in db.session.scalars(sa.select(SynonymGroup))}


def kinds():
    statement = sa.select(Event.kind).where(Event.subject_kind == "synonyms").order_by(Event.id)
    return db.session.scalars(statement).all()


def test_a_group_works_at_once_and_until_it_is_changed_or_removed(client_for, personas):
    make_idea(State.IDEATE, title="Sänfte", problem="", proposal="")
    reader, admin = client_for(personas.colleague), client_for(personas.admin)
    assert titles(reader, "tragstuhl") == []
    before = groups()
    assert admin.submit(PATH, {"words": " Tragstuhl ,Sänfte; TRAGSTUHL,"}, action=PATH).status_code == 303
    [number] = set(groups()) - set(before)
    assert groups()[number] == "TRAGSTUHL, Sänfte"
    assert titles(reader, "tragstuhl") == ["Sänfte"]
    admin.submit(f"{PATH}/{number}", {"words": "Tragstuhl, Rikscha"})
    assert titles(reader, "tragstuhl") == []
    assert admin.post_form(f"{PATH}/{number}/remove").status_code == 303
    assert groups() == before
    assert kinds() == ["synonyms_added", "synonyms_changed", "synonyms_removed"]
    page = text_of(admin.get_page("/admin/history?subject=synonyms"))
    assert "Synonyme geändert: aus „TRAGSTUHL, Sänfte“ wurde „Tragstuhl, Rikscha“" in page


MANY = ", ".join(f"Wort{number}" for number in range(16))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Termin",
        "Termin, termin, TERMIN",
        "!!!, ???",
        "Brief,Schreiben,BESCHEID",
        "a b c d, e",
        MANY,
        "\x00",
    ],
)
def test_what_is_no_group_is_refused_and_stays_typed(client_for, personas, words):
    before = groups()
    response = client_for(personas.admin).submit(PATH, {"words": words}, action=PATH)
    assert response.status_code == 422
    assert error_beside(response.text, "words")
    assert groups() == before


def test_a_group_that_somebody_else_has_changed_is_not_overwritten(client_for, personas):
    admin = client_for(personas.admin)
    number = min(groups())
    data = {"words": "Eins, Zwei"}
    assert admin.submit(f"{PATH}/{number}", data | {"version": "7"}).status_code == 409
    assert "Eins" not in groups()[number]
    assert admin.get(f"{PATH}/999999").status_code == 404
