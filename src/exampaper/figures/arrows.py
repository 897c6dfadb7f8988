"""Arrows that keep apart: straight where nothing is in the way, bent apart where two link the same pair,
and bent around a circle otherwise, the way TikZ's `to[bend left]` draws them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from exampaper.figures.geometry import HEAD_NECK, Arrow, Outline, Placement, edges_of, towards
from exampaper.nodes import Graph, GraphEdge, Point

CLEAR = 4.0  # how near to a foreign node's rim an arrow may pass
LOOSENESS = 0.3915  # TikZ's: control points stand this share of the chord away

BENDS = (15, -15, 22, -22, 30, -30, 38, -38, 46, -46, 55, -55, 65, -65)
PAIR_BENDS = (18, 24, 30, 38, 46, 55, 65)
# Degrees of bend worth taking in order not to cross another arrow, or not to touch a rim where it does.
CROSSING_COST = 20
CROWDING_COST = 60
STRAIGHT_COST = 40
ROUTE_COST = 70
TOUCHING_COST = 300
PAIR_GAP = 7.0  # how far apart the arrows of a pair should run
PORT_GAP = 9.0  # how far apart arrows should meet a rim


def routed(graph: Graph, placed: Placement) -> list[Arrow]:
    """Route every arrow: pairs first, as they have the least choice, and last those that must go around."""
    edges = edges_of(graph)
    groups: dict[frozenset[str], list[GraphEdge]] = {}
    for edge in edges:
        groups.setdefault(frozenset((edge.tail, edge.head)), []).append(edge)
    group = {edge: groups[frozenset((edge.tail, edge.head))] for edge in edges}
    clear = {edge: _clear_bends(edge, _choices(edge, group[edge]), placed) for edge in edges}
    done: dict[GraphEdge, Arrow] = {}
    order = sorted(edges, key=lambda edge: (len(group[edge]) == 1, clear[edge][:1] != [0]))
    for edge in order * 2:  # once more, as the first ones didn't know of the last ones
        others = [arrow for other, arrow in done.items() if other != edge]
        done[edge] = _best(edge, clear[edge], placed, others)
    return [done[edge] for edge in edges]


def _choices(edge: GraphEdge, group: Sequence[GraphEdge]) -> tuple[int, ...]:
    """The bends an arrow may take so that it stays apart from those that link the same two nodes."""
    if edge.tail == edge.head:
        return ()
    if len(group) == 1:
        return (0, *BENDS)
    # Sides are counted from one end of the pair: an arrow that goes the other way has left and right swapped.
    slot = group.index(edge)
    side = (-1) ** slot * (1 if edge.tail < edge.head else -1)
    if len(group) == 2:
        return (*(side * bend for bend in PAIR_BENDS), 0)
    return (side * (16 + 32 * (slot // 2)),)


def _clear_bends(edge: GraphEdge, bends: Iterable[int], placed: Placement) -> list[int]:
    """Those bends that keep the arrow off every other node."""
    others = placed.others(edge.tail, edge.head)

    def is_clear(bend: int) -> bool:
        trace = traced(_bent(edge, bend, placed).points, steps=40)  # fine: long arrows take long steps
        return all(off(point, centre, outline) >= CLEAR for point in trace for centre, outline in others)

    return [bend for bend in bends if is_clear(bend)]


def _best(edge: GraphEdge, bends: Sequence[int], placed: Placement, others: Sequence[Arrow]) -> Arrow:
    """The arrow that disturbs the others least and bends least; Graphviz's own route where that does better."""
    if edge.tail == edge.head and (edge.label or placed.outlines):
        return min(loops(edge, placed), key=lambda loop: _disturbance(loop, others) + _crowding(loop, placed))
    *points, tip = placed.routes[edge]
    best = Arrow(edge.tail, edge.head, edge.dashed, tuple(points), tip, None, edge.directed, edge.label)
    least = ROUTE_COST + _disturbance(best, others)
    for bend in bends:
        # a pair looks best when both of its arrows bend: straight is for where nothing else is left
        price = STRAIGHT_COST if bend == 0 and len(bends) > 1 and bends[0] != 0 else abs(bend)
        if price >= least:
            continue
        arrow = _bent(edge, bend, placed)
        if (cost := price + _disturbance(arrow, others, least - price)) < least:
            best, least = arrow, cost
    return best


