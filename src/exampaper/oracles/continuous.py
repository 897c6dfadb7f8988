"""Continuous distributions: probabilities and quantiles are floats, good to 12 digits even far out in both tails."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from exampaper import normal
from exampaper.oracles.distributions import Distribution, as_decimal, as_share
from exampaper.oracles.special import beta_shares, gamma_shares, precise


class Continuous(Distribution):
    """A distribution with a density: single values have no probability, so a bound counts or not, all the same."""

    @abstractmethod
    def shares(self, x: float) -> tuple[float, float]:
        """P(X ≤ x) and P(X ≥ x), each good in its own tail."""

    @abstractmethod
    def density(self, x: Any) -> float:
        """The height of the density at x."""

    def at_most(self, x: Any) -> float:
        return self._both(x)[0]

    def at_least(self, x: Any) -> float:
        return self._both(x)[1]

    def less_than(self, x: Any) -> float:
        return self.at_most(x)

    def more_than(self, x: Any) -> float:
        return self.at_least(x)

    def between(self, low: Any, high: Any) -> float:
        (below, above), (below_high, above_high) = self._both(low), self._both(high)
        return max(0.0, above - above_high if below > 0.5 else below_high - below)

    def _both(self, x: Any) -> tuple[float, float]:
        """The shares below and above any number, the infinite ones among them."""
        point = float(x)
        if math.isnan(point):
            raise ValueError("nan is no number")
        return self.shares(point) if math.isfinite(point) else ((1.0, 0.0) if point > 0 else (0.0, 1.0))

    def quantile(self, share: Any) -> float:
        return _quantile(self, as_share(share))


@lru_cache(maxsize=4096)
def _quantile(of: Continuous, share: Fraction) -> float:
    """Where the smaller of the two tails is as wanted: a bracket that is halved, with Newton's steps in between.

    Newton's method is applied to the logarithm of the tail, which is nearly straight far out.
    """
    tail, wanted = (0, float(share)) if share <= Fraction(1, 2) else (1, float(1 - share))
    low, high = _bracket(of, tail, wanted)
    x = low + (high - low) / 2
    for _ in range(200):
        share_of_tail = of.shares(x)[tail]
        low, high = (x, high) if (share_of_tail < wanted) == (tail == 0) else (low, x)
        rise = of.density(x)
        step = math.inf
        if share_of_tail > 0 and rise > 0:
            step = share_of_tail * math.log(wanted / share_of_tail) / rise
        after = x + step if tail == 0 else x - step
        if abs(step) <= 1e-10 * abs(x):  # Newton's method doubles the digits
            return after
        x = after if low < after < high else low + (high - low) / 2
        if x in (low, high):
            return x
    raise AssertionError("200 halvings leave nothing of a bracket")


def _bracket(of: Continuous, tail: int, wanted: float) -> tuple[float, float]:
    """Two points with the wanted one between them."""

    def beyond(x: float) -> bool:
        return (of.shares(x)[tail] >= wanted) == (tail == 0)

    low, high = (-1.0, 1.0) if of.shares(-1e-300)[0] > 0 else (0.0, 1.0)
    while not beyond(high):
        low, high = high, 2 * high
    while low < 0 and beyond(low):
        low, high = 2 * low, low
    while 0 == low < high and beyond(high / 16):
        high /= 16
    return low, high


@dataclass(frozen=True)
class Normal(Continuous):
    """The normal distribution. deviation: the standard deviation, not the variance; it is positive, or a ValueError.

    Normal(100, 15).more_than(130)
    """

    mean: Any = 0
    deviation: Any = 1

    def __post_init__(self) -> None:
        if not self.deviation > 0:
            raise ValueError("a normal distribution wants a positive standard deviation")

    @property
    def variance(self) -> Any:
        """The square of the deviation."""
        return self.deviation**2

    def score(self, x: Any) -> float:
        """How many standard deviations x is above the mean."""
        return float((x - self.mean) / self.deviation)

    def shares(self, x: float) -> tuple[float, float]:
        z = (x - float(self.mean)) / float(self.deviation) / math.sqrt(2)
        return math.erfc(-z) / 2, math.erfc(z) / 2

    def density(self, x: Any) -> float:
        z, spread = (float(x) - float(self.mean)) / float(self.deviation), float(self.deviation)
        return math.exp(-z * z / 2) / spread / math.sqrt(2 * math.pi)

    def quantile(self, share: Any) -> float:
        wanted = as_share(share)
        upper = wanted > Fraction(1, 2)
        z = float(normal.quantile(as_decimal(1 - wanted if upper else wanted)))
        return float(self.mean) + float(self.deviation) * (-z if upper else z)

    def two_sided(self, x: Any) -> float:
        """P(|X - mean| ≥ |x - mean|): the p-value of a two-sided test."""
        return 2 * min(self.shares(float(x)))


@dataclass(frozen=True)
class StudentT(Continuous):
    """Student's t distribution with so many degrees of freedom: `StudentT(8).quantile(0.975)` is 2.306."""

    freedom: Any

    def __post_init__(self) -> None:
        _positive("a t distribution", self.freedom)

    def shares(self, x: float) -> tuple[float, float]:
        n = float(self.freedom)
        tail = beta_shares(0.5, n / 2, precise(x) ** 2 / n)[1] / 2
        return (1 - tail, tail) if x > 0 else (tail, 1 - tail)

    def density(self, x: Any) -> float:
        n = float(self.freedom)
        log_factor = math.lgamma((n + 1) / 2) - math.lgamma(n / 2) - math.log(n * math.pi) / 2
        return math.exp(log_factor - (n + 1) / 2 * math.log1p(float(x) ** 2 / n))

    def two_sided(self, x: Any) -> float:
        """P(|T| ≥ |x|): the p-value of a two-sided test."""
        return 2 * min(self.shares(float(x)))


