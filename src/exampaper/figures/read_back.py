"""What a drawing shows, read off it as a person would: its ticks tell the scale, its lines and areas the data.

The source of the drawing is all that is looked at, SVG or TikZ, and never the plot that it was made from: so a plot
that is drawn wrongly disagrees with its key.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal
from xml.etree import ElementTree

from exampaper.figures.labels import plain
from exampaper.nodes import (
    Bars,
    Box,
    BoxPlot,
    HeatMap,
    Histogram,
    Layer,
    Line,
    Point,
    Points,
    Region,
    Rule,
    Steps,
)

OFF = 0.3
"""Points by which a tick may be off its scale."""

SMALL = 7.0  # points that the sign of a single point may measure


@dataclass(frozen=True, slots=True)
class Seen:
    """A line, an area or a circle (its centre alone) of a drawing, y downwards, and how it looks."""

    role: str
    layer: int
    points: tuple[Point, ...]
    closed: bool
    fill: str
    dash: str
    round: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A label of a drawing, and where it stands."""

    role: str
    text: str
    at: Point


@dataclass(frozen=True, slots=True)
class Ruler:
    """An axis as its ticks tell it: from one place and value to another, or names by their places."""

    places: Point = (0.0, 1.0)
    values: Point = (0.0, 1.0)
    log: bool = False
    names: tuple[tuple[float, str], ...] = ()

    def value(self, place: float) -> float:
        """What stands at a place; among names, the number of the nearest, from 0."""
        if self.names:
            return float(min(range(len(self.names)), key=lambda at: abs(self.names[at][0] - place)))
        low, high = map(self._even, self.values)
        share = (place - self.places[0]) / (self.places[1] - self.places[0])
        value = low + share * (high - low)
        return 10.0**value if self.log else value

    def place(self, value: float) -> float:
        low, high = map(self._even, self.values)
        return self.places[0] + (self._even(value) - low) / (high - low) * (self.places[1] - self.places[0])

    def _even(self, value: float) -> float:
        return math.log10(value) if self.log else value


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot as it is seen: its axes, and its layers in values."""

    x: Ruler
    y: Ruler
    layers: tuple[Layer, ...]

    def named(self, label: str) -> Layer:
        """The layer that the legend gives this name. Raises KeyError."""
        found = [layer for layer in self.layers if plain(getattr(layer, "label", "")) == plain(label)]
        if not found:
            raise KeyError(label)
        return found[0]

    def height(self, line: Line, x: float) -> float:
        """Where a line is at x. Raises ValueError where it is not."""
        at = self.x.place(x)
        for a, b in pairwise(line.through):
            if a and b:
                start, end = self.x.place(a[0]), self.x.place(b[0])
                if min(start, end) - 1e-6 <= at <= max(start, end) + 1e-6 and start != end:
                    low, high = self.y.place(a[1]), self.y.place(b[1])
                    return self.y.value(low + (at - start) / (end - start) * (high - low))
        raise ValueError(f"the line is not drawn at {x:g}")


def read_back(source: str) -> Drawn:
    """The data that a drawing shows, SVG with its words or TikZ, of a plot with axes.

    Values are as exact as a drawing is: to some hundredths of a point. Raises ValueError for ticks of no scale.
    """
    marks, words = _seen_in_svg(source) if source.lstrip().startswith("<svg") else _seen_in_tikz(source)
    x, y = _ruler("x", marks, words), _ruler("y", marks, words)
    shown = sorted((mark for mark in marks if mark.layer >= 0), key=lambda mark: mark.layer)
    groups = {number: list(group) for number, group in groupby(shown, key=lambda mark: mark.layer)}
    names = _names(marks, words, groups)
    layers = (_named(_layer(group, x, y, marks, words), names.get(number, "")) for number, group in groups.items())
    return Drawn(x, y, tuple(layers))


# ------------------------------------------------------------------ the two languages


def _seen_in_svg(source: str) -> tuple[list[Seen], list[Words]]:
    marks, words = [], []
    for element in ElementTree.fromstring(source):
        role = element.get("class", "")
        if element.tag.endswith("text"):
            at = float(element.get("x", "0")), float(element.get("y", "0"))
            words.append(Words(role, "".join(element.itertext()), at))
        for child in element:
            marks.append(_svg_mark(child, role, int(element.get("data-layer", "-1"))))
    return marks, words


def _svg_mark(child: ElementTree.Element, role: str, layer: int) -> Seen:
    fill, dash = child.get("fill", ""), child.get("stroke-dasharray", "")
    if child.tag.endswith("circle"):
        centre = float(child.get("cx", "0")), float(child.get("cy", "0"))
        return Seen(role, layer, (centre,), True, fill, dash, round=True)
    path = child.get("d", "")
    return Seen(role, layer, _points(_NUMBER.findall(path)), path.endswith("Z"), fill, dash)


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def _points(numbers: Sequence[str]) -> tuple[Point, ...]:
    values = list(map(float, numbers))
    return tuple(zip(values[::2], values[1::2], strict=True))


def _seen_in_tikz(source: str) -> tuple[list[Seen], list[Words]]:
    marks, words, role, layer = [], [], "", -1
    for line in map(str.strip, source.split("\n")):
        if found := re.fullmatch(r"% ([\w-]+)(?:: words| (\d+))?", line):
            role, layer = found[1], int(found[2] or -1)
        elif found := re.fullmatch(r"\\node\[.*?\] at \((.*?),(.*?)\) \{(.*)\};", line):
            words.append(Words(role, plain(found[3]), (float(found[1]), -float(found[2]))))
        elif found := re.fullmatch(r"\\path\[(.*?)\] (.*);", line):
            marks.append(_tikz_mark(found[1], found[2], role, layer))
    return marks, words


def _tikz_mark(options: str, path: str, role: str, layer: int) -> Seen:
    points = _points([number for pair in re.findall(r"\((.*?),(.*?)\)", path) for number in pair])
    flipped = tuple((x, -y) for x, y in points)
    fill, dash = (re.search(pattern, options) for pattern in (r"fill(?:=[^,]*)?", r"dash pattern=[^,]*"))
    closed, is_round = "cycle" in path, "circle" in path
    return Seen(role, layer, flipped, closed or is_round, fill[0] if fill else "", dash[0] if dash else "", is_round)


# ------------------------------------------------------------------ axes


def _ruler(axis: Literal["x", "y"], marks: Iterable[Seen], words: Iterable[Words]) -> Ruler:
    """The scale that the ticks of an axis tell."""
    along = 0 if axis == "x" else 1
    labels = [each for each in words if each.role == f"tick-{axis}"]
    ticks = [mark.points[0][along] for mark in marks if mark.role == f"tick-{axis}"]
    if not ticks:
        return Ruler(names=tuple((each.at[along], each.text) for each in labels)) if labels else Ruler()
    pairs = [(min(ticks, key=lambda tick: abs(tick - each.at[along] + _above(along))), each.text) for each in labels]
    known = sorted((value, place) for place, text in pairs if (value := number_in(text)) is not None)
    if len(known) < 2:
        raise ValueError(f"the {axis} axis has no two numbers to read values by")
    for log in (False, True):
        if log and known[0][0] <= 0:
            continue
        (low, start), (high, end) = known[0], known[-1]
        ruler = Ruler((start, end), (low, high), log)
        if all(abs(ruler.place(value) - place) <= OFF for value, place in known):
            return ruler
    raise ValueError(f"the numbers of the {axis} axis stand on no scale, even or logarithmic")


def _above(along: int) -> float:
    """How far a tick is above the baseline of its number, on the y axis."""
    return 3.06 * along


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_POWER = re.compile(r"(-?)(?:(\d+(?:\.\d+)?)⋅)?10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
_OF_PI = re.compile(r"(-?)\(?(\d*)π\)?(?:/(\d+))?")


def number_in(words: str) -> float | None:
    """The number that a tick's label is, if it is one: −1, 0.5, 10 000, 3 · 10⁶, π/2."""
    text = re.sub(r"[\s\u2009\u202f]", "", words).replace("−", "-").replace("·", "⋅").replace(",", ".")
    if _PLAIN_NUMBER.fullmatch(text):
        return float(text)
    if found := _POWER.fullmatch(text):
        return float(f"{found[1]}{found[2] or 1}e{found[3].translate(_RAISED)}")
    if found := _OF_PI.fullmatch(text):
        return float(f"{found[1]}1") * int(found[2] or 1) * math.pi / int(found[3] or 1)
    return None