def _disturbance(arrow: Arrow, others: Sequence[Arrow], most: float = math.inf) -> float:
    """What it costs that an arrow crosses others, meets a rim where others do, or runs beside its pair's other.

    most: where it costs as much or more, by how much doesn't matter.
    """
    trace, cost = traced(arrow.points), 0.0
    middle = trace[len(trace) // 2]
    for other in others:
        if {other.tail, other.head} == {arrow.tail, arrow.head}:
            beside = traced(other.points)
            apart = min(
                min(math.dist(middle, point) for point in beside),
                min(math.dist(beside[len(beside) // 2], point) for point in trace),
            )
            cost += TOUCHING_COST * max(0.0, 1 - apart / PAIR_GAP)
        cost += CROSSING_COST * _cross(trace, traced(other.points))
        for end in (arrow.points[0], arrow.tip):
            gap = min(math.dist(end, other.points[0]), math.dist(end, other.tip))
            cost += CROWDING_COST * max(0.0, 1 - gap / PORT_GAP)
        if cost >= most:
            break
    return cost


def _bent(edge: GraphEdge, bend: int, placed: Placement) -> Arrow:
    """The arrow that TikZ draws for `to[bend left=bend]`: it leaves and arrives square to the rims."""
    (x0, y0), (x1, y1) = placed.centres[edge.tail], placed.centres[edge.head]
    straight = math.atan2(y1 - y0, x1 - x0)
    leave, arrive = straight - math.radians(bend), straight + math.pi + math.radians(bend)
    start = towards((x0, y0), leave, placed.outline(edge.tail).reach(leave))
    tip = towards((x1, y1), arrive, placed.outline(edge.head).reach(arrive))
    reach = LOOSENESS * math.dist(start, tip)
    neck = towards(tip, arrive, HEAD_NECK) if edge.directed else tip
    points = (start, towards(start, leave, reach), towards(neck, arrive, reach * 0.9), neck)
    return Arrow(edge.tail, edge.head, edge.dashed, points, tip, bend, edge.directed, edge.label)


def off(point: Point, centre: Point, outline: Outline) -> float:
    """How far a point is from a node's outline, along the line to its centre; negative within it."""
    angle = math.atan2(point[1] - centre[1], point[0] - centre[0])
    return math.dist(point, centre) - outline.reach(angle)


LOOP, OPENING = 34.0, math.radians(28)
ABOVE = (-math.pi / 2, math.pi / 2, 0.0, math.pi)
"""The sides of a node where its loop may stand, the best first."""


def loops(edge: GraphEdge, placed: Placement) -> list[Arrow]:
    """The arrows from a node to itself, one on each side."""
    centre, outline = placed.centres[edge.tail], placed.outline(edge.tail)
    found = []
    for side in ABOVE:
        leave, arrive = side - OPENING, side + OPENING
        start, tip = (towards(centre, angle, outline.reach(angle)) for angle in (leave, arrive))
        neck = towards(tip, arrive, HEAD_NECK) if edge.directed else tip
        points = start, towards(start, leave, LOOP), towards(tip, arrive, LOOP), neck
        found.append(Arrow(edge.tail, edge.head, edge.dashed, points, tip, None, edge.directed, edge.label))
    return found


def _crowding(loop: Arrow, placed: Placement) -> float:
    """What it costs that a loop comes near other nodes, or that it lies beside its node."""
    trace = traced(loop.points)
    others = placed.others(loop.tail)
    near = min((off(point, centre, outline) for point in trace for centre, outline in others), default=math.inf)
    x, y = placed.centres[loop.tail]
    middle = trace[len(trace) // 2]
    lying, below = abs(middle[0] - x) > abs(middle[1] - y), middle[1] > y
    return TOUCHING_COST * max(0.0, 1 - near / 12) + 10 * lying + 5 * below


STUB = 24.0  # how long an arrow from nowhere is


def start(name: str, placed: Placement, arrows: Sequence[Arrow], flow: str) -> Arrow:
    """The arrow from nowhere to a start state: from the side where arrows come from, if it is free."""
    centre, outline = placed.centres[name], placed.outline(name)
    before = (math.pi, -math.pi / 2, math.pi / 2, 0.0) if flow == "right" else (-math.pi / 2, math.pi, 0.0, math.pi / 2)
    made = []
    for side in before:
        tip, tail = (towards(centre, side, outline.reach(side) + far) for far in (0.0, STUB))
        neck = towards(tip, side, HEAD_NECK)
        third = (neck[0] - tail[0]) / 3, (neck[1] - tail[1]) / 3
        inner = [(tail[0] + n * third[0], tail[1] + n * third[1]) for n in (1, 2)]
        made.append(Arrow("", name, False, (tail, inner[0], inner[1], neck), tip, None))
    order = range(len(made))
    return made[min(order, key=lambda at: 8 * at + _disturbance(made[at], arrows) + _crowding_start(made[at], placed))]


def _crowding_start(arrow: Arrow, placed: Placement) -> float:
    """What it costs that an arrow from nowhere comes near other nodes."""
    others = placed.others(arrow.head)
    near = min((off(arrow.points[0], centre, outline) for centre, outline in others), default=math.inf)
    return TOUCHING_COST * max(0.0, 1 - near / 8)


@lru_cache(maxsize=4096)
def traced(points: tuple[Point, ...], steps: int = 10) -> tuple[Point, ...]:
    """Points along a chain of cubic Béziers."""
    trace = [points[0]]
    for i in range(0, len(points) - 1, 3):
        a, b, c, d = points[i : i + 4]
        trace += [_bezier(a, b, c, d, step / steps) for step in range(1, steps + 1)]
    return tuple(trace)


def _bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """The point of a cubic Bézier at t, from 0 to 1."""
    s = 1 - t
    w = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return (
        w[0] * a[0] + w[1] * b[0] + w[2] * c[0] + w[3] * d[0],
        w[0] * a[1] + w[1] * b[1] + w[2] * c[1] + w[3] * d[1],
    )


def _cross(one: tuple[Point, ...], two: tuple[Point, ...]) -> bool:
    """Whether two traces cross."""
    near_two, near_one = _near(one, _box(two)), _near(two, _box(one))
    return any(_cut(a, b, c, d) for a, b in near_two for c, d in near_one)


Box = tuple[float, float, float, float]


@lru_cache(maxsize=4096)
def _box(trace: tuple[Point, ...]) -> Box:
    """Left, right, top, bottom."""
    xs, ys = zip(*trace, strict=True)
    return min(xs), max(xs), min(ys), max(ys)


def _near(trace: Sequence[Point], box: Box) -> list[tuple[Point, Point]]:
    """Those segments of a trace that may touch what lies in a box."""
    left, right, top, bottom = box
    return [
        (a, b)
        for a, b in pairwise(trace)
        if not (max(a[0], b[0]) < left or min(a[0], b[0]) > right or max(a[1], b[1]) < top or min(a[1], b[1]) > bottom)
    ]


def _cut(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the segments ab and cd cut each other."""
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    """Positive or negative with the side of the line ab on which c lies."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
