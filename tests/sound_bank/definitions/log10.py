"""A logarithm."""

import math

from exampaper.author import log10


def solve(x):
    return log10(x)


def check(x: float):
    return math.log(x, 10)
