"""An estimate of how much room blocks take on a page: what is longer than a page cannot be kept on one."""

from __future__ import annotations

from collections.abc import Iterable

from exampaper import figures, nodes
from exampaper.nodes import Block, Inline
from exampaper.text import walk

LINE = 85
"""Characters in a line of text, about."""

POINTS = 13
"""From one line to the next, in points."""

FIGURE = 12
"""Lines that a figure takes at least."""

ROW = 1.4
"""Lines that a row of a table takes, where none of its cells has more than one."""


def estimated_lines(blocks: Iterable[Block]) -> int:
    """About how many lines of text blocks take."""
    return sum(map(_lines, blocks))


def _lines(block: Block) -> int:
    match block:
        case nodes.Paragraph():
            return 1 + _characters(block.children) // LINE
        case nodes.Listing():
            return sum(map(estimated_lines, block.items))
        case nodes.Table():
            return 2 + round(ROW * sum(map(_lines_of_row, block.rows)))
        case nodes.CodeBlock():
            return block.text.count("\n") + 1
        case nodes.Quote():
            return estimated_lines(block.children)
        case nodes.Figure():
            _, height = figures.size(block.picture)
            return max(FIGURE, int(height / POINTS))
        case nodes.DisplayMaths():
            return 3 + block.tex.count(r"\\")


def _lines_of_row(row: tuple[tuple[Inline, ...], ...]) -> int:
    """The lines of the longest cell, where all columns are equally wide."""
    return max(1 + len(row) * _characters(cell) // LINE for cell in row)


def _characters(children: Iterable[Inline]) -> int:
    """The characters of a text; commands make the source of a formula about twice as long as what it prints."""
    count = 0
    for node in walk(children):
        count += len(node.tex) // 2 if isinstance(node, nodes.Maths) else len(getattr(node, "text", ""))
    return count
