"""Arrows that keep apart: straight where nothing is in the way, bent apart where two link the same pair of nodes,
and otherwise bent around a node, the way TikZ's `to[bend left]` bends them.

Why not Graphviz's own splines: for 60 random graphs, theirs crossed 239 times and these 100 times. Each arrow takes
the cheapest of a few bends. Costs are counted in degrees of bend: a cost tells how far an arrow may bend to avoid it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from exampaper.figures.geometry import HEAD_NECK, Arrow, Outline, Placement, edges_of, towards
from exampaper.nodes import Graph, GraphEdge, Point

CLEAR = 4.0  # points that an arrow keeps away from the rims of other nodes
LOOSENESS = 0.3915  # TikZ's: how far its control points are from the ends, as a share of the chord

BENDS = (15, -15, 22, -22, 30, -30, 38, -38, 46, -46, 55, -55, 65, -65)
PAIR_BENDS = (18, 24, 30, 38, 46, 55, 65)
"""The bends to try, in degrees to the left: of an arrow that has its two nodes to itself, and of a pair of arrows."""

CROSSING_COST = 20  # for each arrow that is crossed
CROWDING_COST = 60  # for meeting a rim where another arrow does, at a distance of 0; none from PORT_GAP on
STRAIGHT_COST = 40  # for an arrow of a pair to be straight
ROUTE_COST = 70  # for Graphviz's own route
TOUCHING_COST = 300  # for touching the other arrow of a pair, or a node; none from some points on
PAIR_GAP = 7.0  # points that the arrows of a pair should be apart
PORT_GAP = 9.0  # points that arrows should be apart where they meet a rim


def routed(graph: Graph, placed: Placement) -> list[Arrow]:
    """Route every arrow: pairs first, as they have the least choice, and last those that must go around a node."""
    edges = edges_of(graph)
    groups = _groups(edges)
    clear_bends = {}
    for edge in edges:
        clear_bends[edge] = _clear_bends(edge, _bends(edge, groups[edge]), placed)

    def turn(edge: GraphEdge) -> tuple[bool, bool]:
        return len(groups[edge]) == 1, clear_bends[edge][:1] != [0]

    arrows: dict[GraphEdge, Arrow] = {}
    for edge in sorted(edges, key=turn) * 2:  # a second round, since the first arrows did not know of the last ones
        others = [arrow for other, arrow in arrows.items() if other != edge]
        arrows[edge] = _best(edge, clear_bends[edge], placed, others)
    return [arrows[edge] for edge in edges]


def _groups(edges: Sequence[GraphEdge]) -> Mapping[GraphEdge, list[GraphEdge]]:
    """For each edge all those that link the same two nodes, in either direction."""
    by_ends: dict[frozenset[str], list[GraphEdge]] = {}
    groups = {}
    for edge in edges:
        group = by_ends.setdefault(frozenset((edge.tail, edge.head)), [])
        group.append(edge)
        groups[edge] = group
    return groups


def _bends(edge: GraphEdge, group: Sequence[GraphEdge]) -> tuple[int, ...]:
    """The bends that an arrow may take so that it stays apart from those that link the same two nodes."""
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
    return [bend for bend in bends if _is_clear(_bent(edge, bend, placed), others)]


def _is_clear(arrow: Arrow, others: Iterable[tuple[Point, Outline]]) -> bool:
    """Whether an arrow keeps away from these nodes."""
    trace = traced(arrow.points, steps=40)  # fine, since a long arrow takes long steps
    for point in trace:
        for centre, outline in others:
            if off(point, centre, outline) < CLEAR:
                return False
    return True


def _best(edge: GraphEdge, bends: Sequence[int], placed: Placement, others: Sequence[Arrow]) -> Arrow:
    """The arrow that costs least, by how it disturbs the others and how it bends; Graphviz's route if that costs less.

    others: the arrows that are routed already.
    """
    if edge.tail == edge.head and (edge.label or placed.outlines):
        return min(loops(edge, placed), key=lambda loop: _disturbance(loop, others) + _loop_crowding(loop, placed))
    *points, tip = placed.routes[edge]
    best = Arrow(edge.tail, edge.head, edge.dashed, tuple(points), tip, None, edge.directed, edge.label)
    least = ROUTE_COST + _disturbance(best, others)
    is_pair = len(bends) > 1 and bends[0] != 0
    for bend in bends:
        # a pair looks best when both of its arrows bend: straight is for where nothing else is left
        bend_cost = STRAIGHT_COST if bend == 0 and is_pair else abs(bend)
        if bend_cost >= least:
            continue
        arrow = _bent(edge, bend, placed)
        cost = bend_cost + _disturbance(arrow, others, least - bend_cost)
        if cost < least:
            best, least = arrow, cost
    return best


def _disturbance(arrow: Arrow, others: Sequence[Arrow], most: float = math.inf) -> float:
    """What it costs that an arrow crosses others, meets a rim where others do, or runs beside the other of its pair.

    most: where it costs as much or more, counting ends.
    """
    trace = traced(arrow.points)
    cost = 0.0
    for other in others:
        other_trace = traced(other.points)
        if {other.tail, other.head} == {arrow.tail, arrow.head}:
            cost += TOUCHING_COST * _closeness(_distance_apart(trace, other_trace), PAIR_GAP)
        cost += CROSSING_COST * _cross(trace, other_trace)
        for end in (arrow.points[0], arrow.tip):
            gap = min(math.dist(end, other.points[0]), math.dist(end, other.tip))
            cost += CROWDING_COST * _closeness(gap, PORT_GAP)
        if cost >= most:
            break
    return cost


def _closeness(distance: float, enough: float) -> float:
    """1 for things that touch, falling to 0 for those that are far enough apart."""
    return max(0.0, 1 - distance / enough)


def _distance_apart(one: Sequence[Point], other: Sequence[Point]) -> float:
    """How far two traces are apart, from the middle of either to the other."""
    from_one = min(math.dist(one[len(one) // 2], point) for point in other)
    from_other = min(math.dist(other[len(other) // 2], point) for point in one)
    return min(from_one, from_other)


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
    """How far a point is from a node's outline, along the line to its centre; negative inside."""
    angle = math.atan2(point[1] - centre[1], point[0] - centre[0])
    return math.dist(point, centre) - outline.reach(angle)


