"""Labels beside arrows: near the middle, off the line, and off everything else.

Each label takes the cheapest of a few places: a cost for each thing that it would meet, and a small one for being away
from the middle of its arrow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exampaper import maths
from exampaper.figures.arrows import off, traced
from exampaper.figures.geometry import Arrow, Placement
from exampaper.figures.labels import ems
from exampaper.nodes import Point

LARGE, SMALL = 10.5, 9.0
"""Sizes of the letters in nodes and beside arrows, in points."""

_HEIGHT = 0.75  # of a label, in units of its size
_GAP = 2.5  # points between a label and its arrow
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""How far along its arrow a label may stand, the best first."""

LINE_COST = 25  # for each traced point of an arrow under a label
NODE_COST = 200  # for each node that a label touches
LABEL_COST = 150  # for each other label that it touches


def label_width(tex: str, size: float = LARGE) -> float:
    """About how wide a formula is, in points. tex: LaTeX maths; size: of its letters, in points."""
    return size * ems(maths.plain(tex)) if tex else 0.0


def _half_size(tex: str) -> Point:
    """Half the width and height of an arrow's label, in points."""
    return label_width(tex, SMALL) / 2, _HEIGHT * SMALL / 2


def label_corners(arrow: Arrow) -> tuple[Point, Point]:
    """The top left and the bottom right corner of an arrow's label."""
    x, y = arrow.label_at
    wide, high = _half_size(arrow.label)
    return (x - wide, y - high), (x + wide, y + high)


def labelled(arrows: Sequence[Arrow], placed: Placement) -> list[Arrow]:
    """The arrows with the places of their labels, found one after the other."""
    done: list[Arrow] = []
    for number, arrow in enumerate(arrows):
        others = [*arrows[:number], *arrows[number + 1 :]]
        done.append(_labelled(arrow, others, done, placed) if arrow.label else arrow)
    return done


def _labelled(arrow: Arrow, others: Sequence[Arrow], done: Sequence[Arrow], placed: Placement) -> Arrow:
    """The arrow with its label where it costs least. done: arrows whose labels have their place."""

    def cost(choice: tuple[int, Point]) -> float:
        own_cost, middle = choice
        return own_cost + _crowding(middle, arrow, others, done, placed)

    _, best = min(_choices(arrow), key=cost)
    return replace(arrow, label_at=best)


def _choices(arrow: Arrow) -> Iterator[tuple[int, Point]]:
    """Where the middle of a label may be, each place with what it costs by itself."""
    trace = traced(arrow.points, steps=24)
    wide, high = _half_size(arrow.label)
    for number, share in enumerate(_SHARES):
        at = round(share * (len(trace) - 1))
        (x0, y0), (x, y), (x1, y1) = trace[max(at - 1, 0)], trace[at], trace[min(at + 1, len(trace) - 1)]
        along = math.atan2(y1 - y0, x1 - x0)
        for side in (-1, 1):  # above a level arrow first
            across = along + side * math.pi / 2
            nx, ny = math.cos(across), math.sin(across)
            if arrow.tail == arrow.head and _is_inside((x + nx, y + ny), (x, y), arrow):
                continue
            # so far that the label's box just clears the line
            far = abs(nx) * wide + abs(ny) * high + _GAP
            below = 1 if ny > 0.3 else 0
            yield 3 * number + below, (x + far * nx, y + far * ny)


def _is_inside(point: Point, on: Point, loop: Arrow) -> bool:
    """Whether a point beside a loop is nearer to its node than the loop is."""
    (x0, y0), (x1, y1) = loop.points[0], loop.tip
    foot = (x0 + x1) / 2, (y0 + y1) / 2
    return math.dist(point, foot) < math.dist(on, foot)


def _crowding(at: Point, arrow: Arrow, others: Sequence[Arrow], done: Sequence[Arrow], placed: Placement) -> float:
    """What it costs that a label at this place meets a line, a node or another label."""
    half = _half_size(arrow.label)
    cost = 0.0
    for line in (arrow, *others):
        for point in traced(line.points, steps=24):
            cost += LINE_COST * _overlap(at, half, point, (1.5, 1.5))
    for name, centre in placed.centres.items():
        nearest = min(off(point, centre, placed.outline(name)) for point in _around(at, half))
        cost += NODE_COST * (nearest < 1.5)
    for other in done:
        if other.label:
            wide, high = _half_size(other.label)
            cost += LABEL_COST * _overlap(at, half, other.label_at, (wide + 2, high + 2))
    return cost


def _overlap(middle: Point, half: Point, other_middle: Point, other_half: Point) -> bool:
    """Whether two boxes overlap, by their middles and half their sizes."""
    dx, dy = abs(other_middle[0] - middle[0]), abs(other_middle[1] - middle[1])
    return dx < half[0] + other_half[0] and dy < half[1] + other_half[1]


def _around(middle: Point, half: Point) -> Iterator[Point]:
    """Nine points of a box: its corners, the middles of its sides, and its own middle."""
    for dx in (-half[0], 0, half[0]):
        for dy in (-half[1], 0, half[1]):
            yield middle[0] + dx, middle[1] + dy