@dataclass(frozen=True)
class ChiSquared(Continuous):
    """The χ² distribution with so many degrees of freedom: `ChiSquared(1).at_least(3.84)` is 0.05."""

    freedom: Any

    def __post_init__(self) -> None:
        _positive("a χ² distribution", self.freedom)

    def shares(self, x: float) -> tuple[float, float]:
        return gamma_shares(float(self.freedom) / 2, x / 2)

    def density(self, x: Any) -> float:
        half, y = float(self.freedom) / 2, float(x) / 2
        return math.exp((half - 1) * math.log(y) - y - math.lgamma(half)) / 2 if y > 0 else 0.0


@dataclass(frozen=True)
class F(Continuous):
    """The F distribution of a ratio of variances. upper, lower: the degrees of freedom of numerator and denominator."""

    upper: Any
    lower: Any

    def __post_init__(self) -> None:
        _positive("an F distribution", self.upper, self.lower)

    def shares(self, x: float) -> tuple[float, float]:
        m, n, x = float(self.upper), float(self.lower), max(x, 0.0)
        return beta_shares(m / 2, n / 2, precise(m) / n * x)

    def density(self, x: Any) -> float:
        m, n, y = float(self.upper), float(self.lower), float(x)
        if y <= 0:
            return 0.0
        log_beta = math.lgamma(m / 2) + math.lgamma(n / 2) - math.lgamma((m + n) / 2)
        logs = m / 2 * math.log(m / n) + (m / 2 - 1) * math.log(y) - (m + n) / 2 * math.log1p(m * y / n)
        return math.exp(logs - log_beta)


@dataclass(frozen=True)
class Exponential(Continuous):
    """The waiting time for something that happens `rate` times per unit of time: its mean is 1 / rate."""

    rate: Any

    def __post_init__(self) -> None:
        _positive("an exponential distribution", self.rate)

    def shares(self, x: float) -> tuple[float, float]:
        power = float(self.rate) * max(x, 0.0)
        return -math.expm1(-power), math.exp(-power)

    def density(self, x: Any) -> float:
        return float(self.rate) * self.shares(float(x))[1] if x >= 0 else 0.0

    def quantile(self, share: Any) -> float:
        return -math.log1p(-float(as_share(share))) / float(self.rate)


def _positive(what: str, *parameters: Any) -> None:
    if not all(parameter > 0 for parameter in parameters):
        raise ValueError(f"{what} wants positive parameters, not {', '.join(map(str, parameters))}")
