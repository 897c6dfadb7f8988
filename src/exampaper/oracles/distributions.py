"""Probability distributions, without SciPy: what is asked of one is asked in words.

`Binomial(5, Fraction(1, 6)).at_least(2)`, `StudentT(8).quantile(0.975)`, `Normal(100, 15).between(85, 115)`. Discrete
distributions are exact: their probabilities are Fractions, where the chance is one. Continuous ones are floats, good to
twelve digits also far out in both tails; so are their quantiles.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate, repeat
from operator import mul
from typing import Any, TypeAlias

from exampaper import normal
from exampaper.oracles import outcomes
from exampaper.oracles.exact import Real, exact
from exampaper.oracles.special import beta_shares, gamma_shares, precise

Probability: TypeAlias = Fraction | float

_DIGITS = Context(prec=60, Emin=-999_999, Emax=999_999)


def _fraction(number: Any) -> Fraction:
    """Exactly the number; a float or a text as it is written: 0.975 is 39/40."""
    return Fraction(str(number)) if isinstance(number, float | str) else exact(number)


class Distribution(ABC):
    """What may be asked of every distribution, in words that say whether the bound itself counts."""

    @abstractmethod
    def at_most(self, x: Any) -> Probability:
        """P(X ≤ x)."""

    @abstractmethod
    def at_least(self, x: Any) -> Probability:
        """P(X ≥ x): the bound counts."""

    @abstractmethod
    def less_than(self, x: Any) -> Probability:
        """P(X < x)."""

    @abstractmethod
    def more_than(self, x: Any) -> Probability:
        """P(X > x): the bound does not count."""

    @abstractmethod
    def between(self, low: Any, high: Any) -> Probability:
        """P(low ≤ X ≤ high): both bounds count."""

    @abstractmethod
    def quantile(self, share: Any) -> Real:
        """The smallest x with P(X ≤ x) ≥ share.

        share: strictly between 0 and 1; as written: 0.975 is 39/40. Far out, 1 - Fraction(1, 10**20) is exact.
        """


# ------------------------------------------------------------------ discrete


class Discrete(Distribution):
    """A distribution on finitely many numbers. Its probabilities are exact, or floats where its parameters were."""

    @property
    @abstractmethod
    def weights(self) -> Mapping[Any, int]:
        """Whole numbers that the values' probabilities are proportional to, the smallest value first."""

    @cached_property
    def _whole(self) -> int:
        return sum(self.weights.values())

    @property
    def rounded(self) -> bool:
        """Whether its parameters were floats, so that its probabilities are."""
        return False

    def of(self, event: Callable[[Any], bool]) -> Probability:
        """The probability of an event: a true or false function of the value."""
        return self._told(sum(weight for x, weight in self.weights.items() if event(x)))

    def exactly(self, x: Any) -> Probability:
        """P(X = x)."""
        return self._told(self.weights.get(x, 0))

    def at_most(self, x: Any) -> Probability:
        return self.of(lambda value: bool(value <= x))

    def at_least(self, x: Any) -> Probability:
        return self.of(lambda value: bool(value >= x))

    def less_than(self, x: Any) -> Probability:
        return self.of(lambda value: bool(value < x))

    def more_than(self, x: Any) -> Probability:
        return self.of(lambda value: bool(value > x))

    def between(self, low: Any, high: Any) -> Probability:
        return self.of(lambda value: bool(low <= value <= high))

    def quantile(self, share: Any) -> Any:
        wanted, total = _share(share) * self._whole, 0
        for x, weight in self.weights.items():
            total += weight
            if total >= wanted:
                return x
        raise AssertionError("the shares of a table add up to one")

    def expected(self, value: Callable[[Any], Any] = lambda x: x) -> Probability:
        """The mean of an exact value of X, or of X itself."""
        return self._told(self._total(value))

    @property
    def mean(self) -> Probability:
        return self.expected()

    @property
    def variance(self) -> Probability:
        centre = self._total(lambda x: x) / self._whole
        return self.expected(lambda x: (exact(x) - centre) ** 2)

    @property
    def deviation(self) -> float:
        """The standard deviation: the root of the variance."""
        return math.sqrt(self.variance)

    def _total(self, value: Callable[[Any], Any]) -> Fraction:
        return sum((weight * exact(value(x)) for x, weight in self.weights.items()), Fraction(0))

    def _told(self, part: Fraction | int) -> Probability:
        share = Fraction(part) / self._whole
        return float(share) if self.rounded else share


