"""A graph → a drawing: Graphviz places the nodes, in process; the arrows are routed here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from exampaper.figures.arrow_labels import SMALL, label_corners, label_width, labelled
from exampaper.figures.arrows import routed, start, traced
from exampaper.figures.geometry import (
    HEAD_NECK,
    RADIUS,
    RIM,
    STROKE,
    Arrow,
    Drawing,
    Outline,
    PlacedNode,
    Placement,
    edges_of,
    rounded,
)
from exampaper.nodes import Graph, Point

MARGIN = 1.0
NODE_GAP = 38.0
RANK_GAP = 34.0


@lru_cache(maxsize=512)
def layout(graph: Graph) -> Drawing:
    """Place the nodes and route the arrows; the same graph always gives the same drawing."""
    _check(graph)
    placed = _tidy(_place(graph), graph)
    arrows = labelled(routed(graph, placed), placed)
    nodes = [
        PlacedNode(
            name, label, *placed.centres[name], placed.outline(name).wide, name in graph.shaded, placed.outline(name)
        )
        for name, label in graph.nodes
    ]
    starts = [start(name, placed, arrows, graph.flow) for name in graph.start]
    return _crop(nodes, arrows, starts, graph.legend)


def _check(graph: Graph) -> None:
    """Refuse a graph that can't be drawn."""
    if not graph.nodes:
        raise ValueError("a graph needs a node")


def _crop(
    nodes: Sequence[PlacedNode], arrows: Sequence[Arrow], starts: Sequence[Arrow], legend: tuple[str, str]
) -> Drawing:
    """Move everything to the top left corner and measure it."""
    ink = [corner for node in nodes for corner in _corners(node)]
    ink += [point for arrow in (*arrows, *starts) for point in traced(arrow.points)]
    ink += [corner for arrow in arrows if arrow.label for corner in label_corners(arrow)]
    xs, ys = zip(*ink, strict=True)
    left, top = min(xs) - MARGIN, min(ys) - MARGIN

    def moved(x: float, y: float) -> Point:
        return rounded(x - left), rounded(y - top)

    def shifted(a: Arrow) -> Arrow:
        at = moved(*a.label_at) if a.label else a.label_at
        return replace(a, points=tuple(moved(*p) for p in a.points), tip=moved(*a.tip), label_at=at)

    def put(node: PlacedNode) -> PlacedNode:
        x, y = moved(node.x, node.y)
        return replace(node, x=x, y=y)

    extent = moved(max(xs) + MARGIN, max(ys) + MARGIN)
    return Drawing(*extent, tuple(map(put, nodes)), tuple(map(shifted, arrows)), legend, tuple(map(shifted, starts)))


def _corners(node: PlacedNode) -> tuple[Point, Point]:
    wide, high = node.outline.wide + STROKE / 2, node.outline.high + STROKE / 2
    return (node.x - wide, node.y - high), (node.x + wide, node.y + high)


# ------------------------------------------------------------------ nodes

PADDING = 6.0  # points from a label to the outline of a box


def _outlines(graph: Graph) -> dict[str, Outline]:
    """The outlines of a graph with shapes; without any, all nodes are circles of one size."""
    shapes = dict(graph.shapes)
    return {name: _outline(shapes.get(name, "circle"), label) for name, label in graph.nodes} if shapes else {}


def _outline(shape: str, label: str) -> Outline:
    half = label_width(label) / 2
    match shape:
        case "box":
            return Outline(shape, max(RADIUS, half + PADDING), RADIUS * 0.75)
        case "ellipse":
            return Outline(shape, max(RADIUS * 1.3, half * 1.25 + PADDING), RADIUS)
        case "plain":
            return Outline(shape, half + 3, RADIUS * 0.6)
    return Outline(shape)


# ------------------------------------------------------------------ Graphviz


