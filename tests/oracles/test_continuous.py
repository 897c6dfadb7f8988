"""Continuous distributions, tested against SciPy and mpmath."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from exampaper.dec import Dec
from exampaper.oracles import (
    Binomial,
    ChiSquared,
    Distribution,
    Exponential,
    F,
    Normal,
    StudentT,
)

freedoms = st.integers(1, 400)
far = st.floats(-3, 3).map(lambda power: 10**power)


def close(one: float, other: float, within: float = 1e-12) -> bool:
    """Relative agreement; far below the least normal float anything is."""
    return abs(one - other) <= within * abs(other) + 1e-290


def precisely(a: Any, b: Any, x: Any) -> float:
    """The regularised incomplete beta function in 60 digits."""
    with mpmath.workdps(60):
        return float(mpmath.betainc(a, b, 0, x, regularized=True))


@given(freedoms, far, st.sampled_from((-1, 1)))
def test_student_t(n: int, x: float, sign: int) -> None:
    ours, theirs = StudentT(n), scipy.stats.t(n)
    assert close(ours.at_most(sign * x), theirs.cdf(sign * x))
    assert close(ours.at_least(sign * x), theirs.sf(sign * x))
    assert close(ours.density(x), theirs.pdf(x), 1e-11)
    assert close(ours.two_sided(-x), 2 * theirs.sf(x))


@given(freedoms, far)
def test_student_t_in_many_digits(n: int, x: float) -> None:
    with mpmath.workdps(60):
        odds = n / (n + mpmath.mpf(x) ** 2)
    assert close(StudentT(n).at_least(x), precisely(mpmath.mpf(n) / 2, 0.5, odds) / 2)


@given(freedoms, far)
def test_chi_squared(n: int, ratio: float) -> None:
    ours, x = ChiSquared(n), n * ratio
    with mpmath.workdps(60):
        lower = float(mpmath.gammainc(mpmath.mpf(n) / 2, 0, mpmath.mpf(x) / 2, regularized=True))
        upper = float(mpmath.gammainc(mpmath.mpf(n) / 2, mpmath.mpf(x) / 2, mpmath.inf, regularized=True))
    assert close(ours.at_most(x), lower)
    assert close(ours.at_least(x), upper)
    assert close(ours.at_least(x), scipy.stats.chi2.sf(x, n), 1e-11)
    assert close(ours.density(x), scipy.stats.chi2.pdf(x, n), 1e-10)


@given(freedoms, freedoms, far)
def test_f(m: int, n: int, x: float) -> None:
    ours, theirs = F(m, n), scipy.stats.f(m, n)
    assert close(ours.at_most(x), theirs.cdf(x), 1e-11)
    assert close(ours.at_least(x), theirs.sf(x), 1e-11)
    assert close(ours.density(x), theirs.pdf(x), 1e-10)


@given(st.floats(-38, 38))
def test_normal(z: float) -> None:
    ours, theirs = Normal(), scipy.stats.norm()
    assert close(ours.at_most(z), theirs.cdf(z))
    assert close(ours.more_than(z), theirs.sf(z))
    assert close(ours.two_sided(z), 2 * theirs.sf(abs(z)))
    assert close(ours.density(z), theirs.pdf(z))


def test_a_normal_distribution_has_a_deviation_and_no_variance() -> None:
    scores = Normal(100, 15)
    assert scores.between(85, 115) == pytest.approx(0.682689492137, rel=1e-12)
    assert (scores.score(Dec(130)), scores.variance) == (2, 225)
    assert Normal(mean=Dec("1.5"), deviation=Fraction(1, 2)).at_most(2) == Normal().at_most(1)


CONTINUOUS: list[tuple[Distribution, Any]] = [
    (StudentT(1), scipy.stats.t(1)),
    (StudentT(8), scipy.stats.t(8)),
    (StudentT(2.5), scipy.stats.t(2.5)),
    (StudentT(1000), scipy.stats.t(1000)),
    (ChiSquared(1), scipy.stats.chi2(1)),
    (ChiSquared(12), scipy.stats.chi2(12)),
    (ChiSquared(500), scipy.stats.chi2(500)),
    (F(1, 1), scipy.stats.f(1, 1)),
    (F(3, 12), scipy.stats.f(3, 12)),
    (F(100, 200), scipy.stats.f(100, 200)),
    (Normal(2, 3), scipy.stats.norm(2, 3)),
    (Exponential(2), scipy.stats.expon(scale=0.5)),
]
SHARES = [1e-12, 0.001, 0.025, 0.05, 0.3, 0.5, 0.6, 0.9, 0.95, 0.975, 0.99, 0.999]


@pytest.mark.parametrize(("ours", "theirs"), CONTINUOUS)
def test_quantiles(ours: Distribution, theirs: Any) -> None:
    for p in SHARES:
        assert ours.quantile(p) == pytest.approx(theirs.ppf(p), rel=1e-12, abs=1e-12)
        assert close(float(ours.at_most(ours.quantile(p))), p, 1e-10)


def test_quantiles_of_the_tables_in_textbooks() -> None:
    told = [
        Normal().quantile(0.975),
        StudentT(8).quantile("0.975"),
        ChiSquared(3).quantile(Dec("0.95")),
        F(2, 7).quantile(0.95),
    ]
    assert [round(float(x), 3) for x in told] == [1.960, 2.306, 7.815, 4.737]


def test_quantiles_far_out() -> None:
    share = 1 - Fraction(1, 10**20)
    assert Normal().quantile(share) == pytest.approx(scipy.stats.norm.isf(1e-20), rel=1e-13)
    assert StudentT(5).quantile(share) == pytest.approx(scipy.stats.t.isf(1e-20, 5), rel=1e-10)


@pytest.mark.parametrize(("ours", "theirs"), CONTINUOUS)
def test_bounds(ours: Distribution, theirs: Any) -> None:
    assert (ours.at_most(math.inf), ours.at_least(math.inf), ours.at_most(-math.inf)) == (1, 0, 0)
    assert ours.between(-math.inf, 2) == ours.less_than(2)
    assert ours.between(1, 1.5) == pytest.approx(theirs.cdf(1.5) - theirs.cdf(1), rel=1e-9, abs=1e-15)
    with pytest.raises(ValueError, match="between 0 and 1"):
        ours.quantile(1)
    with pytest.raises(ValueError, match="nan"):
        ours.at_most(math.nan)


@pytest.mark.parametrize("wrong", [lambda: Normal(0, 0), lambda: StudentT(0), lambda: F(1, -1), lambda: Binomial(3, 2)])
def test_no_such_distribution(wrong: Any) -> None:
    with pytest.raises(ValueError, match="wants"):
        wrong()
