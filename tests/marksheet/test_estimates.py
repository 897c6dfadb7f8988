"""Estimates against what is known of them, and against simulated classes: intervals cover as often as they say."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from scipy import stats

from exampaper.marksheet.estimates import Group, alpha, correlation, difference, mean, quantile


@pytest.mark.parametrize("freedom", [1, 4, 5, 30, 997])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.9999])
def test_quantiles_are_those_of_students_t(freedom: int, level: float) -> None:
    assert quantile(level, freedom) == pytest.approx(stats.t.ppf((1 + level) / 2, freedom), rel=1e-6)


def test_a_mean_by_hand() -> None:
    found = mean([0.2, 0.4, 0.6], step=0.01)
    assert found
    assert found.value == pytest.approx(0.4)
    assert found.high - found.value == pytest.approx(4.3026527 * 0.2 / 3**0.5)
    assert found.low == 0.0  # a share
    assert mean([0.5], step=0.01) is None


def test_equal_marks_are_no_certainty() -> None:
    found = mean([1.0] * 6, step=0.125)
    assert found
    assert found.low < 1.0


def test_a_correlation_as_others_compute_it() -> None:
    xs, ys = [1, 2, 3, 4, 5, 6, 7.0], [2, 1, 4, 3, 7, 5, 6.0]
    other = stats.pearsonr(xs, ys)
    found = correlation(xs, ys)
    assert found
    assert found.value == pytest.approx(other.statistic)
    assert (found.low, found.high) == pytest.approx(tuple(other.confidence_interval(0.95)))
    assert correlation(xs, [1.0] * 7) is None
    assert correlation(xs[:4], ys[:4]) is None


def simulated(rng: random.Random, count: int, harder: float) -> Group:
    rest = [rng.gauss(0.6, 0.15) for _ in range(count)]
    return Group([share - harder + rng.gauss(0, 0.2) for share in rest], rest)


def test_a_difference_is_that_of_a_regression() -> None:
    """The coefficient of the form, with that of the rest of the paper beside it."""
    rng = random.Random(1)
    one, two = simulated(rng, 12, 0.3), simulated(rng, 9, 0.0)
    found = difference(one, two, 0.01, 1)
    assert found
    form = [1.0] * 12 + [0.0] * 9
    design = [[1.0, here, rest] for here, rest in zip(form, [*one.rest, *two.rest], strict=True)]
    coefficient, error = least_squares(design, [*one.had, *two.had])
    assert found.value == pytest.approx(coefficient)
    assert found.high - found.value == pytest.approx(error * stats.t.ppf(0.975, 18))


def least_squares(design: Sequence[Sequence[float]], values: Sequence[float]) -> tuple[float, float]:
    """The second coefficient of a linear model, and its standard error."""
    import numpy as np

    x, y = np.array(design), np.array(values)
    solved = np.linalg.solve(x.T @ x, x.T @ y)
    variance = float(np.sum((y - x @ solved) ** 2)) / (len(y) - x.shape[1])
    return float(solved[1]), float((variance * np.linalg.inv(x.T @ x)[1, 1]) ** 0.5)


def test_intervals_cover_the_difference_as_often_as_they_say() -> None:
    rng = random.Random(2)
    covered = 0
    for _ in range(400):
        found = difference(simulated(rng, 8, 0.2), simulated(rng, 10, 0.0), 0.01, 1)
        assert found
        covered += found.low <= -0.2 <= found.high
    assert 0.92 < covered / 400 < 0.98


def test_more_comparisons_make_wider_intervals() -> None:
    rng = random.Random(3)
    one, two = simulated(rng, 20, 0.2), simulated(rng, 20, 0.0)
    single, many = difference(one, two, 0.01, 1), difference(one, two, 0.01, 100)
    assert single
    assert many
    assert many.low < single.low < single.high < many.high


def test_few_people_are_not_compared() -> None:
    rng = random.Random(4)
    assert difference(simulated(rng, 4, 0.9), simulated(rng, 90, 0.0), 0.01, 1) is None


def test_alpha_by_hand() -> None:
    assert alpha([[1, 1], [2, 2], [3, 3], [4, 4], [5, 5]]) == pytest.approx(1.0)
    assert alpha([[1, 5], [2, 4], [3, 3], [4, 2], [5, 1]]) is None  # all totals are equal
    assert alpha([[1, 2]]) is None
