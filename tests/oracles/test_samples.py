"""Statistics of data, tested against NumPy, SciPy and the standard library."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from exampaper import oracles
from exampaper.dec import Dec

data = st.lists(st.integers(-100, 100) | st.fractions(-10, 10), min_size=2, max_size=12)


@given(data)
def test_statistics_of_data(values: list[Any]) -> None:
    exact = [Fraction(x) for x in values]
    assert oracles.mean(values) == statistics.mean(exact)
    assert oracles.median(values) == statistics.median(exact)
    assert oracles.sample_variance(values) == statistics.variance(exact)
    assert oracles.population_variance(values) == statistics.pvariance(exact)
    assert oracles.sample_deviation(values) == pytest.approx(statistics.stdev(exact), rel=1e-15)
    assert oracles.population_deviation(values) == pytest.approx(statistics.pstdev(exact), rel=1e-15)
    assert oracles.standard_error(values) == pytest.approx(statistics.stdev(exact) / len(values) ** 0.5)
    assert sorted(oracles.modes(values)) == sorted(statistics.multimode(values))


def test_sample_and_population_are_not_the_same() -> None:
    values = (2, 4, 4, 4, 5, 5, 7, 9)
    assert oracles.population_deviation(values) == 2
    assert oracles.sample_deviation(values) == pytest.approx(np.std(values, ddof=1))
    assert oracles.mean([Dec("0.1"), Dec("0.2")]) == Fraction(3, 20)
    assert type(oracles.mean([0.1, 0.2])) is float
    with pytest.raises(ValueError, match="at least 2"):
        oracles.sample_deviation([1])
    with pytest.raises(ValueError, match="at least 1"):
        oracles.modes([])


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=9))
def test_pairs_of_data(pairs: list[tuple[int, int]]) -> None:
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    both = np.cov(xs, ys)[0, 1]
    assert float(oracles.sample_covariance(xs, ys)) == pytest.approx(both, abs=1e-9)
    assert float(oracles.population_covariance(xs, ys)) == pytest.approx(both * (len(xs) - 1) / len(xs), abs=1e-9)
    if len(set(xs)) > 1 and len(set(ys)) > 1:
        fit, line = scipy.stats.linregress(xs, ys), oracles.least_squares(xs, ys)
        assert (float(line.slope), float(line.intercept)) == pytest.approx((fit.slope, fit.intercept), abs=1e-9)
        assert oracles.correlation(xs, ys) == pytest.approx(fit.rvalue, abs=1e-9)
        assert sum(y - line(x) for x, y in pairs) == 0


def test_pairs_that_are_none() -> None:
    with pytest.raises(ValueError, match="cannot be paired"):
        oracles.correlation([1, 2], [1])
    with pytest.raises(ValueError, match="constant"):
        oracles.correlation([1, 1], [1, 2])
    with pytest.raises(ValueError, match="above each other"):
        oracles.least_squares([1, 1], [1, 2])


@pytest.mark.parametrize("method", oracles.QUANTILES)
@given(values=st.lists(st.integers(-99, 99), min_size=1, max_size=12), hundredths=st.integers(0, 100))
def test_quantiles_are_those_of_numpy(method: Any, values: Sequence[int], hundredths: int) -> None:
    found = oracles.sample_quantile(values, Fraction(hundredths, 100), method)
    if hundredths * len(values) % 50:  # at the jumps of a step function NumPy's floats fall to either side
        assert float(found) == pytest.approx(np.quantile(values, hundredths / 100, method=method), abs=1e-9)
    assert min(values) <= found <= max(values)


def test_quantiles_at_their_jumps() -> None:
    four = (10, 20, 30, 40)
    methods = ("inverted_cdf", "averaged_inverted_cdf", "closest_observation", "linear", "weibull", "hazen")
    assert [oracles.sample_quantile(four, "0.5", method) for method in methods] == [20, 25, 20, 25, 25, 25]
    assert oracles.sample_quantile(four, Fraction(1, 4), "linear") == Fraction(35, 2)
    assert oracles.sample_quantile([1, 2, 3, 4, 5, 6], 0.25, "closest_observation") == 2  # of 1.5, the even one


def test_quartiles() -> None:
    odd = (1, 2, 3, 4, 5)
    assert oracles.quartiles(odd, "halves without middle") == (Fraction(3, 2), 3, Fraction(9, 2))
    assert oracles.quartiles(odd, "halves with middle") == (2, 3, 4)
    assert oracles.quartiles((1, 2, 3, 4), "halves without middle") == (Fraction(3, 2), Fraction(5, 2), Fraction(7, 2))
    assert oracles.quartiles(odd, "weibull") == tuple(statistics.quantiles(odd, n=4, method="exclusive"))
    for wrong in ("tukey", "halves"):
        with pytest.raises(ValueError, match="no method"):
            oracles.quartiles(odd, wrong)
    with pytest.raises(ValueError, match="from 0 to 1"):
        oracles.sample_quantile(odd, 2, "linear")
