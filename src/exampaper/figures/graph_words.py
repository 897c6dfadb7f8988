"""A graph in words, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exampaper.figures.geometry import edges_of
from exampaper.nodes import Graph, GraphEdge

ToPlain = Callable[[str], str]
"""LaTeX maths → one line of plain text."""


def describe(graph: Graph, plain: ToPlain) -> str:
    """The graph in words: its nodes, then its solid arrows, then its dashed ones."""
    labels = {name: plain(label) or f"({name})" for name, label in graph.nodes}
    nodes = [label + _remarks(graph, name) for name, label in labels.items()]
    sentences = [f"Nodes: {', '.join(nodes)}."]
    solid = [edge for edge in edges_of(graph) if not edge.dashed]
    dashed = [edge for edge in edges_of(graph) if edge.dashed]
    for style, edges, meaning in (("Solid", solid, graph.legend[0]), ("Dashed", dashed, graph.legend[1])):
        if edges:
            kind = "arrows" if any(edge.directed for edge in edges) else "lines"
            lead = f"{style} {kind}, {plain(meaning)}" if meaning else f"{style} {kind}"
            links = ", ".join(_link(edge, labels, plain) for edge in edges)
            sentences.append(f"{lead}: {links}.")
    return " ".join(sentences)


def _remarks(graph: Graph, name: str) -> str:
    """What is special about a node, in parentheses: " (shaded, start)"."""
    remarks = []
    if name in graph.shaded:
        remarks.append("shaded")
    if name in graph.start:
        remarks.append("start")
    if dict(graph.shapes).get(name) == "double circle":
        remarks.append("double circle")
    return f" ({', '.join(remarks)})" if remarks else ""


def _link(edge: GraphEdge, labels: Mapping[str, str], plain: ToPlain) -> str:
    """An edge in words: "z → x"; one that has a label with that first, "a from q0 to q1"."""
    tail, head, label = labels[edge.tail], labels[edge.head], plain(edge.label)
    if not label:
        return f"{tail} → {head}" if edge.directed else f"{tail} – {head}"
    return f"{label} from {tail} to {head}" if edge.directed else f"{label} between {tail} and {head}"
