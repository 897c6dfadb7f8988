"""A logarithm."""

from exampaper.author import area, log


def solve(x):
    return log(x)


def check(x: float):
    return area(lambda t: 1 / t, 1, x)
