"""What the benchmark makes of its figures; the measuring itself needs a quiet machine and a quarter of an hour."""

import re

import pytest

from bench import report
from bench.browser import Visits
from bench.client import Timing, request
from bench.measure import ANEW, KEPT, Key, Results, middle
from bench.picture import draw_growth
from bench.report import BEGIN, END, Run
from bench.settings import load_settings
from bench.targets import list_targets

SIZES = (1000, 50_000)


def timing(milliseconds: float, throughput: float = 100.0) -> Timing:
    return Timing(throughput, milliseconds, milliseconds * 2, 2000, 50, {200: 50})


def results(ratio: float, growth: float) -> Results:
    """Of a list whose throughput is that part of the floor's and whose time grows so."""
    made = Results()
    for connections in (1, 8):
        made.floors[Key("sqlite", SIZES[0], "list", "floor", connections)] = timing(1, 1000)
        for manner in (KEPT, ANEW):
            for ideas, factor in zip(SIZES, (1, growth), strict=True):
                key = Key("sqlite", ideas, "list", manner, connections)
                made.timings[key] = timing(4 * factor, 1000 * ratio)
    return made


def verdicts(made: Results, words: str) -> list[bool | None]:
    return [target.is_met for target in list_targets(made, None, None) if words in target.wanted]


@pytest.mark.parametrize(("ratio", "is_met"), [(0.61, True), (0.59, False)])
def test_a_page_must_reach_six_tenths_of_the_floor(ratio, is_met):
    assert verdicts(results(ratio, 1), "List, SQLite, 1,000 ideas") == [is_met] * 2


@pytest.mark.parametrize(("growth", "is_met"), [(1.25, True), (1.26, False)])
def test_a_page_may_grow_by_a_quarter(growth, is_met):
    assert verdicts(results(1, growth), "List, SQLite, nothing changed: time at 50,000") == [is_met]


def test_the_worse_of_both_numbers_of_connections_counts():
    made = results(0.7, 1)
    made.timings[Key("sqlite", 1000, "list", KEPT, 8)] = timing(4, 500)
    assert verdicts(made, "List, SQLite, 1,000 ideas, nothing changed") == [False]


def test_what_was_not_measured_is_neither_met_nor_missed():
    assert verdicts(results(1, 1), "Board, SQLite, 1,000 ideas") == [None, None]


def test_a_page_that_never_painted_did_not_paint_in_time():
    visits = [Visits("board", 1000, 1000, 0.0, 0.0)]
    [paint] = [one for one in list_targets(Results(), None, visits) if "Paint" in one.wanted]
    assert paint.is_met is False


def test_the_median_of_each_figure_counts():
    found = middle([timing(1, 300), timing(9, 100), timing(2, 200)])
    assert (found.throughput, found.p50, found.p95, found.count) == (200, 2, 4, 150)


def test_what_stands_by_hand_outlives_the_next_run(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "DOCUMENT", tmp_path / "benchmark.md")
    by_hand = f"{BEGIN}\n\n## Causes\n\nThe disk.\n\n{END}"
    (tmp_path / "benchmark.md").write_text(f"# Old\n\n{by_hand}\n\nOld figures.\n")
    report.write_document(Run(load_settings(), [], results(0.5, 1)))
    written = (tmp_path / "benchmark.md").read_text()
    assert by_hand in written
    assert "Old figures." not in written
    assert "**missed**" in written


def test_the_picture_names_each_page_beside_its_line():
    picture = draw_growth(results(1, 1.5), ["sqlite"], SIZES)
    assert "List 1.50" in re.findall(r">([^<]+)</text>", picture)


def test_a_request_says_how_long_its_body_is():
    assert b"Content-Length: 3\r\n" in request("POST", "/move", {}, b"a=b")
