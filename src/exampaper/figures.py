"""Graphical models, drawn: one layout, and writers of it in Typst, in TikZ and in words.

Graphviz places the circles. The arrows are drawn here, the way TikZ's `to[bend left]` draws
them, so that both writers show the same curves: straight where nothing is in the way, bent
apart where two arrows link the same pair, and bent around a circle otherwise.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any

from exampaper.nodes import Graph, GraphEdge

Point = tuple[float, float]

RADIUS = 14.0
STROKE = 0.8
RIM = RADIUS + STROKE / 2  # where an arrow starts and ends: the outer edge of the circle's line
CLEAR = RIM + 4  # how near to a foreign circle's centre an arrow may pass
MARGIN = 1.0
NODE_GAP = 38.0
RANK_GAP = 34.0

# The proportions of TikZ's Stealth at this line width, so that the two figures look alike.
HEAD_LENGTH = 3 + 4.5 * STROKE
HEAD_WIDTH = 0.75 * HEAD_LENGTH
HEAD_NECK = (1 - 0.325) * HEAD_LENGTH  # from the tip to the notch, where the line stops
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


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A circle: its name, LaTeX label, centre and radius."""

    name: str
    label: str
    x: float
    y: float
    radius: float
    shaded: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow along the cubic Béziers `points` (3k + 1 of them); its head spans the last of them to `tip`.

    bend: degrees to the left of the straight line (0 for straight), None where the route is free.
    """

    tail: str
    head: str
    dashed: bool
    points: tuple[Point, ...]
    tip: Point
    bend: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph laid out, in points, y downwards from the top left corner."""

    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    arrows: tuple[Arrow, ...]
    legend: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Placement:
    """What Graphviz found: each node's centre and each edge's route, whose last point is the tip."""

    centres: dict[str, Point]
    routes: dict[GraphEdge, tuple[Point, ...]]


@lru_cache(maxsize=512)
def layout(graph: Graph) -> Drawing:
    """Place the nodes and route the arrows; the same graph always gives the same drawing."""
    _check(graph)
    placed = _tidy(_place(graph), graph)
    arrows = _arrows(graph, placed)
    nodes = [
        PlacedNode(name, label, *placed.centres[name], RADIUS, name in graph.shaded) for name, label in graph.nodes
    ]
    return _crop(nodes, arrows, graph.legend)


def _check(graph: Graph) -> None:
    """Refuse a graph that can't be drawn."""
    if not graph.nodes:
        raise ValueError("a graph needs a node")


# --- Graphviz -----------------------------------------------------------------------------------


def _place(graph: Graph) -> _Placement:
    """Lay the graph out with Graphviz, in process."""
    # Numbers stand in for names: Graphviz would read some characters of a name as its own.
    number = {name: str(i) for i, (name, _) in enumerate(graph.nodes)}
    links = {edge: (number[edge.tail], number[edge.head], str(i)) for i, edge in enumerate(_edges(graph))}
    drawn = _canvas(upwards=not _has_solid(graph))
    drawn.add_nodes_from(number.values())
    for edge, link in links.items():
        drawn.add_edge(*link, constraint="false" if edge.dashed and _has_solid(graph) else "true")
    drawn.layout(prog="dot")
    return _Placement(
        {name: _point(drawn.get_node(number[name]).attr["pos"]) for name in number},
        {edge: _route(drawn.get_edge(*link).attr["pos"]) for edge, link in links.items()},
    )


def _has_solid(graph: Graph) -> bool:
    """Whether p is drawn, whose arrows then give the ranks."""
    return any(not edge.dashed for edge in graph.edges)


