"""What a document is made of: the same parts become a page (templates/documents/_blocks.html) and a PDF.

All texts are plain text, as typed: an empty line parts paragraphs. Whoever builds a document puts them into the
reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lab.core.words import show_number
from lab.documents.spreadsheet import Table

# How something stands; in words and as a shape besides, never as a colour alone.
Tone = Literal["good", "warn", "bad", "note", "neutral"]


@dataclass(frozen=True)
class Text:
    """Paragraphs. `lead` is larger, `muted` quieter."""

    text: str
    look: Literal["plain", "lead", "muted"] = "plain"
    kind: str = field(default="text", init=False)


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Items:
    """A list."""

    items: Sequence[str]
    is_numbered: bool = False
    kind: str = field(default="items", init=False)


@dataclass(frozen=True)
class Facts:
    """Terms with what is to be said of them."""

    pairs: Sequence[tuple[str, str]]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Note:
    """Something that must not be overlooked."""

    title: str
    text: str = ""
    tone: Tone = "note"
    kind: str = field(default="note", init=False)


@dataclass(frozen=True)
class Mark:
    """How one thing stands: its name, the word for it, and why."""

    name: str
    word: str
    tone: Tone
    reasons: Sequence[str] = ()


@dataclass(frozen=True)
class Marks:
    """Several marks side by side."""

    marks: Sequence[Mark]
    kind: str = field(default="marks", init=False)


@dataclass(frozen=True)
class Grid:
    """Rows of cells in words; `Grid.of` makes one of a table that is also exported."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool] = ()
    note: str = ""
    kind: str = field(default="grid", init=False)

    @classmethod
    def of(cls, table: Table) -> "Grid":
        """The table with numbers and days in the reader's language."""
        return cls(
            table.title,
            [column.title for column in table.columns],
            table.list_words(),
            [column.is_numeric for column in table.columns],
            table.note,
        )


@dataclass(frozen=True)
class Point:
    """A value in a chart of lines; `low` and `high` are the ends of its interval."""

    label: str
    value: float
    words: str = ""
    under: str = ""
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        """Without words of its own the value is its words."""
        if not self.words:
            object.__setattr__(self, "words", show_number(self.value))


@dataclass(frozen=True)
class Lines:
    """A chart of one or several lines over the same labels; None is a gap. `alt` says what it shows.

    `name` is how a page that draws the chart itself finds it; the table with the numbers follows it everywhere.
    """

    name: str
    title: str
    alt: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[Point | None]]]
    highest: float = 100
    reference: float | None = None
    reference_words: str = ""
    table: Grid | None = None
    kind: str = field(default="lines", init=False)


@dataclass(frozen=True)
class Part:
    """A piece of a bar."""

    value: float
    tone: Tone = "note"


@dataclass(frozen=True)
class Bar:
    """A row of a chart of bars: its name, its parts from left to right, and the numbers in words."""

    label: str
    parts: Sequence[Part]
    words: str


@dataclass(frozen=True)
class Bars:
    """A chart of lying bars on one scale. `legend` names the tones that occur. `alt` says what it shows."""

    name: str
    title: str
    alt: str
    bars: Sequence[Bar]
    legend: Sequence[tuple[Tone, str]] = ()
    highest: float | None = None
    table: Grid | None = None
    kind: str = field(default="bars", init=False)


Block = Text | Heading | Items | Facts | Note | Marks | Grid | Lines | Bars


@dataclass(frozen=True)
class Section:
    """A part with a heading."""

    title: str
    blocks: Sequence[Block]
    name: str = ""


@dataclass(frozen=True)
class Document:
    """A paper: what it is (`kicker`), its title, a line of facts below it, and its sections."""

    kicker: str
    title: str
    sections: Sequence[Section]
    lead: str = ""
    facts: Sequence[tuple[str, str]] = ()
    marks: Sequence[Mark] = ()
