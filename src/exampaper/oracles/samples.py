"""Statistics of data, by names that leave no doubt: sample or population, and which quantile.

Of exact data (whole numbers, decimals, fractions) means, variances and quantiles are exact Fractions, and a deviation
is the float nearest to the root; floats are taken as the fractions that they are, and the result is a float.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from exampaper.oracles.exact import exact

_DIGITS = Context(prec=40)


def mean(data: Sequence[Any]) -> Any:
    """The arithmetic mean. Raises ValueError for no data, as all of this module."""
    return _told(data, _mean(_fractions(data)))


def median(data: Sequence[Any]) -> Any:
    """The middle of the sorted data, or the mean of the two in the middle."""
    values = sorted(_fractions(data))
    half = len(values) // 2
    return _told(data, (values[half] + values[~half]) / 2)


def modes(data: Sequence[Any]) -> tuple[Any, ...]:
    """The values that come most often, in the order in which they come first."""
    _fractions(data)
    counts = Counter(data)
    return tuple(value for value, count in counts.items() if count == max(counts.values()))


def sample_variance(data: Sequence[Any]) -> Any:
    """The squares of the differences from the mean, added up, over n - 1: the estimate from a sample."""
    values = _fractions(data, least=2)
    return _told(data, _squares(values) / (len(values) - 1))


def population_variance(data: Sequence[Any]) -> Any:
    """The squares of the differences from the mean, added up, over n: of all there is."""
    values = _fractions(data)
    return _told(data, _squares(values) / len(values))


def sample_deviation(data: Sequence[Any]) -> float:
    """The root of the sample variance (over n - 1): what a question calls the standard deviation of a sample."""
    values = _fractions(data, least=2)
    return _root(_squares(values) / (len(values) - 1))


def population_deviation(data: Sequence[Any]) -> float:
    """The root of the population variance (over n): what NumPy's `std` gives unasked."""
    values = _fractions(data)
    return _root(_squares(values) / len(values))


def standard_error(data: Sequence[Any]) -> float:
    """The standard error of the mean: the sample deviation over the root of n."""
    values = _fractions(data, least=2)
    return _root(_squares(values) / (len(values) - 1) / len(values))


def sample_covariance(xs: Sequence[Any], ys: Sequence[Any]) -> Any:
    """The products of the differences from the means, added up, over n - 1."""
    a, b = _paired(xs, ys)
    return _told([*xs, *ys], _products(a, b) / (len(a) - 1))


def population_covariance(xs: Sequence[Any], ys: Sequence[Any]) -> Any:
    """The products of the differences from the means, added up, over n."""
    a, b = _paired(xs, ys)
    return _told([*xs, *ys], _products(a, b) / len(a))


def correlation(xs: Sequence[Any], ys: Sequence[Any]) -> float:
    """Pearson's coefficient of correlation. Raises ValueError where one of the rows is constant."""
    a, b = _paired(xs, ys)
    spread = _squares(a) * _squares(b)
    if not spread:
        raise ValueError("no correlation with a constant")
    product = _products(a, b)
    return math.copysign(_root(product * product / spread), product)


@dataclass(frozen=True)
class FittedLine:
    """A straight line: `line(x)` is its height at x."""

    slope: Any
    intercept: Any

    def __call__(self, x: Any) -> Any:
        return self.intercept + self.slope * x


def least_squares(xs: Sequence[Any], ys: Sequence[Any]) -> FittedLine:
    """The line with the smallest sum of squared vertical distances. Raises ValueError where all xs are equal."""
    a, b = _paired(xs, ys)
    if not _squares(a):
        raise ValueError("no line through points above each other")
    slope = _products(a, b) / _squares(a)
    both = [*xs, *ys]
    return FittedLine(_told(both, slope), _told(both, _mean(b) - slope * _mean(a)))


# ------------------------------------------------------------------ quantiles

Place = Callable[[int, Fraction], tuple[int, Fraction]]  # of n values and a share: 0-based, and how far to the next


def _place(position: Fraction, n: int) -> tuple[int, Fraction]:
    """A position among the values 1 … n, kept within."""
    inside = min(max(position, Fraction(1)), Fraction(n))
    whole = math.floor(inside)
    return whole - 1, inside - whole


