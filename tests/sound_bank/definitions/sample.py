"""How far some values spread."""

import numpy as np

from exampaper.author import sqrt


def solve(values):
    return float(np.std(values, ddof=1))


def check(values):
    middle = sum(values) / 5
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))
