"""A plot in words, for those who cannot see it: what there is to be seen, to the place to which it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from exampaper.figures.labels import plain
from exampaper.figures.layers import Frame, heat, looks
from exampaper.figures.scale import Scale, bare, lying, scales
from exampaper.figures.sketch import chains, simplified
from exampaper.figures.ticks import spoken
from exampaper.languages import language
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
"""So many points are named one by one; of more it is said how many there are and where."""

LONG = 0.15  # of the width: a level stretch that is worth a word
STRAIGHT = 0.3  # points by which a straight line may bend
CELLS = 100  # so many cells of a heat map are named one by one


@lru_cache(maxsize=256)
def describe(plot: Plot) -> str:
    """The plot in sentences: its axes, then its layers from the bottom up."""
    frame = Frame(plot, *scales(plot))
    sentences = [_say(frame, "plot"), _axis("x", plot.x, frame)]
    if not bare(plot):
        sentences.append(_axis("y", plot.y, frame))
    for layer, look in zip(plot.layers, looks(plot.layers), strict=True):
        sentences.append(_layer(layer, frame, look.dash))
    return " ".join(sentences)


def _say(frame: Frame, key: str, **values: Any) -> str:
    return language(frame.plot.lang).say(f"plot.{key}", **values)


def _axis(name: str, axis: Axis, frame: Frame) -> str:
    """An axis in a sentence: its title, and its names or its ends."""
    scale, words = (frame.x if name == "x" else frame.y), plain(axis.title)
    title = _say(frame, "axis-title", title=words) if words not in ("", name) else ""
    if scale.categories:
        return _say(
            frame, "axis-names", axis=name, title=title, names=_listed(frame, list(map(plain, axis.categories)))
        )
    low, high = _end(frame, scale, scale.low), _end(frame, scale, scale.high)
    return _say(frame, "axis-ends-log" if axis.log else "axis-ends", axis=name, title=title, low=low, high=high)


def _end(frame: Frame, scale: Scale, value: float) -> str:
    """An end of an axis, as it is written there."""
    near = 1e-9 * (scale.high - scale.low)
    for tick, words in zip(scale.ticks.major, scale.words, strict=True):
        if abs(float(tick) - value) < near and plain(words):
            return plain(words)
    return spoken(value, mark=frame.plot.decimal)


def _layer(layer: Layer, frame: Frame, dash: str) -> str:
    """A layer in a sentence."""
    match layer:
        case Line():
            what = _called(frame, "curve", layer.label, dash)
            return _say(frame, "course", what=what, course=_course(layer, frame))
        case Steps():
            what = _called(frame, "steps", layer.label, dash)
            levels = [_say(frame, "step-from", value=_y(frame, value), x=_x(frame, x)) for x, value in layer.levels]
            return _say(frame, "steps-are", what=what, steps=_listed(frame, levels))
        case Points():
            points = language(frame.plot.lang).counted("plot.point", len(layer.at))
            return _named(frame, "points", layer.label, points=points, places=_places(layer.at, frame))
        case Bars():
            return _named(frame, "bars", layer.label, bars=_listed(frame, list(_bars(layer, frame))))
        case Histogram():
            what = _called(frame, "histogram", layer.label)
            return _say(frame, "bins", what=what, bins=_listed(frame, list(_bins(layer, frame))))
        case BoxPlot():
            return " ".join(_boxes(layer, frame))
        case HeatMap():
            return _heat(layer, frame)
        case Region():
            what, places = _called(frame, "area", layer.label), _places(layer.outline, frame, "places-corners")
            return _say(frame, "region", what=what, places=places)
        case Rule():
            return _rule(layer, frame)
        case Note():
            words = language(frame.plot.lang).quoted(plain(layer.words))
            return _say(frame, "note", words=words, place=_point(layer.beside, frame))


def _rule(layer: Rule, frame: Frame) -> str:
    if layer.axis == "x":
        return _say(frame, "rule-x", what=_called(frame, "upright", layer.label), value=_x(frame, layer.value))
    return _say(frame, "rule-y", what=_called(frame, "level", layer.label), value=_y(frame, layer.value))


def _called(frame: Frame, what: str, label: str, dash: str = "") -> str:
    """A curve; The curve “A” (dashed)."""
    if what not in ("curve", "steps"):
        return _named(frame, what, label)
    style = _say(frame, dash) if dash in ("dashed", "dotted", "dashdotted") else ""
    return _named(frame, what, label, style=style)


def _named(frame: Frame, key: str, label: str, **values: Any) -> str:
    """Words for something that may have a name."""
    if not label:
        return _say(frame, key, **values)
    return _say(frame, f"{key}-named", name=language(frame.plot.lang).quoted(plain(label)), **values)


def _listed(frame: Frame, items: Sequence[str]) -> str:
    """a, b and c; with another sign between where decimals have a comma."""
    words = language(frame.plot.lang)
    between = "; " if frame.plot.decimal == "," and any("," in item for item in items) else ", "
    return words.listed(items, between=between)


# ------------------------------------------------------------------ values, as exactly as they can be read


def _x(frame: Frame, value: float) -> str:
    return _seen(frame, frame.x, value)


def _y(frame: Frame, value: float) -> str:
    return _seen(frame, frame.y, value)


def _seen(frame: Frame, scale: Scale, value: float) -> str:
    """A value to a tenth of the distance of two numbers, or to half that of two ticks, whichever is less.

    On a logarithmic axis it is told to two significant figures.
    """
    mark = frame.plot.decimal
    if scale.categories:
        at = round(value)
        return plain(scale.categories[at]) if 0 <= at < len(scale.categories) else spoken(value, mark=mark)
    if scale.log:
        return spoken(float(f"{value:.2g}"), mark=mark)
    numbers = scale.ticks.major
    if len(numbers) < 2:
        return spoken(value, mark=mark)
    fineness = min(_least_gap(numbers) / 10, _least_gap(sorted((*numbers, *scale.ticks.minor))) / 2)
    return spoken(value, _round_up(fineness), mark)


def _least_gap(ticks: Sequence[Decimal]) -> Decimal:
    return min(b - a for a, b in pairwise(ticks))


def _round_up(fineness: Decimal) -> Decimal:
    """The next of 1, 2, 2.5, 5 times a power of ten that is not less."""
    power = Decimal(10) ** fineness.adjusted()
    for leading in map(Decimal, ("1", "2", "2.5", "5")):
        if leading * power >= fineness:
            return leading * power
    return 10 * power


def _point(point: Point, frame: Frame) -> str:
    between = "; " if frame.plot.decimal == "," else ", "
    return f"({_x(frame, point[0])}{between}{_y(frame, point[1])})"


def _places(points: Sequence[Point], frame: Frame, key: str = "places-at") -> str:
    """Where points are: each of them, or between which ends if there are many."""
    if len(points) <= MANY:
        return _say(frame, key, places=_listed(frame, [_point(point, frame) for point in points]))
    xs, ys = zip(*points, strict=True)
    ends = {"x_low": _x(frame, min(xs)), "x_high": _x(frame, max(xs))}
    return _say(frame, "places-between", **ends, y_low=_y(frame, min(ys)), y_high=_y(frame, max(ys)))


# ------------------------------------------------------------------ layers


def _course(layer: Line, frame: Frame) -> str:
    """How a curve goes from turn to turn, as far as it is seen, and where it is at the numbers of the x axis."""
    visible = [point if point and frame.window.holds(frame.to(point)) else None for point in layer.through]
    ways: list[str] = []
    passed: list[str] = []
    for chain in chains(visible):
        if len(chain) > 1:
            ways.append(_way(chain, frame))
            passed += [_point(point, frame) for point in _passed(chain, frame)]
    if not ways:
        return _say(frame, "outside")
    way = "; ".join(ways)
    return _say(frame, "passes", way=way, points=_listed(frame, passed)) if passed else way


def _passed(chain: Sequence[Point], frame: Frame) -> Iterator[Point]:
    """Where a bent piece of a curve is at the numbers of the x axis, but for its ends and turns."""
    if _is_straight(chain, frame):
        return
    places = list(map(frame.to, chain))
    known = {_x(frame, x) for x, _ in _turns(chain, frame)}
    for tick in map(float, frame.x.ticks.major):
        if _x(frame, tick) not in known:
            height = _height_at(frame.x.to(tick), places)
            if height is not None:
                yield tick, frame.y.back(height)


def _height_at(x: float, places: Sequence[Point]) -> float | None:
    """The height of a chain of straight lines at x, where it first goes to the right past it; in points."""
    for (ax, ay), (bx, by) in pairwise(places):
        if ax <= x < bx:
            return ay + (x - ax) / (bx - ax) * (by - ay)
    return None


def _is_straight(chain: Sequence[Point], frame: Frame) -> bool:
    """Whether a piece of a curve is a straight line, as far as it is seen."""
    return len(simplified(list(map(frame.to, chain)), STRAIGHT)) == 2


def _way(chain: Sequence[Point], frame: Frame) -> str:
    """From one end to the other: "rises from −1 at x = −3 to 2 at x = 1, then falls to …"."""
    straight = _say(frame, "straight") if _is_straight(chain, frame) else ""
    phrases: list[str] = []
    for a, b in pairwise(_turns(chain, frame)):
        verb, ends = _verb(a, b, frame), {"x": _x(frame, b[0]), "y": _y(frame, b[1])}
        start = {"straight": straight, "x0": _x(frame, a[0]), "y0": _y(frame, a[1])}
        phrases.append(_say(frame, verb, **ends) if phrases else _say(frame, f"{verb}-from", **start, **ends))
    return _say(frame, "then").join(phrases)


def _verb(a: Point, b: Point, frame: Frame) -> str:
    """Whether a curve rises, falls or stays from one point to another."""
    climb = frame.y.to(a[1]) - frame.y.to(b[1])
    return "stays" if abs(climb) <= _little(frame) else "rises" if climb > 0 else "falls"


def _little(frame: Frame) -> float:
    """Points of height by which a curve is still level."""
    return frame.plot.size[1] / 100


def _turns(chain: Sequence[Point], frame: Frame) -> list[Point]:
    """The ends of a curve, and where between them it turns, becomes level or leaves its level, as far as it is seen."""
    heights = [-frame.y.to(y) for _, y in chain]
    ends = [0, *_extremes(heights, _little(frame)), len(chain) - 1]
    turns = [chain[0]]
    for start, end in pairwise(ends):
        turns += _levels(chain[start : end + 1], frame)
        turns.append(chain[end])
    return list(dict.fromkeys(turns))


def _extremes(heights: Sequence[float], little: float) -> Iterator[int]:
    """The indices at which heights turn by more than a little: the highest or lowest point that they came to."""
    extreme, direction = 0, 0  # the farthest index until now; 1 while heights rise, -1 while they fall
    for at, height in enumerate(heights):
        climb = height - heights[extreme]
        if direction == 0 and abs(climb) > little:
            extreme, direction = at, 1 if climb > 0 else -1
        elif direction and climb * direction >= 0:
            extreme = at
        elif direction and abs(climb) > little:
            yield extreme
            extreme, direction = at, -direction


def _levels(part: Sequence[Point], frame: Frame) -> Iterator[Point]:
    """The ends of a long level stretch with which a rise or a fall begins or ends."""
    for points in (part, part[::-1]):
        last = _last_level(points, frame)
        length = abs(frame.x.to(last[0]) - frame.x.to(points[0][0]))
        if last != points[-1] and length >= frame.plot.size[0] * LONG:
            yield last


def _last_level(points: Sequence[Point], frame: Frame) -> Point:
    """The last point before a curve leaves the height of its first one."""
    height, last = frame.y.to(points[0][1]), points[0]
    for point in points:
        if abs(frame.y.to(point[1]) - height) > _little(frame):
            break
        last = point
    return last


def _bars(layer: Bars, frame: Frame) -> Iterator[str]:
    scale = frame.x if lying(frame.plot) else frame.y
    names = frame.plot.y.categories if lying(frame.plot) else frame.plot.x.categories
    for name, height in zip(names, layer.heights, strict=True):
        yield f"{plain(name)} {_seen(frame, scale, height)}"


def _bins(layer: Histogram, frame: Frame) -> Iterator[str]:
    for (low, high), count in zip(pairwise(layer.edges), layer.counts, strict=True):
        yield _say(frame, "bin", count=_y(frame, count), low=_x(frame, low), high=_x(frame, high))


def _boxes(layer: BoxPlot, frame: Frame) -> Iterator[str]:
    scale = frame.x if lying(frame.plot) else frame.y
    names = frame.plot.y.categories or frame.plot.x.categories
    for at, box in enumerate(layer.boxes):
        five = [_seen(frame, scale, value) for value in box.five]
        values = dict(zip(("least", "first", "median", "third", "most"), five, strict=True))
        outliers = [_seen(frame, scale, value) for value in box.outliers]
        values["outliers"] = _say(frame, "outliers", points=_listed(frame, outliers)) if outliers else ""
        yield _say(frame, "box-of", name=plain(names[at]), **values) if names else _say(frame, "box", **values)


def _heat(layer: HeatMap, frame: Frame) -> str:
    rows, columns = len(layer.cells), len(layer.cells[0])
    lead = _say(frame, "heat", rows=rows, columns=columns)
    if layer.title:
        lead = _say(frame, "heat-of", meaning=plain(layer.title), rows=rows, columns=columns)
    if rows * columns > CELLS:
        return f"{lead}."
    low, high = heat(layer)
    # shades are told apart to a twentieth; numbers in the cells are read as they stand
    fineness = None if layer.numbers else _round_up(Decimal(repr((high - low) / 20)))
    described = []
    for name, row in zip(frame.plot.y.categories, layer.cells, strict=True):
        values = [spoken(value, fineness, frame.plot.decimal) for value in row]
        described.append(f"{plain(name)}: {('; ' if frame.plot.decimal == ',' else ', ').join(values)}")
    return f"{lead}: {'; '.join(described)}."