# ------------------------------------------------------------------ layers


def _layer(group: list[Seen], x: Ruler, y: Ruler, marks: list[Seen], words: list[Words]) -> Layer:
    """What the marks of a layer show."""
    role = next(mark.role for mark in group if mark.role not in ("marker", "hatch"))
    of_role = [mark for mark in group if mark.role == role]

    def value(point: Point) -> Point:
        return x.value(point[0]), y.value(point[1])

    match role:
        case "line":
            return Line(tuple(_joined([list(map(value, mark.points)) for mark in of_role])))
        case "points":
            return Points(tuple(map(value, _centres(of_role))))
        case "bars":
            return Bars(tuple(_bar(mark, x, y) for mark in of_role))
        case "steps":
            return Steps(tuple(value(mark.points[0]) for mark in of_role))
        case "histogram":
            return _histogram(of_role, value)
        case "box":
            return BoxPlot(tuple(_boxes(group, x, y)))
        case "cell":
            return _heat_map(of_role, marks, words)
        case "region":
            return Region(tuple(map(value, of_role[0].points)))
        case "rule":
            (ax, ay), (bx, _) = of_role[0].points
            return Rule("x", x.value(ax)) if ax == bx else Rule("y", y.value(ay))
    raise ValueError(f"no layer is made of {role}")


