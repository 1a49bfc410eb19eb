"""A field of the feedback grid is read line by line."""

import pytest

from lab.prototypes.points import points_of


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("", []),
        ("  \n\t\n ", []),
        ("Farben allein reichen nicht.", ["Farben allein reichen nicht."]),
        ("Erster Punkt\n\n  Zweiter Punkt  ", ["Erster Punkt", "Zweiter Punkt"]),
        (
            "- Erster\n• Zweiter\n* Dritter\n– Vierter\n+ Fünfter",
            ["Erster", "Zweiter", "Dritter", "Vierter", "Fünfter"],
        ),
        ("-\n---\n***\n…", ["…"]),
        ("👍", ["👍"]),
        ("?", ["?"]),
        ("مرحبا بالعالم", ["مرحبا بالعالم"]),
    ],
)
def test_each_line_with_something_in_it_is_a_point(text, points):
    assert points_of(text) == points


@pytest.mark.parametrize(
    "line", ["5. Mai war zu früh", "-5 Grad im Warteraum", "§ 44 gilt hier", "10.12. passt"]
)
def test_what_only_looks_like_a_list_mark_stays(line):
    assert points_of(line) == [line]
