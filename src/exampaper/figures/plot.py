"""A plot → a sketch: axes, layers and legend, with room for their words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from exampaper.figures import layers, markers, ticks
from exampaper.figures.labels import SIZE, rise, width
from exampaper.figures.layers import CURVE, Frame, Look, filled, heat, looks, pen, shade
from exampaper.figures.scale import Scale, bare, scales
from exampaper.figures.sketch import Align, Label, Mark, Pen, Sketch, Stroke, Window, bounds, clipped, moved, rectangle
from exampaper.nodes import Bars, HeatMap, Histogram, Layer, Line, Plot, Point, Points, Region, Steps

AXIS, ZERO = Pen(0.6), Pen(0.4, grey=0.3)
GRID, FAINT = Pen(0.4, grey=0.7), Pen(0.3, grey=0.85)
TICK, MINOR = 3.5, 2.0
CAPS = 0.68 * SIZE  # the height of a figure or a capital
LINE = 13.0  # from one line of words to the next
ARROW = 12.0  # that a crossing axis goes on beyond its range
MARGIN = 1.0

Item = Mark | Label


@lru_cache(maxsize=256)
def sketch(plot: Plot) -> Sketch:
    """The plot as lines, areas and words. Raises ValueError for names that find no room."""
    frame = Frame(plot, *scales(plot))
    _see_room(frame.x)
    data = list(_layers(frame))
    items = [*_ground(frame), *data, *_axes(frame, data)]
    items += _legend(frame, _extent(items))
    return _cropped(items)


def _see_room(x: Scale) -> None:
    room = x.length / max(1, len(x.categories))
    if long := next((name for name in x.categories if width(name) > room + 2), None):
        raise ValueError(f"the category {long!r} finds no room: give the plot more width, or make it the y axis'")


def _layers(frame: Frame) -> Iterator[Item]:
    for number, look in enumerate(looks(frame.plot.layers)):
        yield from layers.drawn(frame, number, look)


def _cropped(items: list[Item]) -> Sketch:
    """Everything moved to the top left corner and measured."""
    around = _extent(items)
    marks = tuple(item for item in items if not isinstance(item, Label))
    labels = tuple(item for item in items if isinstance(item, Label))
    whole = Sketch(around.right - around.left + 2 * MARGIN, around.bottom - around.top + 2 * MARGIN, marks, labels)
    return moved(whole, MARGIN - around.left, MARGIN - around.top)


def _extent(items: list[Item]) -> Window:
    marks = bounds(item for item in items if not isinstance(item, Label))
    boxes = [marks, *(_room(item) for item in items if isinstance(item, Label))]
    lefts, tops, rights, bottoms = zip(*((b.left, b.top, b.right, b.bottom) for b in boxes), strict=True)
    return Window(min(lefts), min(tops), max(rights), max(bottoms))


def _room(label: Label) -> Window:
    """About where a label is."""
    (x, y), wide = label.at, width(label.words)
    before = {"left": 0.0, "centre": wide / 2, "right": wide}[label.align]
    if label.turned:
        return Window(x - 0.75 * SIZE, y - (wide - before), x + 0.25 * SIZE, y + before)
    return Window(x - before, y - 0.75 * SIZE, x + wide - before, y + 0.25 * SIZE)


# ------------------------------------------------------------------ axes


def _ground(frame: Frame) -> Iterator[Item]:
    """What lies under the data: the lines of the grid, the faint ones below the others."""
    wide, high = frame.plot.size
    for line, which in ((FAINT, "minor"), (GRID, "major")):
        if frame.plot.x.grid:
            for _, place in _each(frame.x, getattr(frame.x.ticks, which)):
                yield Stroke(((place, 0.0), (place, high)), line, "grid")
        if frame.plot.y.grid:
            for _, place in _each(frame.y, getattr(frame.y.ticks, which)):
                yield Stroke(((0.0, place), (wide, place)), line, "grid")


def _axes(frame: Frame, data: list[Item]) -> Iterator[Item]:
    if frame.plot.axes == "cross" and not (frame.x.categories or frame.y.categories):
        yield from _crossing(frame, data)
        return
    wide, high = frame.plot.size
    no_y = bare(frame.plot)
    yield Stroke(((0.0, high), (wide, high)) if no_y else ((0.0, 0.0), (0.0, high), (wide, high)), AXIS, "axis")
    if any(isinstance(layer, HeatMap) for layer in frame.plot.layers):
        yield Stroke(((0.0, 0.0), (wide, 0.0), (wide, high)), AXIS, "axis")
    yield from _zero_lines(frame)
    yield from _ticks_below(frame.x, high)
    if not no_y:
        yield from _ticks_left(frame.y, 0.0)
    yield from _titles(frame)


def _zero_lines(frame: Frame) -> Iterator[Item]:
    """A thin line where y is 0 within the frame, and where x is 0 if there is a grid: alone it would look like data."""
    wide, high = frame.plot.size
    if frame.plot.x.grid and _crosses_zero(frame.x):
        yield Stroke(((frame.x.to(0), 0.0), (frame.x.to(0), high)), ZERO, "zero")
    if _crosses_zero(frame.y):
        yield Stroke(((0.0, frame.y.to(0)), (wide, frame.y.to(0))), ZERO, "zero")


def _crosses_zero(scale: Scale) -> bool:
    return not scale.categories and scale.low < 0 < scale.high


def _ticks_below(scale: Scale, y: float) -> Iterator[Item]:
    """Ticks below a line at y, with their words."""
    for _, place in _each(scale, scale.ticks.minor):
        yield Stroke(((place, y), (place, y + MINOR)), AXIS, "minor-x")
    for place, words in _numbered(scale):
        if not scale.categories:
            yield Stroke(((place, y), (place, y + TICK)), AXIS, "tick-x")
        yield Label(words, (place, y + TICK + 2.5 + CAPS + rise(words)), "centre", "tick-x")


def _ticks_left(scale: Scale, x: float) -> Iterator[Item]:
    for _, place in _each(scale, scale.ticks.minor):
        yield Stroke(((x, place), (x - MINOR, place)), AXIS, "minor-y")
    for place, words in _numbered(scale):
        if not scale.categories:
            yield Stroke(((x, place), (x - TICK, place)), AXIS, "tick-y")
        yield Label(words, (x - TICK - 2.5, place + CAPS / 2), "right", "tick-y")


def _each(scale: Scale, marks: tuple[Decimal, ...]) -> Iterator[tuple[Decimal, float]]:
    """The ticks within the axis, with their places."""
    slack = 1e-9 * abs(scale.high - scale.low)
    for tick in marks:
        if scale.low - slack <= tick <= scale.high + slack:
            yield tick, scale.to(float(tick))


def _numbered(scale: Scale) -> Iterator[tuple[float, str]]:
    """The place of each numbered tick, and its words."""
    words = dict(zip(scale.ticks.major, scale.words, strict=True))
    yield from ((place, words[tick]) for tick, place in _each(scale, scale.ticks.major))


def _titles(frame: Frame) -> Iterator[Item]:
    wide, high = frame.plot.size
    if frame.plot.x.title:
        yield Label(frame.plot.x.title, (wide / 2, high + TICK + 2.5 + CAPS + LINE + 1), "centre", "title-x")
    if frame.plot.y.title:
        widest = max((width(words) for _, words in _numbered(frame.y)), default=0.0)
        at = (-TICK - 2.5 - widest - 0.25 * SIZE - 5, high / 2)
        yield Label(frame.plot.y.title, at, "centre", "title-y", turned=True)


def _crossing(frame: Frame, data: list[Item]) -> Iterator[Item]:
    """Axes with arrows through the origin, or the corner next to it, named at their ends."""
    wide, high = frame.plot.size
    x0, y0 = frame.x.to(frame.x.base), frame.y.to(frame.y.base)
    yield from _arrow((0.0, y0), (wide + ARROW, y0))
    yield from _arrow((x0, high), (x0, -ARROW))
    for place, words in _off(frame.x, x0):
        yield Stroke(((place, y0 - TICK / 2), (place, y0 + TICK / 2)), AXIS, "tick-x")
        down = y0 + rise(words)
        yield _freest([Label(words, (place + dx, down + dy), align, "tick-x") for dx, dy, align in AROUND], data)
    for place, words in _off(frame.y, y0):
        yield Stroke(((x0 - TICK / 2, place), (x0 + TICK / 2, place)), AXIS, "tick-y")
        y = place + CAPS / 2
        yield _freest(
            [Label(words, (x0 - ASIDE, y), "right", "tick-y"), Label(words, (x0 + ASIDE, y), "left", "tick-y")], data
        )
    yield Label(frame.plot.x.title, (wide + ARROW + 3, y0 + CAPS / 2), "left", "title-x")
    yield Label(frame.plot.y.title, (x0, -ARROW - 4), "centre", "title-y")


BELOW, ABOVE, ASIDE = TICK + 1.5 + CAPS, -TICK - 1.5, TICK + 1.5
AROUND: tuple[tuple[float, float, Align], ...] = (
    (0.0, BELOW, "centre"),
    (0.0, ABOVE, "centre"),
    (-3.0, BELOW, "right"),
    (3.0, BELOW, "left"),
    (-3.0, ABOVE, "right"),
    (3.0, ABOVE, "left"),
)
"""Where the number of a tick may stand."""


def _off(scale: Scale, crossing: float) -> Iterator[tuple[float, str]]:
    """The numbered ticks but for the origin, where the other axis crosses."""
    origin = scale.base == 0
    yield from ((place, words) for place, words in _numbered(scale) if not origin or abs(place - crossing) > 1)


def _freest(sides: list[Label], data: list[Item]) -> Label:
    """The first place of a label through which no curve goes, or else the first."""
    chains = [mark.points for mark in data if isinstance(mark, Stroke) and mark.role in ("line", "steps", "rule")]
    free = (label for label in sides if not any(list(clipped(chain, _room(label))) for chain in chains))
    return next(free, sides[0])


def _arrow(start: Point, end: Point) -> Iterator[Mark]:
    """A line with a head."""
    along = (1.0, 0.0) if start[1] == end[1] else (0.0, -1.0)
    back = end[0] - 6 * along[0], end[1] - 6 * along[1]
    across = -along[1] * 2.1, along[0] * 2.1
    notch = end[0] - 4.4 * along[0], end[1] - 4.4 * along[1]
    yield Stroke((start, notch), AXIS, "axis")
    barbs = (back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1])
    yield Stroke((end, barbs[0], notch, barbs[1]), None, "head", closed=True, fill=0.0)


# ------------------------------------------------------------------ legend

SAMPLE = 24.0
BETWEEN = 18.0


def _legend(frame: Frame, around: Window) -> Iterator[Item]:
    """The names of layers, and the shades of a heat map."""
    named = [each for each in zip(frame.plot.layers, looks(frame.plot.layers), strict=True) if _name(each[0])]
    for layer in frame.plot.layers:
        if isinstance(layer, HeatMap):
            yield from _shades(frame, layer)
    if frame.plot.legend == "ends":
        yield from _at_ends(frame)
    elif frame.plot.legend == "right":
        for number, (layer, look) in enumerate(named):
            yield from _entry(layer, look, (around.right + 14, 4 + number * LINE + CAPS))
    elif frame.plot.legend == "below":
        yield from _rows(frame, named, around.bottom + LINE + 3)


def _name(layer: Layer) -> str:
    return layer.label if isinstance(layer, Line | Points | Bars | Steps | Histogram | Region) else ""


def _rows(frame: Frame, named: list[tuple[Layer, Look]], y: float) -> Iterator[Item]:
    """Entries beside each other as far as there is room, each row in the middle."""
    row: list[tuple[Layer, Look]] = []
    for number, entry in enumerate(named):
        row.append(entry)
        last = number + 1 == len(named)
        if last or _long([*row, named[number + 1]]) > frame.plot.size[0] + 40:
            x = (frame.plot.size[0] - _long(row)) / 2
            for layer, look in row:
                yield from _entry(layer, look, (x, y))
                x += SAMPLE + 5 + width(_name(layer)) + BETWEEN
            row, y = [], y + LINE + 1


def _long(row: list[tuple[Layer, Look]]) -> float:
    return sum(SAMPLE + 5 + width(_name(layer)) + BETWEEN for layer, _ in row) - BETWEEN


def _entry(layer: Layer, look: Look, at: Point) -> Iterator[Item]:
    """A sample of how a layer looks, and its name, on a baseline."""
    x, y = at
    middle = y - CAPS / 2
    box = Window(x + 4, middle - 4.5, x + SAMPLE - 4, middle + 4.5)
    match layer:
        case Line() | Steps():
            yield Stroke(((x, middle), (x + SAMPLE, middle)), pen(look, CURVE), "sample")
            if look.marker:
                yield from markers.drawn(look.marker, (x + SAMPLE / 2, middle), "sample", -1)
        case Points():
            yield from markers.drawn(look.marker, (x + SAMPLE / 2, middle), "sample", -1)
        case _:
            yield from filled(rectangle((box.left, box.top), (box.right, box.bottom)), box, "sample", -1, look.fill)
    yield Label(_name(layer), (x + SAMPLE + 5, y), "left", "legend")


def _at_ends(frame: Frame) -> Iterator[Item]:
    """Each line's name at its right end, names moved apart where ends meet."""
    y = -math.inf
    for low, x, words in sorted(_ends(frame)):
        y = max(low, y + 1.15 * SIZE)
        yield Label(words, (x + 5, y + CAPS / 2), "left", "legend")


