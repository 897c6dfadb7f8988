"""A mean that the question prints rounded."""

from exampaper.author import Fraction, near


def solve(values):
    mean = round(Fraction(sum(values), 6), 1)
    return mean, max(values) / mean


def check(values, mean, factor):
    assert abs(6 * mean - sum(values)) <= 0.3 + 1e-9
    assert near(10 * mean, round(10 * mean))
    assert abs(factor * mean - max(values)) < 1e-9
