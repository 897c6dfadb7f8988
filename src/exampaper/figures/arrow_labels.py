"""Labels beside arrows: near the middle, off the line, and off everything else."""

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

_HIGH = 0.75
_GAP = 2.5  # points between a label and its arrow
_PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)


def label_width(tex: str, size: float = LARGE) -> float:
    """About how wide a formula is, in points."""
    return size * ems(maths.plain(tex)) if tex else 0.0


def _half(tex: str) -> Point:
    """Half the width and height of a label."""
    return label_width(tex, SMALL) / 2, _HIGH * SMALL / 2


def label_corners(arrow: Arrow) -> tuple[Point, Point]:
    (x, y), (wide, high) = arrow.label_at, _half(arrow.label)
    return (x - wide, y - high), (x + wide, y + high)


def labelled(arrows: Sequence[Arrow], placed: Placement) -> list[Arrow]:
    """The arrows with the places of their labels, found one after the other."""
    done: list[Arrow] = []
    for number, arrow in enumerate(arrows):
        others = [*arrows[:number], *arrows[number + 1 :]]
        done.append(_labelled(arrow, others, done, placed) if arrow.label else arrow)
    return done


def _labelled(arrow: Arrow, others: Sequence[Arrow], done: Sequence[Arrow], placed: Placement) -> Arrow:
    def cost(choice: tuple[int, Point]) -> float:
        return choice[0] + _crowding(choice[1], arrow, others, done, placed)

    _, best = min(_choices(arrow), key=cost)
    return replace(arrow, label_at=best)


def _choices(arrow: Arrow) -> Iterator[tuple[int, Point]]:
    """Where the middle of a label may be, and how good the place is by itself: the least is the best."""
    trace = traced((*arrow.points,), steps=24)
    wide, high = _half(arrow.label)
    for number, share in enumerate(_PLACES):
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
    wide, high = _half(arrow.label)
    cost = 0.0
    for line in (arrow, *others):
        inside = sum(
            abs(x - at[0]) < wide + 1.5 and abs(y - at[1]) < high + 1.5 for x, y in traced(line.points, steps=24)
        )
        cost += 25 * inside
    for name, centre in placed.centres.items():
        near = min(off(corner, centre, placed.outline(name)) for corner in _around(at, wide, high))
        cost += 200 * (near < 1.5)
    for other in done:
        if other.label:
            other_wide, other_high = _half(other.label)
            apart = (
                abs(at[0] - other.label_at[0]) < wide + other_wide + 2
                and abs(at[1] - other.label_at[1]) < high + other_high + 2
            )
            cost += 150 * apart
    return cost


def _around(at: Point, wide: float, high: float) -> Iterator[Point]:
    for dx in (-wide, 0, wide):
        for dy in (-high, 0, high):
            yield at[0] + dx, at[1] + dy
