"""Whether an answer holds all solutions, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from exampaper.oracles.exact import exact


def complete(solutions: Iterable[Any], holds: Callable[[Any], bool], candidates: Iterable[Any]) -> bool:
    """Whether the solutions are exactly those of the candidates for which the condition holds, none of them twice.

    candidates: all that could be one, listed.
    """
    given, right = list(solutions), [x for x in candidates if holds(x)]
    return len(given) == len(right) and all(x in right for x in given) and all(x in given for x in right)


def places_to_try(*critical: Any, far: int = 1000) -> tuple[Fraction, ...]:
    """The critical points, one place between each two of them, and two far out: where an inequality must be tried.

    critical: where the condition may change its truth (zeros, poles, ends of the answer), as exact numbers. Between two
    of them it is the same everywhere.
    """
    points = sorted(set(map(exact, critical)))
    between = [(a + b) / 2 for a, b in pairwise(points)]
    ends = [points[0] - far, points[-1] + far] if points else [Fraction(0)]
    return tuple(sorted([*points, *between, *ends]))


def agrees(solution: Any, holds: Callable[[Fraction], bool], *critical: Any) -> bool:
    """Whether a set of real numbers (an interval, a union, a finite set of SymPy) is where a condition holds.

    critical: where the condition may change its truth; the ends of the set are tried as well.
    """
    ends = [x for x in solution.boundary if x.is_Rational] if hasattr(solution, "boundary") else list(solution)
    return all(_contains(solution, x) == bool(holds(x)) for x in places_to_try(*critical, *ends))


def _contains(solution: Any, x: Fraction) -> bool:
    if not hasattr(solution, "contains"):
        return x in set(map(exact, solution))
    from sympy import Rational

    return bool(solution.contains(Rational(x.numerator, x.denominator)))


def polynomial_value(coefficients: Sequence[Any], x: Any) -> Any:
    """The value of a polynomial, constant coefficient first: `polynomial_value([1, 0, 2], x)` is 1 + 2x²."""
    value: Any = 0
    for coefficient in reversed(coefficients):
        value = value * x + coefficient
    return value


def real_roots(coefficients: Sequence[Any], low: Any = None, high: Any = None) -> int:
    """How many different real zeros a polynomial has, all of them or with low < x ≤ high: exact, by Sturm's theorem.

    coefficients: exact, the constant one first. Raises ValueError for the zero polynomial.
    """
    first = _stripped([exact(c) for c in coefficients])
    if not first:
        raise ValueError("every number is a zero of the zero polynomial")
    chain = _sturm(first)
    if len(chain[-1]) > 1:  # zeros that come several times, of which one each is left
        chain = _sturm(_divided(first, chain[-1])[0])
    return _changes(chain, low, -1) - _changes(chain, high, 1)


def _sturm(polynomial: list[Fraction]) -> list[list[Fraction]]:
    """Sturm's chain: the polynomial, its derivative, and negated remainders down to what both are divisible by."""
    chain = [polynomial, _stripped([n * c for n, c in enumerate(polynomial)][1:])]
    while chain[-1]:
        chain.append([-c for c in _divided(chain[-2], chain[-1])[1]])
    return chain[:-1]


def _changes(chain: Sequence[Sequence[Fraction]], at: Any, side: int) -> int:
    """Changes of sign along Sturm's chain at a point, or towards one infinity where there is none."""
    if at is None:
        values = [member[-1] * side ** (len(member) - 1) for member in chain]
    else:
        values = [polynomial_value(member, exact(at)) for member in chain]
    signs = [value > 0 for value in values if value]
    return sum(a != b for a, b in pairwise(signs))


def _divided(of: Sequence[Fraction], by: Sequence[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
    """Quotient and remainder of two polynomials."""
    left = list(of)
    quotient = [Fraction(0)] * max(len(of) - len(by) + 1, 0)
    for shift in reversed(range(len(quotient))):
        quotient[shift] = left[shift + len(by) - 1] / by[-1]
        for n, coefficient in enumerate(by, shift):
            left[n] -= quotient[shift] * coefficient
    return quotient, _stripped(left)


def _stripped(coefficients: Sequence[Fraction]) -> list[Fraction]:
    """Without zeros at the high end."""
    found = list(coefficients)
    while found and not found[-1]:
        found.pop()
    return found
