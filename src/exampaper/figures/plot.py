"""A plot → a sketch: axes, layers and legend, with room for their words. All lengths are in points."""

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
    _check_room(frame.x)
    data = list(_layers(frame))
    items = [*_ground(frame), *data, *_axes(frame, data)]
    items += _legend(frame, _extent(items))
    return _cropped(items)


def _check_room(x: Scale) -> None:
    """Refuse names on the x axis that would run into each other."""
    room = x.length / max(1, len(x.categories))
    for name in x.categories:
        if width(name) > room + 2:
            raise ValueError(f"the category {name!r} finds no room: give the plot more width, or make it the y axis'")


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
    """The smallest window around marks and words."""
    around = bounds(item for item in items if not isinstance(item, Label))
    for item in items:
        if isinstance(item, Label):
            room = _room(item)
            around = Window(
                min(around.left, room.left),
                min(around.top, room.top),
                max(around.right, room.right),
                max(around.bottom, room.bottom),
            )
    return around


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
    x, y = frame.x.ticks, frame.y.ticks
    yield from _grid(frame, FAINT, x.minor, y.minor)
    yield from _grid(frame, GRID, x.major, y.major)


def _grid(frame: Frame, line: Pen, xs: tuple[Decimal, ...], ys: tuple[Decimal, ...]) -> Iterator[Item]:
    """The lines of a grid through ticks of both axes, as far as these have one."""
    wide, high = frame.plot.size
    if frame.plot.x.grid:
        for _, place in _visible(frame.x, xs):
            yield Stroke(((place, 0.0), (place, high)), line, "grid")
    if frame.plot.y.grid:
        for _, place in _visible(frame.y, ys):
            yield Stroke(((0.0, place), (wide, place)), line, "grid")


def _axes(frame: Frame, data: list[Item]) -> Iterator[Item]:
    """Axes as a plot asks for them: around its area, or crossing each other. data: what their words keep off."""
    if frame.plot.axes == "cross" and not (frame.x.categories or frame.y.categories):
        yield from _crossing(frame, data)
        return
    wide, high = frame.plot.size
    no_y = bare(frame.plot)
    below = (0.0, high), (wide, high)
    yield Stroke(below if no_y else ((0.0, 0.0), *below), AXIS, "axis")
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
    for _, place in _visible(scale, scale.ticks.minor):
        yield Stroke(((place, y), (place, y + MINOR)), AXIS, "minor-x")
    for place, words in _numbered(scale):
        if not scale.categories:
            yield Stroke(((place, y), (place, y + TICK)), AXIS, "tick-x")
        yield Label(words, (place, y + TICK + 2.5 + CAPS + rise(words)), "centre", "tick-x")


def _ticks_left(scale: Scale, x: float) -> Iterator[Item]:
    """Ticks to the left of a line at x, with their words."""
    for _, place in _visible(scale, scale.ticks.minor):
        yield Stroke(((x, place), (x - MINOR, place)), AXIS, "minor-y")
    for place, words in _numbered(scale):
        if not scale.categories:
            yield Stroke(((x, place), (x - TICK, place)), AXIS, "tick-y")
        yield Label(words, (x - TICK - 2.5, place + CAPS / 2), "right", "tick-y")


def _visible(scale: Scale, marks: tuple[Decimal, ...]) -> Iterator[tuple[Decimal, float]]:
    """The ticks within the axis, with their places."""
    slack = 1e-9 * abs(scale.high - scale.low)
    for tick in marks:
        if scale.low - slack <= tick <= scale.high + slack:
            yield tick, scale.to(float(tick))


def _numbered(scale: Scale) -> Iterator[tuple[float, str]]:
    """The place of each numbered tick, and its words."""
    words = dict(zip(scale.ticks.major, scale.words, strict=True))
    for tick, place in _visible(scale, scale.ticks.major):
        yield place, words[tick]


def _titles(frame: Frame) -> Iterator[Item]:
    """The titles of the axes, beyond the numbers."""
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
    for place, words in _numbered_off_origin(frame.x, x0):
        yield Stroke(((place, y0 - TICK / 2), (place, y0 + TICK / 2)), AXIS, "tick-x")
        down = y0 + rise(words)
        choices = [Label(words, (place + dx, down + dy), align, "tick-x") for dx, dy, align in AROUND]
        yield _first_free(choices, data)
    for place, words in _numbered_off_origin(frame.y, y0):
        yield Stroke(((x0 - TICK / 2, place), (x0 + TICK / 2, place)), AXIS, "tick-y")
        left = Label(words, (x0 - ASIDE, place + CAPS / 2), "right", "tick-y")
        right = Label(words, (x0 + ASIDE, place + CAPS / 2), "left", "tick-y")
        yield _first_free([left, right], data)
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
"""Where the number of a tick on a crossing x axis may stand, the best place first: x, y and alignment."""


def _numbered_off_origin(scale: Scale, crossing: float) -> Iterator[tuple[float, str]]:
    """The numbered ticks but for the origin. crossing: the place where the other axis crosses this one."""
    crosses_at_zero = scale.base == 0
    for place, words in _numbered(scale):
        if not crosses_at_zero or abs(place - crossing) > 1:
            yield place, words


def _first_free(choices: list[Label], data: list[Item]) -> Label:
    """The first of several places of a label through which no curve goes, or else the first of all."""
    for label in choices:
        if not _is_crossed(_room(label), data):
            return label
    return choices[0]


def _is_crossed(room: Window, data: list[Item]) -> bool:
    """Whether a line of the data goes through a place."""
    for mark in data:
        if isinstance(mark, Stroke) and mark.role in ("line", "steps", "rule") and any(clipped(mark.points, room)):
            return True
    return False


