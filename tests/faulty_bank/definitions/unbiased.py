"""How far some values spread."""

import numpy as np

from exampaper.author import population_variance


def solve(values):
    return population_variance(values)


def check(values):
    return float(np.array(values).var())
