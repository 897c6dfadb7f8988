"""Layers from functions and from data: what an author calls."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from exampaper.nodes import Dash, Histogram, Line, Point, Region

START = 48  # pieces that a function is first cut into
DEPTH = 9  # times that a piece may be halved
FLAT = 1 / 4000  # of the height that is seen: by so much a curve may leave its chord
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

    Pieces are halved until the chord is as good as the curve, as plotting programs do. label: its name in the legend.
    log: whether the x axis is logarithmic. within: the heights that are seen, for a function with poles. Raises
    ValueError for a function that has no value anywhere.

        function(lambda x: 1 / x, -2, 2, "f", within=(-4, 4))
    """
    to, back = (math.log, math.exp) if log else (_same, _same)
    start, end = to(low), to(high)
    places = [start + (end - start) * step / START for step in range(START + 1)]
    least, most = within or _main_range([_value(f, back(place)) for place in places])
    height = most - least or 1.0
    # far beyond what is seen, a pole is no more than a gap
    floor, roof = (least - height, most + height) if within else (-math.inf, math.inf)

    def sampled(place: float) -> Sample:
        value = _value(f, back(place))
        return place, value if value is not None and floor <= value <= roof else None

    samples = list(map(sampled, places))
    through: list[Point | None] = [_point(low, samples[0][1])]
    for a, b in pairwise(samples):
        for place, value in _refined(sampled, a, b, height, DEPTH):
            through.append(_point(back(place), value))
    return Line(tuple(_tidy(through)), label, dash)


Sample = tuple[float, float | None]
"""A place where a function is looked at, and its value there, if it has one."""


def _refined(sampled: Callable[[float], Sample], a: Sample, b: Sample, height: float, depth: int) -> Iterator[Sample]:
    """The samples that it takes between two, and the second of these. height: what is seen; depth: halvings left."""
    middle = sampled((a[0] + b[0]) / 2)
    if depth and not _is_straight(a[1], middle[1], b[1], height):
        yield from _refined(sampled, a, middle, height, depth - 1)
        yield from _refined(sampled, middle, b, height, depth - 1)
        return
    if not depth and a[1] is not None and b[1] is not None and abs(b[1] - a[1]) > height / 2:
        yield b[0], None  # a jump: no line joins its ends
    yield b


def _same(value: float) -> float:
    return value


def _value(f: Function, x: float) -> float | None:
    """The value of a function, None where it has none that is finite and real."""
    try:
        value = float(f(x))
    except (ArithmeticError, ValueError, TypeError):  # 1/0, the root of a negative, a complex number
        return None
    return value if math.isfinite(value) else None


def _main_range(values: Sequence[float | None]) -> tuple[float, float]:
    """The heights of most of a curve, without the lowest and the highest twentieth: those a pole may have made."""
    ranked = sorted(value for value in values if value is not None)
    if not ranked:
        raise ValueError("the function has no value anywhere between the ends")
    cut = len(ranked) // 20
    return ranked[cut], ranked[-1 - cut]


def _is_straight(a: float | None, middle: float | None, b: float | None, height: float) -> bool:
    """Whether the chord is as good as the curve."""
    if a is None or middle is None or b is None:
        return a is None and middle is None and b is None
    return abs(middle - (a + b) / 2) <= FLAT * height


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
    """The area between two curves from low to high: `between(sin, cos, 0, 1)`."""
    there = [point for point in function(f, low, high).through if point]
    back = [point for point in function(g, low, high).through if point]
    return Region((*there, *reversed(back)), label)


def under(f: Function, low: float, high: float, label: str = "") -> Region:
    """The area between a curve and the x axis from low to high."""
    return between(f, lambda x: 0.0, low, high, label)


def histogram(values: Sequence[float], edges: Sequence[float], label: str = "", *, density: bool = False) -> Histogram:
    """A histogram of values. edges: of its bins, rising, one more than there are bins.

    A bin holds its lower edge; the last holds its upper edge, too. density: heights that make the whole area 1, instead
    of counts. Raises ValueError for a value beyond the edges.

        histogram([1, 2, 2, 7], edges=[0, 2, 4, 8])        # heights 1, 2, 1
    """
    counts = [0] * (len(edges) - 1)
    for value in values:
        if not edges[0] <= value <= edges[-1]:
            raise ValueError(f"{value} lies in no bin from {edges[0]} to {edges[-1]}")
        counts[min(bisect_right(edges, value) - 1, len(counts) - 1)] += 1
    heights: list[float] = list(counts)
    if density:
        for at, (a, b) in enumerate(pairwise(edges)):
            heights[at] = counts[at] / len(values) / (b - a)
    return Histogram(tuple(map(float, edges)), tuple(map(float, heights)), label)
