"""Where the tiles of the map lie, what stands on them, and how dark they are. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

# A tile on a phone takes lines of about ten letters.
LONGEST_LINE = 10
MOST_LINES = 3
DARKEST = 4


class Place(Protocol):
    """What can lie on the map: with a row and a column, or with neither."""

    @property
    def map_row(self) -> int | None: ...

    @property
    def map_column(self) -> int | None: ...


Placed = TypeVar("Placed", bound=Place)


@dataclass(frozen=True)
class Tile(Generic[Placed]):
    """A place with its row and column as drawn, counted from 0."""

    place: Placed
    row: int
    column: int


@dataclass(frozen=True)
class Band:
    """The land of one row: from the first of its tiles to the last."""

    row: int
    column: int
    width: int


@dataclass(frozen=True)
class Grid(Generic[Placed]):
    """The map from the north-west on; `beside` are places without a tile of their own."""

    rows: int
    columns: int
    tiles: Sequence[Tile[Placed]]
    bands: Sequence[Band]
    beside: Sequence[Placed]


def lay_out(places: Iterable[Placed]) -> Grid[Placed]:
    """Each place on its tile. Where two claim one, the first has it."""
    taken: dict[tuple[int, int], Placed] = {}
    beside = []
    for place in places:
        if place.map_row is None or place.map_column is None or (place.map_row, place.map_column) in taken:
            beside.append(place)
        else:
            taken[place.map_row, place.map_column] = place
    if not taken:
        return Grid(0, 0, (), (), beside)
    top, left = min(row for row, _column in taken), min(column for _row, column in taken)
    tiles = [
        Tile(place, row - top, column - left) for (row, column), place in sorted(taken.items(), key=_where)
    ]
    return Grid(
        rows=tiles[-1].row + 1,
        columns=max(tile.column for tile in tiles) + 1,
        tiles=tiles,
        bands=[_band(row, tiles) for row in sorted({tile.row for tile in tiles})],
        beside=beside,
    )


def wrap_name(name: str) -> list[str]:
    """The name in lines that fit a tile: broken after hyphens and at spaces, cut where all else fails."""
    lines: list[str] = []
    for word in name.split():
        for number, part in enumerate(re.split(r"(?<=-)(?=.)", word)):
            glue = " " if number == 0 else ""
            if lines and len(lines[-1]) + len(glue) + len(part) <= LONGEST_LINE:
                lines[-1] += glue + part
            else:
                lines.append(part)
    shown = [line if len(line) <= LONGEST_LINE + 2 else line[: LONGEST_LINE - 1] + "…" for line in lines]
    return shown if len(shown) <= MOST_LINES else [*shown[: MOST_LINES - 1], f"{shown[MOST_LINES - 1]} …"]


def shade(count: int, most: int) -> int:
    """How dark a number is beside the largest: from 0 for none to DARKEST."""
    return -(-DARKEST * count // most) if most > 0 else 0


def _where(entry: tuple[tuple[int, int], object]) -> tuple[int, int]:
    return entry[0]


def _band(row: int, tiles: Sequence[Tile[Placed]]) -> Band:
    columns = [tile.column for tile in tiles if tile.row == row]
    return Band(row, min(columns), max(columns) - min(columns) + 1)
