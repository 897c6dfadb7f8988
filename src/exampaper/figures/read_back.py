"""What a drawing shows, read off it as a person would: its ticks tell the scale, its lines and areas the data.

The source of the drawing is all that is looked at, SVG or TikZ, and never the plot that it was made from: so a plot
that is drawn wrongly disagrees with its key.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

OFF = 0.3  # points by which a tick may be off its scale

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
            distances = [abs(at - place) for at, _ in self.names]
            return float(distances.index(min(distances)))
        low, high = map(self._even, self.values)
        share = (place - self.places[0]) / (self.places[1] - self.places[0])
        value = low + share * (high - low)
        return 10.0**value if self.log else value

    def place(self, value: float) -> float:
        """Where a value stands."""
        low, high = map(self._even, self.values)
        return self.places[0] + (self._even(value) - low) / (high - low) * (self.places[1] - self.places[0])

    def _even(self, value: float) -> float:
        """The value on a scale that is even: its logarithm on a logarithmic axis."""
        return math.log10(value) if self.log else value


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot as it is seen: its axes, and its layers in values."""

    x: Ruler
    y: Ruler
    layers: tuple[Layer, ...]

    def named(self, label: str) -> Layer:
        """The layer that the legend gives this name. Raises KeyError."""
        for layer in self.layers:
            if plain(getattr(layer, "label", "")) == plain(label):
                return layer
        raise KeyError(label)

    def height(self, line: Line, x: float) -> float:
        """The y of a line at x, between the points that are drawn. Raises ValueError where the line is not drawn."""
        at = self.x.place(x)
        for a, b in pairwise(line.through):
            if a is None or b is None:
                continue
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
    groups: dict[int, list[Seen]] = {}
    for mark in marks:
        if mark.layer >= 0:
            groups.setdefault(mark.layer, []).append(mark)
    names = _names(marks, words, groups)
    layers = []
    for number in sorted(groups):
        layer = _layer(groups[number], x, y, marks, words)
        layers.append(_named(layer, names.get(number, "")))
    return Drawn(x, y, tuple(layers))


# ------------------------------------------------------------------ the two languages


def _seen_in_svg(source: str) -> tuple[list[Seen], list[Words]]:
    """The marks and words of an SVG; classes and `data-layer` tell what they stand for."""
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
    numbers = list(map(float, _NUMBER.findall(path)))
    points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    return Seen(role, layer, points, path.endswith("Z"), fill, dash)


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


_TIKZ_ROLE = re.compile(r"% ([\w-]+)(?:: words| (\d+))?")
_TIKZ_WORDS = re.compile(r"\\node\[.*?\] at \((.*?),(.*?)\) \{(.*)\};")
_TIKZ_MARK = re.compile(r"\\path\[(.*?)\] (.*);")


def _seen_in_tikz(source: str) -> tuple[list[Seen], list[Words]]:
    """The marks and words of a `tikzpicture`; comments above them tell what they stand for."""
    marks, words, role, layer = [], [], "", -1
    for line in map(str.strip, source.split("\n")):
        if match := _TIKZ_ROLE.fullmatch(line):
            role, layer = match[1], int(match[2] or -1)
        elif match := _TIKZ_WORDS.fullmatch(line):
            words.append(Words(role, plain(match[3]), (float(match[1]), -float(match[2]))))
        elif match := _TIKZ_MARK.fullmatch(line):
            marks.append(_tikz_mark(match[1], match[2], role, layer))
    return marks, words


def _tikz_mark(options: str, path: str, role: str, layer: int) -> Seen:
    pairs = re.findall(r"\((.*?),(.*?)\)", path)
    points = tuple((float(x), -float(y)) for x, y in pairs)
    fill = re.search(r"fill(?:=[^,]*)?", options)
    dash = re.search(r"dash pattern=[^,]*", options)
    closed, is_round = "cycle" in path, "circle" in path
    return Seen(role, layer, points, closed or is_round, fill[0] if fill else "", dash[0] if dash else "", is_round)


# ------------------------------------------------------------------ axes


def _ruler(axis: Literal["x", "y"], marks: Iterable[Seen], words: Iterable[Words]) -> Ruler:
    """The scale that the ticks of an axis tell. Raises ValueError where they tell none."""
    along = 0 if axis == "x" else 1
    labels = [(label.at[along], label.text) for label in words if label.role == f"tick-{axis}"]
    ticks = [mark.points[0][along] for mark in marks if mark.role == f"tick-{axis}"]
    if not ticks:
        return Ruler(names=tuple(labels)) if labels else Ruler()
    known = _numbered_ticks(ticks, labels, TICK_ABOVE[axis])
    if len(known) < 2:
        raise ValueError(f"the {axis} axis has no two numbers to read values by")
    (low, start), (high, end) = known[0], known[-1]
    for log in (False, True):
        if log and low <= 0:
            continue
        ruler = Ruler((start, end), (low, high), log)
        if all(abs(ruler.place(value) - place) <= OFF for value, place in known):
            return ruler
    raise ValueError(f"the numbers of the {axis} axis stand on no scale, even or logarithmic")


