"""Tables: a cell ends at a bar outside of formulas and code, and every row has as many as the head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_block import StateBlock

from exampaper.markdown import TextError

_DASHES = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_PIECE = re.compile(
    r"(?s)\\.|"
    r"(?<!`)(`+)(?!`)(?:.*?[^`])?\1(?!`)|"  # code
    r"\$\$(?:\\.|[^$\\])+\$\$|\$(?:\\.|[^$\\])+\$|"
    r"`+|."
)


def cells(row: str) -> list[str]:
    """The cells of a row, each as it is written."""
    found = [""]
    for piece in _PIECE.finditer(row.strip()):
        if piece[0] == "|":
            found.append("")
        else:
            found[-1] += piece[0]
    inner = [cell.strip() for cell in found]
    first = 1 if len(inner) > 1 and not inner[0] else 0
    last = len(inner) - 1 if len(inner) > 1 and not inner[-1] else len(inner)
    return inner[first:last]


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule by which markdown-it reads a table. Raises TextError for rows of another length than the head."""
    if start + 2 > end or not (_belongs(state, start) and _belongs(state, start + 1)):
        return False
    head, dashes = _line(state, start), _line(state, start + 1)
    if "|" not in head or not _DASHES.fullmatch(dashes):
        return False
    if "|" not in dashes and (len(cells(head)) > 1 or head[0] != "|"):  # a heading, underlined
        return False
    aligns = [_alignment(cell) for cell in cells(dashes)]
    _counted(cells(head), len(aligns), start, head, "the line of dashes below it has {}")
    if not silent:
        _push_table(state, start, list(_rows(state, start + 2, end, len(aligns))), aligns)
    return True


def _belongs(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and not state.is_code_block(line)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _alignment(dashes: str) -> str:
    ends = dashes[:1] == ":", dashes[-1:] == ":"
    return {(True, True): "center", (False, True): "right"}.get(ends, "left")


def _rows(state: StateBlock, first: int, end: int, count: int) -> Iterator[list[str]]:
    """The rows below the head, up to an empty line or to what ends a quote."""
    enders = state.md.block.ruler.getRules("blockquote")
    for number in range(first, end):
        row = _line(state, number)
        if not row or not _belongs(state, number) or any(rule(state, number, end, True) for rule in enders):
            return
        found = cells(row)
        _counted(found, count, number, row, "the table's head {}")
        yield found


def _counted(found: Sequence[str], count: int, line: int, row: str, other: str) -> None:
    if len(found) != count:
        has = f"{len(found)} cell{'s' * (len(found) != 1)}"
        told = f"this row of a table has {has}, {other.format(count)}: {row[:60]}"
        remedy = r"give each row as many; write \| for a bar that ends no cell, \$ for a dollar sign"
        raise TextError(told, line, row, f"{remedy}; an empty line ends a table")


def _push_table(state: StateBlock, start: int, rows: list[list[str]], aligns: list[str]) -> None:
    head = cells(_line(state, start))
    end = start + 2 + len(rows)
    state.push("table_open", "table", 1).map = [start, end]
    state.push("thead_open", "thead", 1)
    _push_row(state, "th", head, aligns, start)
    state.push("thead_close", "thead", -1)
    if rows:
        state.push("tbody_open", "tbody", 1)
        for number, row in enumerate(rows, start + 2):
            _push_row(state, "td", row, aligns, number)
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    state.line = end


def _push_row(state: StateBlock, tag: str, row: Sequence[str], aligns: Sequence[str], line: int) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for cell, align in zip(row, aligns, strict=True):
        state.push(f"{tag}_open", tag, 1).attrs = {"style": f"text-align:{align}"}
        inside = state.push("inline", "", 0)
        inside.map, inside.content, inside.children = [line, line + 1], cell, []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
