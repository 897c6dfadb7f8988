"""A t test of one sample (after R/exams ttest)."""

from exampaper.author import *

read = "should fill << mu >> ml", "hold << data | listed >> ml"


def fillings(rng, mu, _shift) -> tuple[int, ...]:
    return tuple(mu + _shift + error for error in rng.integers(9, -6, 6))


def solve_a(mu, data):
    average = sum(data) / Fraction(9)
    deviation = sqrt(sum((x - average) ** 2 for x in data) / 8)
    return {"average": average, "deviation": deviation, "statistic": 3 * (average - mu) / deviation}


def solve_b(statistic):
    return "rejected" if clear(abs(statistic), 2.306, 0.05) else "not rejected"


def check(mu, data):
    statistic = (mean(data) - mu) / standard_error(data)
    verdict = "rejected" if StudentT(8).two_sided(statistic) < 0.05 else "not rejected"
    return {"average": mean(data), "deviation": sample_deviation(data), "statistic": statistic, "verdict": verdict}


def slips_a(mu, average, deviation, statistic):
    return {
        "forgot the root of $n$": ((average - mu) / deviation, 1),
        "divided by $n$": (statistic * sqrt(9 / 8), 1),
        "took the other sign": (-statistic, 1),
    }