def _averaged(n: int, p: Fraction) -> tuple[int, Fraction]:
    position = n * p
    between = position == int(position) and 0 < position < n
    return (int(position) - 1, Fraction(1, 2)) if between else _place(Fraction(math.ceil(position)), n)


QUANTILES: dict[str, Place] = {
    "inverted_cdf": lambda n, p: _place(Fraction(math.ceil(n * p)), n),
    "averaged_inverted_cdf": _averaged,
    "closest_observation": lambda n, p: _place(Fraction(round(n * p)), n),
    "interpolated_inverted_cdf": lambda n, p: _place(n * p, n),
    "hazen": lambda n, p: _place(n * p + Fraction(1, 2), n),
    "weibull": lambda n, p: _place((n + 1) * p, n),
    "linear": lambda n, p: _place((n - 1) * p + 1, n),
    "median_unbiased": lambda n, p: _place((n + Fraction(1, 3)) * p + Fraction(1, 3), n),
    "normal_unbiased": lambda n, p: _place((n + Fraction(1, 4)) * p + Fraction(3, 8), n),
}
"""The nine definitions of Hyndman and Fan (1996), “Sample quantiles in statistical packages”, by NumPy's names."""


def sample_quantile(data: Sequence[Any], share: Any, method: str) -> Any:
    """The value with this share of the data below it.

    share: from 0 to 1; a text like "0.25" or a Fraction is exact. method: one of `QUANTILES`, since textbooks differ
    and none of them is meant unasked: "linear" (R's type 7, NumPy's and Excel's), "weibull" (type 6, Excel's EXC and
    Minitab's), "averaged_inverted_cdf" (type 2, SAS's), … Raises ValueError for another.
    """
    if method not in QUANTILES:
        raise ValueError(f"no method {method!r}: choose one of {', '.join(QUANTILES)}")
    values, p = sorted(_fractions(data)), Fraction(share) if isinstance(share, str | float) else exact(share)
    if not 0 <= p <= 1:
        raise ValueError(f"a share from 0 to 1 is wanted, not {share}")
    index, part = QUANTILES[method](len(values), p)
    above = values[min(index + 1, len(values) - 1)]
    return _told(data, values[index] + part * (above - values[index]))


def quartiles(data: Sequence[Any], method: str) -> tuple[Any, Any, Any]:
    """The three quartiles. method: as of `sample_quantile`; or "halves without middle", "halves with middle".

    The last two are the medians of the lower and the upper half, to which the middle one of an odd number of values
    belongs or not: school books' rule, and Tukey's hinges.
    """
    if not method.startswith("halves "):
        first, second, third = (sample_quantile(data, Fraction(n, 4), method) for n in (1, 2, 3))
        return first, second, third
    if method not in ("halves without middle", "halves with middle"):
        raise ValueError(f"no method {method!r}")
    values = sorted(data)
    size = (len(values) + (method == "halves with middle")) // 2
    return median(values[:size]), median(values), median(values[len(values) - size :])


# ------------------------------------------------------------------ beneath


def _fractions(data: Sequence[Any], *, least: int = 1) -> list[Fraction]:
    values = [Fraction(float(x)) if isinstance(x, float) or hasattr(x, "dtype") else exact(x) for x in data]
    if len(values) < least:
        raise ValueError(f"at least {least} values are needed, not {len(values)}")
    return values


def _told(data: Sequence[Any], value: Fraction) -> Any:
    """As a float where there is one among the data."""
    return float(value) if any(isinstance(x, float) for x in data) else value


def _paired(xs: Sequence[Any], ys: Sequence[Any]) -> tuple[list[Fraction], list[Fraction]]:
    if len(xs) != len(ys):
        raise ValueError(f"{len(xs)} values cannot be paired with {len(ys)}")
    return _fractions(xs, least=2), _fractions(ys, least=2)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _squares(values: Sequence[Fraction]) -> Fraction:
    return _products(values, values)


def _products(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> Fraction:
    x, y = _mean(xs), _mean(ys)
    return sum(((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)), Fraction(0))


def _root(square: Fraction) -> float:
    """The float nearest to the root."""
    return float(_DIGITS.sqrt(_DIGITS.divide(Decimal(square.numerator), Decimal(square.denominator))))
