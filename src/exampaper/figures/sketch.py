"""A picture as lines, areas and words, in points, y downwards from the top left corner.

Every target writes the same sketch in its own language.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from exampaper.figures.geometry import rounded
from exampaper.nodes import Point

FINE = 0.02
"""Points by which a simplified curve may be off: less than a hundredth of a millimetre."""

DASHES: dict[str, tuple[float, ...]] = {
    "solid": (),
    "dashed": (5, 3),
    "dotted": (1.2, 2.4),
    "dashdotted": (7, 2.5, 1.2, 2.5),
}


@dataclass(frozen=True, slots=True)
class Pen:
    """A line's width, the lengths of its dashes and gaps, and its shade: 0 for black."""

    width: float
    dash: tuple[float, ...] = ()
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A chain of straight lines, or an area of that outline.

    role: what it stands for ("axis", "tick-x", "line", …); layer: the number of the layer that it belongs to.
    fill: the shade of the area, 1 for white; None for none. cubic: whether it is a chain of cubic Béziers.
    """

    points: tuple[Point, ...]
    pen: Pen | None
    role: str
    layer: int = -1
    closed: bool = False
    fill: float | None = None
    cubic: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle, or a filled disc; its fields mean what those of `Stroke` do."""

    centre: Point
    radius: float
    pen: Pen | None
    role: str
    layer: int = -1
    fill: float | None = None


Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Label:
    """Words whose baseline begins, ends or has its middle at a point. turned: read from below."""

    words: str
    at: Point
    align: Align
    role: str = "note"
    turned: bool = False
    grey: float = 0.0


Mark = Stroke | Disc


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture: its size, its marks from the bottom up, and its words, which lie over all marks."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...] = ()


def moved(sketch: Sketch, dx: float, dy: float) -> Sketch:
    """The same picture elsewhere, its numbers rounded as every target writes them."""

    def to(point: Point) -> Point:
        return rounded(point[0] + dx), rounded(point[1] + dy)

    def moved_mark(mark: Mark) -> Mark:
        if isinstance(mark, Disc):
            return replace(mark, centre=to(mark.centre))
        return replace(mark, points=tuple(map(to, mark.points)))

    marks = tuple(map(moved_mark, sketch.marks))
    labels = tuple(replace(label, at=to(label.at)) for label in sketch.labels)
    return Sketch(rounded(sketch.width), rounded(sketch.height), marks, labels)


# ------------------------------------------------------------------ geometry


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle that nothing may leave."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point, slack: float = 1e-6) -> bool:
        x, y = point
        is_across = self.left - slack <= x <= self.right + slack
        return is_across and self.top - slack <= y <= self.bottom + slack


def chains(points: Iterable[Point | None]) -> Iterator[list[Point]]:
    """The pieces of a line between its gaps. points: a None is a gap."""
    chain: list[Point] = []
    for point in (*points, None):
        if point is not None:
            chain.append(point)
        elif chain:
            yield chain
            chain = []


def clipped(chain: Sequence[Point], window: Window) -> Iterator[list[Point]]:
    """The pieces of a chain of straight lines that lie within a window."""
    piece: list[Point] = []
    for a, b in pairwise(chain):
        visible = _within(a, b, window)
        if visible is None:
            continue
        start, end = visible
        if piece and piece[-1] != start:
            yield piece
            piece = []
        piece = piece or [start]
        piece.append(end)
    if piece:
        yield piece


def _within(a: Point, b: Point, window: Window) -> tuple[Point, Point] | None:
    """The part of a segment within a window; None if it lies outside.

    Liang and Barsky (1984), “A new concept and method for line clipping”, ACM Transactions on Graphics 3: the segment
    enters and leaves the half plane of each side at a share of its length.
    """
    dx, dy = b[0] - a[0], b[1] - a[1]
    sides = (
        (-dx, a[0] - window.left),
        (dx, window.right - a[0]),
        (-dy, a[1] - window.top),
        (dy, window.bottom - a[1]),
    )
    enter, leave = 0.0, 1.0
    for slope, room in sides:
        if slope == 0 and room < 0:
            return None
        if slope < 0:
            enter = max(enter, room / slope)
        elif slope > 0:
            leave = min(leave, room / slope)
    if enter > leave:
        return None
    first = a if enter == 0 else (a[0] + enter * dx, a[1] + enter * dy)
    last = b if leave == 1 else (a[0] + leave * dx, a[1] + leave * dy)
    return first, last


