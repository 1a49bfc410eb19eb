"""Where the tiles of the map lie, what stands on them, and how dark they are."""

from dataclasses import dataclass

import pytest

from lab.solutions.tiles import DARKEST, LONGEST_LINE, MOST_LINES, Band, lay_out, shade, wrap_name


@dataclass
class Somewhere:
    """A place with a name."""

    name: str
    map_row: int | None = None
    map_column: int | None = None


def names(tiles):
    return [tile.place.name for tile in tiles]


def test_tiles_are_read_from_the_north_west_to_the_south_east():
    grid = lay_out([Somewhere("c", 1, 0), Somewhere("b", 0, 2), Somewhere("a", 0, 0)])
    assert names(grid.tiles) == ["a", "b", "c"]
    assert (grid.rows, grid.columns) == (2, 3)


def test_the_map_begins_where_its_first_tile_lies():
    grid = lay_out([Somewhere("a", 4, 2), Somewhere("b", 5, 3)])
    assert [(tile.row, tile.column) for tile in grid.tiles] == [(0, 0), (1, 1)]
    assert (grid.rows, grid.columns) == (2, 2)


def test_the_land_of_a_row_reaches_from_its_first_tile_to_its_last():
    grid = lay_out([Somewhere("a", 0, 1), Somewhere("b", 0, 3), Somewhere("c", 2, 0)])
    assert grid.bands == [Band(0, 1, 3), Band(2, 0, 1)]


def test_who_has_no_place_or_shares_one_stands_beside_the_map():
    grid = lay_out([Somewhere("a", 0, 0), Somewhere("b", 0, 0), Somewhere("c"), Somewhere("d", 1, None)])
    assert names(grid.tiles) == ["a"]
    assert [place.name for place in grid.beside] == ["b", "c", "d"]


def test_without_any_place_there_is_no_map():
    grid = lay_out([Somewhere("a")])
    assert (grid.rows, grid.columns, list(grid.tiles), list(grid.bands)) == (0, 0, [], [])


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Fulda", ["Fulda"]),
        ("Lahn-Dill", ["Lahn-Dill"]),
        ("Main-Taunus", ["Main-", "Taunus"]),
        ("Offenbach (Stadt)", ["Offenbach", "(Stadt)"]),
        ("Offenbach (Kreis)", ["Offenbach", "(Kreis)"]),
        ("Marburg-Biedenkopf", ["Marburg-", "Biedenkopf"]),
        ("Kreis 12", ["Kreis 12"]),
        ("A - B", ["A - B"]),
        ("Donaudampfschifffahrt", ["Donaudamp…"]),
        ("Eins Zwei Drei Vier Fünf Sechs Sieben", ["Eins Zwei", "Drei Vier", "Fünf Sechs …"]),
        ("", []),
    ],
)
def test_a_name_is_broken_where_a_reader_would_break_it(name, lines):
    assert wrap_name(name) == lines
    assert len(lines) <= MOST_LINES
    assert all(len(line) <= LONGEST_LINE + 2 for line in lines)


def test_the_largest_number_is_darkest_and_none_is_blank():
    assert [shade(count, 8) for count in (0, 1, 2, 3, 4, 5, 8)] == [0, 1, 1, 2, 2, 3, DARKEST]
    assert shade(1, 1) == DARKEST
    assert shade(0, 0) == 0
