"""Pages of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import sqlalchemy as sa
from flask import request, url_for

from lab.core.errors import NotFound
from lab.extensions import db

Row = TypeVar("Row")
PAGE_SIZE = 25
# Nobody reads further; to count all there is would cost more than to show what is read.
MOST_COUNTED = 1_000


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page and where it stands among all; `is_cut` when more exist than `total`."""

    rows: Sequence[Row]
    number: int
    total: int
    size: int = PAGE_SIZE
    is_cut: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def has_prev(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def prev_url(self) -> str:
        return page_url(self.number - 1)

    @property
    def next_url(self) -> str:
        return page_url(self.number + 1)

    @property
    def window(self) -> list[tuple[int, str] | None]:
        """Numbers with URLs around the present page, None where numbers are left out."""
        near = {1, self.pages, *range(max(1, self.number - 2), min(self.pages, self.number + 2) + 1)}
        entries: list[tuple[int, str] | None] = []
        last = 0
        for number in sorted(near):
            if number - last > 1:
                entries.append(None)
            entries.append((number, page_url(number)))
            last = number
        return entries


def count_some(ids: sa.Select[int], number: int) -> tuple[int, bool]:
    """How many there are, counted to a thousand or two pages behind page `number`; and whether there are more."""
    most = max(MOST_COUNTED, (number + 2) * PAGE_SIZE)
    counted = sa.select(sa.func.count()).select_from(ids.limit(most + 1).subquery())
    found = db.session.scalar(counted) or 0
    return min(found, most), found > most


def page_url(number: int) -> str:
    """The present URL with another page number."""
    arguments = request.args.to_dict(flat=False)
    arguments["page"] = [str(number)]
    return url_for(request.endpoint or "", **(request.view_args or {}), **arguments)  # type: ignore[arg-type]


def requested_page() -> int:
    """The page number of the request, 1 when absent. Raises NotFound for what is no page number."""
    text = request.args.get("page", "1")
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        raise NotFound()
    return int(text)


def check_page(page: Page[Row]) -> Page[Row]:
    """The page itself. Raises NotFound when it lies behind the last one."""
    if page.number > page.pages:
        raise NotFound()
    return page
