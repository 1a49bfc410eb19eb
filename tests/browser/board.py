"""Cards, columns, and dragging with a real pointer."""

from playwright.sync_api import Locator, Page


def column(page: Page, stage: str) -> Locator:
    """A column of the board."""
    return page.locator(f".board__column[data-stage={stage}]")


def card_in(page: Page, stage: str, title: str) -> Locator:
    """The card with the title, if it lies in that column."""
    return column(page, stage).locator(".idea-card", has_text=title)


def settled_in(page: Page, stage: str, title: str) -> Locator:
    """The card once the server has put it into that column: while it is sent it lies there, but says where it was."""
    return column(page, stage).locator(f".idea-card[data-state={stage}]", has_text=title)


def drag(page: Page, card: Locator, stage: str) -> None:
    """Takes the card and lets it go over a column."""
    hold(page, card, stage)
    page.mouse.up()


def hold(page: Page, card: Locator, stage: str) -> None:
    """Takes the card and holds it over a column, at the card's own height where the column reaches so far."""
    handle = card.locator(".idea-card__place")
    handle.hover()
    held, over = handle.bounding_box(), column(page, stage).bounding_box()
    assert held, "the card is not to be seen"
    assert over, "the column is not to be seen"
    height = min(held["y"] + 5, over["y"] + over["height"] - 10)
    page.mouse.down()
    page.mouse.move(held["x"] + 30, held["y"] + 12, steps=4)
    page.mouse.move(over["x"] + over["width"] / 2, height, steps=8)
