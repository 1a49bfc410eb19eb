"""One URL, one view: the whole page, or the block that htmx asked for."""

from typing import Any

from flask import make_response, render_template, request
from jinja2_fragments.flask import render_block
from werkzeug.wrappers import Response


def is_htmx() -> bool:
    """Whether htmx asks for a fragment."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"


def render(template: str, *, block: str | None = None, status: int = 200, **context: Any) -> Response:
    """The page, or for htmx the named block of it, with the given status."""
    body = (
        render_block(template, block, **context)
        if block and is_htmx()
        else render_template(template, **context)
    )
    response = make_response(body, status)
    response.vary.add("HX-Request")
    return response
