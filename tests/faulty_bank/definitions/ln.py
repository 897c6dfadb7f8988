"""A logarithm."""

import math

from exampaper.author import log10


def solve(x):
    return 2 * log10(x)


def check(x: float):
    return 2 * math.log10(x)
