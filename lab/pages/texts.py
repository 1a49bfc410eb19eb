"""Which pages there are, what they say until the operator has written something, and how text becomes markup."""

from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from lab.core.codes import Code

DEFAULTS = Path(__file__).parent / "defaults"
LANGUAGES = ("de", "en")
LONGEST_BODY = 50_000


class Slug(Code):
    """The editable pages by the last part of their address."""

    IMPRINT = "imprint", _l("Impressum")
    PRIVACY = "privacy", _l("Datenschutz")
    ACCESSIBILITY = "accessibility", _l("Erklärung zur Barrierefreiheit")
    REPORT_BARRIER = "report-barrier", _l("Barriere melden")


@cache
def default_body(slug: Slug, language: str) -> str:
    """The text that comes with the product, in Markdown."""
    return (DEFAULTS / f"{slug.value}.{language}.md").read_text(encoding="utf-8")


def to_markup(body: str) -> Markup:
    """Markdown as HTML: no HTML of one's own, no pictures, headings below the page's h1, links without opener."""
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    tokens = parser.parse(body)
    _shift_headings(tokens)
    for token in _walk(tokens):
        if token.type == "link_open":
            token.attrSet("rel", "noopener noreferrer")
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return Markup(rendered)  # noqa: S704 - markdown-it escapes all text, HTML is off


def _shift_headings(tokens: list[Token]) -> None:
    """The highest heading of the text becomes h2, the others follow in steps of one."""
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    shifted = {tag: f"h{min(6, 2 + index)}" for index, tag in enumerate(levels)}
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = shifted[token.tag]


def _walk(tokens: list[Token]) -> Any:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])
