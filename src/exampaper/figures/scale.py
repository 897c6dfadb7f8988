"""From values to places on the page: what the axes of a plot hold, and where."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
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
    Point,
    Points,
    Region,
    Rule,
    Steps,
)

Name = Literal["x", "y"]

ROOM = {"x": 42.0, "y": 26.0}
"""Points that a numbered tick takes on an axis."""

GAP = 8.0  # points between the numbers of two ticks


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis with its extent in values (low, high) and in points (start, end).

    words: what stands at each major tick. categories: the names on an axis that has names instead of numbers.
    """

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
        """Where bars stand: at 0, if the axis has it, or else at the end next to it."""
        return min(max(0.0, self.low), self.high)

    @property
    def length(self) -> float:
        """In points."""
        return abs(self.end - self.start)

    def marks(self) -> list[float]:
        """The values of all ticks, major and minor, from the lowest."""
        return sorted(map(float, (*self.ticks.major, *self.ticks.minor)))

    def fineness(self, value: float) -> float:
        """The distance of the two ticks (minor or not) around a value: what a reader can halve. 0 where names stand."""
        if self.categories:
            return 0.0
        gaps, gaps_around = [], []
        for a, b in pairwise(self.marks()):
            gaps.append(b - a)
            if a <= value <= b:
                gaps_around.append(b - a)
        return min(gaps_around or gaps, default=self.high - self.low)


def scales(plot: Plot) -> tuple[Scale, Scale]:
    """The x and the y axis of a plot; the plot's area has its top left corner at the origin, y downwards."""
    wide, high = plot.size
    return _scale(plot, "x", (0.0, wide)), _scale(plot, "y", (high, 0.0))


def _axis(plot: Plot, name: Name) -> Axis:
    return plot.x if name == "x" else plot.y


def _scale(plot: Plot, name: Name, ends: tuple[float, float]) -> Scale:
    """An axis whose ends are at these places, in points."""
    axis = _axis(plot, name)
    if axis.categories:
        return _scale_of_names(axis, name, ends)
    length = abs(ends[1] - ends[0])
    low, high = axis.range or _range(plot, name)
    chosen = _fitting(axis, low, high, name, length, plot.decimal)
    if axis.range is None and not axis.ticks and not axis.log:
        low, high = _widened(chosen, low, high)
        chosen = _fitting(axis, low, high, name, length, plot.decimal)
    chosen = Ticks(chosen.major, tuple(_minor(plot, name, chosen)))
    return Scale(low, high, *ends, axis.log, chosen, axis.labels or _numbers(chosen, axis.log, plot.decimal))


def _minor(plot: Plot, name: Name, chosen: Ticks) -> Iterator[Decimal]:
    """The minor ticks that say something: none on bare crossing axes, no halves where things are counted."""
    if plot.axes == "cross" and not _axis(plot, name).grid:
        return
    heights: list[float] = []
    for layer in plot.layers:
        if isinstance(layer, Bars | Histogram) and name == _heights_on(plot):
            heights += _values(plot, layer, name)
    is_count = bool(heights) and all(height == int(height) for height in heights)
    for tick in chosen.minor:
        if not is_count or tick == tick.to_integral_value():
            yield tick


def _heights_on(plot: Plot) -> Name:
    """The axis along which bars grow."""
    return "x" if plot.y.categories else "y"


def _scale_of_names(axis: Axis, name: Name, ends: tuple[float, float]) -> Scale:
    """An axis of names, from the left or from the top: each has the room of 1, with a whole number in its middle."""
    count = len(axis.categories)
    start, end = ends if name == "x" else ends[::-1]
    middles = Ticks(tuple(map(Decimal, range(count))))
    return Scale(-0.5, count - 0.5, start, end, False, middles, axis.categories, axis.categories)


