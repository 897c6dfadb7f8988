"""A graph → a drawing: Graphviz places the circles, in process; the arrows are routed here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from exampaper.figures.arrows import routed, traced
from exampaper.figures.drawing import (
    HEAD_NECK,
    RADIUS,
    RIM,
    Arrow,
    Drawing,
    PlacedNode,
    Placement,
    Point,
    edges_of,
    rounded,
)
from exampaper.nodes import Graph

MARGIN = 1.0
NODE_GAP = 38.0
RANK_GAP = 34.0


@lru_cache(maxsize=512)
def layout(graph: Graph) -> Drawing:
    """Place the nodes and route the arrows; the same graph always gives the same drawing."""
    _check(graph)
    placed = _tidy(_place(graph), graph)
    arrows = routed(graph, placed)
    nodes = [
        PlacedNode(name, label, *placed.centres[name], RADIUS, name in graph.shaded) for name, label in graph.nodes
    ]
    return _crop(nodes, arrows, graph.legend)


def _check(graph: Graph) -> None:
    """Refuse a graph that can't be drawn."""
    if not graph.nodes:
        raise ValueError("a graph needs a node")


def _crop(nodes: Sequence[PlacedNode], arrows: Sequence[Arrow], legend: tuple[str, str]) -> Drawing:
    """Move everything to the top left corner and measure it."""
    rims = [(n.x + dx, n.y + dy) for n in nodes for dx, dy in ((-RIM, -RIM), (RIM, RIM))]
    ink = rims + [point for arrow in arrows for point in traced(arrow.points)]
    xs, ys = zip(*ink, strict=True)
    left, top = min(xs) - MARGIN, min(ys) - MARGIN

    def moved(x: float, y: float) -> Point:
        return rounded(x - left), rounded(y - top)

    return Drawing(
        *moved(max(xs) + MARGIN, max(ys) + MARGIN),
        tuple(PlacedNode(n.name, n.label, *moved(n.x, n.y), n.radius, n.shaded) for n in nodes),
        tuple(
            Arrow(a.tail, a.head, a.dashed, tuple(moved(*p) for p in a.points), moved(*a.tip), a.bend) for a in arrows
        ),
        legend,
    )


# ------------------------------------------------------------------ Graphviz


def _place(graph: Graph) -> Placement:
    """Lay the graph out with Graphviz, in process."""
    # Numbers stand in for names: Graphviz would read some characters of a name as its own.
    number = {name: str(i) for i, (name, _) in enumerate(graph.nodes)}
    links = {edge: (number[edge.tail], number[edge.head], str(i)) for i, edge in enumerate(edges_of(graph))}
    drawn = _canvas(upwards=not _has_solid(graph))
    drawn.add_nodes_from(number.values())
    for edge, link in links.items():
        drawn.add_edge(*link, constraint="false" if edge.dashed and _has_solid(graph) else "true")
    drawn.layout(prog="dot")
    return Placement(
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


def _point(text: str) -> Point:
    """A Graphviz point, turned to y downwards."""
    x, y = text.split(",")
    return float(x), -float(y)


def _route(text: str) -> tuple[Point, ...]:
    """A Graphviz spline, `e,tip start control control end …`, with its tip last."""
    tip, *points = text.removeprefix("e,").split()
    return (*map(_point, points), _point(tip))


def _tidy(placed: Placement, graph: Graph) -> Placement:
    """Mirror the drawing if more neighbours then stand in the order in which they are declared."""
    centres = [placed.centres[name] for name, _ in graph.nodes]
    signs = [math.copysign(1, b[0] - a[0]) for a, b in combinations(centres, 2) if abs(a[1] - b[1]) < 1]
    if sum(signs) >= 0:
        return placed
    mirrored = {name: (-x, y) for name, (x, y) in placed.centres.items()}
    routes = {edge: tuple((-x, y) for x, y in route) for edge, route in placed.routes.items()}
    return Placement(mirrored, routes)
