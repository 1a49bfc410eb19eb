"""Draws how the time of each page grows with the number of ideas, one panel an engine."""

import math
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from bench.databases import ENGINE_NAMES
from bench.measure import ANEW, KEPT, Key, Results
from bench.report import LABELS
from bench.settings import ROOT
from bench.targets import GROWTH, growth

PICTURE = ROOT / "docs" / "pictures" / "benchmark.svg"
# Colours that can be told apart by people who see red and green alike; each line has its name beside it as well.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#8a6fd1", "#7f7f7f", "#00a0a0")
# Pages as people meet them at work: somebody has always just changed something.
LINES = (
    *(("board", ANEW), ("list", ANEW), ("idea", ANEW), ("search", ANEW), ("similar", KEPT)),
    *(("matrix", ANEW), ("feedback", KEPT), ("submit", KEPT), ("move", KEPT)),
)
WIDTH, HEIGHT, LEFT, TOP, BELOW, NAMES = 490, 380, 48, 46, 44, 180
STEP = 15
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1f2328}.grid{stroke:#d1d9e0}.bound{stroke:#57606a;stroke-dasharray:5 4}"
    ".title{font-weight:600;font-size:15px}.page{fill:none;stroke-width:2}"
    "@media (prefers-color-scheme:dark){text{fill:#e6edf3}.grid{stroke:#3d444d}.bound{stroke:#9198a1}}"
)


def draw_growth(results: Results, engines: Sequence[str], sizes: Sequence[int]) -> str:
    """The picture as SVG; median times at 1 connection, as multiples of those with the fewest ideas."""
    values = [
        value
        for engine in engines
        for page, manner in LINES
        for ideas in sizes
        if (value := growth(results, Key(engine, ideas, page, manner, 1), sizes[0]))
    ]
    highest = max(2.0, math.ceil(max(values, default=2) * 4) / 4)
    width = len(engines) * (WIDTH + 10)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
        'role="img" aria-labelledby="t">',
        '<title id="t">Time of each page by number of ideas, as a multiple of that with the fewest</title>',
        f"<style>{STYLE}</style>",
    ]
    for index, engine in enumerate(engines):
        parts.append(f'<g transform="translate({index * (WIDTH + 10)} 0)">')
        parts += _panel(results, engine, sizes, highest)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(results: Results, engine: str, sizes: Sequence[int], highest: float) -> Iterator[str]:
    right, bottom = WIDTH - NAMES, HEIGHT - BELOW

    def across(ideas: int) -> float:
        span = math.log(sizes[-1] / sizes[0]) or 1
        return LEFT + math.log(ideas / sizes[0]) / span * (right - LEFT)

    def down(value: float) -> float:
        return bottom - min(value, highest) / highest * (bottom - TOP)

    yield f'<text class="title" x="{LEFT}" y="20">{ENGINE_NAMES[engine]}: time × that at {sizes[0]:,}</text>'
    step = 0.5 if highest <= 4 else math.ceil(highest / 8)
    for number in range(int(highest / step) + 1):
        height = down(number * step)
        yield f'<line class="grid" x1="{LEFT}" x2="{right}" y1="{height:.1f}" y2="{height:.1f}"/>'
        yield f'<text x="{LEFT - 8}" y="{height + 4:.1f}" text-anchor="end">{number * step:g}</text>'
    bound = down(GROWTH)
    yield f'<line class="bound" x1="{LEFT}" x2="{right}" y1="{bound:.1f}" y2="{bound:.1f}"/>'
    for ideas in sizes:
        yield f'<text x="{across(ideas):.1f}" y="{bottom + 20}" text-anchor="middle">{ideas:,}</text>'
    yield f'<text x="{(LEFT + right) / 2:.0f}" y="{HEIGHT - 6}" text-anchor="middle">ideas (dashed: {GROWTH} ×)</text>'
    lines = []
    for colour, (page, manner) in zip(COLOURS, LINES, strict=True):
        grown = [(ideas, growth(results, Key(engine, ideas, page, manner, 1), sizes[0])) for ideas in sizes]
        points = [(across(ideas), down(value)) for ideas, value in grown if value]
        if len(points) < 2:
            continue
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline class="page" stroke="{colour}" points="{path}"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
        lines.append((points[-1][1], colour, f"{LABELS[page]} {grown[-1][1]:.2f}"))
    yield from _names(lines, right, bottom)


def _names(lines: Sequence[tuple[float, str, str]], right: float, bottom: float) -> Iterator[str]:
    """The pages' names beside the ends of their lines, moved apart where they would touch."""
    ordered = sorted(lines)
    heights = [height for height, _colour, _name in ordered]
    for index in range(1, len(heights)):
        heights[index] = max(heights[index], heights[index - 1] + STEP)
    overlap = max(0.0, heights[-1] - bottom) if heights else 0
    for height, (end, colour, name) in zip(heights, ordered, strict=True):
        at = height - overlap
        yield f'<line stroke="{colour}" x1="{right + 4}" y1="{end:.1f}" x2="{right + 14}" y2="{at:.1f}"/>'
        yield f'<text x="{right + 18}" y="{at + 4:.1f}">{escape(name)}</text>'


def write_picture(results: Results, engines: Sequence[str], sizes: Sequence[int]) -> None:
    """Draws the picture into docs/pictures."""
    PICTURE.write_text(draw_growth(results, engines, sizes))
