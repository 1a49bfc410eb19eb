"""The check of pages finds what it should, also on a page of a shape it knows."""

import pytest

from tests.markup import check_markup

PAGE = """<!doctype html><html lang="de"><head><title>Seite</title></head><body><main><h1>Titel</h1>
<p id="a-1">Text</p><form method="post"><input type="hidden" name="csrf_token" value="x">
<label for="q">Suche</label><input id="q" name="q" value="1"></form>{}</main></body></html>"""


def test_a_good_page_is_good_twice():
    check_markup(PAGE.format("<p>eins</p>"))
    check_markup(PAGE.format("<p>zwei</p>"))


@pytest.mark.parametrize(
    "fault",
    [
        "<p>offen<div></div></p>",
        "<p id='q'></p>",
        '<p id="q"></p>',
        '<p id="b" id="c"></p>',
        "<h1>Noch ein Titel</h1>",
        '<p style="color: red"></p>',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<p onclick="alert(1)"></p>',
        '<a href="javascript:alert(1)">x</a>',
        '<a hx-on:click="alert(1)">x</a>',
        '<label for="nichts">x</label>',
        '<p aria-describedby="nichts">x</p>',
        '<input name="ohne">',
        '<form method="post"><button>x</button></form>',
        "<p>Jack & Jill &unbekannt;</p>",
        "<ul><p></ul></p>",
    ],
)
def test_a_fault_is_found(fault):
    with pytest.raises(AssertionError):
        check_markup(PAGE.format(fault))
    with pytest.raises(AssertionError):
        check_markup(PAGE.format(fault))


def test_an_id_that_stands_twice_is_found_on_a_page_of_known_shape():
    check_markup(PAGE.format('<p id="a-2"></p>'))
    with pytest.raises(AssertionError):
        check_markup(PAGE.format('<p id="a-1"></p>'))


def test_what_somebody_typed_is_no_address():
    check_markup(PAGE.format('<label for="b">Link</label><input id="b" value="javascript:alert(1)">'))


@pytest.mark.parametrize(("old", "new"), [('lang="de"', ""), ("<h1>Titel</h1>", ""), ("Seite", "")])
def test_what_every_page_has_is_asked_for(old, new):
    with pytest.raises(AssertionError):
        check_markup(PAGE.format("").replace(old, new))
