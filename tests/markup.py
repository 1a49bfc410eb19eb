"""What every page must be: valid, with one h1, unique ids, a language, and nothing inline."""

import re
from collections import Counter
from typing import Any

import markupever
from lxml import etree
from lxml.etree import _Element as Element

from lab.web.sessions import COOKIELESS

FRAME = "<!doctype html><html lang='de'><head><title>x</title></head><body>{}</body></html>"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Attributes whose words name ids of the same page.
REFERENCES = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "form", "list"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
LABELLED = ("input", "select", "textarea")
SCRIPT_ADDRESS = re.compile(r"\b(?:href|src|action)=[\"']\s*javascript:", re.IGNORECASE)
# Plain elements: to choose a class for each one, as lxml.html does, takes a quarter longer.
PLAIN = etree.HTMLParser(encoding="utf-8")
STRICT = markupever.HtmlOptions(exact_errors=True)


def parse(html: str) -> Any:
    """The tree of a page or fragment."""
    tree = etree.fromstring(_as_page(html).encode(), PLAIN)
    for area in tree.iter("textarea"):
        # What HTML says, and this parser leaves out: the first line break is not of the text.
        area.text = (area.text or "").removeprefix("\n")
    return tree


def check_markup(html: str) -> None:
    """Asserts what holds for every page and fragment."""
    parser = markupever.Parser(STRICT)
    parser.process(_as_page(html))
    errors = parser.finish().errors()
    assert not errors, "invalid HTML:\n" + "\n".join(errors)
    # The expression looks for three words; hardly any page has the fourth.
    if "javascript:" in html.lower():
        assert not SCRIPT_ADDRESS.search(html), "a javascript: address"
    check_tree(parse(html), html)


def is_page(html: str) -> bool:
    """Whether this is a whole page and not a fragment for htmx."""
    return html.lstrip()[:15].lower().startswith("<!doctype html")


def check_tree(tree: Element, html: str) -> None:
    """Asserts what holds for every page and fragment that parses."""
    elements = list(tree.iter("*"))
    _check_nothing_inline(elements)
    _check_ids(elements, whole_page=is_page(html))
    _check_forms(elements)
    if is_page(html):
        assert LANGUAGE.fullmatch(tree.get("lang", "")), "the page names no language"
        headings = [text_of(element) for element in elements if element.tag == "h1"]
        assert len(headings) == 1, f"a page has exactly one h1, not {headings}"
        assert headings[0], "the h1 is empty"
        title = text_of(tree.find(".//title"))
        assert title, "the title is empty"
        assert not title.startswith("–"), "the title is empty"


def text_of(element: Element | None) -> str:
    """The text inside an element, white space folded."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _as_page(html: str) -> str:
    """A fragment as it will stand in a page: rows alone are valid only inside a table."""
    if is_page(html):
        return html
    return FRAME.format(f"<table><tbody>{html}</tbody></table>" if html.lstrip().startswith("<tr") else html)


def _check_nothing_inline(elements: list[Element]) -> None:
    for element in elements:
        assert element.tag != "style", "an inline style sheet: the content security policy refuses it"
        assert "style" not in element.attrib, f"an inline style at <{element.tag}>"
        handlers = [name for name in element.attrib if name.startswith(("on", "hx-on"))]
        assert not handlers, f"inline script at <{element.tag}>: {handlers}"
        if element.tag == "script":
            assert element.get("src"), "an inline script"


def _check_ids(elements: list[Element], *, whole_page: bool) -> None:
    ids = [element.attrib["id"] for element in elements if "id" in element.attrib]
    known = Counter(ids)
    repeated = sorted(value for value, count in known.items() if count > 1)
    assert not repeated, f"ids stand twice on the page: {repeated}"
    assert all(value and " " not in value for value in ids), "an id is empty or has a space"
    if whole_page:
        for element in elements:
            for name in REFERENCES.intersection(element.attrib):
                missing = [word for word in element.get(name, "").split() if word not in known]
                assert not missing, (
                    f'<{element.tag} {name}="{element.get(name)}"> names no element: {missing}'
                )


def _check_forms(elements: list[Element]) -> None:
    for form in (element for element in elements if element.tag == "form"):
        if form.get("method", "get").lower() == "post":
            tokens = [field for field in form.iter("input") if field.get("name") == "csrf_token"]
            # The forms of the public rest on no session, so there is nothing a token would guard.
            wanted = 0 if form.get("action", "").startswith(COOKIELESS) else 1
            assert len(tokens) == wanted, f"the form to {form.get('action')} has {len(tokens)} CSRF tokens"
    labels = {element.get("for") for element in elements if element.tag == "label"}
    inside = {field for label in elements if label.tag == "label" for field in label.iter()}
    for field in (element for element in elements if element.tag in LABELLED):
        if field.get("type") in ("hidden", "submit", "button", "image", "reset"):
            continue
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("title")
        assert named or field.get("id") in labels or field in inside, (
            f"the field {field.get('name')} has no label"
        )