def _fitting(axis: Axis, low: float, high: float, name: Name, length: float, decimal: str) -> Ticks:
    """Ticks whose numbers keep apart; those that the author asks for, if any.

    length: of the axis, in points. decimal: the mark of its numbers.
    """
    if axis.ticks:
        return ticks.own(axis.ticks)
    choose = ticks.logarithmic if axis.log else ticks.linear
    room = ROOM[name]
    chosen = choose(low, high, length, room)
    while not axis.log and _are_few(chosen):
        room *= 0.7
        chosen = choose(low, high, length, room)
    if name == "x":  # where numbers stand side by side, long ones need more room
        widest = max(map(width, _numbers(chosen, axis.log, decimal)), default=0.0)
        wider = choose(low, high, length, max(room, widest + GAP))
        if not _are_few(wider):
            return wider
    return chosen


def _are_few(chosen: Ticks) -> bool:
    """Whether there are no two numbers to read a scale by; 0 does not count, as the origin may go without a number."""
    return sum(tick != 0 for tick in chosen.major) < 2


def _numbers(chosen: Ticks, log: bool, decimal: str) -> tuple[str, ...]:
    """The numbers of the major ticks, as labels."""
    return tuple(f"${numeral}$" for numeral in ticks.numerals(chosen.major, log, decimal))


def _widened(chosen: Ticks, low: float, high: float) -> tuple[float, float]:
    """The range from low to high, out to the next multiples of the step, so that no data touch the frame."""
    steps = [b - a for a, b in pairwise(chosen.major)]
    first, last = ticks.around(min(steps, default=Decimal(1)), low, high)
    return float(first), float(last)


# ------------------------------------------------------------------ what the data need


def _range(plot: Plot, name: Name) -> tuple[float, float]:
    """The range that the data need on an axis."""
    axis = _axis(plot, name)
    values: list[float] = list(axis.ticks)
    for layer in plot.layers:
        values += _values(plot, layer, name)
    if axis.log:
        values = [value for value in values if value > 0]
    if not values:
        return (1.0, 10.0) if axis.log else (0.0, 1.0)
    low, high = min(values), max(values)
    if axis.log:
        return _decades(low, high)
    if any(isinstance(layer, Points) for layer in plot.layers):
        low, high = _with_room(low, high)
    return (low, high) if low < high else (low - 1, high + 1)


def _with_room(low: float, high: float) -> tuple[float, float]:
    """A little more, so that no point lies on the frame; but nothing below 0 where there is nothing."""
    more = 0.03 * (high - low)
    return (low - more if low < 0 or low > more else 0.0), high + more


def _decades(low: float, high: float) -> tuple[float, float]:
    """The powers of ten that enclose low and high; at least one decade."""
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    return 10.0**first, 10.0 ** max(last, first + 1)


def _values(plot: Plot, layer: Layer, name: Name) -> Sequence[float]:
    """The values of a layer that an axis must hold."""
    match layer:
        case Line():
            return _coordinates([point for point in layer.through if point], name)
        case Points(at=points) | Region(outline=points) | Steps(levels=points):
            return _coordinates(points, name)
        case Note():
            return _coordinates([layer.beside], name)
        case Rule():
            return [layer.value] if layer.axis == name else []
        case Bars() if name == _heights_on(plot):
            return [0.0, *layer.heights]
        case Histogram():
            return layer.edges if name == "x" else [0.0, *layer.counts]
        case BoxPlot() if lying(plot) == (name == "x"):
            values: list[float] = []
            for box in layer.boxes:
                values += (*box.five, *box.outliers)
            return values
    return []


def _coordinates(points: Sequence[Point], name: Name) -> list[float]:
    along = 0 if name == "x" else 1
    return [point[along] for point in points]


def lying(plot: Plot) -> bool:
    """Whether bars and boxes lie: unless their names are those of the x axis."""
    return not plot.x.categories


def bare(plot: Plot) -> bool:
    """Whether the y axis means nothing: beside one box, without a name."""
    boxes = all(isinstance(layer, BoxPlot) for layer in plot.layers)
    return boxes and not (plot.x.categories or plot.y.categories)
