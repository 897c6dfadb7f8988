"""The one import of a question's Python file: `from exampaper.author import *`, or by name.

Numbers and functions that take whatever was drawn, trusted helpers for a second route, and the values that a question
hands over. What is not here is nobody's business but the product's.
"""

from decimal import Decimal
from fractions import Fraction

from exampaper.answers.collection import Rows
from exampaper.dec import Dec
from exampaper.draw import Source as Rng
from exampaper.figures import between, data_file, drawn, function, histogram, image, readable, under
from exampaper.model import Places, Significant, Slip
from exampaper.nodes import (
    Axis,
    Bars,
    Box,
    BoxPlot,
    Graph,
    GraphEdge,
    HeatMap,
    Histogram,
    Line,
    Note,
    Plot,
    Points,
    Region,
    Rule,
    Steps,
)
from exampaper.oracles import *  # noqa: F403 (its own list says what is there)
from exampaper.oracles import __all__ as _oracles

Samples = tuple[tuple[int, ...], ...]
"""Several samples of whole numbers: what a function for an entry of `draw:` gives."""

__all__ = [
    *_oracles,
    "Axis",
    "Bars",
    "Box",
    "BoxPlot",
    "Dec",
    "Decimal",
    "Fraction",
    "Graph",
    "GraphEdge",
    "HeatMap",
    "Histogram",
    "Line",
    "Note",
    "Places",
    "Plot",
    "Points",
    "Region",
    "Rng",
    "Rows",
    "Rule",
    "Samples",
    "Significant",
    "Slip",
    "Steps",
    "between",
    "data_file",
    "drawn",
    "function",
    "histogram",
    "image",
    "readable",
    "under",
]
