"""A plot in words, for those who cannot see it: what there is to be seen, to the place to which it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from exampaper.figures.labels import plain
from exampaper.figures.layers import Frame, heat, looks
from exampaper.figures.scale import Scale, bare, lying, scales
from exampaper.figures.sketch import simplified
from exampaper.figures.ticks import spoken
from exampaper.nodes import (
    Axis,
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

MANY = 30
"""Points that are told one by one; of more, how many there are and where."""

LONG = 0.15  # of the width: a level stretch that is told
STRAIGHT = 0.3  # points by which a straight line may bend
CELLS = 100  # of a heat map that are told one by one


@lru_cache(maxsize=256)
def describe(plot: Plot) -> str:
    """The plot in sentences: its axes, then its layers from the bottom up."""
    frame = Frame(plot, *scales(plot))
    axes = [_axis("x", plot.x, frame.x), "" if bare(plot) else _axis("y", plot.y, frame.y)]
    pairs = zip(plot.layers, looks(plot.layers), strict=True)
    told = (_layer(layer, frame, look.dash) for layer, look in pairs)
    return " ".join(["A plot.", *filter(None, axes), *told])


def _axis(name: str, axis: Axis, scale: Scale) -> str:
    title = f", {plain(axis.title)}," if plain(axis.title) not in ("", name) else ""
    if scale.categories:
        return f"The {name} axis{title} has {_listed(list(map(plain, axis.categories)))}."
    log = " on a logarithmic scale" if axis.log else ""
    return f"The {name} axis{title} goes from {_end(scale, scale.low)} to {_end(scale, scale.high)}{log}."


def _end(scale: Scale, value: float) -> str:
    """An end of an axis, as it is written there."""
    near = 1e-9 * (scale.high - scale.low)
    found = (
        words for tick, words in zip(scale.ticks.major, scale.words, strict=True) if abs(float(tick) - value) < near
    )
    return plain(next(found, "")) or spoken(value)


def _layer(layer: Layer, frame: Frame, dash: str) -> str:
    """One sentence."""
    match layer:
        case Line():
            return f"{_called('curve', layer.label, dash)} {_course(layer, frame)}."
        case Steps():
            steps = (f"{_y(frame, value)} from {_x(frame, x)}" for x, value in layer.levels)
            return f"{_called('step function', layer.label, dash)} is {_listed(list(steps))} on."
        case Points():
            count = f"{len(layer.at)} point{'s' * (len(layer.at) != 1)}"
            return f"{count}{_name(layer.label)}{_places(layer.at, frame)}."
        case Bars():
            return f"Bars{_name(layer.label)}: {_listed(list(_bars(layer, frame)))}."
        case Histogram():
            return f"{_called('histogram', layer.label)}: {_listed(list(_bins(layer, frame)))}."
        case BoxPlot():
            return " ".join(_boxes(layer, frame))
        case HeatMap():
            return _heat(layer, frame)
        case Region():
            return f"{_called('shaded area', layer.label)}{_places(layer.outline, frame, 'with the corners')}."
        case Rule():
            at = _x(frame, layer.value) if layer.axis == "x" else _y(frame, layer.value)
            way = "upright" if layer.axis == "x" else "level"
            return f"{_called(f'{way} line', layer.label)} at {layer.axis} = {at}."
        case Note():
            return f"“{plain(layer.words)}” stands at {_point(layer.beside, frame)}."


def _called(what: str, label: str, dash: str = "") -> str:
    """A curve; The curve “A” (dashed)."""
    styled = {"dashed": " (dashed)", "dotted": " (dotted)", "dashdotted": " (dash-dotted)"}.get(dash, "")
    article = "The" if label else "An" if what[0] in "aeiou" else "A"
    return f"{article} {what}{_name(label)}{styled}"


def _name(label: str) -> str:
    return f" “{plain(label)}”" if label else ""


def _listed(items: Sequence[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


# ------------------------------------------------------------------ values, as exactly as they can be read


def _x(frame: Frame, value: float) -> str:
    return _seen(frame.x, value)


def _y(frame: Frame, value: float) -> str:
    return _seen(frame.y, value)


def _seen(scale: Scale, value: float) -> str:
    """A value to a tenth of the distance of two numbers, or half that of two ticks.

    On a logarithmic axis, to two figures.
    """
    if scale.categories:
        at = round(value)
        return plain(scale.categories[at]) if 0 <= at < len(scale.categories) else spoken(value)
    if scale.log:
        return spoken(float(f"{value:.2g}"))
    gaps = [b - a for a, b in pairwise(scale.ticks.major)]
    fine = [b - a for a, b in pairwise(sorted((*scale.ticks.major, *scale.ticks.minor)))]
    return spoken(value, _round(min(min(gaps) / 10, min(fine) / 2)) if gaps else None)


def _round(fineness: Decimal) -> Decimal:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    power = Decimal(10) ** fineness.adjusted()
    return next(step for step in map(Decimal, ("1", "2", "2.5", "5", "10")) if step * power >= fineness) * power


def _point(point: Point, frame: Frame) -> str:
    return f"({_x(frame, point[0])}, {_y(frame, point[1])})"


def _places(points: Sequence[Point], frame: Frame, lead: str = "at") -> str:
    if len(points) <= MANY:
        return f" {lead} {_listed([_point(point, frame) for point in points])}"
    xs, ys = zip(*points, strict=True)
    ends = f"from {_x(frame, min(xs))} to {_x(frame, max(xs))}", f"from {_y(frame, min(ys))} to {_y(frame, max(ys))}"
    return f" with x {ends[0]} and y {ends[1]}"


# ------------------------------------------------------------------ layers


def _course(layer: Line, frame: Frame) -> str:
    """How a curve goes from turn to turn, as far as it is seen, and where it is at the numbers of the x axis."""
    chains = [chain for chain in _chains(layer, frame) if len(chain) > 1]
    if not chains:
        return "is outside the axes"
    ways = "; ".join(_way(chain, frame) for chain in chains)
    between = [point for chain in chains for point in _passed(chain, frame)]
    return f"{ways}. It passes through {_listed([_point(point, frame) for point in between])}" if between else ways


def _passed(chain: Sequence[Point], frame: Frame) -> Iterator[Point]:
    """Where a bent piece of a curve is at the numbers of the x axis, but for its ends and turns."""
    places = list(map(frame.to, chain))
    if len(simplified(places, STRAIGHT)) == 2:
        return
    known = {_x(frame, x) for x, _ in _turns(chain, frame)}
    for tick in frame.x.ticks.major:
        place = frame.x.to(float(tick))
        for (ax, ay), (bx, by) in pairwise(places):
            if ax <= place < bx and _x(frame, float(tick)) not in known:
                yield float(tick), frame.y.back(ay + (place - ax) / (bx - ax) * (by - ay))
                break


def _chains(layer: Line, frame: Frame) -> Iterator[list[Point]]:
    """The pieces of a curve between its gaps, within the axes."""
    chain: list[Point] = []
    for point in (*layer.through, None):
        if point and frame.window.holds(frame.to(point)):
            chain.append(point)
        elif chain:
            yield chain
            chain = []


def _way(chain: Sequence[Point], frame: Frame) -> str:
    """From one end to the other: "rises from −1 at x = −3 to 2 at x = 1, then falls to …"."""
    turns = _turns(chain, frame)
    straight = "in a straight line " if len(simplified(list(map(frame.to, chain)), STRAIGHT)) == 2 else ""
    told: list[str] = []
    for a, b in pairwise(turns):
        verb = _verb(a, b, frame)
        lead = "" if told else f"{straight}from {_y(frame, a[1])} at x = {_x(frame, a[0])} "
        if verb == "stays":
            lead = "" if told else f"from x = {_x(frame, a[0])} "
            told.append(f"stays at {_y(frame, b[1])} {lead}to x = {_x(frame, b[0])}")
        else:
            told.append(f"{verb} {lead}to {_y(frame, b[1])} at x = {_x(frame, b[0])}")
    return ", then ".join(told)


def _verb(a: Point, b: Point, frame: Frame) -> str:
    climb = frame.y.to(a[1]) - frame.y.to(b[1])
    return "stays" if abs(climb) <= _little(frame) else "rises" if climb > 0 else "falls"


def _little(frame: Frame) -> float:
    """Points of height by which a curve is still level."""
    return frame.plot.size[1] / 100


def _turns(chain: Sequence[Point], frame: Frame) -> list[Point]:
    """The ends of a curve, and where between them it turns, becomes level or leaves its level, as far as it is seen."""
    at = [0, *_extremes([-frame.y.to(y) for _, y in chain], _little(frame)), len(chain) - 1]
    turns = [chain[0]]
    for start, end in pairwise(at):
        turns += _levels(chain[start : end + 1], frame)
        turns.append(chain[end])
    return list(dict.fromkeys(turns))


def _extremes(heights: Sequence[float], little: float) -> Iterator[int]:
    """Where heights turn by more than a little."""
    top, way = 0, 0
    for at, height in enumerate(heights):
        climb = height - heights[top]
        if way == 0 and abs(climb) > little:
            top, way = at, 1 if climb > 0 else -1
        elif way and climb * way >= 0:
            top = at
        elif way and abs(climb) > little:
            yield top
            top, way = at, -way


def _levels(part: Sequence[Point], frame: Frame) -> Iterator[Point]:
    """The ends of a long level stretch with which a rise or a fall begins or ends."""
    far, little = frame.plot.size[0] * LONG, _little(frame)
    for points in (part, part[::-1]):
        x = frame.x.to(points[0][0])
        *_, last = _while_level(points, frame, little)
        if last != points[-1] and abs(frame.x.to(last[0]) - x) >= far:
            yield last


def _while_level(points: Sequence[Point], frame: Frame, little: float) -> Iterator[Point]:
    height = frame.y.to(points[0][1])
    for point in points:
        if abs(frame.y.to(point[1]) - height) > little:
            return
        yield point


def _bars(layer: Bars, frame: Frame) -> Iterator[str]:
    scale = frame.x if lying(frame.plot) else frame.y
    names = frame.plot.y.categories if lying(frame.plot) else frame.plot.x.categories
    for name, height in zip(names, layer.heights, strict=True):
        yield f"{plain(name)} {_seen(scale, height)}"


def _bins(layer: Histogram, frame: Frame) -> Iterator[str]:
    for (low, high), count in zip(pairwise(layer.edges), layer.counts, strict=True):
        yield f"{_y(frame, count)} from {_x(frame, low)} to {_x(frame, high)}"


def _boxes(layer: BoxPlot, frame: Frame) -> Iterator[str]:
    scale = frame.x if lying(frame.plot) else frame.y
    names = frame.plot.y.categories or frame.plot.x.categories
    for at, box in enumerate(layer.boxes):
        name = f" of {plain(names[at])}" if names else ""
        least, first, median, third, most = (_seen(scale, value) for value in box.five)
        far = [_seen(scale, value) for value in box.outliers]
        points = f", single points at {_listed(far)}" if far else ""
        yield f"A box{name} from {first} to {third}, its line at {median}, whiskers to {least} and {most}{points}."


def _heat(layer: HeatMap, frame: Frame) -> str:
    rows, columns = len(layer.cells), len(layer.cells[0])
    meaning = f" of {plain(layer.title)}" if layer.title else ""
    lead = f"A heat map{meaning}, {rows} rows of {columns} cells, the darker the higher"
    if rows * columns > CELLS:
        return f"{lead}."
    low, high = heat(layer)
    fine = None if layer.numbers else _round(Decimal(repr((high - low) / 20)))
    told = (f"{plain(name)}: {', '.join(spoken(value, fine) for value in row)}" for name, row in _named(layer, frame))
    return f"{lead}: {'; '.join(told)}."


def _named(layer: HeatMap, frame: Frame) -> Iterator[tuple[str, tuple[float, ...]]]:
    yield from zip(frame.plot.y.categories, layer.cells, strict=True)
