"""Discrete distributions, tested against SciPy and plain counting."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from exampaper.dec import Dec
from exampaper.oracles import (
    Binomial,
    Hypergeometric,
    Poisson,
    Table,
    outcomes,
)
from tests.oracles.test_continuous import close


@given(st.integers(0, 7), st.integers(0, 6), st.integers(-1, 8))
def test_a_binomial_distribution_counts(n: int, sixths: int, k: int) -> None:
    ours = Binomial(n, Fraction(sixths, 6))
    trials = [sum(face < sixths for face in throw) for throw in product(range(6), repeat=min(n, 4))]
    if n <= 4:
        assert ours.at_least(k) == Fraction(sum(hits >= k for hits in trials), len(trials))
    theirs = scipy.stats.binom(n, sixths / 6)
    asked = ours.exactly(k), ours.at_most(k), ours.less_than(k), ours.at_least(k), ours.more_than(k), ours.between(1, k)
    wanted = theirs.pmf(k), theirs.cdf(k), theirs.cdf(k - 1), theirs.sf(k - 1), theirs.sf(k)
    assert [type(p) for p in asked] == [Fraction] * 6
    assert asked[:5] == pytest.approx(wanted, abs=1e-12)
    assert asked[5] == max(0, asked[1] - ours.exactly(0))
    assert (ours.mean, ours.variance) == (n * Fraction(sixths, 6), n * Fraction(sixths * (6 - sixths), 36))


def test_a_binomial_distribution_of_a_float_is_one_of_floats() -> None:
    many = Binomial(1000, 0.3)
    assert type(many.at_most(290)) is float
    assert many.at_most(290) == pytest.approx(scipy.stats.binom.cdf(290, 1000, 0.3), rel=1e-12)
    assert many.at_least(500) == pytest.approx(scipy.stats.binom.sf(499, 1000, 0.3), rel=1e-11)
    assert (many.mean, many.quantile(0.975)) == (300, scipy.stats.binom.ppf(0.975, 1000, 0.3))
    assert Binomial(5, Dec("0.3")).exactly(1) == Fraction(36015, 100000)


def test_a_hypergeometric_distribution() -> None:
    ours, theirs = Hypergeometric(all=49, marked=6, drawn=6), scipy.stats.hypergeom(49, 6, 6)
    assert ours.exactly(6) == Fraction(1, math.comb(49, 6))
    assert float(ours.at_least(3)) == pytest.approx(theirs.sf(2))
    assert ours.mean == Fraction(36, 49)
    assert float(ours.variance) == pytest.approx(theirs.var())


@given(st.floats(0.05, 60), st.integers(0, 200))
def test_a_poisson_distribution(mean: float, k: int) -> None:
    ours, theirs = Poisson(mean), scipy.stats.poisson(mean)
    assert close(ours.exactly(k), theirs.pmf(k))
    assert close(ours.at_most(k), theirs.cdf(k))
    assert close(ours.more_than(k), theirs.sf(k), 1e-11)
    assert close(ours.at_least(k), theirs.sf(k - 1), 1e-11)
    assert ours.quantile(0.95) == theirs.ppf(0.95)


def test_a_table() -> None:
    dice = Table.of_outcomes(lambda a, b: a + b, outcomes(range(1, 7), times=2))
    assert (dice.mean, dice.variance, dice.exactly(7)) == (7, Fraction(35, 6), Fraction(1, 6))
    assert (dice.quantile(0.5), dice.more_than(11), dice.at_least(11)) == (7, Fraction(1, 36), Fraction(1, 12))
    assert Table({1: 2, 3: 2}).deviation == 1
    assert Table({0: 0.25, 1: 0.75}).mean == 0.75
    assert dice.of(lambda x: x % 2 == 0) == Fraction(1, 2)
    with pytest.raises(ValueError, match="negative"):
        Table({0: -1, 1: 2}).mean  # noqa: B018
