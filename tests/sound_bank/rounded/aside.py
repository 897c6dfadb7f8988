"""A mean that the question prints rounded."""

from exampaper.author import near, population_deviation, population_variance


def solve(values):
    return population_deviation(values), 6 * max(values) / sum(values)


def check(values, deviation, factor):
    assert deviation > 0
    assert near(deviation**2, population_variance(values))
    assert abs(factor * sum(values) / 6 - max(values)) < 1e-9