def cut_area(outline: Sequence[Point], window: Window) -> list[Point]:
    """The part of an area within a window: it is cut along each side in turn.

    Sutherland and Hodgman (1974), “Reentrant polygon clipping”, Communications of the ACM 17.
    """
    sides = ((0, window.left, 1), (0, window.right, -1), (1, window.top, 1), (1, window.bottom, -1))
    area = list(outline)
    for axis, edge, sign in sides:
        area = list(_half(area, axis, edge, sign))
    return area


def _half(area: Sequence[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    """The part of an area on one side of a line. axis: 0 for an upright line at x = edge, 1 for a level one.

    sign: 1 for what lies to the right or below, -1 for the other side.
    """
    for a, b in pairwise([*area[-1:], *area]):
        in_a = sign * (a[axis] - edge) >= 0
        in_b = sign * (b[axis] - edge) >= 0
        if in_a != in_b:
            share = (edge - a[axis]) / (b[axis] - a[axis])
            yield a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
        if in_b:
            yield b


def simplified(chain: Sequence[Point], fine: float = FINE) -> list[Point]:
    """The chain without those points that it does not need. fine: points by which it may be off.

    Douglas and Peucker (1973), “Algorithms for the reduction of the number of points required to represent a digitized
    line”: a span between two kept points is cut at the point farthest from its chord, for as long as that is too far.
    """
    keep = {0, len(chain) - 1}
    spans = [(0, len(chain) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, farthest_at = 0.0, 0
        for at in range(first + 1, last):
            distance = _distance(chain[at], chain[first], chain[last])
            if distance >= farthest:
                farthest, farthest_at = distance, at
        if farthest > fine:
            keep.add(farthest_at)
            spans += (first, farthest_at), (farthest_at, last)
    return [chain[at] for at in sorted(keep)]


def _distance(point: Point, a: Point, b: Point) -> float:
    """How far a point is from the segment ab."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


def rectangle(a: Point, b: Point) -> tuple[Point, Point, Point, Point]:
    """The corners of the rectangle between two opposite ones, from the first around to the one before it."""
    return (a[0], a[1]), (b[0], a[1]), (b[0], b[1]), (a[0], b[1])


def hatched(outline: Sequence[Point], gap: float = 5.0) -> Iterator[tuple[Point, Point]]:
    """Slanted lines that fill an area. gap: between two of them along an axis, in points."""
    sums = [x + y for x, y in outline]
    first, last = math.ceil(min(sums) / gap), math.floor(max(sums) / gap)
    for number in range(first, last + 1):
        yield from _crossings(outline, number * gap)


def _crossings(outline: Sequence[Point], total: float) -> Iterator[tuple[Point, Point]]:
    """The parts of the line x + y = total that lie in an area."""
    crossings: list[Point] = []
    for a, b in pairwise([*outline, outline[0]]):
        side_a, side_b = a[0] + a[1] - total, b[0] + b[1] - total
        if (side_a > 0) != (side_b > 0):
            share = side_a / (side_a - side_b)
            crossings.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    crossings.sort()
    # the line goes in at every first and out at every second crossing
    yield from zip(crossings[::2], crossings[1::2], strict=False)


def bounds(marks: Iterable[Mark]) -> Window:
    """The smallest window around marks."""
    corners: list[Point] = []
    for mark in marks:
        corners += _corners(mark)
    xs, ys = zip(*corners, strict=True)
    return Window(min(xs), min(ys), max(xs), max(ys))


def _corners(mark: Mark) -> Sequence[Point]:
    if isinstance(mark, Disc):
        (x, y), r = mark.centre, mark.radius
        return (x - r, y - r), (x + r, y + r)
    return mark.points
