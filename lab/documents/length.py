"""How long a document will be on paper, before it is set: near enough to decide how much to tell."""

from math import ceil

from lab.documents.blocks import Bars, Block, Document, Facts, Grid, Heading, Items, Lines, Marks, Note, Text

LINES_A_PAGE = 56
# Signs in a line of text, beside a term, and in the cells of a row together.
LINE, BESIDE, ROW = 102, 76, 88


def count_pages(document: Document) -> float:
    """Pages of A4 that the document fills, more or less."""
    head = 10 + ceil(len(document.facts) / 4) * 2
    blocks = (_count(block) for section in document.sections for block in section.blocks)
    return (head + 3 * len(document.sections) + sum(blocks)) / LINES_A_PAGE


def _count(block: Block) -> float:
    match block:
        case Text():
            return _wrap(block.text, LINE) + 0.8
        case Heading():
            return 2
        case Items():
            return sum(_wrap(item, LINE) + 0.3 for item in block.items)
        case Facts():
            return sum(_wrap(words, BESIDE) + 0.3 for _term, words in block.pairs)
        case Note():
            return _wrap(block.text, LINE) + 4
        case Marks():
            return ceil(len(block.marks) / 3) * (3 + max(len(mark.reasons) for mark in block.marks))
        case Grid():
            return _count_grid(block)
        case Lines() | Bars():
            return _count_chart(block)


def _count_chart(chart: Lines | Bars) -> float:
    own = 15 if isinstance(chart, Lines) else 4 + 2 * len(chart.bars)
    return own + (_count_grid(chart.table) if chart.table else 0)


def _count_grid(grid: Grid) -> float:
    return 4 + sum(_wrap(" ".join(row), ROW) + 0.7 for row in grid.rows)


def _wrap(text: str, width: int) -> int:
    return sum(ceil(len(line) / width) or 1 for line in text.split("\n"))
