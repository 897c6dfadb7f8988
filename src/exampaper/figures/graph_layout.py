"""A graph → a drawing: Graphviz places the nodes, in process; the arrows are routed by `arrows`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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
from exampaper.nodes import Graph, GraphEdge, Point

MARGIN = 1.0
NODE_GAP = 38.0
RANK_GAP = 34.0
LOOP_GAP = 14.0  # more between nodes of a rank, where a loop has a label
"""Distances in points."""

INCH = 72.0  # points: Graphviz takes sizes in inches, and gives places in points


@lru_cache(maxsize=512)
def layout(graph: Graph) -> Drawing:
    """Place the nodes and route the arrows; the same graph always gives the same drawing.

    Raises ValueError for a graph without nodes.
    """
    if not graph.nodes:
        raise ValueError("a graph needs a node")
    placed = _mirrored_if_better(_place(graph), graph)
    arrows = labelled(routed(graph, placed), placed)
    nodes = []
    for name, label in graph.nodes:
        x, y = placed.centres[name]
        outline = placed.outline(name)
        nodes.append(PlacedNode(name, label, x, y, outline.wide, name in graph.shaded, outline))
    starts = [start(name, placed, arrows, graph.flow) for name in graph.start]
    return _crop(nodes, arrows, starts, graph.legend)


def _crop(
    nodes: Sequence[PlacedNode], arrows: Sequence[Arrow], starts: Sequence[Arrow], legend: tuple[str, str]
) -> Drawing:
    """Move everything to the top left corner, and measure the whole."""
    xs, ys = zip(*_ink(nodes, arrows, starts), strict=True)
    left, top = min(xs) - MARGIN, min(ys) - MARGIN

    def moved(point: Point) -> Point:
        return rounded(point[0] - left), rounded(point[1] - top)

    def moved_node(node: PlacedNode) -> PlacedNode:
        x, y = moved((node.x, node.y))
        return replace(node, x=x, y=y)

    def moved_arrow(arrow: Arrow) -> Arrow:
        label_at = moved(arrow.label_at) if arrow.label else arrow.label_at
        return replace(arrow, points=tuple(map(moved, arrow.points)), tip=moved(arrow.tip), label_at=label_at)

    width, height = moved((max(xs) + MARGIN, max(ys) + MARGIN))
    return Drawing(
        width,
        height,
        tuple(map(moved_node, nodes)),
        tuple(map(moved_arrow, arrows)),
        legend,
        tuple(map(moved_arrow, starts)),
    )


def _ink(nodes: Sequence[PlacedNode], arrows: Sequence[Arrow], starts: Sequence[Arrow]) -> list[Point]:
    """Points between which everything lies that is drawn."""
    ink: list[Point] = []
    for node in nodes:
        wide, high = node.outline.wide + STROKE / 2, node.outline.high + STROKE / 2
        ink += (node.x - wide, node.y - high), (node.x + wide, node.y + high)
    for arrow in (*arrows, *starts):
        ink += traced(arrow.points)
    for arrow in arrows:
        if arrow.label:
            ink += label_corners(arrow)
    return ink


# ------------------------------------------------------------------ nodes

PADDING = 6.0  # points from a label to the outline of a box


def _outlines(graph: Graph) -> dict[str, Outline]:
    """The outline of each node; empty for a graph without shapes, whose nodes are circles of one size."""
    if not graph.shapes:
        return {}
    shapes = dict(graph.shapes)
    return {name: _outline(shapes.get(name, "circle"), label) for name, label in graph.nodes}


def _outline(shape: str, label: str) -> Outline:
    """An outline with room for its label."""
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

Key = tuple[str, str, str]
"""How Graphviz knows an edge: its tail, its head, and a name that tells it from others between the two."""


def _place(graph: Graph) -> Placement:
    """Where Graphviz's `dot` places the nodes, and how it would route the edges; in points, y downwards."""
    # Numbers stand in for names: Graphviz would give a meaning of its own to some characters of a name.
    number = {name: str(at) for at, (name, _) in enumerate(graph.nodes)}
    keys: dict[GraphEdge, Key] = {}
    for at, edge in enumerate(edges_of(graph)):
        keys[edge] = (number[edge.tail], number[edge.head], str(at))
    outlines = _outlines(graph)

    canvas = _canvas(graph)
    canvas.add_nodes_from(number.values())
    for name, outline in outlines.items():
        canvas.get_node(number[name]).attr.update(_size(outline))
    _add_edges(canvas, graph, keys)
    for rank in graph.same_rank:
        canvas.add_subgraph([number[name] for name in rank], rank="same")
    canvas.layout(prog="dot")

    centres = {name: _point(canvas.get_node(key).attr["pos"]) for name, key in number.items()}
    routes = {edge: _route(canvas.get_edge(*key).attr["pos"]) for edge, key in keys.items()}
    return Placement(centres, routes, outlines)