def _arrow(start: Point, end: Point) -> Iterator[Mark]:
    """An axis with a head: a line to the right, or upwards."""
    ax, ay = (1.0, 0.0) if start[1] == end[1] else (0.0, -1.0)  # along the axis
    dx, dy = -ay * 2.1, ax * 2.1  # across it, half the width of the head
    heel = end[0] - 6 * ax, end[1] - 6 * ay
    notch = end[0] - 4.4 * ax, end[1] - 4.4 * ay
    yield Stroke((start, notch), AXIS, "axis")
    barb, other_barb = (heel[0] + dx, heel[1] + dy), (heel[0] - dx, heel[1] - dy)
    yield Stroke((end, barb, notch, other_barb), None, "head", closed=True, fill=0.0)


# ------------------------------------------------------------------ legend

SAMPLE = 24.0  # the width of a sample in the legend
BETWEEN = 18.0  # from one entry to the next


def _legend(frame: Frame, around: Window) -> Iterator[Item]:
    """The names of layers, and the shades of a heat map. around: the window of all that is drawn so far."""
    styled = zip(frame.plot.layers, looks(frame.plot.layers), strict=True)
    named = [(layer, look) for layer, look in styled if _name(layer)]
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
    """The name of a layer in the legend, if it has one."""
    return layer.label if isinstance(layer, Line | Points | Bars | Steps | Histogram | Region) else ""


def _rows(frame: Frame, named: list[tuple[Layer, Look]], y: float) -> Iterator[Item]:
    """Entries beside each other as far as there is room, each row in the middle. y: the baseline of the first row."""
    wide = frame.plot.size[0]
    row: list[tuple[Layer, Look]] = []
    for number, entry in enumerate(named):
        row.append(entry)
        is_last = number + 1 == len(named)
        if is_last or _row_width([*row, named[number + 1]]) > wide + 40:
            x = (wide - _row_width(row)) / 2
            for layer, look in row:
                yield from _entry(layer, look, (x, y))
                x += _entry_width(layer) + BETWEEN
            row, y = [], y + LINE + 1


def _row_width(row: list[tuple[Layer, Look]]) -> float:
    return sum(_entry_width(layer) + BETWEEN for layer, _ in row) - BETWEEN


def _entry_width(layer: Layer) -> float:
    return SAMPLE + 5 + width(_name(layer))


def _entry(layer: Layer, look: Look, at: Point) -> Iterator[Item]:
    """A sample of how a layer looks, and its name, on a baseline."""
    x, y = at
    middle = y - CAPS / 2
    if isinstance(layer, Line | Steps):
        yield Stroke(((x, middle), (x + SAMPLE, middle)), pen(look, CURVE), "sample")
    if not isinstance(layer, Line | Steps | Points):
        box = Window(x + 4, middle - 4.5, x + SAMPLE - 4, middle + 4.5)
        yield from filled(rectangle((box.left, box.top), (box.right, box.bottom)), box, "sample", -1, look.fill)
    elif look.marker:
        yield from markers.drawn(look.marker, (x + SAMPLE / 2, middle), "sample", -1)
    yield Label(_name(layer), (x + SAMPLE + 5, y), "left", "legend")


def _at_ends(frame: Frame) -> Iterator[Item]:
    """Each line's name at its right end, names moved apart where ends meet."""
    y = -math.inf
    for low, x, words in sorted(_ends(frame)):
        y = max(low, y + 1.15 * SIZE)
        yield Label(words, (x + 5, y + CAPS / 2), "left", "legend")


def _ends(frame: Frame) -> Iterator[tuple[float, float, str]]:
    """The y and x of the last visible point of each named line, and its name; steps go on to the right end."""
    for layer in frame.plot.layers:
        if isinstance(layer, Line | Steps) and layer.label:
            points = layer.levels if isinstance(layer, Steps) else [point for point in layer.through if point]
            visible = [place for place in map(frame.to, points) if frame.window.holds(place)]
            if visible:
                x, y = visible[-1]
                yield y, frame.plot.size[0] if isinstance(layer, Steps) else x, layer.label


BAR = 10.0  # the width of the bar of shades
STRIPS = 30  # of one shade each, that it is made of


def _shades(frame: Frame, layer: HeatMap) -> Iterator[Item]:
    """What the shades of a heat map mean: a bar with numbers, to its right."""
    (wide, high), (low, most) = frame.plot.size, heat(layer)
    left = wide + 14.0
    for number in range(STRIPS):
        top, bottom = high * (1 - (number + 1) / STRIPS), high * (1 - number / STRIPS)
        corners = rectangle((left, top), (left + BAR, bottom))
        yield Stroke(corners, None, "strip", closed=True, fill=shade((number + 0.5) / STRIPS))
    yield Stroke(rectangle((left, 0.0), (left + BAR, high)), AXIS, "axis", closed=True)
    chosen = ticks.linear(low, most, high, 20.0)
    scale = Scale(low, most, high, 0.0, False, chosen, ())
    numbers = ticks.numerals(chosen.major, mark=frame.plot.decimal)
    for (_, place), words in zip(_visible(scale, chosen.major), numbers, strict=True):
        yield Stroke(((left + BAR, place), (left + BAR + TICK, place)), AXIS, "tick-shade")
        yield Label(f"${words}$", (left + BAR + TICK + 3, place + CAPS / 2), "left", "tick-shade")
    if layer.title:
        yield Label(layer.title, (left, -6.0), "left", "title-shade")
