"""From values to places on the page: what the axes of a plot hold, and where."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from exampaper.figures import ticks
from exampaper.figures.labels import width
from exampaper.figures.ticks import Ticks
from exampaper.nodes import (
    Axis,
    Bars,
    BoxPlot,
    Histogram,
    Layer,
    Line,
    Note,
    Plot,
    Points,
    Region,
    Rule,
    Steps,
)

ROOM = {"x": 42.0, "y": 26.0}
"""Points that a numbered tick takes on an axis."""

GAP = 8.0  # points between the numbers of two ticks


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis with its extent in values (low, high) and in points (start, end)."""

    low: float
    high: float
    start: float
    end: float
    log: bool
    ticks: Ticks
    words: tuple[str, ...]
    categories: tuple[str, ...] = ()

    def to(self, value: float) -> float:
        """The place of a value, in points."""
        low, high = self.low, self.high
        if self.log:  # what is 0 or less lies far outside the page
            low, high, value = math.log10(low), math.log10(high), math.log10(max(value, low * 1e-9))
        return self.start + (value - low) / (high - low) * (self.end - self.start)

    def back(self, place: float) -> float:
        """The value at a place."""
        share = (place - self.start) / (self.end - self.start)
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)

    @property
    def base(self) -> float:
        """Where bars stand: at 0, if the axis has it."""
        return min(max(0.0, self.low), self.high)

    @property
    def length(self) -> float:
        return abs(self.end - self.start)

    def fineness(self, value: float) -> float:
        """From a value to the next tick, minor or not: what a reader can halve. 0 where names stand."""
        if self.categories:
            return 0.0
        marks = sorted(map(float, (*self.ticks.major, *self.ticks.minor)))
        gaps = [(b - a, a, b) for a, b in pairwise(marks)]
        around = [gap for gap, a, b in gaps if a <= value <= b]
        return min(around or [gap for gap, _, _ in gaps], default=self.high - self.low)


def scales(plot: Plot) -> tuple[Scale, Scale]:
    """The x and the y axis of a plot; the plot's area has its top left corner at the origin."""
    wide, high = plot.size
    return _scale(plot, "x", (0.0, wide)), _scale(plot, "y", (high, 0.0))


def _scale(plot: Plot, name: Literal["x", "y"], ends: tuple[float, float]) -> Scale:
    axis: Axis = getattr(plot, name)
    if axis.categories:
        return _of_names(axis, name, ends)
    low, high = axis.range or _range(plot, name)
    found = _fitting(axis, low, high, name, abs(ends[1] - ends[0]))
    if axis.range is None and not axis.ticks and not axis.log:
        low, high = _widened(found, low, high)
        found = _fitting(axis, low, high, name, abs(ends[1] - ends[0]))
    found = Ticks(found.major, tuple(_minor(plot, name, axis, found)))
    return Scale(low, high, *ends, axis.log, found, _numbers(axis, found))


def _minor(plot: Plot, name: Literal["x", "y"], axis: Axis, found: Ticks) -> Iterator[Decimal]:
    """The minor ticks that say something: none on bare crossing axes, no halves of what is counted."""
    if plot.axes == "cross" and not axis.grid:
        return
    heights = [layer for layer in plot.layers if isinstance(layer, Bars | Histogram)]
    counted = heights and name == _heights_on(plot)
    values = [value for layer in heights for value in _values(plot, layer, name)] if counted else []
    whole = bool(values) and all(value == int(value) for value in values)
    yield from (tick for tick in found.minor if not whole or tick == tick.to_integral_value())


def _heights_on(plot: Plot) -> Literal["x", "y"]:
    """The axis along which bars grow."""
    return "x" if plot.y.categories else "y"


def _of_names(axis: Axis, name: str, ends: tuple[float, float]) -> Scale:
    """The first category stands left, or at the top."""
    count = len(axis.categories)
    start, end = ends if name == "x" else ends[::-1]
    found = Ticks(tuple(Decimal(number) for number in range(count)))
    return Scale(-0.5, count - 0.5, start, end, False, found, axis.categories, axis.categories)


