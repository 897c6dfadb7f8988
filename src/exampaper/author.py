"""The one import of a question's Python file: `from exampaper.author import *`, or by name.

- Values that a question hands over: `Rng` (what `draw` takes), `Slip`, `Places`, `Significant`, `Graph`, `GraphEdge`,
  `Rows`, `Samples`.
- Numbers: `Dec`, `Decimal`, `Fraction`, and functions that take whatever was drawn (`exp`, `sqrt`, `sin_degrees`, …).
- Trusted helpers for the second route of a proof, `check`: calculus without a formula (`slope`, `area`, `roots`),
  listing all outcomes (`outcomes`, `share`), statistics of data (`sample_variance`, `quartiles`), distributions
  (`Binomial`, `StudentT`), linear algebra in fractions (`determinant`, `kernel`), sets of solutions (`complete`,
  `agrees`), graphs (`reachable`, `topological_orders`), and running a printed program (`runs`).

A second route then reads as the question does:

    def check(dice, wanted, answers):
        among = outcomes(range(1, 7), times=dice)
        assert answers.chance == share(lambda *faces: sum(faces) == wanted, among)

Only what is listed in `__all__` is for authors; all else in the package may change without notice.
"""

from decimal import Decimal
from fractions import Fraction

from exampaper.answers.collection import Rows
from exampaper.dec import Dec
from exampaper.draw import Rng
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
"""Several samples of whole numbers: what a function that draws them for an entry of `draw:` returns."""

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