def _ends(frame: Frame) -> Iterator[tuple[float, float, str]]:
    """The height and place of each line's end, and its name."""
    for layer in frame.plot.layers:
        if isinstance(layer, Line | Steps) and layer.label:
            points = layer.levels if isinstance(layer, Steps) else [point for point in layer.through if point]
            seen = [place for place in map(frame.to, points) if frame.window.holds(place)]
            if seen:
                x, y = seen[-1]
                yield y, frame.plot.size[0] if isinstance(layer, Steps) else x, layer.label


BAR, STRIPS = 10.0, 30


def _shades(frame: Frame, layer: HeatMap) -> Iterator[Item]:
    """What the shades of a heat map mean: a bar with numbers, to its right."""
    (wide, high), (low, most) = frame.plot.size, heat(layer)
    left = wide + 14.0
    for number in range(STRIPS):
        top, bottom = high * (1 - (number + 1) / STRIPS), high * (1 - number / STRIPS)
        corners = rectangle((left, top), (left + BAR, bottom))
        yield Stroke(corners, None, "strip", closed=True, fill=shade((number + 0.5) / STRIPS))
    yield Stroke(rectangle((left, 0.0), (left + BAR, high)), AXIS, "axis", closed=True)
    found = ticks.linear(low, most, high, 20.0)
    scale = Scale(low, most, high, 0.0, False, found, ())
    for (_, place), words in zip(_each(scale, found.major), ticks.numerals(found.major), strict=True):
        yield Stroke(((left + BAR, place), (left + BAR + TICK, place)), AXIS, "tick-shade")
        yield Label(f"${words}$", (left + BAR + TICK + 3, place + CAPS / 2), "left", "tick-shade")
    if layer.title:
        yield Label(layer.title, (left, -6.0), "left", "title-shade")