def _canvas(upwards: bool) -> Any:
    """An empty Graphviz graph with our sizes.

    upwards: whether arrows point up, so that where only q is drawn the latents stand above, as beside p.
    """
    import pygraphviz  # slow to import, and few papers have a figure

    canvas = pygraphviz.AGraph(directed=True, strict=False)
    canvas.graph_attr.update(nodesep=NODE_GAP / 72, ranksep=RANK_GAP / 72, rankdir="BT" if upwards else "TB")
    canvas.node_attr.update(shape="circle", fixedsize="true", width=2 * RIM / 72, label="")
    canvas.edge_attr.update(arrowsize=HEAD_NECK / 10)  # Graphviz's heads are 10 pt long
    return canvas


def _edges(graph: Graph) -> tuple[GraphEdge, ...]:
    """The edges, each once."""
    return tuple(dict.fromkeys(graph.edges))


def _point(text: str) -> Point:
    """A Graphviz point, turned to y downwards."""
    x, y = text.split(",")
    return float(x), -float(y)


def _route(text: str) -> tuple[Point, ...]:
    """A Graphviz spline, `e,tip start control control end …`, with its tip last."""
    tip, *points = text.removeprefix("e,").split()
    return (*map(_point, points), _point(tip))


def _tidy(placed: _Placement, graph: Graph) -> _Placement:
    """Mirror the drawing if more neighbours then stand in the order in which they are declared."""
    centres = [placed.centres[name] for name, _ in graph.nodes]
    signs = [math.copysign(1, b[0] - a[0]) for a, b in combinations(centres, 2) if abs(a[1] - b[1]) < 1]
    if sum(signs) >= 0:
        return placed
    mirrored = {name: (-x, y) for name, (x, y) in placed.centres.items()}
    routes = {edge: tuple((-x, y) for x, y in route) for edge, route in placed.routes.items()}
    return _Placement(mirrored, routes)


# --- Arrows -------------------------------------------------------------------------------------


def _arrows(graph: Graph, placed: _Placement) -> list[Arrow]:
    """Route every arrow: pairs first, as they have the least choice, and last those that must go around."""
    edges = _edges(graph)
    groups: dict[frozenset[str], list[GraphEdge]] = {}
    for edge in edges:
        groups.setdefault(frozenset((edge.tail, edge.head)), []).append(edge)
    group = {edge: groups[frozenset((edge.tail, edge.head))] for edge in edges}
    clear = {edge: _clear_bends(edge, _choices(edge, group[edge]), placed.centres) for edge in edges}
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


def _clear_bends(edge: GraphEdge, bends: Iterable[int], centres: dict[str, Point]) -> list[int]:
    """Those bends that keep the arrow off every other circle."""
    others = [centre for name, centre in centres.items() if name not in (edge.tail, edge.head)]

    def is_clear(bend: int) -> bool:
        trace = _trace(_bent(edge, bend, centres).points, steps=40)  # fine: long arrows take long steps
        return all(math.dist(point, other) >= CLEAR for point in trace for other in others)

    return [bend for bend in bends if is_clear(bend)]


def _best(edge: GraphEdge, bends: Sequence[int], placed: _Placement, others: Sequence[Arrow]) -> Arrow:
    """The arrow that disturbs the others least and bends least; Graphviz's own route where that does better."""
    *points, tip = placed.routes[edge]
    best = Arrow(edge.tail, edge.head, edge.dashed, tuple(points), tip, None)
    least = ROUTE_COST + _disturbance(best, others)
    for bend in bends:
        # a pair looks best when both of its arrows bend: straight is for where nothing else is left
        price = STRAIGHT_COST if bend == 0 and len(bends) > 1 and bends[0] != 0 else abs(bend)
        if price >= least:
            continue
        arrow = _bent(edge, bend, placed.centres)
        if (cost := price + _disturbance(arrow, others, least - price)) < least:
            best, least = arrow, cost
    return best


