"""A graph laid out → a sketch, for SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from exampaper.figures.arrow_labels import label_width
from exampaper.figures.geometry import RING, STROKE, Arrow, Drawing, PlacedNode, head, legend_of
from exampaper.figures.graph_layout import layout
from exampaper.figures.sketch import Disc, Label, Mark, Pen, Sketch, Stroke, moved, rectangle
from exampaper.nodes import Graph, Point

LINE, DASHED = Pen(STROKE), Pen(STROKE, (3, 3))
DOWN = 3.0  # from the middle of a label to its baseline
LEGEND = 24.0  # points: the length of an arrow in the legend


def sketch(graph: Graph) -> Sketch:
    """The graph as lines, areas and words."""
    drawing = layout(graph)
    marks: list[Mark] = []
    for arrow in (*drawing.arrows, *drawing.starts):
        marks += _arrow(arrow)
    for node in drawing.nodes:
        marks += _node(node)
    labels = [_label(node.label, (node.x, node.y), "node") for node in drawing.nodes]
    labels += [_label(arrow.label, arrow.label_at, "edge") for arrow in drawing.arrows if arrow.label]
    whole = Sketch(drawing.width, drawing.height, tuple(marks), tuple(labels))
    return _with_legend(whole, drawing) if legend_of(drawing) else moved(whole, 0, 0)


def _label(tex: str, middle: Point, role: str) -> Label:
    return Label(f"${tex}$" if tex else "", (middle[0], middle[1] + DOWN), "centre", role)


def _arrow(arrow: Arrow) -> Iterator[Mark]:
    yield Stroke(arrow.points, DASHED if arrow.dashed else LINE, "edge", cubic=True)
    if arrow.directed:
        yield Stroke(head(arrow), None, "head", closed=True, fill=0.0)


def _node(node: PlacedNode) -> Iterator[Mark]:
    wide, high, centre = node.outline.wide, node.outline.high, (node.x, node.y)
    fill = 0.85 if node.shaded else None
    match node.outline.shape:
        case "plain":
            return
        case "box":
            corners = rectangle((node.x - wide, node.y - high), (node.x + wide, node.y + high))
            yield Stroke(corners, LINE, "node", closed=True, fill=fill)
        case "ellipse":
            yield Stroke(tuple(_ellipse(centre, wide, high)), LINE, "node", closed=True, fill=fill, cubic=True)
        case shape:
            yield Disc(centre, wide, LINE, "node", fill=fill)
            if shape == "double circle":
                yield Disc(centre, wide - RING, LINE, "node")


KAPPA = 4 / 3 * (math.sqrt(2) - 1)
"""How far the control points of a quarter circle are from its ends, in radii: its middle then lies on the circle."""


def _ellipse(centre: Point, wide: float, high: float) -> Iterator[Point]:
    """An ellipse as four cubic Béziers, 13 points. wide, high: half its width and height."""
    x, y = centre
    quarters = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    yield x + wide, y
    for (ax, ay), (bx, by) in pairwise(quarters):
        yield x + wide * (ax + KAPPA * bx), y + high * (ay + KAPPA * by)
        yield x + wide * (bx + KAPPA * ax), y + high * (by + KAPPA * ay)
        yield x + wide * bx, y + high * by


def _with_legend(whole: Sketch, drawing: Drawing) -> Sketch:
    """The sketch with its legend: a row below, of short arrows and what they mean."""
    texts = legend_of(drawing)
    widths = [LEGEND + 6 + label_width(text) for text, _ in texts]
    wide = sum(widths) + 20 * (len(texts) - 1)
    x, y = (whole.width - wide) / 2, whole.height + 14
    marks, labels = list(whole.marks), list(whole.labels)
    for (text, dashed), width in zip(texts, widths, strict=True):
        third = LEGEND / 3
        points = (x, y), (x + third, y), (x + 2 * third, y), (x + LEGEND - 5, y)
        marks += _arrow(Arrow("", "", dashed, points, (x + LEGEND, y), 0))
        labels.append(Label(f"${text}$", (x + LEGEND + 6, y + DOWN), "left", "legend"))
        x += width + 20
    shift = max(0.0, (wide - whole.width) / 2)
    return moved(Sketch(max(whole.width, wide), y + 8, tuple(marks), tuple(labels)), shift, 0)
