"""How far some values spread."""

import numpy as np

from exampaper.author import sample_variance


def solve(values):
    return sample_variance(values)


def check(values):
    return float(np.var(values, ddof=1))
