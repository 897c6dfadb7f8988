"""A paper's code as a QR code, drawn in the target's own language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import segno


@lru_cache(maxsize=256)
def runs(content: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """(modules a side, (row, first column, length) of each dark run). Letters, digits and hyphens make it small."""
    matrix = segno.make(content, error="m", micro=False).matrix
    return len(matrix), tuple((row, *run) for row, line in enumerate(matrix) for run in _dark(line))


def _dark(line: bytearray) -> Iterator[tuple[int, int]]:
    at = 0
    for value, cells in groupby(line):
        length = len(list(cells))
        if value:
            yield at, length
        at += length


def typst(content: str) -> str:
    """A picture in Typst; a page's footer is no place for a text alternative, and the code stands beside it."""
    side, dark = runs(content)
    path = "".join(f"M{column} {row}h{length}v1h-{length}z" for row, column, length in dark)
    return f'"<svg xmlns=\\"http://www.w3.org/2000/svg\\" viewBox=\\"0 0 {side} {side}\\"><path d=\\"{path}\\"/></svg>"'


def latex(content: str) -> str:
    """Paths for a tikzpicture whose unit is one module."""
    side, dark = runs(content)
    boxes = "".join(f"({column},{side - row - 1})rectangle++({length},1)" for row, column, length in dark)
    return f"\\fill{boxes};"
