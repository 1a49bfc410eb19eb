"""After signing in one stays on this site."""

import pytest

from lab.web.access import safe_next


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/ideas",
        "/ideas?q=a&page=2",
        "/ideas/7#history",
        "/board?theme=1",
        "/ideas?next=https://a.example",
    ],
)
def test_paths_of_this_site_are_followed(target):
    assert safe_next(target, "/fallback") == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "ideas",
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/ideas\\..\\evil",
        "/\tevil",
        "/\n/evil.example",
        "/\r\nLocation: https://evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "/\x00",
        "http:/evil.example",
    ],
)
def test_everything_else_is_refused(target):
    assert safe_next(target, "/fallback") == "/fallback"
