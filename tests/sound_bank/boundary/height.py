"""Of a height, more than a limit is as likely as at least that."""

from exampaper.author import Normal, area, exp, pi, sqrt


def solve(mean, deviation, limit):
    return Normal(mean, deviation).at_least(limit)


def check(mean: float, deviation: float, limit: float):
    return area(lambda x: exp(-((x - mean) ** 2) / (2 * deviation**2)), limit, limit + 100) / (deviation * sqrt(2 * pi))
