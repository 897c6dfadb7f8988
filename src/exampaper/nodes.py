"""The tree that a text becomes, and that every writer turns into its own language.

Inline nodes stand in a line, blocks stand below one another. A writer maps each
kind to a small function; `tests/test_writers.py` holds every writer to all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
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


Inline = Text | Emph | Strong | Code | Maths | LineBreak


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
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An arrow from one node to another; `dashed` for the inference model q."""

    tail: str
    head: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """A directed graphical model.

    nodes: the label of each node by its name, in LaTeX without dollars.
    shaded: names of observed nodes, drawn grey.
    legend: what solid and dashed arrows mean, in that order ("" for none), in LaTeX without dollars.
    """

    nodes: tuple[tuple[str, str], ...]
    edges: tuple[GraphEdge, ...]
    shaded: tuple[str, ...] = ()
    legend: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        """Raises ValueError for an arrow or a shade of no node, and for two nodes of one name."""
        names = [name for name, _ in self.nodes]
        used = {*self.shaded, *(name for edge in self.edges for name in (edge.tail, edge.head))}
        if unknown := sorted(used - set(names)):
            raise ValueError(f"no node {unknown[0]!r} in the graph")
        if len(set(names)) < len(names):
            raise ValueError("two nodes of the same name in the graph")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn graph with its description for those who can't see it."""

    graph: Graph
    alt: str


Block = Paragraph | DisplayMaths | Listing | Table | CodeBlock | Quote | Figure
