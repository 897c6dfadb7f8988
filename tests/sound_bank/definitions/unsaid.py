"""How far some values spread."""

import numpy as np

from exampaper.author import population_deviation


def solve(values):
    return float(np.array(values).std())


def check(values):
    return population_deviation(values)
