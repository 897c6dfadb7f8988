"""A graph → Typst."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exampaper.figures.arrow_labels import SMALL
from exampaper.figures.geometry import (
    HEAD_NECK,
    HEAD_WIDTH,
    RING,
    STROKE,
    Arrow,
    Drawing,
    PlacedNode,
    head,
    legend_of,
    number,
)
from exampaper.figures.graph_layout import layout
from exampaper.nodes import Graph, Point

ROOM = 120.0  # points that an arrow's label may take

ToMarkup = Callable[[str], str]
"""LaTeX maths → Typst markup."""


def typst(graph: Graph, label: ToMarkup) -> str:
    """A Typst code expression that draws the graph; `label` turns LaTeX maths into Typst markup.

    The result is a box, so that a page break never cuts it; it has no alternative text of its own.
    """
    drawing = layout(graph)
    body = "\n".join(f"  {part}" for part in _parts(drawing, label))
    picture = f"box(width: {_pt(drawing.width)}, height: {_pt(drawing.height)}, {{\n{body}\n}})"
    legend = [_typst_sample(text, dashed, label) for text, dashed in legend_of(drawing)]
    if not legend:
        return picture
    row = f"grid(columns: {len(legend)}, column-gutter: 20pt, {', '.join(legend)})"
    return f"box(grid(columns: 1, align: center, row-gutter: 12pt, {picture}, {row}))"


def _parts(drawing: Drawing, label: ToMarkup) -> Iterator[str]:
    """What the picture is made of: arrows, over them nodes, over these the labels of arrows."""
    yield from map(_typst_arrow, (*drawing.arrows, *drawing.starts))
    for node in drawing.nodes:
        yield _typst_node(node, label)
    for arrow in drawing.arrows:
        if arrow.label:
            yield _typst_arrow_label(arrow, label)
    if not _has_words(drawing):
        yield NO_WORDS


def _pt(value: float) -> str:
    """A length in points, as Typst writes it."""
    return f"{number(value)}pt"


def _typst_point(point: Point) -> str:
    return f"({_pt(point[0])}, {_pt(point[1])})"


def _has_words(drawing: Drawing) -> bool:
    """Whether anything in the picture is text."""
    return any(node.label for node in drawing.nodes) or any(arrow.label for arrow in drawing.arrows)


# Typst drops the alternative text of a figure that holds nothing but shapes: an empty image keeps it
NO_WORDS = """place(image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"), format: "svg"))"""


def _typst_node(node: PlacedNode, label: ToMarkup) -> str:
    """A shape with its label in the middle."""
    wide, high = node.outline.wide, node.outline.high
    at = f"dx: {_pt(node.x - wide)}, dy: {_pt(node.y - high)}"
    shapes = "".join(f"place({at}, {shape}); " for shape in _typst_shapes(node))
    return shapes + (
        f"place({at}, "
        f'box(width: {_pt(2 * wide)}, height: {_pt(2 * high)}, {{ set text(top-edge: "bounds", bottom-edge: "bounds"); '
        f"align(center + horizon, [{label(node.label)}]) }}))"
    )


def _typst_shapes(node: PlacedNode) -> Iterator[str]:
    """What a node's outline is made of, each at the same corner."""
    wide, high = node.outline.wide, node.outline.high
    style = f"inset: 0pt, fill: {'luma(85%)' if node.shaded else 'none'}, stroke: {_pt(STROKE)}"
    match node.outline.shape:
        case "plain":
            return
        case "box":
            yield f"rect(width: {_pt(2 * wide)}, height: {_pt(2 * high)}, {style})"
        case "ellipse":
            yield f"ellipse(width: {_pt(2 * wide)}, height: {_pt(2 * high)}, {style})"
        case shape:
            yield f"circle(radius: {_pt(wide)}, {style})"
            if shape == "double circle":
                inner = f"circle(radius: {_pt(wide - RING)}, stroke: {_pt(STROKE)})"
                yield f"move(dx: {_pt(RING)}, dy: {_pt(RING)}, {inner})"


def _typst_arrow_label(arrow: Arrow, label: ToMarkup) -> str:
    """The label of an arrow, its middle where it belongs."""
    x, y = arrow.label_at
    return (
        f"place(dx: {_pt(x - ROOM / 2)}, dy: {_pt(y - 10)}, box(width: {_pt(ROOM)}, height: 20pt, "
        f'{{ set text(size: {_pt(SMALL)}, top-edge: "bounds", bottom-edge: "bounds"); '
        f"align(center + horizon, [{label(arrow.label)}]) }}))"
    )


def _typst_arrow(arrow: Arrow) -> str:
    """A curve and its head."""
    start, *rest = map(_typst_point, arrow.points)
    pieces = [f"curve.move({start})"]
    for at in range(0, len(rest), 3):
        pieces.append(f"curve.cubic({', '.join(rest[at : at + 3])})")
    line = f"place(curve(stroke: {_typst_stroke(arrow.dashed)}, {', '.join(pieces)}))"
    if not arrow.directed:
        return line
    return f"{line}; place(polygon(fill: black, {', '.join(map(_typst_point, head(arrow)))}))"


def _typst_stroke(dashed: bool) -> str:
    dash = ", dash: (3pt, 3pt)" if dashed else ""
    return f"(thickness: {_pt(STROKE)}{dash})"


def _typst_sample(text: str, dashed: bool, label: ToMarkup) -> str:
    """An entry of the legend: a short arrow and what it means."""
    y, length = HEAD_WIDTH / 2, 24.0
    neck = (length - HEAD_NECK, y)
    arrow = Arrow("", "", dashed, ((0, y), (length / 3, y), (length / 2, y), neck), (length, y), 0)
    sample = f"box(width: {_pt(length)}, height: {_pt(2 * y)}, {{ {_typst_arrow(arrow)} }})"
    return f"grid(columns: 2, align: horizon, column-gutter: 6pt, {sample}, [{label(text)}])"