def _fitting(axis: Axis, low: float, high: float, name: str, length: float) -> Ticks:
    """Ticks whose numbers keep apart."""
    if axis.ticks:
        return ticks.own(axis.ticks)
    choose: Callable[..., Ticks] = ticks.logarithmic if axis.log else ticks.linear
    room = ROOM[name]
    found = choose(low, high, length, room)
    while not axis.log and _few(found):
        room *= 0.7
        found = choose(low, high, length, room)
    if name == "x":
        widest = max((width(f"${each}$") for each in ticks.numerals(found.major, axis.log)), default=0.0)
        wider = choose(low, high, length, max(room, widest + GAP))
        found = found if _few(wider) else wider
    return found


def _few(found: Ticks) -> bool:
    """Whether there are no two numbers to read a scale by; the origin may go without its own."""
    return sum(tick != 0 for tick in found.major) < 2


def _numbers(axis: Axis, found: Ticks) -> tuple[str, ...]:
    return axis.labels or tuple(f"${each}$" for each in ticks.numerals(found.major, axis.log))


def _widened(found: Ticks, low: float, high: float) -> tuple[float, float]:
    """The range out to the next ticks: minor ones where these do, so that no data touch the frame."""
    each = min((b - a for a, b in pairwise(found.major)), default=Decimal(1))
    first, last = ticks.around(each, low, high)
    return float(first), float(last)


# ------------------------------------------------------------------ what the data need


def _range(plot: Plot, name: Literal["x", "y"]) -> tuple[float, float]:
    axis: Axis = getattr(plot, name)
    values = [value for layer in plot.layers for value in _values(plot, layer, name)]
    values += axis.ticks
    if axis.log:
        values = [value for value in values if value > 0]
    if not values:
        return (1.0, 10.0) if axis.log else (0.0, 1.0)
    low, high = min(values), max(values)
    if axis.log:
        return _decades(low, high)
    if any(isinstance(layer, Points) for layer in plot.layers):
        low, high = _roomy(low, high)
    return (low, high) if low < high else (low - 1, high + 1)


def _roomy(low: float, high: float) -> tuple[float, float]:
    """A little more, so that no point lies on the frame; but nothing below 0 where there is nothing."""
    more = 0.03 * (high - low)
    return (low - more if low < 0 or low > more else 0.0), high + more


def _decades(low: float, high: float) -> tuple[float, float]:
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    return 10.0**first, 10.0 ** max(last, first + 1)


def _values(plot: Plot, layer: Layer, name: Literal["x", "y"]) -> Iterable[float]:
    """The values of a layer that an axis must hold."""
    match layer:
        case Line(through=points):
            return _coordinates((point for point in points if point), name)
        case Points(at=points) | Region(outline=points) | Steps(levels=points):
            return _coordinates(points, name)
        case Note(beside=point):
            return _coordinates([point], name)
        case Rule(axis=at, value=value):
            return [value] if at == name else []
        case Bars(heights=heights) if name == _heights_on(plot):
            return [0.0, *heights]
        case Histogram():
            return layer.edges if name == "x" else [0.0, *layer.counts]
        case BoxPlot() if lying(plot) == (name == "x"):
            return [value for box in layer.boxes for value in (*box.five, *box.outliers)]
    return []


def _coordinates(points: Iterable[tuple[float, float]], name: Literal["x", "y"]) -> Iterator[float]:
    return (point[0 if name == "x" else 1] for point in points)


def lying(plot: Plot) -> bool:
    """Whether bars and boxes lie: their names, if any, are the y axis'."""
    return not plot.x.categories


def bare(plot: Plot) -> bool:
    """Whether the y axis means nothing: beside one box, without a name."""
    boxes = all(isinstance(layer, BoxPlot) for layer in plot.layers)
    return boxes and not (plot.x.categories or plot.y.categories)


__all__ = ["Scale", "bare", "lying", "scales"]
