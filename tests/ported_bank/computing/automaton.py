"""Which words an automaton accepts (after R/exams automaton)."""

from exampaper.author import *

STEPS = {"0": ("AC", "CA", "BD", "DB"), "1": ("AB", "BA", "CD", "DC")}


def words(rng) -> tuple[str, ...]:
    drawn = {"".join(rng.choice("01") for _ in range(rng.integer(4, 7))) for _ in range(24)}
    return tuple(sorted(drawn))


def claims(accept, words):
    for word in words:
        zeros, ones = word.count("0") % 2, word.count("1") % 2
        reason = f"It has an {'odd' if zeros else 'even'} number of zeros and an {'odd' if ones else 'even'} one of ones."
        yield f"`{word}`", "ABCD"[2 * zeros + ones] == accept, reason


def figures(accept):
    edges = tuple(GraphEdge(*ends, label=letter) for letter, steps in STEPS.items() for ends in steps)
    shapes = ((accept, "double circle"),)
    return {"automaton": Graph(tuple(zip("ABCD", "ABCD")), edges, shapes=shapes, start=("A",), flow="right")}


def check(accept, words):
    """Run the automaton that is drawn."""
    graph = figures(accept)["automaton"]
    for word in words:
        (state,) = graph.start
        for letter in word:
            (state,) = (edge.head for edge in graph.edges if (edge.tail, edge.label) == (state, letter))
        yield (state, "double circle") in graph.shapes


def read(text, figures):
    return {"accept": figures["automaton"].shapes[0][0]}
