"""Whether an answer holds all solutions, and nothing else; and how many real zeros a polynomial has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from exampaper.oracles.exact import exact


def complete(solutions: Iterable[Any], holds: Callable[[Any], bool], candidates: Iterable[Any]) -> bool:
    """Whether the solutions are exactly those of the candidates for which a condition holds, none of them twice.

    candidates: everything that could be a solution.

        complete([2, 3], lambda n: n * n < 10 and n > 1, candidates=range(100))    # True
    """
    claimed = list(solutions)
    right = [candidate for candidate in candidates if holds(candidate)]
    if len(claimed) != len(right):
        return False
    return all(solution in right for solution in claimed) and all(solution in claimed for solution in right)


def places_to_try(*critical: Any, far: int = 1000) -> tuple[Fraction, ...]:
    """Where an inequality must be tried: at critical points, once between each two of them, and far out on both sides.

    critical: where the condition may change its truth (zeros, poles, ends of the answer), as exact numbers. Between two
    of them it is the same everywhere. far: how far out; there must be no critical point beyond.

        places_to_try(0, 2)                 # -1000, 0, 1, 2, 1002
    """
    points = sorted(set(map(exact, critical)))
    if not points:
        return (Fraction(0),)
    between = [(a + b) / 2 for a, b in pairwise(points)]
    return tuple(sorted([points[0] - far, *points, *between, points[-1] + far]))


def agrees(solution: Any, holds: Callable[[Fraction], bool], *critical: Any) -> bool:
    """Whether a set of real numbers (an interval, a union, a finite set of SymPy) is where a condition holds.

    critical: where the condition may change its truth; the ends of the set are tried as well.

        agrees(sympy.Interval(-1, 1), lambda x: x * x <= 1, -1, 1)     # True
    """
    places = places_to_try(*critical, *_ends(solution))
    return all(_contains(solution, x) == bool(holds(x)) for x in places)


def _ends(solution: Any) -> list[Any]:
    """The rational ends of a set of SymPy, or all numbers of a finite set."""
    if hasattr(solution, "boundary"):
        return [end for end in solution.boundary if end.is_Rational]
    return list(solution)


def _contains(solution: Any, x: Fraction) -> bool:
    if not hasattr(solution, "contains"):
        return x in set(map(exact, solution))
    from sympy import Rational

    return bool(solution.contains(Rational(x.numerator, x.denominator)))


def polynomial_value(coefficients: Sequence[Any], x: Any) -> Any:
    """The value of a polynomial at x, by Horner's rule. coefficients: the constant one first.

    polynomial_value([1, 0, 2], 3)          # 1 + 2 · 3² = 19
    """
    value: Any = 0
    for coefficient in reversed(coefficients):
        value = value * x + coefficient
    return value


def real_roots(coefficients: Sequence[Any], low: Any = None, high: Any = None) -> int:
    """How many different real zeros a polynomial has, all of them or those with low < x ≤ high: exact.

    coefficients: exact, the constant one first. Raises ValueError for the zero polynomial. By Sturm's theorem: their
    number is the difference of the changes of sign along Sturm's chain at the two ends.

        real_roots([-2, 0, 1])              # x² - 2 has 2
        real_roots([-2, 0, 1], low=0)       # of which 1 is positive
    """
    first = _stripped([exact(coefficient) for coefficient in coefficients])
    if not first:
        raise ValueError("every number is a zero of the zero polynomial")
    chain = _sturm(first)
    if len(chain[-1]) > 1:  # some zeros are multiple ones: dividing by the common divisor leaves each of them once
        chain = _sturm(_divided(first, chain[-1])[0])
    return _changes(chain, low, -1) - _changes(chain, high, 1)


def _sturm(polynomial: list[Fraction]) -> list[list[Fraction]]:
    """Sturm's chain: the polynomial, its derivative, and negated remainders down to their greatest common divisor."""
    derivative = [power * coefficient for power, coefficient in enumerate(polynomial)][1:]
    chain = [polynomial, _stripped(derivative)]
    while chain[-1]:
        _, remainder = _divided(chain[-2], chain[-1])
        chain.append([-coefficient for coefficient in remainder])
    return chain[:-1]


def _changes(chain: Sequence[Sequence[Fraction]], at: Any, side: int) -> int:
    """Changes of sign along Sturm's chain at a point; towards infinity on one side (±1) where `at` is None."""
    signs = []
    for member in chain:
        value = member[-1] * side ** (len(member) - 1) if at is None else polynomial_value(member, exact(at))
        if value:
            signs.append(value > 0)
    return sum(a != b for a, b in pairwise(signs))


def _divided(dividend: Sequence[Fraction], divisor: Sequence[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
    """Quotient and remainder of two polynomials, by long division."""
    left = list(dividend)
    quotient = [Fraction(0)] * max(len(dividend) - len(divisor) + 1, 0)
    for shift in reversed(range(len(quotient))):
        quotient[shift] = left[shift + len(divisor) - 1] / divisor[-1]
        for power, coefficient in enumerate(divisor, shift):
            left[power] -= quotient[shift] * coefficient
    return quotient, _stripped(left)


def _stripped(coefficients: Sequence[Fraction]) -> list[Fraction]:
    """The coefficients without zeros at the high end."""
    kept = list(coefficients)
    while kept and not kept[-1]:
        kept.pop()
    return kept