def _add_edges(canvas: Any, graph: Graph, keys: Mapping[GraphEdge, Key]) -> None:
    """Tell Graphviz of the edges. Where solid ones give the ranks, dashed ones leave them alone."""
    has_solid = _has_solid(graph)
    for edge, key in keys.items():
        canvas.add_edge(*key, constraint="false" if edge.dashed and has_solid else "true")
        if not edge.directed:
            canvas.get_edge(*key).attr["dir"] = "none"


def _size(outline: Outline) -> dict[str, str]:
    """Graphviz's attributes of a node that is no plain circle."""
    width = (2 * outline.wide + STROKE) / INCH
    height = (2 * outline.high + STROKE) / INCH
    shape = {"box": "box", "plain": "box", "ellipse": "ellipse"}.get(outline.shape, "circle")
    return {"shape": shape, "width": f"{width:.4f}", "height": f"{height:.4f}"}


def _has_solid(graph: Graph) -> bool:
    """Whether the generative model p is drawn, whose arrows then give the ranks."""
    return any(not edge.dashed for edge in graph.edges)


def _canvas(graph: Graph) -> Any:
    """An empty Graphviz graph with our sizes."""
    import pygraphviz  # slow to import, and few papers have a figure

    node_gap, rank_gap = _gaps(graph)
    canvas = pygraphviz.AGraph(directed=True, strict=False)
    canvas.graph_attr.update(nodesep=node_gap / INCH, ranksep=rank_gap / INCH, rankdir=_rank_direction(graph))
    canvas.node_attr.update(shape="circle", fixedsize="true", width=2 * RIM / INCH, label="")
    canvas.edge_attr.update(arrowsize=HEAD_NECK / 10)  # Graphviz's heads are 10 pt long
    return canvas


def _gaps(graph: Graph) -> tuple[float, float]:
    """The distances between nodes of a rank and between ranks, in points: labels of edges need room."""
    widest = max((label_width(edge.label, SMALL) for edge in graph.edges if edge.label), default=0.0)
    if graph.flow == "right":
        has_loop = any(edge.tail == edge.head and edge.label for edge in graph.edges)
        return NODE_GAP + (LOOP_GAP if has_loop else 0.0), RANK_GAP + (widest + 8 if widest else 0)
    return NODE_GAP + widest / 2, RANK_GAP + (6 if widest else 0)


def _rank_direction(graph: Graph) -> str:
    """Where arrows point: up if only q is drawn, so that the latents stand above, as they do beside p."""
    if graph.flow == "right":
        return "LR"
    return "TB" if _has_solid(graph) else "BT"


def _point(text: str) -> Point:
    """A point as Graphviz writes it, "x,y" with y upwards, turned to y downwards."""
    x, y = text.split(",")
    return float(x), -float(y)


def _route(text: str) -> tuple[Point, ...]:
    """The route of an edge as Graphviz writes it, a chain of cubic Béziers with its tip moved to the end.

    Graphviz's `splineType`: "e,tip start control control end …"; without a head, the end is the tip.
    """
    if not text.startswith("e,"):
        text = f"{text.split()[-1]} {text}"
    tip, *points = text.removeprefix("e,").split()
    return (*map(_point, points), _point(tip))


def _mirrored_if_better(placed: Placement, graph: Graph) -> Placement:
    """Mirror the drawing if more pairs of nodes on one rank then stand in the order in which they are declared."""
    across = 1 if graph.flow == "right" else 0  # the coordinate along a rank
    centres = [placed.centres[name] for name, _ in graph.nodes]
    in_order = 0.0
    for a, b in combinations(centres, 2):
        if abs(a[1 - across] - b[1 - across]) < 1:
            in_order += math.copysign(1, b[across] - a[across])
    if in_order >= 0:
        return placed

    def mirrored(point: Point) -> Point:
        x, y = point
        return (x, -y) if across else (-x, y)

    mirrored_centres = {name: mirrored(centre) for name, centre in placed.centres.items()}
    mirrored_routes = {edge: tuple(map(mirrored, route)) for edge, route in placed.routes.items()}
    return Placement(mirrored_centres, mirrored_routes, placed.outlines)
