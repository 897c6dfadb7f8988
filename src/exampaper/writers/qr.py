"""A paper's code as a QR code, for each target to draw in its own language."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import segno

Run = tuple[int, int, int]
"""Dark modules side by side: the row, the first column, how many."""


@lru_cache(maxsize=256)
def runs(content: str) -> tuple[int, tuple[Run, ...]]:
    """How many modules a side has, and the runs of dark ones. Letters, digits and hyphens make it small."""
    matrix = segno.make(content, error="m", micro=False).matrix
    dark: list[Run] = []
    for row, modules in enumerate(matrix):
        column = 0
        for is_dark, run in groupby(modules):
            length = len(list(run))
            if is_dark:
                dark.append((row, column, length))
            column += length
    return len(matrix), tuple(dark)


def svg_path(content: str) -> tuple[int, str]:
    """How many modules a side has, and the dark ones as the path of an SVG whose unit is a module."""
    side, dark = runs(content)
    path = ""
    for row, column, length in dark:
        path += f"M{column} {row}h{length}v1h-{length}z"
    return side, path
