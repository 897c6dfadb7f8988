"""The tree that a text becomes, and that every writer turns into its own language.

Inline nodes stand in a line, blocks stand below one another. A writer maps each
kind to a small function; `tests/writers/` holds every writer to all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Emph:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Maths:
    """A formula in the line, in LaTeX without its dollars."""

    tex: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class DataFile:
    """A table that comes with a candidate's paper as a CSV file, named by the paper's code and this name.

    Values are text as it shall stand there: numbers as the answers assume them.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Raises ValueError for a name that is none of a file, and for rows of other lengths than the header."""
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}", self.name):
            raise ValueError(f"the data file {self.name!r}: its name has letters, digits, - and _ alone")
        if strange := [row for row in self.rows if len(row) != len(self.header)]:
            raise ValueError(f"the data file {self.name}: {len(strange[0])} values for {len(self.header)} columns")


@dataclass(frozen=True, slots=True)
class DataLink:
    """The name of a file that comes with the paper."""

    data: DataFile


Inline = Text | Emph | Strong | Code | Maths | LineBreak | DataLink


@dataclass(frozen=True, slots=True)
class Paragraph:
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
    children: tuple[Block, ...]


# ------------------------------------------------------------------ pictures


SHAPES = ("circle", "double circle", "box", "ellipse", "plain")


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An arrow from one node to another; `dashed` for the inference model q.

    label: what stands beside it, in LaTeX without dollars. directed: whether it has a head.
    """

    tail: str
    head: str
    dashed: bool = False
    label: str = ""
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and what links them: a graphical model, an automaton, a tree, a network, a circuit.

    nodes: the label of each node by its name, in LaTeX without dollars.
    shaded: names of observed nodes, drawn grey.
    legend: what solid and dashed arrows mean, in that order ("" for none), in LaTeX without dollars.
    shapes: the shape (one of SHAPES) of those nodes that are no circles; "double circle" for an accepting state.
    start: the states that an arrow from nowhere leads to.
    same_rank: groups of nodes, each level with one another. flow: which way arrows go.
    alt: the drawing in words; made from the graph where the author gives none.
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

    def __post_init__(self) -> None:
        """Raises ValueError for an arrow or a shade of no node, and for two nodes of one name."""
        names = [name for name, _ in self.nodes]
        ends = (name for edge in self.edges for name in (edge.tail, edge.head))
        level = (name for rank in self.same_rank for name in rank)
        used = {*self.shaded, *ends, *(name for name, _ in self.shapes), *self.start, *level}
        if unknown := sorted(used - set(names)):
            raise ValueError(f"no node {unknown[0]!r} in the graph")
        if len(set(names)) < len(names):
            raise ValueError("two nodes of the same name in the graph")
        if strange := [shape for _, shape in self.shapes if shape not in SHAPES]:
            raise ValueError(f"no node shape {strange[0]!r}; known: {', '.join(SHAPES)}")


Point = tuple[float, float]
Dash = Literal["", "solid", "dashed", "dotted", "dashdotted"]
Marker = Literal["", "disc", "circle", "square", "triangle", "cross", "plus", "diamond"]


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a plot.

    title: what is measured, with its unit: text with `$…$` in it. range: from where to where; of the data, if none.
    ticks: where its numbers stand, chosen if none; labels: what stands there instead of these numbers.
    categories: names in place of numbers, for bars, boxes and cells; the first stands at 0, the next at 1.
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
        """Raises ValueError for a range without extent and for labels that are not one a tick."""
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
    """A curve through points; None is a gap in it. dash, marker: chosen so that lines can be told apart, if "".

    label, here and below: its name in the legend, text with `$…$` in it.
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
    """A bar for each category of an axis; those of several layers stand side by side."""

    heights: tuple[float, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """A step function: from each point on, its value, up to the next; the last reaches the end of the axis.

    dots: a disc where the value is taken, a circle where it is not.
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
    """A box for each category of an axis: lying where these are the y axis', else standing."""

    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cells, row by row from the top, the darker the higher; columns and rows are the axes' categories.

    numbers: each value printed in its cell, too. title: what the shades mean, for the bar beside the map.
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
    """A straight line across the plot where x (or y) has this value: a threshold, an asymptote, a mean."""

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
    legend: where the labels of layers stand: below, to the right, or each at the end of its line.
    alt: the plot in words; made from the data where the author gives none.
    """

    x: Axis
    y: Axis
    layers: tuple[Layer, ...]
    alt: str = ""
    size: Point = (260.0, 170.0)
    axes: Literal["frame", "cross"] = "frame"
    legend: Literal["below", "right", "ends", "none"] = "below"

    def __post_init__(self) -> None:
        """Raises ValueError for a plot of nothing and for layers that its axes cannot hold."""
        if not self.layers:
            raise ValueError("a plot needs a layer")
        for layer in self.layers:
            _see_categories(self.x, self.y, layer)


def _see_categories(x: Axis, y: Axis, layer: Layer) -> None:
    """Raises ValueError for bars, boxes or cells that are not one a category."""
    match layer:
        case Bars(heights=items) | BoxPlot(boxes=items):
            names = x.categories or y.categories
            if x.categories and y.categories:
                raise ValueError("bars and boxes need one axis with categories and one with numbers")
            one_box = isinstance(layer, BoxPlot) and len(items) == 1  # it stands by itself
            if len(items) != len(names) and not (one_box and not names):
                raise ValueError(f"{len(items)} bars or boxes for {len(names)} categories")
        case HeatMap(cells=rows):
            if (len(rows), len(rows[0])) != (len(y.categories), len(x.categories)):
                shape, wanted = f"{len(rows)} × {len(rows[0])}", f"{len(y.categories)} × {len(x.categories)}"
                raise ValueError(f"a heat map of {shape} cells for {wanted} categories (rows × columns)")


@dataclass(frozen=True, slots=True)
class Image:
    """A photograph or a drawing of somebody else's: clean bytes, as `figures.image` reads them.

    size: width and height in points as it is printed. kind: the file's format.
    """

    content: bytes
    kind: Literal["png", "jpeg", "svg"]
    size: Point
    alt: str = ""


Picture = Graph | Plot | Image
Beside = Picture | DataFile
"""What a question's text may name that stands beside it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its description for those who can't see it."""

    picture: Picture
    alt: str


Block = Paragraph | DisplayMaths | Listing | Table | CodeBlock | Quote | Figure
