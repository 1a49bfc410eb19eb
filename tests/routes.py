"""All routes of the app with an example path each."""

import re

from flask import Flask

CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
QUIET_METHODS = {"HEAD", "OPTIONS"}


def list_routes(app: Flask) -> list[tuple[str, str, str]]:
    """Each route as (endpoint, method, rule), sorted; HEAD and OPTIONS left out."""
    return sorted(
        (rule.endpoint, method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - QUIET_METHODS
    )


def example_path(rule: str, **values: object) -> str:
    """The rule's path with the values given; else 1 where a number belongs and x where a word does."""

    def fill(found: re.Match[str]) -> str:
        kind, name = found.groups()
        return str(values.get(name, 1 if kind == "int" else "x"))

    return CONVERTER.sub(fill, rule)
