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
    """The arithmetic mean. Raises ValueError for no data, as do all functions here.

    mean([1, 2, 4])                     # Fraction(7, 3)
    mean([1.0, 2, 4])                   # 2.33…
    """
    return _like(data, _mean(_fractions(data)))


def median(data: Sequence[Any]) -> Any:
    """The middle of the sorted data; of an even number of data, the mean of the two in the middle."""
    values = sorted(_fractions(data))
    half = len(values) // 2
    return _like(data, (values[half] + values[~half]) / 2)


def modes(data: Sequence[Any]) -> tuple[Any, ...]:
    """The values that come most often, in the order in which they come first."""
    _fractions(data)  # refuses what is no data
    counts = Counter(data)
    most = max(counts.values())
    return tuple(value for value, count in counts.items() if count == most)


def sample_variance(data: Sequence[Any]) -> Any:
    """The squares of the differences from the mean, added up, over n - 1: the estimate from a sample.

    Raises ValueError for fewer than two values.

        sample_variance([1, 2, 6])          # Fraction(7)
    """
    values = _fractions(data, least=2)
    return _like(data, _squares(values) / (len(values) - 1))


def population_variance(data: Sequence[Any]) -> Any:
    """The squares of the differences from the mean, added up, over n: the variance of all there is.

    population_variance([1, 2, 6])      # Fraction(14, 3)
    """
    values = _fractions(data)
    return _like(data, _squares(values) / len(values))


def sample_deviation(data: Sequence[Any]) -> float:
    """The root of the sample variance (over n - 1): the standard deviation of a sample."""
    values = _fractions(data, least=2)
    return _root(_squares(values) / (len(values) - 1))


def population_deviation(data: Sequence[Any]) -> float:
    """The root of the population variance (over n): what NumPy's `std` gives by default."""
    values = _fractions(data)
    return _root(_squares(values) / len(values))


def standard_error(data: Sequence[Any]) -> float:
    """The standard error of the mean: the sample deviation over the root of n."""
    values = _fractions(data, least=2)
    return _root(_squares(values) / (len(values) - 1) / len(values))


def sample_covariance(xs: Sequence[Any], ys: Sequence[Any]) -> Any:
    """The products of the differences from the means, added up, over n - 1.

    Raises ValueError for fewer than two pairs, and where one row is longer than the other.
    """
    a, b = _paired(xs, ys)
    return _like([*xs, *ys], _products(a, b) / (len(a) - 1))


def population_covariance(xs: Sequence[Any], ys: Sequence[Any]) -> Any:
    """The products of the differences from the means, added up, over n."""
    a, b = _paired(xs, ys)
    return _like([*xs, *ys], _products(a, b) / len(a))


def correlation(xs: Sequence[Any], ys: Sequence[Any]) -> float:
    """Pearson's coefficient of correlation, from -1 to 1. Raises ValueError where one of the rows is constant."""
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
    """The line with the smallest sum of squared vertical distances. Raises ValueError where all xs are equal.

    least_squares([0, 1, 2], [1, 3, 4])(3)             # the line's height at 3
    """
    a, b = _paired(xs, ys)
    if not _squares(a):
        raise ValueError("no line through points above each other")
    slope = _products(a, b) / _squares(a)
    both = [*xs, *ys]
    return FittedLine(_like(both, slope), _like(both, _mean(b) - slope * _mean(a)))


# ------------------------------------------------------------------ quantiles

Place = Callable[[int, Fraction], tuple[int, Fraction]]
"""The number of values and a share → the index of a sorted value, from 0, and how far it is from there to the next."""


def _place(position: Fraction, n: int) -> tuple[int, Fraction]:
    """A position among the values 1 … n, moved to the next of these where it lies outside, as index and rest."""
    inside = min(max(position, Fraction(1)), Fraction(n))
    whole = math.floor(inside)
    return whole - 1, inside - whole


def _averaged(n: int, p: Fraction) -> tuple[int, Fraction]:
    """The next value, or the middle of two where n · p is a whole number."""
    position = n * p
    if position == int(position) and 0 < position < n:
        return int(position) - 1, Fraction(1, 2)
    return _place(Fraction(math.ceil(position)), n)


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
"""The nine definitions of Hyndman and Fan (1996), “Sample quantiles in statistical packages”, The American Statistician
50, in their order and by NumPy's names. Each says where among n sorted values the quantile of a share p stands."""


def sample_quantile(data: Sequence[Any], share: Any, method: str) -> Any:
    """The quantile of a share: the value with this share of the data below it.

    share: from 0 to 1; a text like "0.25" or a Fraction is exact. method: one of `QUANTILES`; there is no default,
    since textbooks differ: "linear" (R's type 7, NumPy's and Excel's), "weibull" (type 6, Excel's EXC and Minitab's),
    "averaged_inverted_cdf" (type 2, SAS's), … Raises ValueError for another.

        sample_quantile([1, 2, 3, 4], "0.25", "linear")    # Fraction(7, 4)
    """
    if method not in QUANTILES:
        raise ValueError(f"no method {method!r}: choose one of {', '.join(QUANTILES)}")
    values = sorted(_fractions(data))
    p = Fraction(share) if isinstance(share, str | float) else exact(share)
    if not 0 <= p <= 1:
        raise ValueError(f"a share from 0 to 1 is wanted, not {share}")
    index, part = QUANTILES[method](len(values), p)
    above = values[min(index + 1, len(values) - 1)]
    return _like(data, values[index] + part * (above - values[index]))


def quartiles(data: Sequence[Any], method: str) -> tuple[Any, Any, Any]:
    """The three quartiles. method: as of `sample_quantile`; or "halves without middle", "halves with middle".

    The last two are the medians of the lower half, of all, and of the upper half. The middle one of an odd number of
    values belongs to neither half (the rule of many school books), or to both (Tukey's hinges).

        quartiles([1, 2, 3, 4, 5], "halves without middle")            # 3/2, 3, 9/2
    """
    if not method.startswith("halves "):
        return (
            sample_quantile(data, Fraction(1, 4), method),
            sample_quantile(data, Fraction(1, 2), method),
            sample_quantile(data, Fraction(3, 4), method),
        )
    if method not in ("halves without middle", "halves with middle"):
        raise ValueError(f"no method {method!r}")
    values = sorted(data)
    size = (len(values) + (method == "halves with middle")) // 2
    return median(values[:size]), median(values), median(values[len(values) - size :])


# ------------------------------------------------------------------ beneath


def _fractions(data: Sequence[Any], *, least: int = 1) -> list[Fraction]:
    """The data as fractions, floats as those that they are. Raises ValueError for fewer than `least`."""
    values = list(map(_fraction, data))
    if len(values) < least:
        raise ValueError(f"at least {least} values are needed, not {len(values)}")
    return values


def _fraction(x: Any) -> Fraction:
    return Fraction(float(x)) if isinstance(x, float) or hasattr(x, "dtype") else exact(x)


def _like(data: Sequence[Any], value: Fraction) -> Any:
    """The value as the data are: a float where there is one among them."""
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
    """The sum of the products of the differences from the means."""
    x, y = _mean(xs), _mean(ys)
    total = Fraction(0)
    for a, b in zip(xs, ys, strict=True):
        total += (a - x) * (b - y)
    return total


def _root(square: Fraction) -> float:
    """The float that is nearest to the square root."""
    return float(_DIGITS.sqrt(_DIGITS.divide(Decimal(square.numerator), Decimal(square.denominator))))
