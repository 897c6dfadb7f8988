"""A graph in words, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable

from exampaper.figures.geometry import edges_of
from exampaper.nodes import Graph, GraphEdge


def describe(graph: Graph, plain: Callable[[str], str]) -> str:
    """The graph in words; `plain` turns LaTeX maths into plain text."""
    labels = {name: plain(label) or f"({name})" for name, label in graph.nodes}
    nodes = [text + _about(graph, name) for name, text in labels.items()]
    sentences = [f"Nodes: {', '.join(nodes)}."]
    for kind, dashed, meaning in (("Solid", False, graph.legend[0]), ("Dashed", True, graph.legend[1])):
        edges = [edge for edge in edges_of(graph) if edge.dashed == dashed]
        told = [_edge(edge, labels, plain(edge.label)) for edge in edges]
        lines = f"{kind} {'arrows' if any(edge.directed for edge in edges) else 'lines'}"
        what = f"{lines}, {plain(meaning)}" if meaning else lines
        if edges:
            sentences.append(f"{what}: {', '.join(told)}.")
    return " ".join(sentences)


def _about(graph: Graph, name: str) -> str:
    """What is special about a node."""
    accepting = dict(graph.shapes).get(name) == "double circle"
    told = (("shaded", name in graph.shaded), ("start", name in graph.start), ("double circle", accepting))
    kept = [word for word, holds in told if holds]
    return f" ({', '.join(kept)})" if kept else ""


def _edge(edge: GraphEdge, labels: dict[str, str], label: str) -> str:
    """a on from q0 to q1: of an edge with a label, that first."""
    tail, head = labels[edge.tail], labels[edge.head]
    if not label:
        return f"{tail} → {head}" if edge.directed else f"{tail} – {head}"
    return f"{label} from {tail} to {head}" if edge.directed else f"{label} between {tail} and {head}"
