"""TITLE."""

from exampaper.author import *

read = r"x_{<< length >>}) = p(x_1)"  # the page says what was drawn


def solve(length):
    return length - 1


def check(length):  # the same by another way: factors with a condition
    return sum(t > 1 for t in range(1, length + 1))


def figures(arrows):  # from the answers, so that what is proven is drawn
    nodes = tuple((f"x{t}", f"x_{t}") for t in range(1, arrows + 2))
    return {"model": Graph(nodes, tuple(GraphEdge(f"x{t}", f"x{t + 1}") for t in range(1, arrows + 1)))}
