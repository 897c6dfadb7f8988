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
    clipped,
    cut_area,
    hatched,
    rectangle,
    simplified,
)
from exampaper.figures.ticks import numeral
from exampaper.nodes import (
    Bars,
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
FILLS = (0.75, 1.0, 0.45, 0.9)
HATCH = 3  # the fill that has lines in it
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
    """A plot's axes and its area."""

    plot: Plot
    x: Scale
    y: Scale

    def to(self, point: Point) -> Point:
        return self.x.to(point[0]), self.y.to(point[1])

    @property
    def window(self) -> Window:
        return Window(0.0, 0.0, *self.plot.size)


def looks(layers: Sequence[Layer]) -> list[Look]:
    """A look for each layer, so that no two of a kind are alike."""
    lines = points = fills = 0
    found = []
    for layer in layers:
        match layer:
            case Line() | Steps():
                marker = layer.marker if isinstance(layer, Line) else ""
                again = markers.MARKERS[lines // len(_LINES) - 1] if lines >= len(_LINES) else ""
                found.append(Look(layer.dash or _LINES[lines % len(_LINES)], marker or again))
                lines += not layer.dash
            case Points():
                found.append(Look(marker=layer.marker or markers.MARKERS[points % len(markers.MARKERS)]))
                points += not layer.marker
            case Bars() | Histogram() | Region():
                found.append(Look(fill=fills % len(FILLS)))
                fills += 1
            case Rule():
                found.append(Look(layer.dash))
            case _:
                found.append(Look())
    return found


def pen(look: Look, width: float = CURVE) -> Pen:
    return Pen(width, DASHES[look.dash])


def drawn(frame: Frame, number: int, look: Look) -> Iterator[Mark | Label]:
    """The marks and words of a layer."""
    match frame.plot.layers[number]:
        case Line() as layer:
            yield from _line(frame, number, layer, look)
        case Points() as layer:
            for point in map(frame.to, layer.at):
                if frame.window.holds(point):
                    yield from markers.drawn(look.marker, point, "points", number)
        case Bars() as layer:
            yield from _bars(frame, number, layer, look)
        case Steps() as layer:
            yield from _steps(frame, number, layer, look)
        case Histogram() as layer:
            for (low, high), count in zip(pairwise(layer.edges), layer.counts, strict=True):
                corners = (low, frame.y.base), (high, count)
                yield from filled(rectangle(*map(frame.to, corners)), frame.window, "histogram", number, look.fill)
        case BoxPlot() as layer:
            for at, box in enumerate(layer.boxes):
                yield from _box(frame, number, at, box.five, box.outliers)
        case HeatMap() as layer:
            yield from _cells(frame, number, layer)
        case Region() as layer:
            yield from filled(list(map(frame.to, layer.outline)), frame.window, "region", number, look.fill)
        case Rule() as layer:
            yield from _rule(frame, number, layer, look)
        case Note() as layer:
            yield noted(layer.words, frame.to(layer.beside), layer.side)


def _line(frame: Frame, number: int, layer: Line, look: Look) -> Iterator[Mark]:
    for chain in _chains(layer):
        places = list(map(frame.to, chain))
        for piece in clipped(places, frame.window):
            yield Stroke(tuple(simplified(piece)), pen(look), "line", number)
    if look.marker:
        seen = [point for point in layer.through if point and frame.window.holds(frame.to(point))]
        every = 1 if layer.marker else max(1, len(seen) // SPARSE)
        for point in seen[every // 2 :: every]:
            yield from markers.drawn(look.marker, frame.to(point), "marker", number)


def _chains(layer: Line) -> Iterator[list[Point]]:
    """The line's points, parted at its gaps."""
    chain: list[Point] = []
    for point in (*layer.through, None):
        if point:
            chain.append(point)
        elif chain:
            yield chain if len(chain) > 1 else chain * 2
            chain = []


def _steps(frame: Frame, number: int, layer: Steps, look: Look) -> Iterator[Mark]:
    """Level lines; a thin upright joins two of them, unless discs and circles show their ends."""
    ends = [x for x, _ in layer.levels[1:]] + [frame.x.high]
    levels = [(start, end, value) for (start, value), end in zip(layer.levels, ends, strict=True)]
    for start, end, value in levels:
        chain = [frame.to((start, value)), frame.to((end, value))]
        for piece in clipped(chain, frame.window):
            yield Stroke(tuple(piece), pen(look), "steps", number)
    for (_, end, value), (_, _, after) in pairwise(levels):
        if not layer.dots:
            upright = [frame.to((end, value)), frame.to((end, after))]
            yield from (Stroke(tuple(p), pen(look, EDGE), "riser", number) for p in clipped(upright, frame.window))
        else:
            yield Disc(frame.to((end, value)), 2.2, Pen(0.8), "marker", number, fill=1.0)
    if layer.dots:
        yield from (Disc(frame.to(level), 2.2, Pen(0.8), "marker", number, fill=0.0) for level in layer.levels)


def _bars(frame: Frame, number: int, layer: Bars, look: Look) -> Iterator[Mark]:
    """Bars of several layers share the room of a category."""
    sets = [at for at, each in enumerate(frame.plot.layers) if isinstance(each, Bars)]
    wide = BAR / len(sets)
    for at, value in enumerate(layer.heights):
        low = at - BAR / 2 + sets.index(number) * wide
        corners = (low, _base(frame)), (low + wide, value)
        turned = [(b, a) for a, b in corners] if lying(frame.plot) else corners
        yield from filled(rectangle(*map(frame.to, turned)), frame.window, "bars", number, look.fill)


def _base(frame: Frame) -> float:
    return frame.x.base if lying(frame.plot) else frame.y.base


def filled(outline: Sequence[Point], window: Window, role: str, layer: int, fill: int) -> Iterator[Mark]:
    """An area in one of the four fillings: grey, white, dark, hatched."""
    area = cut_area(outline, window)
    if not area:
        return
    yield Stroke(tuple(area), Pen(EDGE), role, layer, closed=True, fill=1.0 if fill == HATCH else FILLS[fill])
    if fill == HATCH:
        yield from (Stroke(line, Pen(THIN), "hatch", layer) for line in hatched(area))


def _box(
    frame: Frame, number: int, at: int, five: Sequence[float], outliers: Sequence[float], half: float = 0.25
) -> Iterator[Mark]:
    def to(value: float, across: float) -> Point:
        if not lying(frame.plot):
            return frame.to((at + across, value))
        if frame.plot.y.categories:
            return frame.to((value, at + across))
        return frame.x.to(value), frame.plot.size[1] * (0.5 + across)  # one box, without a name

    least, first, median, third, most = five
    body = to(first, -half), to(third, -half), to(third, half), to(first, half)
    yield Stroke(body, Pen(0.8), "box", number, closed=True, fill=0.9)
    yield Stroke((to(median, -half), to(median, half)), Pen(1.6), "median", number)
    for end, edge in ((least, first), (most, third)):
        yield Stroke((to(edge, 0), to(end, 0)), Pen(0.8), "whisker", number)
        yield Stroke((to(end, -half / 2), to(end, half / 2)), Pen(0.8), "whisker-end", number)
    for value in outliers:
        yield Disc(to(value, 0), 2.0, Pen(0.8), "outlier", number, fill=1.0)


def _rule(frame: Frame, number: int, layer: Rule, look: Look) -> Iterator[Mark | Label]:
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
    (dx, dy), align = _BESIDE[side]
    return Label(words, (at[0] + dx, at[1] + dy), align)  # type: ignore[arg-type]


# ------------------------------------------------------------------ heat maps

DARKEST, LIGHTEST = 0.25, 1.0


def heat(layer: HeatMap) -> tuple[float, float]:
    """The values of the lightest and the darkest shade."""
    values = [value for row in layer.cells for value in row]
    low, high = layer.range or (min(values), max(values))
    return (low, high) if low < high else (low, low + 1)


def shade(share: float) -> float:
    """The grey of a value, by how far it lies from the lowest to the highest."""
    return round(LIGHTEST - min(1.0, max(0.0, share)) * (LIGHTEST - DARKEST), 4)


def _cells(frame: Frame, number: int, layer: HeatMap) -> Iterator[Mark | Label]:
    low, high = heat(layer)
    for row, values in enumerate(layer.cells):
        for column, value in enumerate(values):
            corners = (column - 0.5, row - 0.5), (column + 0.5, row + 0.5)
            grey = shade((value - low) / (high - low))
            outline = rectangle(*map(frame.to, corners))
            yield Stroke(outline, Pen(THIN), "cell", number, closed=True, fill=grey)
            if layer.numbers:
                at = frame.to((column, row))
                words = f"${numeral(Decimal(repr(round(value, 4) + 0.0)).normalize())}$"
                # dark cells have white numbers
                yield Label(words, (at[0], at[1] + 0.35 * SIZE), "centre", "value", grey=1.0 if grey < 0.55 else 0.0)
