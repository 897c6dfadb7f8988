"""Values → bins that a person would choose, and numbers as they are printed."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from exampaper.report.values import Histogram

BINS = 12


def histogram(values: Sequence[float]) -> Histogram:
    """A bar for each whole number of a short range, bins of round widths otherwise.

    Positive values over more than two powers of ten get bins in the steps 1, 2, 5, 10, …
    """
    low, high = min(values), max(values)
    if math.isclose(low, high):
        return Histogram((len(values),), ((0.5, number(low)),))
    if all(value == int(value) for value in values) and high - low < BINS:
        return _whole(values, int(low), int(high))
    if low > 0 and high / low > 100:
        return _binned(values, _decades(low, high), logarithmic=True)
    return _binned(values, _edges(low, high))


def _whole(values: Sequence[float], low: int, high: int) -> Histogram:
    counts = Counter(map(int, values))
    ticks = tuple((place - low + 0.5, number(place)) for place in range(low, high + 1))
    return Histogram(tuple(counts[place] for place in range(low, high + 1)), ticks)


def _binned(values: Sequence[float], edges: Sequence[float], logarithmic: bool = False) -> Histogram:
    last = len(edges) - 2
    counts = Counter(min(max(bisect_right(edges, value) - 1, 0), last) for value in values)
    bars = tuple(counts[at] for at in range(last + 1))
    return Histogram(bars, tuple((place, number(edge)) for place, edge in enumerate(edges)), logarithmic)


def _edges(low: float, high: float) -> list[float]:
    """Multiples of the smallest round width of which BINS reach from low to high."""
    rough = (high - low) / BINS
    power = 10.0 ** math.floor(math.log10(rough))
    width = next(factor * power for factor in (1, 2, 2.5, 5, 10, 20) if factor * power >= rough)
    first, last = math.floor(low / width), math.ceil(high / width)
    return [float(f"{place * width:.12g}") for place in range(first, max(last, first + 1) + 1)]


def _decades(low: float, high: float) -> list[float]:
    """1, 2, 5, 10, … around low and high; powers of ten alone where these would be too many bins."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high) + 1e-9)
    steps = (1, 2, 5) if last - first <= 4 else (1,)
    edges = [float(f"{step}e{power}") for power in range(first, last) for step in steps] + [10.0**last]
    inner = [edge for edge in edges if low < edge < high]
    return [max(e for e in edges if e <= low), *inner, min(e for e in edges if e >= high)]


def number(value: float, digits: int = 4) -> str:
    """As it is printed: so many digits that matter, thousands apart, a minus sign."""
    whole = value == int(value) if math.isfinite(value) else False
    if abs(value) >= 1e9 or (value and abs(value) < 1e-4):
        text = f"{value:.3g}"
    else:
        text = f"{int(value):,}" if whole else f"{value:,.0f}" if abs(value) >= 1e3 else f"{value:.{digits}g}"
    return text.replace("-", "−")
