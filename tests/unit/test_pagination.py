"""Pages of a list, and page numbers that are none."""

import pytest
from flask import Flask
from flask_babel import Babel

from lab.core.errors import NotFound
from lab.web.pagination import Page, check_page, requested_page

bare = Flask(__name__)
Babel(bare)


@bare.get("/things")
def things() -> str:
    return ""


def numbers(page: Page[int]) -> list[int | None]:
    with bare.test_request_context("/things?q=a&page=1"):
        return [entry and entry[0] for entry in page.window]


@pytest.mark.parametrize(
    ("total", "pages"), [(0, 1), (1, 1), (25, 1), (26, 2), (50, 2), (51, 3), (2_000, 80)]
)
def test_how_many_pages_there_are(total, pages):
    assert Page([], 1, total).pages == pages


@pytest.mark.parametrize(
    ("number", "total", "shown"),
    [
        (1, 10, [1]),
        (1, 100, [1, 2, 3, 4]),
        (1, 250, [1, 2, 3, None, 10]),
        (5, 250, [1, None, 3, 4, 5, 6, 7, None, 10]),
        (10, 250, [1, None, 8, 9, 10]),
    ],
)
def test_the_window_shows_ends_and_neighbours(number, total, shown):
    assert numbers(Page([], number, total)) == shown


def test_links_keep_the_filters():
    with bare.test_request_context("/things?q=a&stage=test&page=2"):
        page = Page([], 2, 100)
        assert page.prev_url == "/things?q=a&stage=test&page=1"
        assert page.next_url == "/things?q=a&stage=test&page=3"
        assert page.has_prev
        assert page.has_next


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("7", 7), ("999999999", 999_999_999)])
def test_page_numbers_are_read(text, number):
    with bare.test_request_context(f"/things?page={text}"):
        assert requested_page() == number


@pytest.mark.parametrize("text", ["0", "-1", "", "a", "1.5", "1e3", "٣", "²", "1000000000", "1%00", "+1"])
def test_what_is_no_page_number_is_not_found(text):
    with bare.test_request_context(f"/things?page={text}"), pytest.raises(NotFound):
        requested_page()


def test_a_page_behind_the_last_is_not_found():
    assert check_page(Page([], 1, 0)).number == 1
    with pytest.raises(NotFound):
        check_page(Page([], 3, 50))
