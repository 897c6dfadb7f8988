"""Tables: a cell ends at a bar outside of formulas and code, and every row has as many cells as the head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_block import StateBlock

from exampaper.markdown.error import TextError

_DASHES = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_PIECE = re.compile(
    r"(?s)\\.|"
    r"(?<!`)(`+)(?!`)(?:.*?[^`])?\1(?!`)|"  # code
    r"\$\$(?:\\.|[^$\\])+\$\$|\$(?:\\.|[^$\\])+\$|"
    r"`+|."
)


def cells(row: str) -> list[str]:
    """The cells of a row, each as it is written. Bars at the ends of the row delimit no cells."""
    between_bars = [""]
    for piece in _PIECE.finditer(row.strip()):
        if piece[0] == "|":
            between_bars.append("")
        else:
            between_bars[-1] += piece[0]
    stripped = list(map(str.strip, between_bars))
    if len(stripped) == 1:
        return stripped
    first = 0 if stripped[0] else 1
    end = len(stripped) if stripped[-1] else -1
    return stripped[first:end]


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule by which markdown-it reads a table.

    state, start, end, silent, and what is returned: as markdown-it has them for its block rules. Raises TextError for
    a row that has not as many cells as the head.
    """
    if start + 2 > end or not (_belongs(state, start) and _belongs(state, start + 1)):
        return False
    head, dashes = _line(state, start), _line(state, start + 1)
    if not _begins_table(head, dashes):
        return False
    alignments = list(map(_alignment, cells(dashes)))
    _see_count(cells(head), len(alignments), start, head, "the line of dashes below it has {}")
    if not silent:
        rows = list(_rows(state, start + 2, end, len(alignments)))
        _push_table(state, start, rows, alignments)
    return True


def _begins_table(head: str, dashes: str) -> bool:
    if "|" not in head or not _DASHES.fullmatch(dashes):
        return False
    is_underlined = "|" not in dashes and (len(cells(head)) > 1 or head[0] != "|")
    return not is_underlined  # as a heading


def _belongs(state: StateBlock, line: int) -> bool:
    """Whether a line is indented as the block is, and not as code."""
    return state.sCount[line] >= state.blkIndent and not state.is_code_block(line)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _alignment(dashes: str) -> str:
    if not dashes.endswith(":"):
        return "left"
    return "center" if dashes.startswith(":") else "right"


def _rows(state: StateBlock, first: int, end: int, count: int) -> Iterator[list[str]]:
    """The cells of each row below the head, up to an empty line or to another block."""
    other_blocks = state.md.block.ruler.getRules("blockquote")
    for line in range(first, end):
        row = _line(state, line)
        if not row or not _belongs(state, line) or any(begins(state, line, end, True) for begins in other_blocks):
            return
        row_cells = cells(row)
        _see_count(row_cells, count, line, row, "the table's head {}")
        yield row_cells


def _see_count(row_cells: Sequence[str], count: int, line: int, row: str, other: str) -> None:
    """Raises TextError for a row of more or fewer cells than another one, `other`, has."""
    if len(row_cells) == count:
        return
    plural = "" if len(row_cells) == 1 else "s"
    message = f"this row of a table has {len(row_cells)} cell{plural}, {other.format(count)}: {row[:60]}"
    remedy = r"give each row as many; write \| for a bar that ends no cell, \$ for a dollar sign"
    raise TextError(message, line, row, f"{remedy}; an empty line ends a table")


def _push_table(state: StateBlock, start: int, rows: list[list[str]], alignments: list[str]) -> None:
    """Emit the tokens of a table, which are those of markdown-it's own rule."""
    head = cells(_line(state, start))
    end = start + 2 + len(rows)
    state.push("table_open", "table", 1).map = [start, end]
    state.push("thead_open", "thead", 1)
    _push_row(state, "th", head, alignments, start)
    state.push("thead_close", "thead", -1)
    if rows:
        state.push("tbody_open", "tbody", 1)
        for number, row in enumerate(rows, start + 2):
            _push_row(state, "td", row, alignments, number)
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    state.line = end


def _push_row(state: StateBlock, tag: str, row: Sequence[str], alignments: Sequence[str], line: int) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for cell, alignment in zip(row, alignments, strict=True):
        state.push(f"{tag}_open", tag, 1).attrs = {"style": f"text-align:{alignment}"}
        inside = state.push("inline", "", 0)
        inside.map, inside.content, inside.children = [line, line + 1], cell, []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
