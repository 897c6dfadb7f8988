"""Probability distributions, without SciPy: what is asked of one is asked in words.

    Binomial(5, Fraction(1, 6)).at_least(2)
    StudentT(8).quantile(0.975)
    Normal(100, 15).between(85, 115)

Here are the discrete ones. They are exact: probabilities are Fractions, and floats only where a parameter was one.
Those of Poisson, with e in them, are floats good to 12 digits.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, repeat
from operator import mul
from typing import Any, TypeAlias

from exampaper.oracles import outcomes
from exampaper.oracles.exact import Real, exact

Probability: TypeAlias = Fraction | float

_DIGITS = Context(prec=60, Emin=-999_999, Emax=999_999)


def as_fraction(number: Any) -> Fraction:
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
        return self._probability(sum(weight for x, weight in self.weights.items() if event(x)))

    def exactly(self, x: Any) -> Probability:
        """P(X = x)."""
        return self._probability(self.weights.get(x, 0))

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
        wanted, total = as_share(share) * self._whole, 0
        for x, weight in self.weights.items():
            total += weight
            if total >= wanted:
                return x
        raise AssertionError("the shares of a table add up to one")

    def expected(self, value: Callable[[Any], Any] = lambda x: x) -> Probability:
        """The mean of X, or of an exact value of X: `Binomial(3, 0.5).expected(lambda x: x * x)`."""
        return self._probability(self._total(value))

    @property
    def mean(self) -> Probability:
        """The expected value."""
        return self.expected()

    @property
    def variance(self) -> Probability:
        """The mean of the squared difference from the mean."""
        centre = self._total(lambda x: x) / self._whole
        return self.expected(lambda x: (exact(x) - centre) ** 2)

    @property
    def deviation(self) -> float:
        """The standard deviation: the root of the variance."""
        return math.sqrt(self.variance)

    def _total(self, value: Callable[[Any], Any]) -> Fraction:
        total = Fraction(0)
        for x, weight in self.weights.items():
            total += weight * exact(value(x))
        return total

    def _probability(self, part: Fraction | int) -> Probability:
        """A part of the whole weight as a share, a float where a parameter was one."""
        share = Fraction(part) / self._whole
        return float(share) if self.rounded else share


@dataclass(frozen=True)
class Table(Discrete):
    """A distribution by its shares: {value: probability or count}; they are divided by their sum.

    Asking raises ValueError where a share is negative, or all are 0.

        Table({0: 3, 1: Fraction(1, 2)}).mean              # 1/7
    """

    shares: Mapping[Any, Any]

    def __hash__(self) -> int:
        return hash(tuple(self.weights.items()))

    @classmethod
    def of_outcomes(cls, value: Callable[..., Any], among: Iterable[Sequence[Any]]) -> Table:
        """The distribution of a value of equally likely outcomes, as `shares_of` counts it."""
        return cls(outcomes.shares_of(value, among))

    @cached_property
    def weights(self) -> Mapping[Any, int]:
        shares = {x: as_fraction(self.shares[x]) for x in sorted(self.shares)}
        if not any(shares.values()) or min(shares.values()) < 0:
            raise ValueError("shares are not negative, and not all of them 0")
        denominators = [share.denominator for share in shares.values()]
        unit = math.lcm(*denominators)
        return {x: int(share * unit) for x, share in shares.items()}

    @property
    def rounded(self) -> bool:
        return any(isinstance(share, float) for share in self.shares.values())


@dataclass(frozen=True)
class Binomial(Discrete):
    """The binomial distribution: how often something happens in independent trials.

    chance: of each trial, from 0 to 1. Raises ValueError for another, and for a negative number of trials.

        Binomial(5, Fraction(1, 6)).exactly(2)             # 625/3888
    """

    trials: int
    chance: Any

    def __post_init__(self) -> None:
        if self.trials < 0 or not 0 <= as_fraction(self.chance) <= 1:
            raise ValueError("a binomial distribution wants a number of trials, and a chance from 0 to 1")

    @cached_property
    def weights(self) -> Mapping[int, int]:
        p, n = as_fraction(self.chance), self.trials
        hits, misses = _powers(p.numerator, n), _powers(p.denominator - p.numerator, n)
        return {k: math.comb(n, k) * hits[k] * misses[n - k] for k in range(n + 1)}

    @property
    def rounded(self) -> bool:
        return isinstance(self.chance, float)


def _powers(base: int, most: int) -> list[int]:
    """base⁰, base¹, … up to the highest power that is wanted."""
    return list(accumulate(repeat(base, most), mul, initial=1))


@dataclass(frozen=True)
class Hypergeometric(Discrete):
    """The hypergeometric distribution: how many marked things are among those drawn, none put back.

    all: how many things there are; marked, drawn: how many of them are. Raises ValueError where these are more.

        Hypergeometric(all=52, marked=4, drawn=5).at_least(1)          # an ace in a hand of five
    """

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
    """The Poisson distribution: how often something happens that happens `mean` times on average, independently.

    Its probabilities are floats, good to 12 digits. Raises ValueError unless the mean is positive and below 100 000.

        Poisson(2.5).at_most(1)
    """

    mean: Any

    def __post_init__(self) -> None:
        if not 0 < as_fraction(self.mean) < 100_000:
            raise ValueError("a Poisson distribution wants a positive mean, below 100 000")

    @property
    def variance(self) -> Any:
        """The mean."""
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
        wanted = as_decimal(as_share(share))
        k, term = 0, self._term(0)
        total = term
        while total < wanted:
            k += 1
            term = _DIGITS.divide(_DIGITS.multiply(term, self._rate), Decimal(k))
            total = _DIGITS.add(total, term)
        return k

    @cached_property
    def _rate(self) -> Decimal:
        return as_decimal(as_fraction(self.mean))

    def _term(self, k: int) -> Decimal:
        """rateᵏ · e^-rate / k!"""
        power = _DIGITS.multiply(_DIGITS.power(self._rate, Decimal(k)), _DIGITS.exp(self._rate.copy_negate()))
        return _DIGITS.divide(power, Decimal(math.factorial(k)))

    def _sum(self, low: int, high: int) -> Decimal:
        """P(low ≤ X ≤ high)."""
        total, term = Decimal(0), self._term(low) if high >= low >= 0 else Decimal(0)
        for k in range(low, high + 1):
            total = _DIGITS.add(total, term)
            term = _DIGITS.divide(_DIGITS.multiply(term, self._rate), Decimal(k + 1))
        return total

    def _tail(self, first: int) -> Decimal:
        """P(X ≥ first) for a first value beyond the mean: terms are added for as long as they change the sum."""
        total, term, k = Decimal(0), self._term(first), first
        while term > total.scaleb(-40, _DIGITS) or not total:
            total, k = _DIGITS.add(total, term), k + 1
            term = _DIGITS.divide(_DIGITS.multiply(term, self._rate), Decimal(k))
        return total


def as_decimal(number: Fraction) -> Decimal:
    """The number to 60 digits."""
    return _DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))


def as_share(share: Any) -> Fraction:
    """The share of a quantile, exactly as it is written. Raises ValueError unless it is between 0 and 1."""
    wanted = as_fraction(share)
    if not 0 < wanted < 1:
        raise ValueError(f"a quantile wants a share between 0 and 1, not {share}")
    return wanted
