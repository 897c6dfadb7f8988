"""A graph in words, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable

from exampaper.figures.drawing import edges_of
from exampaper.nodes import Graph


def describe(graph: Graph, plain: Callable[[str], str]) -> str:
    """The graph in words; `plain` turns LaTeX maths into plain text."""
    labels = {name: plain(label) for name, label in graph.nodes}
    nodes = [text + (" (shaded)" if name in graph.shaded else "") for name, text in labels.items()]
    sentences = [f"Nodes: {', '.join(nodes)}."]
    for kind, dashed, meaning in (("Solid", False, graph.legend[0]), ("Dashed", True, graph.legend[1])):
        edges = [f"{labels[e.tail]} → {labels[e.head]}" for e in edges_of(graph) if e.dashed == dashed]
        what = f"{kind} arrows, {plain(meaning)}" if meaning else f"{kind} arrows"
        if edges:
            sentences.append(f"{what}: {', '.join(edges)}.")
    return " ".join(sentences)