def _disturbance(arrow: Arrow, others: Sequence[Arrow], most: float = math.inf) -> float:
    """What it costs that an arrow crosses others, meets a rim where others do, or runs beside its pair's other.

    most: where it costs as much or more, by how much doesn't matter.
    """
    trace, cost = _trace(arrow.points), 0.0
    middle = trace[len(trace) // 2]
    for other in others:
        if {other.tail, other.head} == {arrow.tail, arrow.head}:
            apart = min(math.dist(middle, point) for point in _trace(other.points))
            cost += TOUCHING_COST * max(0.0, 1 - apart / PAIR_GAP)
        cost += CROSSING_COST * _cross(trace, _trace(other.points))
        for end in (arrow.points[0], arrow.tip):
            gap = min(math.dist(end, other.points[0]), math.dist(end, other.tip))
            cost += CROWDING_COST * max(0.0, 1 - gap / PORT_GAP)
        if cost >= most:
            break
    return cost


def _bent(edge: GraphEdge, bend: int, centres: dict[str, Point]) -> Arrow:
    """The arrow that TikZ draws for `to[bend left=bend]`: it leaves and arrives square to the rims."""
    (x0, y0), (x1, y1) = centres[edge.tail], centres[edge.head]
    straight = math.atan2(y1 - y0, x1 - x0)
    leave, arrive = straight - math.radians(bend), straight + math.pi + math.radians(bend)
    start, tip = _towards((x0, y0), leave, RIM), _towards((x1, y1), arrive, RIM)
    reach = LOOSENESS * math.dist(start, tip)
    neck = _towards(tip, arrive, HEAD_NECK)
    points = (start, _towards(start, leave, reach), _towards(neck, arrive, reach * 0.9), neck)
    return Arrow(edge.tail, edge.head, edge.dashed, points, tip, bend)


def _towards(origin: Point, angle: float, distance: float) -> Point:
    """The point at a distance from another, in a direction."""
    return origin[0] + distance * math.cos(angle), origin[1] + distance * math.sin(angle)


@lru_cache(maxsize=4096)
def _trace(points: tuple[Point, ...], steps: int = 10) -> tuple[Point, ...]:
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


def _crop(nodes: Sequence[PlacedNode], arrows: Sequence[Arrow], legend: tuple[str, str]) -> Drawing:
    """Move everything to the top left corner and measure it."""
    rims = [(n.x + dx, n.y + dy) for n in nodes for dx, dy in ((-RIM, -RIM), (RIM, RIM))]
    ink = rims + [point for arrow in arrows for point in _trace(arrow.points)]
    xs, ys = zip(*ink, strict=True)
    left, top = min(xs) - MARGIN, min(ys) - MARGIN

    def moved(x: float, y: float) -> Point:
        return _round(x - left), _round(y - top)

    return Drawing(
        *moved(max(xs) + MARGIN, max(ys) + MARGIN),
        tuple(PlacedNode(n.name, n.label, *moved(n.x, n.y), n.radius, n.shaded) for n in nodes),
        tuple(
            Arrow(a.tail, a.head, a.dashed, tuple(moved(*p) for p in a.points), moved(*a.tip), a.bend) for a in arrows
        ),
        legend,
    )


def _round(value: float) -> float:
    """Two decimals: finer than any eye, coarse enough to be the same on every machine. No -0.0."""
    return round(value, 2) + 0.0


# --- Typst --------------------------------------------------------------------------------------


def typst(graph: Graph, label: Callable[[str], str]) -> str:
    """A Typst code expression that draws the graph; `label` turns LaTeX maths into Typst markup.

    The result is a box, so that a page break never cuts it; it has no alternative text of its own.
    """
    drawing = layout(graph)
    parts = [_typst_arrow(arrow) for arrow in drawing.arrows]
    parts += [_typst_node(node, label) for node in drawing.nodes]
    body = "\n".join(f"  {part}" for part in parts)
    picture = f"box(width: {_pt(drawing.width)}, height: {_pt(drawing.height)}, {{\n{body}\n}})"
    legend = [_typst_sample(text, dashed, label) for text, dashed in _samples(drawing)]
    if not legend:
        return picture
    row = f"grid(columns: {len(legend)}, column-gutter: 20pt, {', '.join(legend)})"
    return f"box(grid(columns: 1, align: center, row-gutter: 12pt, {picture}, {row}))"


def _samples(drawing: Drawing) -> list[tuple[str, bool]]:
    """The legend's texts, each with whether its arrow is dashed."""
    return [(text, dashed) for text, dashed in zip(drawing.legend, (False, True), strict=True) if text]


def _pt(value: float) -> str:
    """A Typst length."""
    return f"{_number(value)}pt"


def _number(value: float) -> str:
    """At most two decimals and no trailing zeros."""
    return f"{_round(value):.2f}".rstrip("0").rstrip(".")


def _typst_point(point: Point) -> str:
    return f"({_pt(point[0])}, {_pt(point[1])})"


def _typst_node(node: PlacedNode, label: Callable[[str], str]) -> str:
    """A circle with its label in the middle."""
    size = _pt(2 * node.radius)
    fill = "luma(85%)" if node.shaded else "none"
    return (
        f"place(dx: {_pt(node.x - node.radius)}, dy: {_pt(node.y - node.radius)}, "
        f"circle(radius: {_pt(node.radius)}, inset: 0pt, fill: {fill}, stroke: {_pt(STROKE)})); "
        f"place(dx: {_pt(node.x - node.radius)}, dy: {_pt(node.y - node.radius)}, "
        f'box(width: {size}, height: {size}, {{ set text(top-edge: "bounds", bottom-edge: "bounds"); '
        f"align(center + horizon, [{label(node.label)}]) }}))"
    )


def _typst_arrow(arrow: Arrow) -> str:
    """A curve and its head."""
    start, *rest = arrow.points
    cubics = [f"curve.cubic({', '.join(map(_typst_point, rest[i : i + 3]))})" for i in range(0, len(rest), 3)]
    return (
        f"place(curve(stroke: {_typst_stroke(arrow.dashed)}, "
        f"curve.move({_typst_point(start)}), {', '.join(cubics)})); "
        f"place(polygon(fill: black, {', '.join(map(_typst_point, _head(arrow)))}))"
    )


def _typst_stroke(dashed: bool) -> str:
    dash = ", dash: (3pt, 3pt)" if dashed else ""
    return f"(thickness: {_pt(STROKE)}{dash})"


def _head(arrow: Arrow) -> tuple[Point, Point, Point, Point]:
    """The corners of an arrow head: its tip, a barb, the notch and the other barb."""
    (x, y), (neck_x, neck_y) = arrow.tip, arrow.points[-1]
    back = math.atan2(neck_y - y, neck_x - x)
    heel = _towards(arrow.tip, back, HEAD_LENGTH)
    notch = _towards(arrow.tip, back, HEAD_NECK)
    left, right = (_towards(heel, back + turn, HEAD_WIDTH / 2) for turn in (math.pi / 2, -math.pi / 2))
    return arrow.tip, left, notch, right


def _typst_sample(text: str, dashed: bool, label: Callable[[str], str]) -> str:
    """An entry of the legend: a short arrow and what it means."""
    y, length = HEAD_WIDTH / 2, 24.0
    neck = (length - HEAD_NECK, y)
    arrow = Arrow("", "", dashed, ((0, y), (length / 3, y), (length / 2, y), neck), (length, y), 0)
    sample = f"box(width: {_pt(length)}, height: {_pt(2 * y)}, {{ {_typst_arrow(arrow)} }})"
    return f"grid(columns: 2, align: horizon, column-gutter: 6pt, {sample}, [{label(text)}])"


# --- TikZ ---------------------------------------------------------------------------------------


def tikz(graph: Graph) -> str:
    """A `tikzpicture` to edit by hand; it needs the arrows.meta library."""
    drawing = layout(graph)
    names = _tikz_names(drawing.nodes)
    lines = [
        r"\begin{tikzpicture}[x=1pt, y=1pt, >={Stealth}, line width=0.8pt,",
        f"  latent/.style={{circle, draw, minimum size={_number(2 * RADIUS)}pt, inner sep=0pt}},",
        r"  observed/.style={latent, fill=black!15}]",
        *(_tikz_node(node, names[node.name], drawing.height) for node in drawing.nodes),
        *(_tikz_arrow(arrow, names, drawing.height) for arrow in drawing.arrows),
        *_tikz_legend(drawing),
        r"\end{tikzpicture}",
    ]
    return "\n".join(f"  {line}" if line.startswith(("\\node", "\\draw")) else line for line in lines) + "\n"


def _tikz_names(nodes: Sequence[PlacedNode]) -> dict[str, str]:
    """Names that TikZ accepts: the nodes' own, or n1, n2, … if one of them has odd characters."""
    if all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", node.name) for node in nodes):
        return {node.name: node.name for node in nodes}
    return {node.name: f"n{i}" for i, node in enumerate(nodes, 1)}


def _tikz_point(point: Point, height: float) -> str:
    """A coordinate in TikZ's system, where y grows upwards."""
    return f"({_number(point[0])},{_number(height - point[1])})"


def _tikz_node(node: PlacedNode, name: str, height: float) -> str:
    style = "observed" if node.shaded else "latent"
    return rf"\node[{style}] ({name}) at {_tikz_point((node.x, node.y), height)} {{${node.label}$}};"


def _tikz_arrow(arrow: Arrow, names: dict[str, str], height: float) -> str:
    options = "->, dashed" if arrow.dashed else "->"
    tail, head = names[arrow.tail], names[arrow.head]
    return rf"\draw[{options}] ({tail}) {_tikz_path(arrow, height)} ({head});"


def _tikz_path(arrow: Arrow, height: float) -> str:
    """How an arrow goes from node to node; TikZ itself finds the rims."""
    if arrow.bend == 0:
        return "--"
    if arrow.bend is not None:
        return f"to[bend {'left' if arrow.bend > 0 else 'right'}={abs(arrow.bend)}]"
    at = [_tikz_point(point, height) for point in arrow.points]
    cubics = [f".. controls {at[i]} and {at[i + 1]} .." for i in range(1, len(at), 3)]
    return " ".join(f"{cubic} {joint}" for cubic, joint in zip(cubics, [*at[3:-1:3], ""], strict=True)).rstrip()


def _tikz_legend(drawing: Drawing) -> list[str]:
    """The legend, a row centred below the graph."""
    if not _samples(drawing):
        return []
    cells = [
        rf"\draw[{'->, dashed' if dashed else '->'}] (0,0) -- (24,0); \& \node[anchor=west] {{${text}$}};"
        for text, dashed in _samples(drawing)
    ]
    # A different ampersand, because a plain one fails inside the argument of a command.
    return [
        rf"  \matrix[anchor=north, ampersand replacement=\&] at ({_number(drawing.width / 2)},-6) {{",
        "    " + " \\&[14pt]\n    ".join(cells) + r" \\",
        "  };",
    ]


# --- Words --------------------------------------------------------------------------------------


def describe(graph: Graph, plain: Callable[[str], str]) -> str:
    """The graph in words; `plain` turns LaTeX maths into plain text."""
    labels = {name: plain(label) for name, label in graph.nodes}
    nodes = [text + (" (shaded)" if name in graph.shaded else "") for name, text in labels.items()]
    sentences = [f"Nodes: {', '.join(nodes)}."]
    for kind, dashed, meaning in (("Solid", False, graph.legend[0]), ("Dashed", True, graph.legend[1])):
        edges = [f"{labels[e.tail]} → {labels[e.head]}" for e in _edges(graph) if e.dashed == dashed]
        what = f"{kind} arrows, {plain(meaning)}" if meaning else f"{kind} arrows"
        if edges:
            sentences.append(f"{what}: {', '.join(edges)}.")
    return " ".join(sentences)