# ------------------------------------------------------------------ loops and starts

LOOP = 34.0  # points from the ends of a loop to its control points
OPENING = math.radians(28)  # between the middle of a loop and either end
UP, DOWN, LEFT, RIGHT = -math.pi / 2, math.pi / 2, math.pi, 0.0


def loops(edge: GraphEdge, placed: Placement) -> list[Arrow]:
    """The arrows that could lead from a node to itself, one on each side."""
    centre, outline = placed.centres[edge.tail], placed.outline(edge.tail)
    arrows = []
    for side in (UP, DOWN, RIGHT, LEFT):
        leave, arrive = side - OPENING, side + OPENING
        start = towards(centre, leave, outline.reach(leave))
        tip = towards(centre, arrive, outline.reach(arrive))
        neck = towards(tip, arrive, HEAD_NECK) if edge.directed else tip
        points = start, towards(start, leave, LOOP), towards(tip, arrive, LOOP), neck
        arrows.append(Arrow(edge.tail, edge.head, edge.dashed, points, tip, None, edge.directed, edge.label))
    return arrows


def _loop_crowding(loop: Arrow, placed: Placement) -> float:
    """What it costs that a loop comes near other nodes, and that it stands beside or below its node."""
    trace = traced(loop.points)
    nearest = math.inf
    for centre, outline in placed.others(loop.tail):
        nearest = min(nearest, *(off(point, centre, outline) for point in trace))
    x, y = placed.centres[loop.tail]
    middle = trace[len(trace) // 2]
    is_beside = abs(middle[0] - x) > abs(middle[1] - y)
    is_below = middle[1] > y
    return TOUCHING_COST * _closeness(nearest, 12) + 10 * is_beside + 5 * is_below


STUB = 24.0  # how long an arrow from nowhere is


def start(name: str, placed: Placement, arrows: Sequence[Arrow], flow: str) -> Arrow:
    """The arrow from nowhere to a start state: from the side where arrows come from, if that is free."""
    sides = (LEFT, UP, DOWN, RIGHT) if flow == "right" else (UP, LEFT, RIGHT, DOWN)
    stubs = [_stub(name, side, placed) for side in sides]

    def cost(at: int) -> float:
        return 8 * at + _disturbance(stubs[at], arrows) + _stub_crowding(stubs[at], placed)

    return stubs[min(range(len(stubs)), key=cost)]


def _stub(name: str, side: float, placed: Placement) -> Arrow:
    """A straight arrow to a node, from one side of it."""
    centre, reach = placed.centres[name], placed.outline(name).reach(side)
    tip = towards(centre, side, reach)
    tail = towards(centre, side, reach + STUB)
    neck = towards(tip, side, HEAD_NECK)
    dx, dy = (neck[0] - tail[0]) / 3, (neck[1] - tail[1]) / 3
    first, second = (tail[0] + dx, tail[1] + dy), (tail[0] + 2 * dx, tail[1] + 2 * dy)
    return Arrow("", name, False, (tail, first, second, neck), tip, None)


def _stub_crowding(arrow: Arrow, placed: Placement) -> float:
    """What it costs that an arrow from nowhere begins near other nodes."""
    distances = [off(arrow.points[0], centre, outline) for centre, outline in placed.others(arrow.head)]
    return TOUCHING_COST * _closeness(min(distances, default=math.inf), 8)


# ------------------------------------------------------------------ traces


@lru_cache(maxsize=4096)
def traced(points: tuple[Point, ...], steps: int = 10) -> tuple[Point, ...]:
    """Points along a chain of cubic Béziers (3k + 1 points), so many steps to each of them: k · steps + 1 points."""
    trace = [points[0]]
    for at in range(0, len(points) - 1, 3):
        a, b, c, d = points[at : at + 4]
        for step in range(1, steps + 1):
            trace.append(_bezier(a, b, c, d, step / steps))
    return tuple(trace)


def _bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """The point of a cubic Bézier at t, from 0 to 1."""
    s = 1 - t
    w = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return (
        w[0] * a[0] + w[1] * b[0] + w[2] * c[0] + w[3] * d[0],
        w[0] * a[1] + w[1] * b[1] + w[2] * c[1] + w[3] * d[1],
    )


def _cross(one: tuple[Point, ...], other: tuple[Point, ...]) -> bool:
    """Whether two traces cross. Only segments near the other trace's bounding box are compared."""
    near_other, near_one = _near(one, _box(other)), _near(other, _box(one))
    return any(_cut(a, b, c, d) for a, b in near_other for c, d in near_one)


Box = tuple[float, float, float, float]


@lru_cache(maxsize=4096)
def _box(trace: tuple[Point, ...]) -> Box:
    """Left, right, top, bottom."""
    xs, ys = zip(*trace, strict=True)
    return min(xs), max(xs), min(ys), max(ys)


def _near(trace: Sequence[Point], box: Box) -> list[tuple[Point, Point]]:
    """Those segments of a trace that may touch what lies in a box."""
    left, right, top, bottom = box
    near = []
    for a, b in pairwise(trace):
        beside = max(a[0], b[0]) < left or min(a[0], b[0]) > right
        if not beside and not (max(a[1], b[1]) < top or min(a[1], b[1]) > bottom):
            near.append((a, b))
    return near


def _cut(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the segments ab and cd cut each other: each has its ends on both sides of the other."""
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    """Positive or negative, by the side of the line ab on which c lies."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
