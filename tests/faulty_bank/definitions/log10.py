"""A logarithm."""

import math

from exampaper.author import area


def solve(x):
    return math.log(x)


def check(x: float):
    return area(lambda t: 1 / t, 1, x) + math.log(1)
