"""How a person works a page: with a pointer, or with nothing but the keyboard. The story is told once for both."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.factories import PASSWORD

MOST_STOPS = 400
_AT_STOP = """async (wanted) => {
  const here = document.activeElement;
  if (!here || here === document.body) return { found: false, stop: "" };
  const isInside = () => {
    const box = here.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  };
  const isShown = () => {
    for (let e = here, i = 0; e && i < 6; e = e.parentElement, i += 1) {
      const style = getComputedStyle(e);
      if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
    }
    return false;
  };
  // Scrolling and colours may take a few frames.
  for (let frame = 0; frame < 30 && !(isInside() && isShown()); frame += 1) await new Promise(requestAnimationFrame);
  return { found: here === wanted, shown: isShown(), inside: isInside(), stop: here.outerHTML.slice(0, 160),
    skips: here.matches(".skip-link") && !!wanted.closest("main") };
}"""


def label(text: str) -> re.Pattern[str]:
    """A field's label is the text; „(freiwillig)“ may follow."""
    return re.compile(rf"^\s*{re.escape(text)}\s*(\(freiwillig\))?\s*$")


class Hands:
    """Works with a pointer."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def main(self) -> Locator:
        """The page's content."""
        return self.page.get_by_role("main")

    def go(self, path: str) -> None:
        """Types an address."""
        self.page.goto(path)

    def sign_in(self, name: str) -> None:
        """Signs in with a demo account; ends on the start page."""
        self.go("/login")
        self.fill("E-Mail-Adresse", f"{name}@lab.example")
        self.fill("Kennwort", PASSWORD)
        self.press("Anmelden")
        self.page.wait_for_url("/")

    def link(self, name: str, inside: Locator | None = None) -> None:
        """Follows a link."""
        self.activate((inside or self.main).get_by_role("link", name=name, exact=True))

    def press(self, name: str, inside: Locator | None = None) -> None:
        """Presses a button."""
        self.activate((inside or self.main).get_by_role("button", name=name, exact=True))

    def unfold(self, name: str, inside: Locator | None = None) -> None:
        """Opens a disclosure."""
        self.activate((inside or self.main).locator("summary", has_text=name))

    def fill(self, name: str, text: str, inside: Locator | None = None) -> None:
        """Writes into a field."""
        self.write((inside or self.main).get_by_label(label(name)), text)

    def choose(self, group: str, option: str, inside: Locator | None = None) -> None:
        """Chooses one of several."""
        choices = (inside or self.main).get_by_role("group", name=label(group))
        self.pick(choices.get_by_role("radio", name=option, exact=True))

    # How it is done with a pointer.

    def activate(self, target: Locator) -> None:
        """Clicks."""
        target.click()

    def write(self, field: Locator, text: str) -> None:
        """Fills in."""
        field.fill(text)

    def write_date(self, name: str, iso: str) -> None:
        """Fills in a day."""
        self.main.get_by_label(label(name)).fill(iso)

    def pick(self, radio: Locator) -> None:
        """Checks a radio button."""
        radio.check()

    def tick(self, name: str) -> None:
        """Checks a box."""
        self.main.get_by_label(label(name)).check()

    def select(self, name: str, option: str, inside: Locator | None = None) -> None:
        """Selects from a list."""
        (inside or self.main).get_by_label(label(name)).select_option(label=option)

    def attach(self, name: str, file: FilePayload | Path) -> None:
        """Chooses a file."""
        self.main.get_by_label(label(name)).set_input_files(file)


class Keyboard(Hands):
    """Works with Tab, Enter, Space and arrows alone, and sees at each stop where it is."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        # With a listener, the browser hands over its window of files from the start, not only from the moment
        # somebody waits for one: a key pressed in that moment opened the window and nobody heard of it.
        page.on("filechooser", lambda _chooser: None)
        self._knows_the_frame = False

    def reach(self, target: Locator) -> None:
        """Tabs until the target has the focus. Every stop on the way must be visible.

        Who has gone through the navigation once leaves it out later, by the link that stands before it.
        """
        expect(target).to_have_count(1)
        # A page that has come with something to mend takes the focus there once its scripts run.
        self.page.wait_for_load_state()
        handle = target.element_handle()
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            state: dict[str, Any] = self.page.evaluate(_AT_STOP, handle)
            if not state["stop"]:
                continue
            assert state["shown"], f"no focus to be seen at {state['stop']} on {self.page.url}"
            assert state["inside"], f"the focus is outside the window at {state['stop']} on {self.page.url}"
            if state["found"]:
                return
            if state["skips"]:
                if self._knows_the_frame:
                    self.page.keyboard.press("Enter")
                self._knows_the_frame = True
        raise AssertionError(f"Tab does not lead to {target} on {self.page.url}")

    def activate(self, target: Locator) -> None:
        """Reaches it and presses Enter."""
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        """Reaches it and types."""
        self.reach(field)
        self.page.keyboard.type(text)

    def write_date(self, name: str, iso: str) -> None:
        """Types day, month and year into the date field's parts, in the order that this browser shows them."""
        field = self.main.get_by_label(label(name))
        year, month, day = iso.split("-")
        self.reach(field)
        for first, second in ((day, month), (month, day)):
            for _part in range(2):
                self.page.keyboard.press("ArrowLeft")
            self.page.keyboard.type(first + second + year)
            if field.input_value() == iso:
                return
        raise AssertionError(f"the field {name} does not take {iso}")

    def pick(self, radio: Locator) -> None:
        """Reaches the group, goes to the choice by arrows, or takes the first by Space."""
        expect(radio).to_have_count(1)
        name = radio.get_attribute("name")
        group = self.main.locator(f"input[name='{name}'][type=radio]")
        stop = (
            group.and_(self.page.locator(":checked"))
            if group.and_(self.page.locator(":checked")).count()
            else group
        )
        self.reach(stop.first)
        if not self.main.locator(f"input[name='{name}']:checked").count():
            self.page.keyboard.press("Space")
        for _choice in range(group.count()):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not lead to {radio}")

    def tick(self, name: str) -> None:
        """Reaches it and presses Space."""
        box = self.main.get_by_label(label(name))
        self.reach(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def select(self, name: str, option: str, inside: Locator | None = None) -> None:
        """Reaches the list and goes down to the option."""
        field = (inside or self.main).get_by_label(label(name))
        self.reach(field)
        for _option in range(field.locator("option").count()):
            if field.locator("option:checked").inner_text() == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not lead to {option}")

    def attach(self, name: str, file: FilePayload | Path) -> None:
        """Reaches the field and opens the window of files."""
        self.reach(self.main.get_by_label(label(name)))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)
