"""A graph in words, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exampaper.figures.geometry import edges_of
from exampaper.languages import Language, language
from exampaper.nodes import Graph, GraphEdge

ToPlain = Callable[[str], str]
"""LaTeX maths → one line of plain text."""


def describe(graph: Graph, plain: ToPlain) -> str:
    """The graph in words: its nodes, then its solid arrows, then its dashed ones."""
    words = language(graph.lang)
    labels = {name: plain(label) or f"({name})" for name, label in graph.nodes}
    nodes = [label + _remarks(graph, name, words) for name, label in labels.items()]
    sentences = [words.say("graph.nodes", nodes=", ".join(nodes))]
    solid = [edge for edge in edges_of(graph) if not edge.dashed]
    dashed = [edge for edge in edges_of(graph) if edge.dashed]
    for style, edges, meaning in (("solid", solid, graph.legend[0]), ("dashed", dashed, graph.legend[1])):
        if edges:
            kind = "arrows" if any(edge.directed for edge in edges) else "lines"
            lead = words.say(f"graph.{style}-{kind}")
            if meaning:
                lead = words.say("graph.meaning", lines=lead, meaning=plain(meaning))
            links = ", ".join(_link(edge, labels, plain, words) for edge in edges)
            sentences.append(words.say("graph.links", lines=lead, links=links))
    return " ".join(sentences)


def _remarks(graph: Graph, name: str, words: Language) -> str:
    """What is special about a node, in parentheses: " (shaded, start)"."""
    remarks = []
    if name in graph.shaded:
        remarks.append(words.say("graph.shaded"))
    if name in graph.start:
        remarks.append(words.say("graph.start"))
    if dict(graph.shapes).get(name) == "double circle":
        remarks.append(words.say("graph.double-circle"))
    return f" ({', '.join(remarks)})" if remarks else ""


def _link(edge: GraphEdge, labels: Mapping[str, str], plain: ToPlain, words: Language) -> str:
    """An edge in words: "z → x"; one that has a label with that first, "a from q0 to q1"."""
    tail, head, label = labels[edge.tail], labels[edge.head], plain(edge.label)
    if not label:
        return f"{tail} → {head}" if edge.directed else f"{tail} – {head}"
    return words.say(f"graph.labelled-{'arrow' if edge.directed else 'line'}", label=label, tail=tail, head=head)
