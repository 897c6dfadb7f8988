"""The tree that a text becomes, and that every writer turns into its own language.

Inline nodes are within a line, blocks below one another. A writer maps each type of node to a small function.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they are read, with nothing escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Emph:
    """Emphasis, set in italics."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong emphasis, set in bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Code in the line, its tabs expanded."""

    text: str


@dataclass(frozen=True, slots=True)
class Maths:
    """A formula in the line, in LaTeX without its dollars."""

    tex: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in the same paragraph."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A table that comes with a candidate's paper as a CSV file, named by the paper's code and this name.

    header, rows: text as the file will have it; numbers with the digits that the answers assume.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Raises ValueError for a name that no file should have, and for a row as long as the header is not."""
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}", self.name):
            raise ValueError(f"the data file {self.name!r}: only letters, digits, - and _ are allowed in its name")
        for row in self.rows:
            if len(row) != len(self.header):
                raise ValueError(f"the data file {self.name}: {len(row)} values for {len(self.header)} columns")


@dataclass(frozen=True, slots=True)
class DataLink:
    """The name of a file that comes with the paper."""

    data: DataFile


Inline = Text | Emph | Strong | Code | Maths | LineBreak | DataLink


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class DisplayMaths:
    """A formula on a line of its own, in LaTeX without its dollars."""

    tex: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A numbered (`start` given) or a bulleted (`start` None) list."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. header: a cell for each column; rows: as many cells each; align: of each column."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[Literal["left", "center", "right"], ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of a program. language: by which it is highlighted; numbered: whether its lines have numbers."""

    text: str
    language: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Indented blocks."""

    children: tuple[Block, ...]


# ------------------------------------------------------------------ pictures


SHAPES = ("circle", "double circle", "box", "ellipse", "plain")


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An arrow from one node to another, which are given by their names.

    dashed: as for an inference model. label: beside it, in LaTeX without dollars. directed: whether it has a head.
    """

    tail: str
    head: str
    dashed: bool = False
    label: str = ""
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and what links them: a graphical model, an automaton, a tree, a network, a circuit.

    nodes: the name of each node and its label, in LaTeX without dollars.
    shaded: names of observed nodes, drawn grey.
    legend: what solid and dashed arrows mean, in that order ("" for none), in LaTeX without dollars.
    shapes: the name and the shape (one of SHAPES) of each node that is not a circle; "double circle" for an accepting
    state. start: the states that an arrow from nowhere leads to.
    same_rank: groups of nodes that are level with one another. flow: the direction of most arrows.
    alt: the drawing in words; written from the graph where it is empty. lang: the code of their language.
    """

    nodes: tuple[tuple[str, str], ...]
    edges: tuple[GraphEdge, ...]
    shaded: tuple[str, ...] = ()
    legend: tuple[str, str] = ("", "")
    shapes: tuple[tuple[str, str], ...] = ()
    start: tuple[str, ...] = ()
    same_rank: tuple[tuple[str, ...], ...] = ()
    flow: Literal["down", "right"] = "down"
    alt: str = ""
    lang: str = "en"

    def __post_init__(self) -> None:
        """Raises ValueError for a name that no node has, for two nodes of one name, and for an unknown shape."""
        names = [name for name, _ in self.nodes]
        used = {*self.shaded, *self.start, *chain.from_iterable(self.same_rank)}
        for edge in self.edges:
            used |= {edge.tail, edge.head}
        for name, shape in self.shapes:
            used.add(name)
            if shape not in SHAPES:
                raise ValueError(f"no node shape {shape!r}; known: {', '.join(SHAPES)}")
        unknown = sorted(used.difference(names))
        if unknown:
            raise ValueError(f"no node {unknown[0]!r} in the graph")
        if len(set(names)) < len(names):
            raise ValueError("two nodes of the same name in the graph")


Point = tuple[float, float]
Dash = Literal["", "solid", "dashed", "dotted", "dashdotted"]
Marker = Literal["", "disc", "circle", "square", "triangle", "cross", "plus", "diamond"]


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a plot.

    title: what is measured, and its unit: text with `$…$` in it. range: the smallest and the largest value; those of
    the data where it is None. log: whether it is logarithmic.
    ticks: the values that have a number, chosen where there are none; labels: what is printed instead of the numbers.
    categories: names in place of numbers, for bars, boxes and cells; the first is at 0, the next at 1.
    grid: lines across the plot, to read values off.
    """

    title: str = ""
    range: Point | None = None
    log: bool = False
    ticks: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    grid: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for an empty range, and for labels that are not as many as ticks."""
        if self.range and not self.range[0] < self.range[1]:
            raise ValueError(f"the axis {self.title!r} has the range {self.range}: the smaller end goes first")
        if self.log and self.range and self.range[0] <= 0:
            raise ValueError(f"the axis {self.title!r} is logarithmic, its range must be above 0")
        if self.labels and len(self.labels) != len(self.ticks):
            raise ValueError(f"the axis {self.title!r} has {len(self.ticks)} ticks and {len(self.labels)} labels")
        if self.log and self.categories:
            raise ValueError(f"the axis {self.title!r} has categories, and cannot be logarithmic")


@dataclass(frozen=True, slots=True)
class Line:
    """A curve through points; None is a gap in it.

    label, here and below: its name in the legend, text with `$…$` in it. dash, marker: chosen so that lines can be
    told apart, where they are "".
    """

    through: tuple[Point | None, ...]
    label: str = ""
    dash: Dash = ""
    marker: Marker = ""


@dataclass(frozen=True, slots=True)
class Points:
    """Single points, as in a scatter plot."""

    at: tuple[Point, ...]
    label: str = ""
    marker: Marker = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each category of an axis; those of several layers are side by side."""

    heights: tuple[float, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """A step function: it has the value of each point up to the next one, and of the last up to the end of the axis.

    dots: whether a disc marks where a value is taken, and a circle where it is not.
    """

    levels: tuple[Point, ...]
    label: str = ""
    dash: Dash = ""
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars without gaps: `counts[i]` (or densities) is the height from `edges[i]` to `edges[i + 1]`."""

    edges: tuple[float, ...]
    counts: tuple[float, ...]
    label: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError for edges that do not rise or do not fit the heights."""
        if len(self.edges) != len(self.counts) + 1:
            raise ValueError(f"{len(self.counts)} heights of a histogram need {len(self.counts) + 1} edges")
        if any(low >= high for low, high in pairwise(self.edges)):
            raise ValueError("the edges of a histogram rise")


@dataclass(frozen=True, slots=True)
class Box:
    """The five numbers of a box plot, whiskers first and last, and what lies beyond them."""

    five: tuple[float, float, float, float, float]
    outliers: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError for numbers out of order."""
        if sorted(self.five) != list(self.five):
            raise ValueError("the five numbers of a box rise: whisker, quartile, median, quartile, whisker")


@dataclass(frozen=True, slots=True)
class BoxPlot:
    """A box for each category of an axis: horizontal where these belong to the y axis, otherwise upright."""

    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cells, row by row from the top, the darker the higher their value; columns and rows are the axes' categories.

    numbers: whether each value is printed in its cell. title: of the bar beside the map that explains the shades.
    range: the values of the lightest and the darkest shade; those of the data where it is None.
    """

    cells: tuple[tuple[float, ...], ...]
    numbers: bool = False
    title: str = ""
    range: Point | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for rows of different lengths."""
        if not self.cells or not self.cells[0] or len({len(row) for row in self.cells}) > 1:
            raise ValueError("a heat map has rows of one length")


@dataclass(frozen=True, slots=True)
class Region:
    """A shaded area with this outline. label: its name in the legend."""

    outline: tuple[Point, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line across the plot where x or y has this value: a threshold, an asymptote, a mean."""

    axis: Literal["x", "y"]
    value: float
    label: str = ""
    dash: Dash = "dashed"


Side = Literal["right", "left", "above", "below", "centre"]


@dataclass(frozen=True, slots=True)
class Note:
    """A few words beside a point of the plot: the letter of a curve, the name of a point."""

    words: str
    beside: Point
    side: Side = "right"


Layer = Line | Points | Bars | Steps | Histogram | BoxPlot | HeatMap | Region | Rule | Note


@dataclass(frozen=True, slots=True)
class Plot:
    """Data in a coordinate system: layers over one another, the first at the bottom.

    size: width and height of the area within the axes, in points.
    axes: at the left and bottom ("frame"), or crossing at the origin with arrows ("cross").
    legend: where the labels of the layers are: below, to the right, or each at the end of its line.
    alt: the plot in words; written from the data where it is empty. lang: the code of their language. decimal: the
    mark in its numbers.
    """

    x: Axis
    y: Axis
    layers: tuple[Layer, ...]
    alt: str = ""
    size: Point = (260.0, 170.0)
    axes: Literal["frame", "cross"] = "frame"
    legend: Literal["below", "right", "ends", "none"] = "below"
    lang: str = "en"
    decimal: str = "."

    def __post_init__(self) -> None:
        """Raises ValueError for a plot without layers, and for layers that do not fit its axes."""
        if not self.layers:
            raise ValueError("a plot needs a layer")
        for layer in self.layers:
            _see_categories(self.x, self.y, layer)


def _see_categories(x: Axis, y: Axis, layer: Layer) -> None:
    """Raises ValueError for bars, boxes or cells that are not one for each category."""
    match layer:
        case Bars(heights=items) | BoxPlot(boxes=items):
            names = x.categories or y.categories
            if x.categories and y.categories:
                raise ValueError("bars and boxes need one axis with categories and one with numbers")
            is_single_box = isinstance(layer, BoxPlot) and len(items) == 1 and not names
            if len(items) != len(names) and not is_single_box:
                raise ValueError(f"{len(items)} bars or boxes for {len(names)} categories")
        case HeatMap(cells=rows):
            if (len(rows), len(rows[0])) != (len(y.categories), len(x.categories)):
                shape, wanted = f"{len(rows)} × {len(rows[0])}", f"{len(y.categories)} × {len(x.categories)}"
                raise ValueError(f"a heat map of {shape} cells for {wanted} categories (rows × columns)")


@dataclass(frozen=True, slots=True)
class Image:
    """A photograph or a drawing from a file, checked and cleaned as `figures.image` does.

    content: the bytes of the file. kind: its format. size: width and height in points as it is printed.
    """

    content: bytes
    kind: Literal["png", "jpeg", "svg"]
    size: Point
    alt: str = ""


Picture = Graph | Plot | Image
Beside = Picture | DataFile
"""What the text of a question may name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its description for those who cannot see it."""

    picture: Picture
    alt: str


Block = Paragraph | DisplayMaths | Listing | Table | CodeBlock | Quote | Figure
