"""The layers of a plot as lines and areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from exampaper.figures import markers
from exampaper.figures.labels import SIZE
from exampaper.figures.scale import Scale, lying
from exampaper.figures.sketch import (
    DASHES,
    Disc,
    Label,
    Mark,
    Pen,
    Stroke,
    Window,
    chains,
    clipped,
    cut_area,
    hatched,
    rectangle,
    simplified,
)
from exampaper.figures.ticks import numeral
from exampaper.nodes import (
    Bars,
    Box,
    BoxPlot,
    HeatMap,
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

CURVE, EDGE, THIN = 1.0, 0.6, 0.4
"""Widths of lines, in points."""

FILLS = (0.75, 1.0, 0.45, 0.9)
"""The greys of the four fillings in the legend's order; 1 is white."""

HATCH = 3  # the number of the filling that has lines in it
BAR = 0.72  # of the room of a category
RULE = Pen(0.7)
SPARSE = 8  # markers on a curve that has many points

_LINES = ("solid", "dashed", "dotted", "dashdotted")


@dataclass(frozen=True, slots=True)
class Look:
    """How a layer looks: the dashes of its lines, the sign of its points, the number of its filling."""

    dash: str = "solid"
    marker: str = ""
    fill: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot with its axes and its area, whose top left corner is the origin."""

    plot: Plot
    x: Scale
    y: Scale

    def to(self, point: Point) -> Point:
        """The place of a point of values, in points on the page."""
        return self.x.to(point[0]), self.y.to(point[1])

    @property
    def window(self) -> Window:
        """The area within the axes."""
        return Window(0.0, 0.0, *self.plot.size)


def looks(layers: Sequence[Layer]) -> list[Look]:
    """A look for each layer, so that no two of a kind are alike; what a layer asks for goes first."""
    lines = points = fills = 0
    chosen = []
    for layer in layers:
        match layer:
            case Line() | Steps():
                marker: str = layer.marker if isinstance(layer, Line) else ""
                rounds, dash = divmod(lines, len(_LINES))
                if rounds and not marker:  # all dashes are taken: markers tell lines apart
                    marker = markers.MARKERS[rounds - 1]
                chosen.append(Look(layer.dash or _LINES[dash], marker))
                lines += not layer.dash
            case Points():
                chosen.append(Look(marker=layer.marker or markers.MARKERS[points % len(markers.MARKERS)]))
                points += not layer.marker
            case Bars() | Histogram() | Region():
                chosen.append(Look(fill=fills % len(FILLS)))
                fills += 1
            case Rule():
                chosen.append(Look(layer.dash))
            case _:
                chosen.append(Look())
    return chosen


def pen(look: Look, width: float = CURVE) -> Pen:
    """The pen of a layer's lines. width: in points."""
    return Pen(width, DASHES[look.dash])


def drawn(frame: Frame, number: int, look: Look) -> Iterator[Mark | Label]:
    """The marks and words of a layer. number: of the layer, from 0."""
    match frame.plot.layers[number]:
        case Line() as layer:
            yield from _line(frame, number, layer, look)
        case Points() as layer:
            yield from _points(frame, number, layer, look)
        case Bars() as layer:
            yield from _bars(frame, number, layer, look)
        case Steps() as layer:
            yield from _steps(frame, number, layer, look)
        case Histogram() as layer:
            yield from _histogram(frame, number, layer, look)
        case BoxPlot() as layer:
            for at, box in enumerate(layer.boxes):
                yield from _box(frame, number, at, box)
        case HeatMap() as layer:
            yield from _cells(frame, number, layer)
        case Region() as layer:
            yield from filled(list(map(frame.to, layer.outline)), frame.window, "region", number, look.fill)
        case Rule() as layer:
            yield from _rule(frame, number, layer, look)
        case Note() as layer:
            yield noted(layer.words, frame.to(layer.beside), layer.side)