TICK_ABOVE = {"x": 0.0, "y": 3.06}
"""How far a tick is from the place of its number along its axis: on the y axis, above the number's baseline."""


def _numbered_ticks(
    ticks: Sequence[float], labels: Iterable[tuple[float, str]], above: float
) -> list[tuple[float, float]]:
    """The value and place of each tick that has a number, from the lowest value."""
    known = []
    for at, text in labels:
        value = number_in(text)
        if value is not None:
            distances = [abs(tick - at + above) for tick in ticks]
            known.append((value, ticks[distances.index(min(distances))]))
    return sorted(known)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_POWER = re.compile(r"(-?)(?:(\d+(?:\.\d+)?)⋅)?10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
_OF_PI = re.compile(r"(-?)\(?(\d*)π\)?(?:/(\d+))?")


def number_in(words: str) -> float | None:
    """The number that a tick's label is, if it is one: −1, 0.5, 10 000, 3 · 10⁶, π/2."""
    text = re.sub(r"[\s\u2009\u202f]", "", words).replace("−", "-").replace("·", "⋅").replace(",", ".")
    if _PLAIN_NUMBER.fullmatch(text):
        return float(text)
    if match := _POWER.fullmatch(text):
        return float(f"{match[1]}{match[2] or 1}e{match[3].translate(_RAISED)}")
    if match := _OF_PI.fullmatch(text):
        return float(f"{match[1]}1") * int(match[2] or 1) * math.pi / int(match[3] or 1)
    return None


# ------------------------------------------------------------------ layers


def _layer(group: list[Seen], x: Ruler, y: Ruler, marks: list[Seen], words: list[Words]) -> Layer:
    """What the marks of a layer show. marks, words: of the whole drawing, for what shades mean."""
    roles = [mark.role for mark in group if mark.role not in ("marker", "hatch")]
    if not roles:
        raise ValueError("of a layer nothing but markers can be seen")
    role = roles[0]
    of_role = [mark for mark in group if mark.role == role]

    def value(point: Point) -> Point:
        return x.value(point[0]), y.value(point[1])

    match role:
        case "line":
            return Line(tuple(_line(of_role, value)))
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
            return _rule(of_role[0], x, y)
    raise ValueError(f"no layer is made of {role}")


ToValue = Callable[[Point], Point]
"""A place → the values of both axes there."""


def _line(marks: Sequence[Seen], value: ToValue) -> Iterator[Point | None]:
    """The points of the pieces of a line, with a gap (None) between two of them."""
    for number, mark in enumerate(marks):
        if number:
            yield None
        yield from map(value, mark.points)


def _rule(mark: Seen, x: Ruler, y: Ruler) -> Rule:
    (start_x, start_y), (end_x, _) = mark.points
    return Rule("x", x.value(start_x)) if start_x == end_x else Rule("y", y.value(start_y))


def _centres(marks: Sequence[Seen]) -> Iterator[Point]:
    """The middle of each sign; two strokes about one middle are one sign."""
    at = 0
    while at < len(marks):
        yield _middle(marks[at])
        at += 1 if marks[at].closed else 2


def _middle(mark: Seen) -> Point:
    """The point that the sign of a single point stands for."""
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


def _histogram(marks: Sequence[Seen], value: ToValue) -> Histogram:
    """The bins by two opposite corners of each: its first and its third."""
    edges: list[float] = []
    counts: list[float] = []
    last_edge = 0.0
    for mark in marks:
        (first_x, _), (third_x, count) = value(mark.points[0]), value(mark.points[2])
        edges.append(min(first_x, third_x))
        counts.append(count)
        last_edge = max(first_x, third_x)
    return Histogram((*edges, last_edge), tuple(counts))


def _boxes(group: Sequence[Seen], x: Ruler, y: Ruler) -> Iterator[Box]:
    """Each box with what follows it: median, whiskers and their ends, outliers."""
    starts = [at for at, mark in enumerate(group) if mark.role == "box"]
    for start, end in zip(starts, [*starts[1:], len(group)], strict=True):
        yield _box(group[start:end], x, y)


def _box(marks: Sequence[Seen], x: Ruler, y: Ruler) -> Box:
    body, median, *rest = marks
    is_standing = median.points[0][1] == median.points[1][1]

    def value(point: Point) -> float:
        return y.value(point[1]) if is_standing else x.value(point[0])

    least, most = sorted(value(mark.points[1]) for mark in rest if mark.role == "whisker")
    first, third = sorted((value(body.points[0]), value(body.points[1])))
    outliers = tuple(value(mark.points[0]) for mark in rest if mark.role == "outlier")
    return Box((least, first, value(median.points[0]), third, most), outliers)


def _heat_map(cells: Sequence[Seen], marks: Sequence[Seen], words: Sequence[Words]) -> HeatMap:
    """The values row by row, by the bar that tells what shades mean: it is an axis of its own, beside the cells."""
    ticks = [replace(mark, role="tick-y") for mark in marks if mark.role == "tick-shade"]
    labels = [replace(label, role="tick-y") for label in words if label.role == "tick-shade"]
    ruler = _ruler("y", ticks, labels)
    place_of_shade = {mark.fill: _middle(mark)[1] for mark in marks if mark.role == "strip"}
    strips = sorted((_grey(fill), place) for fill, place in place_of_shade.items())
    rows = []
    for _, row in groupby(cells, key=lambda cell: cell.points[0][1]):
        rows.append(tuple(ruler.value(_place_of(_grey(cell.fill), strips)) for cell in row))
    return HeatMap(tuple(rows))


def _place_of(grey: float, strips: Sequence[Point]) -> float:
    """The place on the bar that has a grey, between the strips that are next to it.

    strips: the grey and the place of each, sorted.
    """
    lower_grey, lower_place = max((strip for strip in strips if strip[0] <= grey), default=strips[0])
    upper_grey, upper_place = min((strip for strip in strips if strip[0] >= grey), default=strips[-1])
    if upper_grey == lower_grey:
        return lower_place
    share = (grey - lower_grey) / (upper_grey - lower_grey)
    return lower_place + share * (upper_place - lower_place)


def _grey(fill: str) -> float:
    """The lightness of a colour: black is 0."""
    if fill in ("white", "fill=white"):
        return 1.0
    if match := re.search(r"#([0-9a-f]{2})", fill):
        return int(match[1], 16) / 255
    match = re.search(r"black!([\d.]+)", fill)
    return 1 - float(match[1]) / 100 if match else 0.0


# ------------------------------------------------------------------ legend

Look = frozenset[tuple[str, str, str]]
"""What marks look like, whatever their size: for each its shape, its filling and its dashes."""


def _names(marks: Sequence[Seen], words: Sequence[Words], groups: dict[int, list[Seen]]) -> dict[int, str]:
    """The name of each layer: that beside a sample that looks like it, or that at the end of its line."""
    samples = [mark for mark in marks if mark.layer < 0 and mark.role in ("sample", "hatch")]
    labels = [label for label in words if label.role == "legend"]
    if not samples:
        return _at_ends(labels, groups)
    unnamed = {number: _look(groups[number]) for number in sorted(groups)}
    names: dict[int, str] = {}
    for label in labels:
        look = _look([mark for mark in samples if _is_beside(mark, label.at)])
        number = _alike(look, unnamed)
        if number is not None:
            names[number] = label.text
            del unnamed[number]
    return names


def _at_ends(labels: Sequence[Words], groups: dict[int, list[Seen]]) -> dict[int, str]:
    """Names at the ends of lines, from the top: each belongs to the nearest end that has none yet."""
    ends = []
    for number, group in groups.items():
        line = [mark for mark in group if mark.role in ("line", "steps")]
        if line:
            ends.append((line[-1].points[-1][1], number))
    ends.sort()
    free = list(ends)
    names: dict[int, str] = {}
    for place, label in enumerate(sorted(labels, key=lambda label: label.at[1])):
        if free:
            # where every line has a name, the order tells which: names may have been moved apart
            y = ends[place][0] if len(ends) == len(labels) else label.at[1]
            distances = [abs(end_y - y) for end_y, _ in free]
            _, number = free.pop(distances.index(min(distances)))
            names[number] = label.text
    return names


def _is_beside(mark: Seen, at: Point) -> bool:
    """Whether a mark is the sample of the entry in the legend whose name begins at a point."""
    x, y = _middle(mark)
    return -34 < x - at[0] < 0 and abs(y + 3 - at[1]) < 7


def _alike(look: Look, unnamed: Mapping[int, Look]) -> int | None:
    """The first layer that looks like a sample, or else the first that has all of the sample's marks."""
    for number, other in unnamed.items():
        if other == look:
            return number
    for number, other in unnamed.items():
        if look <= other:
            return number
    return None


def _look(group: Sequence[Seen]) -> Look:
    return frozenset(_sign(mark) for mark in group if mark.role != "riser")


def _sign(mark: Seen) -> tuple[str, str, str]:
    """The shape, the filling and the dashes of a mark."""
    xs, ys = zip(*mark.points, strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    is_small = max(wide, high) < SMALL
    if mark.role == "hatch":
        return "hatch", "", ""
    if mark.round:
        return "disc", mark.fill, ""
    if mark.closed:
        return f"sign of {len(mark.points)}" if is_small else "area", mark.fill, ""
    if is_small and mark.role in ("points", "marker", "sample"):
        return "stroke", "slanted" if min(wide, high) > 0.5 else "straight", ""
    return "line", "", mark.dash


def _named(layer: Layer, name: str) -> Layer:
    if name and isinstance(layer, Line | Points | Bars | Steps | Histogram | Region):
        return replace(layer, label=name)
    return layer