def _place(graph: Graph) -> Placement:
    """Lay the graph out with Graphviz, in process."""
    # Numbers stand in for names: Graphviz would read some characters of a name as its own.
    number = {name: str(i) for i, (name, _) in enumerate(graph.nodes)}
    links = {edge: (number[edge.tail], number[edge.head], str(i)) for i, edge in enumerate(edges_of(graph))}
    outlines = _outlines(graph)
    drawn = _canvas(graph)
    drawn.add_nodes_from(number.values())
    for name, outline in outlines.items():
        drawn.get_node(number[name]).attr.update(_size(outline))
    for edge, link in links.items():
        drawn.add_edge(*link, constraint="false" if edge.dashed and _has_solid(graph) else "true")
        if not edge.directed:
            drawn.get_edge(*link).attr["dir"] = "none"
    for rank in graph.same_rank:
        drawn.add_subgraph([number[name] for name in rank], rank="same")
    drawn.layout(prog="dot")
    return Placement(
        {name: _point(drawn.get_node(number[name]).attr["pos"]) for name in number},
        {edge: _route(drawn.get_edge(*link).attr["pos"]) for edge, link in links.items()},
        outlines,
    )


def _size(outline: Outline) -> dict[str, str]:
    """What Graphviz has to know of a node that is no plain circle."""
    wide, high = ((2 * half + STROKE) / 72 for half in (outline.wide, outline.high))
    shape = {"box": "box", "plain": "box", "ellipse": "ellipse"}.get(outline.shape, "circle")
    return {"shape": shape, "width": f"{wide:.4f}", "height": f"{high:.4f}"}


def _has_solid(graph: Graph) -> bool:
    """Whether p is drawn, whose arrows then give the ranks."""
    return any(not edge.dashed for edge in graph.edges)


def _canvas(graph: Graph) -> Any:
    """An empty Graphviz graph with our sizes.

    Arrows point up where only q is drawn, so that the latents stand above, as beside p.
    """
    import pygraphviz  # slow to import, and few papers have a figure

    labels = [label_width(edge.label, SMALL) for edge in graph.edges if edge.label]
    room = max(labels, default=0.0)
    loops = LOOPS if any(edge.tail == edge.head and edge.label for edge in graph.edges) else 0.0
    right = graph.flow == "right"
    upwards = not _has_solid(graph)
    canvas = pygraphviz.AGraph(directed=True, strict=False)
    canvas.graph_attr.update(
        nodesep=(NODE_GAP + (loops if right else room / 2)) / 72,
        ranksep=(RANK_GAP + (room + 8 if right and room else 6 if room else 0)) / 72,
        rankdir="LR" if right else "BT" if upwards else "TB",
    )
    canvas.node_attr.update(shape="circle", fixedsize="true", width=2 * RIM / 72, label="")
    canvas.edge_attr.update(arrowsize=HEAD_NECK / 10)  # Graphviz's heads are 10 pt long
    return canvas


LOOPS = 14.0  # points more between nodes that arrows lead back to


def _point(text: str) -> Point:
    """A Graphviz point, turned to y downwards."""
    x, y = text.split(",")
    return float(x), -float(y)


def _route(text: str) -> tuple[Point, ...]:
    """A Graphviz spline, `e,tip start control control end …`, with its tip last; without a head, its end."""
    if not text.startswith("e,"):
        text = f"{text.split()[-1]} {text}"
    tip, *points = text.removeprefix("e,").split()
    return (*map(_point, points), _point(tip))


def _tidy(placed: Placement, graph: Graph) -> Placement:
    """Mirror the drawing if more neighbours then stand in the order in which they are declared."""
    across = 1 if graph.flow == "right" else 0
    centres = [placed.centres[name] for name, _ in graph.nodes]
    level = (b[across] - a[across] for a, b in combinations(centres, 2) if abs(a[1 - across] - b[1 - across]) < 1)
    if sum(math.copysign(1, apart) for apart in level) >= 0:
        return placed

    def turned(point: Point) -> Point:
        x, y = point
        return (x, -y) if across else (-x, y)

    mirrored = {name: turned(centre) for name, centre in placed.centres.items()}
    routes = {edge: tuple(map(turned, route)) for edge, route in placed.routes.items()}
    return Placement(mirrored, routes, placed.outlines)
