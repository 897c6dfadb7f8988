"""Sets of solutions, tested against SymPy."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper import oracles
from exampaper.dec import Dec


def test_a_set_of_solutions_is_complete_or_not() -> None:
    def holds(x: int) -> bool:
        return x * x == 9

    assert oracles.complete([3, -3], holds, range(-20, 21))
    assert not oracles.complete([3], holds, range(-20, 21))
    assert not oracles.complete([3, -3, -3], holds, range(-20, 21))
    assert not oracles.complete([3, -3, 4], holds, range(-20, 21))


@settings(max_examples=20)
@given(st.integers(-5, 5), st.integers(1, 5), st.booleans(), st.booleans())
def test_an_inequality_is_solved_by_the_right_set_only(low: int, width: int, open_: bool, outside: bool) -> None:
    high = low + width
    between = sympy.Interval(low, high, open_, open_)
    right = sympy.S.Reals - between if outside else between

    def holds(x: Fraction) -> bool:
        y = (x - low) * (x - high)
        return (y < 0 or (y == 0 and not open_)) != outside

    assert oracles.agrees(right, holds, low, high)
    wrong = [
        sympy.S.Reals - right,
        sympy.Interval(low, high, not open_, open_),
        sympy.Interval(low, high + 1, open_, open_),
        sympy.Union(right, sympy.FiniteSet(high + Fraction(1, 3))),
        sympy.S.EmptySet,
    ]
    assert not any(oracles.agrees(other, holds, low, high) for other in wrong if other != right)


def test_a_finite_set_agrees_with_a_condition() -> None:
    assert oracles.agrees({1, 2}, lambda x: (x - 1) * (x - 2) == 0, 1, 2)
    assert not oracles.agrees({1}, lambda x: (x - 1) * (x - 2) == 0, 1, 2)
    assert list(oracles.places_to_try(2, 0)) == [-1000, 0, 1, 2, 1002]


@given(st.lists(st.integers(-6, 6), min_size=1, max_size=5), st.integers(-7, 7))
def test_real_roots_are_counted(zeros: list[int], edge: int) -> None:
    x = sympy.Symbol("x")
    product = sympy.prod(x - zero for zero in zeros) * (x**2 + 1)
    coefficients = [int(c) for c in reversed(sympy.Poly(product, x).all_coeffs())]
    assert oracles.real_roots(coefficients) == len(set(zeros))
    assert oracles.real_roots(coefficients, low=edge) == sum(zero > edge for zero in set(zeros))
    assert oracles.real_roots(coefficients, high=edge) == sum(zero <= edge for zero in set(zeros))
    assert oracles.polynomial_value(coefficients, Fraction(1, 2)) == Fraction(
        str(product.subs(x, sympy.Rational(1, 2)))
    )


def test_polynomials_at_their_simplest() -> None:
    assert (oracles.real_roots([3]), oracles.real_roots([0, 2, 0]), oracles.real_roots([Dec("-0.5"), 0, 1])) == (
        0,
        1,
        2,
    )
    with pytest.raises(ValueError, match="zero polynomial"):
        oracles.real_roots([0, 0])
