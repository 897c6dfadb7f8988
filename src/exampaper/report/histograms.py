"""Values → bins that a person would choose, and numbers as they are printed."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import product

from exampaper.report.model import Histogram

BINS = 12


def histogram(values: Sequence[float]) -> Histogram:
    """A bar for each whole number of a short range, bins of round widths otherwise.

    Positive values over more than two powers of ten get bins in the steps 1, 2, 5, 10, …
    """
    low, high = min(values), max(values)
    if math.isclose(low, high):
        return Histogram((len(values),), ((0.5, number(low)),))
    if high - low < BINS and set(values) == set(map(int, values)):
        return _whole(values, int(low), int(high))
    if low > 0 and high / low > 100:
        return _binned(values, _decades(low, high), logarithmic=True)
    return _binned(values, _edges(low, high))


def _whole(values: Sequence[float], low: int, high: int) -> Histogram:
    counts = Counter(map(int, values))
    heights, ticks = [], []
    for at, place in enumerate(range(low, high + 1)):
        heights.append(counts[place])
        ticks.append((at + 0.5, number(place)))
    return Histogram(tuple(heights), tuple(ticks))


def _binned(values: Sequence[float], edges: Sequence[float], logarithmic: bool = False) -> Histogram:
    counts = [0] * (len(edges) - 1)
    for value in values:
        place = bisect_right(edges, value) - 1
        counts[min(max(place, 0), len(counts) - 1)] += 1
    return Histogram(tuple(counts), tuple(enumerate(map(number, edges))), logarithmic)


def _edges(low: float, high: float) -> list[float]:
    """Multiples of the smallest round width of which `BINS` reach from low to high."""
    least = (high - low) / BINS
    power = 10.0 ** math.floor(math.log10(least))
    width = next(factor * power for factor in (1, 2, 2.5, 5, 10, 20) if factor * power >= least)
    first, last = math.floor(low / width), math.ceil(high / width)
    return [float(f"{place * width:.12g}") for place in range(first, max(last, first + 1) + 1)]


def _decades(low: float, high: float) -> list[float]:
    """1, 2, 5, 10, … around low and high; powers of ten alone where these would be too many bins."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high) + 1e-9)
    steps = (1, 2, 5) if last - first <= 4 else (1,)
    edges = []
    for power, step in product(range(first, last), steps):
        edges.append(float(f"{step}e{power}"))
    edges.append(10.0**last)
    return edges[bisect_right(edges, low) - 1 : bisect_left(edges, high) + 1]


def number(value: float, digits: int = 4) -> str:
    """As it is printed: so many significant digits, thousands separated by commas, a minus sign."""
    is_whole = math.isfinite(value) and value == int(value)
    if abs(value) >= 1e9 or (value and abs(value) < 1e-4):
        text = f"{value:.3g}"
    elif is_whole:
        text = f"{int(value):,}"
    elif abs(value) >= 1e3:
        text = f"{value:,.0f}"
    else:
        text = f"{value:.{digits}g}"
    return text.replace("-", "−")
