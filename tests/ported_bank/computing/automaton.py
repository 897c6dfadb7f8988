"""Which words an automaton accepts (after R/exams automaton)."""

from exampaper.author import *

EDGES = tuple(GraphEdge(a, b, label=on) for a, b, on in ["AC0", "CA0", "BD0", "DB0", "AB1", "BA1", "CD1", "DC1"])
read = "accepts in $<< accept >>$"


def claims(accept, words):
    for word in words:
        zeros, ones = word.count("0"), word.count("1")
        yield f"`{word}`", "ABCD"[zeros % 2 * 2 + ones % 2] == accept, f"It has {zeros} zeros and {ones} ones."


def figures(accept):
    shapes = ((accept, "double circle"),)
    return {"automaton": Graph((*zip("ABCD", "ABCD"),), EDGES, shapes=shapes, start=("A",), flow="right")}


def check(accept, words):
    """Run the automaton that is drawn."""
    graph = figures(accept)["automaton"]
    for word in words:
        (state,) = graph.start
        for letter in word:
            (state,) = (edge.head for edge in graph.edges if (edge.tail, edge.label) == (state, letter))
        yield (state, "double circle") in graph.shapes