@dataclass(frozen=True)
class Table(Discrete):
    """A distribution by its shares: {value: probability or count}; they are divided by their sum.

    Raises ValueError where a share is negative, or all are 0.
    """

    shares: Mapping[Any, Any]

    def __hash__(self) -> int:
        return hash(tuple(self.weights.items()))

    @classmethod
    def of_outcomes(cls, value: Callable[..., Any], among: Iterable[Sequence[Any]]) -> Table:
        """Of a value of equally likely outcomes."""
        return cls(outcomes.shares_of(value, among))

    @cached_property
    def weights(self) -> Mapping[Any, int]:
        shares = {x: _fraction(self.shares[x]) for x in sorted(self.shares)}
        if not any(shares.values()) or min(shares.values()) < 0:
            raise ValueError("shares are not negative, and not all of them 0")
        unit = math.lcm(*(share.denominator for share in shares.values()))
        return {x: int(share * unit) for x, share in shares.items()}

    @property
    def rounded(self) -> bool:
        return any(isinstance(share, float) for share in self.shares.values())


@dataclass(frozen=True)
class Binomial(Discrete):
    """How often something happens in independent trials. chance: of each, from 0 to 1."""

    trials: int
    chance: Any

    def __post_init__(self) -> None:
        if self.trials < 0 or not 0 <= _fraction(self.chance) <= 1:
            raise ValueError("a binomial distribution wants a number of trials, and a chance from 0 to 1")

    @cached_property
    def weights(self) -> Mapping[int, int]:
        p, n = _fraction(self.chance), self.trials
        hits, misses = _powers(p.numerator, n), _powers(p.denominator - p.numerator, n)
        return {k: math.comb(n, k) * hits[k] * misses[n - k] for k in range(n + 1)}

    @property
    def rounded(self) -> bool:
        return isinstance(self.chance, float)


def _powers(base: int, most: int) -> list[int]:
    return list(accumulate(repeat(base, most), mul, initial=1))


@dataclass(frozen=True)
class Hypergeometric(Discrete):
    """How many of `marked` things are among `drawn` of `all`, none put back."""

    all: int
    marked: int
    drawn: int

    def __post_init__(self) -> None:
        if not (0 <= self.marked <= self.all and 0 <= self.drawn <= self.all):
            raise ValueError("a hypergeometric distribution marks and draws no more than there are")

    @cached_property
    def weights(self) -> Mapping[int, int]:
        others = self.all - self.marked
        counts = range(max(0, self.drawn - others), min(self.marked, self.drawn) + 1)
        return {k: math.comb(self.marked, k) * math.comb(others, self.drawn - k) for k in counts}


