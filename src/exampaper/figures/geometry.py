"""What a laid-out graph is made of, and the measures that all drawings share: points, y downwards."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from exampaper.nodes import Graph, GraphEdge, Point

RADIUS = 14.0
STROKE = 0.8
RING = 2.6  # from an accepting state's outer circle to its inner one
RIM = RADIUS + STROKE / 2  # where an arrow starts and ends: the outer edge of the circle's line

# The proportions of TikZ's Stealth at this line width, so that the two figures look alike.
HEAD_LENGTH = 3 + 4.5 * STROKE
HEAD_WIDTH = 0.75 * HEAD_LENGTH
HEAD_NECK = (1 - 0.325) * HEAD_LENGTH  # from the tip to the notch, where the line stops


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a node, and half its width and height, in points; without its line."""

    shape: str = "circle"
    wide: float = RADIUS
    high: float = RADIUS

    def reach(self, angle: float) -> float:
        """How far it is from the centre to the outer edge of the line, in points: where an arrow starts or ends.

        angle: the direction from the centre, in radians.
        """
        if self.shape in ("circle", "double circle"):
            return self.wide + STROKE / 2
        across, down = abs(math.cos(angle)), abs(math.sin(angle))
        wide, high = self.wide + STROKE / 2, self.high + STROKE / 2
        if self.shape == "ellipse":
            return 1 / math.hypot(across / wide, down / high)
        return min(wide / across if across else math.inf, high / down if down else math.inf)


ROUND = Outline()


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node: its name, LaTeX label, centre, radius (half its width) and outline."""

    name: str
    label: str
    x: float
    y: float
    radius: float
    shaded: bool
    outline: Outline = ROUND


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow along the cubic Béziers `points` (3k + 1 of them); its head spans the last of them to `tip`.

    bend: degrees to the left of the straight line (0 for straight), None where the route is free.
    directed: whether it has a head. label: in LaTeX, with its middle at `label_at`.
    """

    tail: str
    head: str
    dashed: bool
    points: tuple[Point, ...]
    tip: Point
    bend: int | None
    directed: bool = True
    label: str = ""
    label_at: Point = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph laid out, in points, y downwards from the top left corner. starts: arrows from nowhere."""

    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    arrows: tuple[Arrow, ...]
    legend: tuple[str, str]
    starts: tuple[Arrow, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where Graphviz placed things: each node's centre, and each edge's route, whose last point is the tip.

    outlines: by the names of nodes; empty where all are circles of one size.
    """

    centres: dict[str, Point]
    routes: dict[GraphEdge, tuple[Point, ...]]
    outlines: dict[str, Outline] = field(default_factory=dict)

    def others(self, *but: str) -> list[tuple[Point, Outline]]:
        """The centres and outlines of all nodes but these."""
        return [(self.centres[name], self.outline(name)) for name in self.centres if name not in but]

    def outline(self, name: str) -> Outline:
        """The outline of a node; a circle where the graph has no shapes."""
        return self.outlines.get(name, ROUND)


def edges_of(graph: Graph) -> tuple[GraphEdge, ...]:
    """The edges in their order, repeated ones left out."""
    return tuple(dict.fromkeys(graph.edges))


def legend_of(drawing: Drawing) -> list[tuple[str, bool]]:
    """The legend's texts that are not empty, each with whether its arrow is dashed."""
    solid, dashed = drawing.legend
    return [(text, is_dashed) for text, is_dashed in ((solid, False), (dashed, True)) if text]


def head(arrow: Arrow) -> tuple[Point, Point, Point, Point]:
    """The corners of an arrow head: its tip, a barb, the notch and the other barb."""
    (x, y), (neck_x, neck_y) = arrow.tip, arrow.points[-1]
    back = math.atan2(neck_y - y, neck_x - x)
    heel = towards(arrow.tip, back, HEAD_LENGTH)
    notch = towards(arrow.tip, back, HEAD_NECK)
    left = towards(heel, back + math.pi / 2, HEAD_WIDTH / 2)
    right = towards(heel, back - math.pi / 2, HEAD_WIDTH / 2)
    return arrow.tip, left, notch, right


def towards(origin: Point, angle: float, distance: float) -> Point:
    """The point at a distance from another, in a direction in radians."""
    return origin[0] + distance * math.cos(angle), origin[1] + distance * math.sin(angle)


def rounded(value: float) -> float:
    """Two decimals: finer than any eye, coarse enough to be the same on every machine. No -0.0."""
    return round(value, 2) + 0.0


def number(value: float) -> str:
    """A length as every target writes it: at most two decimals, and no trailing zeros."""
    return f"{rounded(value):.2f}".rstrip("0").rstrip(".")


def tikz_point(point: Point, height: float) -> str:
    """A coordinate in TikZ's system, where y grows upwards."""
    return f"({number(point[0])},{number(height - point[1])})"
