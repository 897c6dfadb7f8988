"""The incomplete gamma and beta functions: shares of an area below and above a point, each exact in its own tail.

About 13 digits of either share, however small. The factor in front is made with mpmath at 40 digits, since its terms
cancel; the series and continued fractions behind it have positive terms, which floats add up well.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import mpmath

_TINY = 1e-300
_MOST = 100_000  # terms; about the root of the parameters is needed
_digits = mpmath.mp.clone()
_digits.dps = 40


def gamma_shares(a: float, x: float) -> tuple[float, float]:
    """P(a, x) and Q(a, x) = 1 - P: of the area under t^(a-1) e^-t. a > 0, x ≥ 0.

    The series and the continued fraction of the NIST Digital Library of Mathematical Functions, 8.11.4 and 8.9.2.
    """
    if x <= 0:
        return 0.0, 1.0
    power = _digits.mpf(a) * _digits.log(x) - _digits.mpf(x)
    factor = float(_digits.exp(power - _log_gamma(a)))
    if x < a + 1:
        lower = factor * _gamma_series(a, x)
        return lower, 1 - lower
    upper = factor * _gamma_fraction(a, x)
    return 1 - upper, upper


def _gamma_series(a: float, x: float) -> float:
    """The series that P(a, x) is the factor in front times."""
    term = total = 1 / a
    for n in range(1, _MOST):
        term *= x / (a + n)
        total += term
        if term <= 1e-17 * total:
            break
    return total


def _gamma_fraction(a: float, x: float) -> float:
    """The continued fraction that Q(a, x) is the factor in front times.

    By the modified Lentz method: Thompson and Barnett (1986), “Coulomb and Bessel functions”.
    """
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    value = d
    for n in range(1, _MOST):
        numerator = -n * (n - a)
        b += 2
        d = 1 / (_apart(numerator * d + b))
        c = _apart(b + numerator / c)
        value *= c * d
        if abs(c * d - 1) <= 1e-16:
            break
    return value


def beta_shares(a: float, b: float, odds: Any) -> tuple[float, float]:
    """I_x(a, b) and 1 - I: of the area under t^(a-1) (1-t)^(b-1). a, b > 0; odds: x / (1 - x), `precise`.

    The continued fraction of the NIST Digital Library of Mathematical Functions, 8.17.22.
    """
    if odds <= 0:
        return 0.0, 1.0
    power = a * _digits.log(odds) - (_digits.mpf(a) + b) * _digits.log(1 + odds)
    factor = float(_digits.exp(power - _log_beta(a, b)))
    x, y = float(odds / (1 + odds)), float(1 / (1 + odds))
    if x * (a + b + 2) < a + 1:
        lower = factor * _beta_fraction(a, b, x) / a
        return lower, 1 - lower
    upper = factor * _beta_fraction(b, a, y) / b
    return 1 - upper, upper


def precise(number: float) -> Any:
    """The number, to be computed with in 40 digits."""
    return _digits.mpf(number)


def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction that I_x(a, b) is the factor in front times, over a; by the modified Lentz method."""
    c, d = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = value
        for numerator in (even, odd):
            d = 1 / _apart(1 + numerator * d)
            c = _apart(1 + numerator / c)
            value *= c * d
        if abs(value - before) <= 1e-16 * abs(value):
            break
    return value


def _apart(value: float) -> float:
    """The value, or a tiny one for a zero."""
    return value if abs(value) > _TINY else _TINY


@cache
def _log_gamma(a: float) -> Any:
    return _digits.loggamma(a)


@cache
def _log_beta(a: float, b: float) -> Any:
    return _log_gamma(a) + _log_gamma(b) - _log_gamma(a + b)