def _joined(chains: Sequence[list[Point]]) -> Iterator[Point | None]:
    for number, chain in enumerate(chains):
        yield from ([None] if number else [])
        yield from chain


def _centres(marks: Sequence[Seen]) -> Iterator[Point]:
    """The middle of each sign; two strokes about one middle are one sign."""
    middles = [_middle(mark) for mark in marks]
    crossed = [not mark.closed for mark in marks]
    at = 0
    while at < len(middles):
        yield middles[at]
        at += 2 if crossed[at] else 1


def _middle(mark: Seen) -> Point:
    if mark.round:
        return mark.points[0]
    if len(mark.points) == 3:  # a triangle's middle is that of its base's height, as it is drawn
        (x, top), (_, base), _ = mark.points
        return x, base - 0.8 / 2.05 * (base - top)
    xs, ys = zip(*mark.points, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _bar(mark: Seen, x: Ruler, y: Ruler) -> float:
    """How far a bar reaches: its second corner lies opposite its base."""
    (_, _), (_, _), far, _ = mark.points
    return x.value(far[0]) if y.names else y.value(far[1])


def _histogram(marks: Sequence[Seen], value: Callable[[Point], Point]) -> Histogram:
    corners = [tuple(map(value, (mark.points[0], mark.points[2]))) for mark in marks]
    edges = [min(low[0], high[0]) for low, high in corners] + [max(corners[-1][0][0], corners[-1][1][0])]
    return Histogram(tuple(edges), tuple(high[1] for _, high in corners))


def _boxes(group: Sequence[Seen], x: Ruler, y: Ruler) -> Iterator[Box]:
    """Each box with what follows it: median, whiskers and their ends, outliers."""
    starts = [at for at, mark in enumerate(group) if mark.role == "box"]
    for start, end in zip(starts, [*starts[1:], len(group)], strict=True):
        body, median, *rest = group[start:end]
        standing = median.points[0][1] == median.points[1][1]

        def to(point: Point, standing: bool = standing) -> float:
            return y.value(point[1]) if standing else x.value(point[0])

        ends = sorted(to(mark.points[1]) for mark in rest if mark.role == "whisker")
        edges = sorted((to(body.points[0]), to(body.points[1])))
        outliers = tuple(to(mark.points[0]) for mark in rest if mark.role == "outlier")
        yield Box((ends[0], edges[0], to(median.points[0]), edges[1], ends[1]), outliers)


def _heat_map(cells: Sequence[Seen], marks: Sequence[Seen], words: Sequence[Words]) -> HeatMap:
    """The values by the shades' bar, row by row."""
    ticks = [replace(mark, role="tick-y") for mark in marks if mark.role == "tick-shade"]
    labels = [replace(label, role="tick-y") for label in words if label.role == "tick-shade"]
    ruler = _ruler("y", ticks, labels)
    strips = {mark.fill: _middle(mark)[1] for mark in marks if mark.role == "strip"}
    by_grey = sorted((_grey(fill), place) for fill, place in strips.items())

    def value(cell: Seen) -> float:
        grey = _grey(cell.fill)
        below = max((each for each in by_grey if each[0] <= grey), default=by_grey[0])
        above = min((each for each in by_grey if each[0] >= grey), default=by_grey[-1])
        if above[0] == below[0]:
            return ruler.value(below[1])
        share = (grey - below[0]) / (above[0] - below[0])
        return ruler.value(below[1] + share * (above[1] - below[1]))

    rows = groupby(cells, key=lambda cell: cell.points[0][1])
    return HeatMap(tuple(tuple(map(value, row)) for _, row in rows))


def _grey(fill: str) -> float:
    """The lightness of a colour: black is 0."""
    if fill in ("white", "fill=white"):
        return 1.0
    if found := re.search(r"#([0-9a-f]{2})", fill):
        return int(found[1], 16) / 255
    found = re.search(r"black!([\d.]+)", fill)
    return 1 - float(found[1]) / 100 if found else 0.0


# ------------------------------------------------------------------ legend

Look = frozenset[tuple[str, str, str]]


def _names(marks: Sequence[Seen], words: Sequence[Words], groups: dict[int, list[Seen]]) -> dict[int, str]:
    """The name of each layer: that beside a sample that looks like it, or that at the end of its line."""
    samples = [mark for mark in marks if mark.layer < 0 and mark.role in ("sample", "hatch")]
    labels = [label for label in words if label.role == "legend"]
    if not samples:
        return _at_ends(labels, groups)
    looks = {number: _look(group) for number, group in groups.items()}
    found: dict[int, str] = {}
    for label in labels:
        number = _alike(_look([mark for mark in samples if _is_beside(mark, label.at)]), looks, found)
        if number is not None:
            found[number] = label.text
    return found


def _at_ends(labels: Sequence[Words], groups: dict[int, list[Seen]]) -> dict[int, str]:
    """Names at the ends of lines, from the top: each belongs to the nearest end that has none yet."""
    lines = {n: [mark for mark in group if mark.role in ("line", "steps")] for n, group in groups.items()}
    ends = sorted((line[-1].points[-1][1], number) for number, line in lines.items() if line)
    found: dict[int, str] = {}
    for place, label in enumerate(sorted(labels, key=lambda label: label.at[1])):
        free = [end for end in ends if end[1] not in found]
        if free:
            y = ends[place][0] if len(ends) == len(labels) else label.at[1]
            found[min(free, key=lambda end: abs(end[0] - y))[1]] = label.text
    return found


def _is_beside(mark: Seen, at: Point) -> bool:
    x, y = _middle(mark)
    return -34 < x - at[0] < 0 and abs(y + 3 - at[1]) < 7


def _alike(look: Look, looks: dict[int, Look], taken: Iterable[int]) -> int | None:
    free = {number: each for number, each in looks.items() if number not in taken}
    same = [number for number, each in free.items() if each == look]
    return next(iter(same or [number for number, each in free.items() if look <= each]), None)


def _look(group: Sequence[Seen]) -> Look:
    """How marks look, whatever their size."""
    return frozenset(_sign(mark) for mark in group if mark.role != "riser")


def _sign(mark: Seen) -> tuple[str, str, str]:
    xs, ys = zip(*mark.points, strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if mark.role == "hatch":
        return "hatch", "", ""
    if mark.round:
        return "disc", mark.fill, ""
    if mark.closed:
        return (f"sign of {len(mark.points)}" if max(wide, high) < SMALL else "area"), mark.fill, ""
    if max(wide, high) < SMALL and mark.role in ("points", "marker", "sample"):
        return "stroke", "slanted" if min(wide, high) > 0.5 else "straight", ""
    return "line", "", mark.dash


def _named(layer: Layer, name: str) -> Layer:
    if name and isinstance(layer, Line | Points | Bars | Steps | Histogram | Region):
        return replace(layer, label=name)
    return layer
