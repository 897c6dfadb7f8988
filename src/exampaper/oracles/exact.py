"""Numbers of any kind: made exact, compared, rounded by a rule that is named."""

from __future__ import annotations

import cmath
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor
from numbers import Rational
from typing import Any, TypeAlias

from exampaper.dec import Dec

Exact: TypeAlias = int | Decimal | Fraction
Real: TypeAlias = int | Decimal | Fraction | float


def exact(number: Any) -> Fraction:
    """A whole number, decimal, fraction, or one of NumPy's integers or SymPy's Rationals, as a Fraction.

    Raises TypeError for a float, whose binary digits nobody means, and for anything that is no number.

        exact(Decimal("0.10"))              # Fraction(1, 10)
    """
    if isinstance(number, Rational | Decimal):
        return Fraction(number)
    if getattr(number, "is_Rational", False):
        return Fraction(int(number.p), int(number.q))
    remedy = f": {number!r} may be Fraction({str(number)!r})" if isinstance(number, float) else ""
    raise TypeError(f"an exact number is wanted, not {type(number).__name__}{remedy}")


def near(one: Any, other: Any, *, within: float = 1e-9) -> bool:
    """Whether two numbers, or rows or arrays of them item by item, agree but for the noise of floats.

    within: the difference that is allowed, as a share of the larger; where one of the two is exactly 0, as a number.
    So 1.6e-19 is not near 3e-19, and 1e-17 is near 0. Exact numbers are compared exactly first, so none is too large.
    Raises TypeError for what is no number, ValueError for nan.

        near(0.1 + 0.2, Decimal("0.3"))     # True
    """
    if _is_row(one) or _is_row(other):
        if not (_is_row(one) and _is_row(other) and len(one) == len(other)):
            return False
        return all(near(a, b, within=within) for a, b in zip(one, other, strict=True))
    a, b = _number(one), _number(other)
    if isinstance(a, complex) or isinstance(b, complex):
        a, b = complex(a), complex(b)
    if a == b:
        return True
    scale = max(abs(a), abs(b)) if a and b else 1
    allowed = (Fraction(within) if isinstance(a, Fraction) else within) * scale
    return bool(abs(a - b) <= allowed)


def _is_row(value: Any) -> bool:
    return isinstance(value, list | tuple) or bool(getattr(value, "shape", ()))


def _number(value: Any) -> Any:
    """An exact number as a Fraction, another as a complex one."""
    try:
        return exact(value)
    except TypeError:
        if isinstance(value, str):
            raise TypeError(f"a number is wanted, not the text {value!r}") from None
    number = complex(value)
    if cmath.isnan(number):
        raise ValueError("nan is near nothing: the calculation before it went wrong")
    return number


def round_half_up(number: Exact, places: int = 0) -> Dec:
    """Rounded to so many decimal places as at school and in commerce: a tie goes away from zero.

        round_half_up(Decimal("0.125"), 2)  # Dec("0.13")
        round_half_up(Fraction(-5, 2))      # Dec(-3)

    places: negative ones round to tens, hundreds, … Raises TypeError for a float: 0.125 may be a tie, but 2.675 is none
    in binary digits.
    """
    return _rounded(exact(number), places, _half_up)


def round_half_even(number: Exact, places: int = 0) -> Dec:
    """Rounded to so many decimal places as Python, NumPy and IEC 60559 do: a tie goes to the even digit.

        round_half_even(Decimal("0.125"), 2)               # Dec("0.12")
        round_half_even(Fraction(5, 2))     # Dec(2)

    places: negative ones round to tens, hundreds, … Raises TypeError for a float.
    """
    return _rounded(exact(number), places, round)


def is_tie(number: Exact, places: int = 0) -> bool:
    """Whether a number lies exactly between two roundings, so that the rules of rounding disagree about it.

    is_tie(Decimal("2.675"), 2)         # True
    """
    return (exact(number) * Fraction(10) ** places) % 1 == Fraction(1, 2)


def _rounded(number: Fraction, places: int, rule: Callable[[Fraction], int]) -> Dec:
    """By the rule for whole units of the last place."""
    units = rule(number * Fraction(10) ** places)
    return Dec(f"{units}e{-places}") if places > 0 else Dec(units * 10**-places)


def _half_up(units: Fraction) -> int:
    whole = floor(abs(units) + Fraction(1, 2))
    return whole if units > 0 else -whole
