"""A logarithm."""

from exampaper.author import log, root


def solve(x):
    return log(x) / log(2)


def check(x: float):
    return root(lambda y: 2**y - x, -1, 5)