def _line(frame: Frame, number: int, layer: Line, look: Look) -> Iterator[Mark]:
    """A curve, and its markers: all of them if the author asks for markers, or else a few."""
    for chain in chains(layer.through):
        if len(chain) == 1:
            chain *= 2  # a point alone is a line of no length
        for piece in clipped(list(map(frame.to, chain)), frame.window):
            yield Stroke(tuple(simplified(piece)), pen(look), "line", number)
    if look.marker:
        places = [frame.to(point) for point in layer.through if point]
        visible = [place for place in places if frame.window.holds(place)]
        every = 1 if layer.marker else max(1, len(visible) // SPARSE)
        for place in visible[every // 2 :: every]:
            yield from markers.drawn(look.marker, place, "marker", number)


def _points(frame: Frame, number: int, layer: Points, look: Look) -> Iterator[Mark]:
    for place in map(frame.to, layer.at):
        if frame.window.holds(place):
            yield from markers.drawn(look.marker, place, "points", number)


def _histogram(frame: Frame, number: int, layer: Histogram, look: Look) -> Iterator[Mark]:
    for (low, high), count in zip(pairwise(layer.edges), layer.counts, strict=True):
        corners = rectangle(frame.to((low, frame.y.base)), frame.to((high, count)))
        yield from filled(corners, frame.window, "histogram", number, look.fill)


def _steps(frame: Frame, number: int, layer: Steps, look: Look) -> Iterator[Mark]:
    """Level lines; a thin upright joins two of them, unless discs and circles show their ends."""
    values = [value for _, value in layer.levels]
    starts = [x for x, _ in layer.levels]
    ends = [*starts[1:], frame.x.high]
    for start, end, value in zip(starts, ends, values, strict=True):
        for piece in clipped([frame.to((start, value)), frame.to((end, value))], frame.window):
            yield Stroke(tuple(piece), pen(look), "steps", number)
    for x, (before, after) in zip(starts[1:], pairwise(values), strict=True):
        if layer.dots:
            yield Disc(frame.to((x, before)), 2.2, Pen(0.8), "marker", number, fill=1.0)
            continue
        for piece in clipped([frame.to((x, before)), frame.to((x, after))], frame.window):
            yield Stroke(tuple(piece), pen(look, EDGE), "riser", number)
    if layer.dots:
        for place in map(frame.to, layer.levels):
            yield Disc(place, 2.2, Pen(0.8), "marker", number, fill=0.0)


def _bars(frame: Frame, number: int, layer: Bars, look: Look) -> Iterator[Mark]:
    """Bars of several layers share the room of a category."""
    of_bars = [at for at, other in enumerate(frame.plot.layers) if isinstance(other, Bars)]
    wide = BAR / len(of_bars)
    for at, value in enumerate(layer.heights):
        low = at - BAR / 2 + of_bars.index(number) * wide
        if lying(frame.plot):
            corners = (frame.x.base, low), (value, low + wide)
        else:
            corners = (low, frame.y.base), (low + wide, value)
        yield from filled(rectangle(*map(frame.to, corners)), frame.window, "bars", number, look.fill)


def filled(outline: Sequence[Point], window: Window, role: str, layer: int, fill: int) -> Iterator[Mark]:
    """An area in one of the four fillings: grey, white, dark, hatched."""
    area = cut_area(outline, window)
    if not area:
        return
    yield Stroke(tuple(area), Pen(EDGE), role, layer, closed=True, fill=1.0 if fill == HATCH else FILLS[fill])
    if fill == HATCH:
        for line in hatched(area):
            yield Stroke(line, Pen(THIN), "hatch", layer)


def _box(frame: Frame, number: int, at: int, box: Box) -> Iterator[Mark]:
    """A box with its median, whiskers and outliers. at: its number among the boxes of the layer."""
    half = 0.25  # its half width, of the room of a category

    def to(value: float, across: float) -> Point:
        if not lying(frame.plot):
            return frame.to((at + across, value))
        if frame.plot.y.categories:
            return frame.to((value, at + across))
        return frame.x.to(value), frame.plot.size[1] * (0.5 + across)  # one box, without a name

    least, first, median, third, most = box.five
    body = to(first, -half), to(third, -half), to(third, half), to(first, half)
    yield Stroke(body, Pen(0.8), "box", number, closed=True, fill=0.9)
    yield Stroke((to(median, -half), to(median, half)), Pen(1.6), "median", number)
    for end, edge in ((least, first), (most, third)):
        yield Stroke((to(edge, 0), to(end, 0)), Pen(0.8), "whisker", number)
        yield Stroke((to(end, -half / 2), to(end, half / 2)), Pen(0.8), "whisker-end", number)
    for value in box.outliers:
        yield Disc(to(value, 0), 2.0, Pen(0.8), "outlier", number, fill=1.0)


def _rule(frame: Frame, number: int, layer: Rule, look: Look) -> Iterator[Mark | Label]:
    """A line across the plot, and its name beyond its end."""
    wide, high = frame.plot.size
    upright = layer.axis == "x"
    place = frame.x.to(layer.value) if upright else frame.y.to(layer.value)
    ends = ((place, high), (place, 0.0)) if upright else ((0.0, place), (wide, place))
    yield Stroke(ends, Pen(RULE.width, DASHES[look.dash]), "rule", number)
    if layer.label:
        at, align = ((place, -6.0), "centre") if upright else ((wide + 4.0, place + 0.35 * SIZE), "left")
        yield Label(layer.label, at, align)  # type: ignore[arg-type]


_BESIDE = {
    "right": ((5.0, 0.35 * SIZE), "left"),
    "left": ((-5.0, 0.35 * SIZE), "right"),
    "above": ((0.0, -5.0), "centre"),
    "below": ((0.0, 5.0 + 0.7 * SIZE), "centre"),
    "centre": ((0.0, 0.35 * SIZE), "centre"),
}


def noted(words: str, at: Point, side: str) -> Label:
    """A label beside a place on the page. side: where it stands, seen from the place."""
    (dx, dy), align = _BESIDE[side]
    return Label(words, (at[0] + dx, at[1] + dy), align)  # type: ignore[arg-type]


# ------------------------------------------------------------------ heat maps

DARKEST, LIGHTEST = 0.25, 1.0


def heat(layer: HeatMap) -> tuple[float, float]:
    """The values of the lightest and the darkest shade."""
    low, high = layer.range or (min(map(min, layer.cells)), max(map(max, layer.cells)))
    return (low, high) if low < high else (low, low + 1)


def shade(share: float) -> float:
    """The grey of a value, 1 for white. share: how far it lies from the lowest value (0) to the highest (1)."""
    return round(LIGHTEST - min(1.0, max(0.0, share)) * (LIGHTEST - DARKEST), 4)


def _cells(frame: Frame, number: int, layer: HeatMap) -> Iterator[Mark | Label]:
    """The cells row by row, each with its number if these are asked for."""
    low, high = heat(layer)
    for row, values in enumerate(layer.cells):
        for column, value in enumerate(values):
            grey = shade((value - low) / (high - low))
            corners = rectangle(frame.to((column - 0.5, row - 0.5)), frame.to((column + 0.5, row + 0.5)))
            yield Stroke(corners, Pen(THIN), "cell", number, closed=True, fill=grey)
            if layer.numbers:
                x, y = frame.to((column, row))
                shown = Decimal(repr(round(value, 4) + 0.0)).normalize()
                words = f"${numeral(shown, mark=frame.plot.decimal)}$"
                ink = 1.0 if grey < 0.55 else 0.0  # white on dark cells
                yield Label(words, (x, y + 0.35 * SIZE), "centre", "value", grey=ink)
