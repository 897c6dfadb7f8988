"""A mean that the question prints rounded."""

from exampaper.author import near


def solve(values):
    return {"mean": sum(values) / 6, "factor": max(values) / (sum(values) / 6)}


def check(values, mean, factor):
    assert near(6 * mean, sum(values))
    assert abs(factor * sum(values) / 6 - max(values)) < 1e-9
