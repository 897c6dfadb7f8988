"""The signs that stand for single points, told apart without colour."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.figures.sketch import Disc, Mark, Pen, Stroke
from exampaper.nodes import Point

MARKERS = ("disc", "circle", "square", "triangle", "cross", "plus", "diamond")
"""In the order in which they are given to layers that name none."""

_SIZE = 2.4
_PEN = Pen(0.8)
_OUTLINES = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0.0, -1.25), (1.15, 0.8), (-1.15, 0.8)),
    "diamond": ((0.0, -1.35), (1.35, 0.0), (0.0, 1.35), (-1.35, 0.0)),
}
_CROSSED = {
    "cross": (((-1.0, -1.0), (1.0, 1.0)), ((-1.0, 1.0), (1.0, -1.0))),
    "plus": (((-1.3, 0.0), (1.3, 0.0)), ((0.0, -1.3), (0.0, 1.3))),
}


def drawn(marker: str, at: Point, role: str, layer: int) -> Iterator[Mark]:
    """The marks of one sign."""
    if marker in _CROSSED:
        for chain in _CROSSED[marker]:
            yield Stroke(_placed(chain, at), _PEN, role, layer)
    elif marker in _OUTLINES:
        fill = 1.0 if marker == "diamond" else 0.0
        yield Stroke(_placed(_OUTLINES[marker], at), _PEN, role, layer, closed=True, fill=fill)
    else:
        yield Disc(at, _SIZE * 0.9, _PEN, role, layer, fill=1.0 if marker == "circle" else 0.0)


def _placed(outline: tuple[Point, ...], at: Point) -> tuple[Point, ...]:
    return tuple((at[0] + _SIZE * x, at[1] + _SIZE * y) for x, y in outline)
