"""A graph in words, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from exampaper.figures.geometry import edges_of
from exampaper.languages import Language, language
from exampaper.nodes import Graph, GraphEdge

ToPlain = Callable[[str], str]
"""LaTeX maths → one line of plain text."""


def describe(graph: Graph, plain: ToPlain) -> str:
    """The graph in sentences: its nodes, then its solid arrows and lines, then its dashed ones.

    "An arrow leads from z to x."
    """
    words = language(graph.lang)
    labels = {name: plain(label) or f"({name})" for name, label in graph.nodes}
    nodes = [label + _remarks(graph, name, words) for name, label in labels.items()]
    sentences = [words.counted("graph.nodes", len(nodes), nodes=", ".join(nodes))]
    edges = edges_of(graph)
    solid = "solid-" if any(edge.dashed for edge in edges) else ""  # of what else would they be told apart
    for style, dashed, meaning in ((solid, False, graph.legend[0]), ("dashed-", True, graph.legend[1])):
        for kind, directed in (("arrow", True), ("line", False)):
            alike = [edge for edge in edges if (edge.dashed, edge.directed) == (dashed, directed)]
            if alike:
                links = _links(alike, labels, plain, words)
                stands_for = words.say("graph.meaning", meaning=plain(meaning)) if meaning else ""
                key = f"graph.{style}{kind}"
                sentences.append(words.counted(key, len(alike), meaning=stands_for, links=links))
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


def _links(edges: Sequence[GraphEdge], labels: Mapping[str, str], plain: ToPlain, words: Language) -> str:
    """Edges of one kind: "from z to x and y; from x to y"; those of the same node and label are told together."""
    heads: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        heads.setdefault((edge.tail, plain(edge.label)), []).append(labels[edge.head])
    links = []
    kind = "arrow" if edges[0].directed else "line"
    for (tail, label), ends in heads.items():
        link = words.say(f"graph.{kind}-link", tail=labels[tail], heads=words.listed(ends))
        links.append(words.say("graph.labelled", link=link, label=label) if label else link)
    return "; ".join(links)