@dataclass(frozen=True)
class Poisson(Distribution):
    """How often something happens that happens `mean` times on average, independently. Floats, good to 15 digits."""

    mean: Any

    def __post_init__(self) -> None:
        if not 0 < _fraction(self.mean) < 100_000:
            raise ValueError("a Poisson distribution wants a positive mean, below 100 000")

    @property
    def variance(self) -> Any:
        return self.mean

    @property
    def deviation(self) -> float:
        """The standard deviation: the root of the mean."""
        return math.sqrt(self.mean)

    def exactly(self, k: Any) -> float:
        """P(X = k)."""
        return float(self._sum(k, k)) if k == int(k) else 0.0

    def at_most(self, x: Any) -> float:
        return float(self._sum(0, math.floor(x)))

    def at_least(self, x: Any) -> float:
        first = max(0, math.ceil(x))
        return float(self._tail(first)) if first > self._rate else float(1 - self._sum(0, first - 1))

    def less_than(self, x: Any) -> float:
        return self.at_most(math.ceil(x) - 1)

    def more_than(self, x: Any) -> float:
        return self.at_least(math.floor(x) + 1)

    def between(self, low: Any, high: Any) -> float:
        return float(self._sum(max(0, math.ceil(low)), math.floor(high)))

    def quantile(self, share: Any) -> int:
        wanted = _decimal(_share(share))
        k, term = 0, self._term(0)
        total = term
        while total < wanted:
            k += 1
            term = _DIGITS.divide(_DIGITS.multiply(term, self._rate), Decimal(k))
            total = _DIGITS.add(total, term)
        return k

    @cached_property
    def _rate(self) -> Decimal:
        return _decimal(_fraction(self.mean))

    def _term(self, k: int) -> Decimal:
        power = _DIGITS.multiply(_DIGITS.power(self._rate, Decimal(k)), _DIGITS.exp(self._rate.copy_negate()))
        return _DIGITS.divide(power, Decimal(math.factorial(k)))

    def _sum(self, low: int, high: int) -> Decimal:
        total, term = Decimal(0), self._term(low) if high >= low >= 0 else Decimal(0)
        for k in range(low, high + 1):
            total = _DIGITS.add(total, term)
            term = _DIGITS.divide(_DIGITS.multiply(term, self._rate), Decimal(k + 1))
        return total

    def _tail(self, first: int) -> Decimal:
        """From beyond the mean on, as long as it adds anything."""
        total, term, k = Decimal(0), self._term(first), first
        while term > total.scaleb(-40, _DIGITS) or not total:
            total, k = _DIGITS.add(total, term), k + 1
            term = _DIGITS.divide(_DIGITS.multiply(term, self._rate), Decimal(k))
        return total


def _decimal(number: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))


def _share(share: Any) -> Fraction:
    wanted = _fraction(share)
    if not 0 < wanted < 1:
        raise ValueError(f"a quantile wants a share between 0 and 1, not {share}")
    return wanted


# ------------------------------------------------------------------ continuous


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
        point = float(x)
        if math.isnan(point):
            raise ValueError("nan is no number")
        return self.shares(point) if math.isfinite(point) else ((1.0, 0.0) if point > 0 else (0.0, 1.0))

    def quantile(self, share: Any) -> float:
        return _quantile(self, _share(share))


@lru_cache(maxsize=4096)
def _quantile(of: Continuous, share: Fraction) -> float:
    """Where the smaller of the two tails is as wanted: a bracket, then halving it with Newton's steps in between."""
    tail, wanted = (0, float(share)) if share <= Fraction(1, 2) else (1, float(1 - share))
    low, high = _bracket(of, tail, wanted)
    x = low + (high - low) / 2
    for _ in range(200):
        found = of.shares(x)[tail]
        low, high = (x, high) if (found < wanted) == (tail == 0) else (low, x)
        rise = of.density(x)
        step = found * math.log(wanted / found) / rise if found > 0 and rise > 0 else math.inf
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
    """The normal distribution. deviation: the standard deviation, not the variance."""

    mean: Any = 0
    deviation: Any = 1

    def __post_init__(self) -> None:
        if not self.deviation > 0:
            raise ValueError("a normal distribution wants a positive standard deviation")

    @property
    def variance(self) -> Any:
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
        wanted = _share(share)
        upper = wanted > Fraction(1, 2)
        z = float(normal.quantile(_decimal(1 - wanted if upper else wanted)))
        return float(self.mean) + float(self.deviation) * (-z if upper else z)

    def two_sided(self, x: Any) -> float:
        """P(|X - mean| ≥ |x - mean|): the p-value of a two-sided test."""
        return 2 * min(self.shares(float(x)))


@dataclass(frozen=True)
class StudentT(Continuous):
    """Student's t distribution with so many degrees of freedom."""

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
    """The χ² distribution with so many degrees of freedom."""

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
        return -math.log1p(-float(_share(share))) / float(self.rate)


def _positive(what: str, *parameters: Any) -> None:
    if not all(parameter > 0 for parameter in parameters):
        raise ValueError(f"{what} wants positive parameters, not {', '.join(map(str, parameters))}")
