"""How far some values spread."""

import numpy as np

from exampaper.author import Fraction, sample_deviation, sqrt


def solve(values):
    return float(np.std(values)) * sqrt(Fraction(5, 4))


def check(values):
    return sample_deviation(values)
