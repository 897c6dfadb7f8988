"""Trusted helpers, tested against SciPy, mpmath and the standard library: chance and data."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from exampaper import oracles
from exampaper.dec import Dec
from exampaper.oracles import (
    Binomial,
    ChiSquared,
    Distribution,
    Exponential,
    F,
    Hypergeometric,
    Normal,
    Poisson,
    StudentT,
    Table,
    outcomes,
    share,
)

# ------------------------------------------------------------------ listing


def test_two_cards() -> None:
    deck = range(1, 11)
    assert share(lambda x: x <= 4, outcomes(deck)) == Fraction(4, 10)
    assert share(lambda x, y: max(x, y) <= 4, outcomes(deck, deck, different=True)) == Fraction(4 * 3, 10 * 9)
    assert share(lambda x, y: max(x, y) <= 4, outcomes(deck, deck)) == Fraction(16, 100)
    assert outcomes("aa", times=2, different=True) == [("a", "a")] * 2
    with pytest.raises(ValueError, match="one and the same deck"):
        outcomes("ab", "cd", different=True)


def test_shares_of_outcomes() -> None:
    dice = outcomes(range(1, 7), times=2)
    assert oracles.share_given(lambda a, b: a + b == 8, lambda a, b: a % 2 == 0, dice) == Fraction(3, 18)
    assert oracles.expected(lambda a, b: a * b, dice) == Fraction(49, 4)
    assert oracles.shares_of(lambda a, b: a + b, dice)[7] == Fraction(1, 6)
    with pytest.raises(ValueError, match="no outcome"):
        share(lambda: True, [])
    with pytest.raises(ValueError, match="no outcome"):
        oracles.share_given(lambda a, b: True, lambda a, b: a > 6, dice)


def test_rows_of_zeros_and_ones() -> None:
    assert [sum(mask) for mask in oracles.masks(2)] == [0, 1, 1, 2]
    assert oracles.entries((3, 3, 2, 4), (4,)) == 76


def test_runs_in_a_sequence() -> None:
    assert oracles.ngrams("abcd", 2) == [("a", "b"), ("b", "c"), ("c", "d")]
    assert oracles.ngrams(["a"], 2) == []
    assert oracles.occurrences("aa", "aaaa") == 3
    assert oracles.occurrences(["the", "cat"], ["the", "cat", "saw", "the", "cat"]) == 2


def test_steps() -> None:
    assert oracles.repeated(lambda x: 2 * x, 3, 4) == 48
    assert oracles.trail(lambda x: x + 2, 1, 3) == [1, 3, 5, 7]
    assert oracles.steps_until(lambda x: x > 100, lambda x: 2 * x, 1) == 7
    with pytest.raises(ValueError, match="not done after 10 steps"):
        oracles.steps_until(lambda x: x > 100, lambda x: x, 1, most=10)


# ------------------------------------------------------------------ continuous distributions

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


# ------------------------------------------------------------------ discrete distributions


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


# ------------------------------------------------------------------ data

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
