"""Layers from functions and from data: what an author calls."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from exampaper.nodes import Dash, Histogram, Line, Point, Region

START = 48
"""Pieces that a function is first cut into."""

DEPTH = 9
FLAT = 1 / 4000  # of the height that is seen, by which a curve may leave its chord
DIGITS = 10  # that are the same on every processor

Function = Callable[[float], float]


def function(
    f: Function,
    low: float,
    high: float,
    label: str = "",
    *,
    log: bool = False,
    within: tuple[float, float] | None = None,
    dash: Dash = "",
) -> Line:
    """The curve of a function from low to high, in as many points as it takes, with gaps where it has no value.

    log: whether the x axis is logarithmic. within: the heights that are seen, for a function with poles.
    """
    to, back = (math.log, math.exp) if log else (_same, _same)
    places = [to(low) + (to(high) - to(low)) * step / START for step in range(START + 1)]
    values = (_value(f, back(place)) for place in places)
    least, most = within or _seen([value for value in values if value is not None])
    tall = most - least or 1.0
    # far beyond what is seen, a pole is no more than a gap
    floor, roof = (least - tall, most + tall) if within else (-math.inf, math.inf)

    def seen(place: float) -> Place:
        value = _value(f, back(place))
        return place, value if value is not None and floor <= value <= roof else None

    def curve(a: Place, b: Place, depth: int) -> list[Point | None]:
        """What lies between two places, and the second."""
        middle = seen((a[0] + b[0]) / 2)
        if depth and not _straight(a[1], middle[1], b[1], tall):
            return [*curve(a, middle, depth - 1), *curve(middle, b, depth - 1)]
        jump = not depth and a[1] is not None and b[1] is not None and abs(b[1] - a[1]) > tall / 2
        return [None, _point(back(b[0]), b[1])] if jump else [_point(back(b[0]), b[1])]

    start, *rest = map(seen, places)
    through: list[Point | None] = [_point(low, start[1])]
    for a, b in pairwise((start, *rest)):
        through += curve(a, b, DEPTH)
    return Line(tuple(_tidy(through)), label, dash)


Place = tuple[float, float | None]
"""Where a function is looked at, and its value there."""


def _same(value: float) -> float:
    return value


def _value(f: Function, x: float) -> float | None:
    try:
        value = float(f(x))
    except (ArithmeticError, ValueError, TypeError):  # 1/0, the root of a negative, a complex number
        return None
    return value if math.isfinite(value) else None


def _seen(values: Sequence[float]) -> tuple[float, float]:
    """The heights of most of a curve: what a pole adds is left out."""
    if not values:
        raise ValueError("the function has no value anywhere between the ends")
    ranked = sorted(values)
    cut = len(ranked) // 20
    return ranked[cut], ranked[-1 - cut]


def _straight(a: float | None, middle: float | None, b: float | None, tall: float) -> bool:
    """Whether the chord is as good as the curve."""
    if a is None or middle is None or b is None:
        return a is None and middle is None and b is None
    return abs(middle - (a + b) / 2) <= FLAT * tall


def _point(x: float, y: float | None) -> Point | None:
    return None if y is None else (_settled(x), _settled(y))


def _settled(value: float) -> float:
    return float(f"{value:.{DIGITS}g}") + 0.0


def _tidy(points: Sequence[Point | None]) -> list[Point | None]:
    """One gap for several, and none at the ends."""
    kept: list[Point | None] = []
    for point in points:
        if point is not None or (kept and kept[-1] is not None):
            kept.append(point)
    return kept[:-1] if kept and kept[-1] is None else kept


def between(f: Function, g: Function, low: float, high: float, label: str = "") -> Region:
    """The area between two curves from low to high."""
    sides = [[point for point in function(each, low, high).through if point] for each in (f, g)]
    return Region((*sides[0], *reversed(sides[1])), label)


def under(f: Function, low: float, high: float, label: str = "") -> Region:
    """The area between a curve and the x axis."""
    return between(f, lambda x: 0.0, low, high, label)


def histogram(values: Sequence[float], edges: Sequence[float], label: str = "", *, density: bool = False) -> Histogram:
    """How many values lie in each bin, from its lower edge on; the last holds its upper edge, too.

    density: heights that make the whole area 1. Raises ValueError for a value beyond the edges.
    """
    if outside := [value for value in values if not edges[0] <= value <= edges[-1]]:
        raise ValueError(f"{outside[0]} lies in no bin from {edges[0]} to {edges[-1]}")
    counts = [0] * (len(edges) - 1)
    for value in values:
        counts[min(bisect_right(edges, value) - 1, len(counts) - 1)] += 1
    wide = [b - a for a, b in pairwise(edges)]
    heights = [n / len(values) / w for n, w in zip(counts, wide, strict=True)] if density else counts
    return Histogram(tuple(map(float, edges)), tuple(map(float, heights)), label)
