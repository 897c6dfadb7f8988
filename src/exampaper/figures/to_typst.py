"""A drawing → Typst."""

from __future__ import annotations

from collections.abc import Callable

from exampaper.figures.drawing import HEAD_NECK, HEAD_WIDTH, STROKE, Arrow, PlacedNode, Point, head, legend_of, number
from exampaper.figures.place import layout
from exampaper.nodes import Graph


def typst(graph: Graph, label: Callable[[str], str]) -> str:
    """A Typst code expression that draws the graph; `label` turns LaTeX maths into Typst markup.

    The result is a box, so that a page break never cuts it; it has no alternative text of its own.
    """
    drawing = layout(graph)
    parts = [_typst_arrow(arrow) for arrow in drawing.arrows]
    parts += [_typst_node(node, label) for node in drawing.nodes]
    body = "\n".join(f"  {part}" for part in parts)
    picture = f"box(width: {_pt(drawing.width)}, height: {_pt(drawing.height)}, {{\n{body}\n}})"
    legend = [_typst_sample(text, dashed, label) for text, dashed in legend_of(drawing)]
    if not legend:
        return picture
    row = f"grid(columns: {len(legend)}, column-gutter: 20pt, {', '.join(legend)})"
    return f"box(grid(columns: 1, align: center, row-gutter: 12pt, {picture}, {row}))"


def _pt(value: float) -> str:
    """A Typst length."""
    return f"{number(value)}pt"


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
        f"place(polygon(fill: black, {', '.join(map(_typst_point, head(arrow)))}))"
    )


def _typst_stroke(dashed: bool) -> str:
    dash = ", dash: (3pt, 3pt)" if dashed else ""
    return f"(thickness: {_pt(STROKE)}{dash})"


def _typst_sample(text: str, dashed: bool, label: Callable[[str], str]) -> str:
    """An entry of the legend: a short arrow and what it means."""
    y, length = HEAD_WIDTH / 2, 24.0
    neck = (length - HEAD_NECK, y)
    arrow = Arrow("", "", dashed, ((0, y), (length / 3, y), (length / 2, y), neck), (length, y), 0)
    sample = f"box(width: {_pt(length)}, height: {_pt(2 * y)}, {{ {_typst_arrow(arrow)} }})"
    return f"grid(columns: 2, align: horizon, column-gutter: 6pt, {sample}, [{label(text)}])"
