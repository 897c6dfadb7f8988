"""How far some values spread."""

from exampaper.author import population_deviation, sqrt


def solve(values):
    middle = sum(values) / 5
    return sqrt(sum((value - middle) ** 2 for value in values) / len(values))


def check(values):
    return population_deviation(values)
