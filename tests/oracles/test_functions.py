"""The elementary functions, tested against the libraries that they stand for."""

from __future__ import annotations

import cmath
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exampaper import oracles
from exampaper.dec import Dec

numbers = st.floats(-50, 50)
decimals = st.decimals(-1000, 1000, places=4)


NAMES = ["exp", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh"]


@pytest.mark.parametrize("name", NAMES)
@given(numbers)
def test_functions_are_those_of_the_libraries(name: str, x: float) -> None:
    function, numpy_name = getattr(oracles, name), {"atan": "arctan"}.get(name, name)
    assert function(x) == function(Decimal(x)) == getattr(math, name)(x)
    assert function(complex(x, 0.5)) == getattr(cmath, name)(complex(x, 0.5))
    assert np.array_equal(function(np.array([x])), getattr(np, numpy_name)(np.array([x])))


def test_functions_leave_symbols_exact() -> None:
    x = sympy.Symbol("x")
    assert oracles.exp(2 * x).diff(x) == 2 * sympy.exp(2 * x)
    assert oracles.sqrt(sympy.Integer(8)) == 2 * sympy.sqrt(2)
    assert oracles.asin(np.array([1.0]))[0] == pytest.approx(math.pi / 2)
    assert (oracles.log2(8), oracles.log10(Dec("0.01")), oracles.hypot(3, Dec(4))) == (3, -2, 5)


@given(st.integers(-720, 720))
def test_degrees_are_degrees(angle: int) -> None:
    turn = math.radians(angle)
    assert oracles.sin_degrees(angle) == pytest.approx(math.sin(turn), abs=1e-14)
    assert oracles.cos_degrees(angle) == pytest.approx(math.cos(turn), abs=1e-14)
    if angle % 180 != 90:
        assert oracles.tan_degrees(angle) == pytest.approx(math.tan(turn), rel=1e-11, abs=1e-12)


def test_degrees_are_exact_where_the_value_is() -> None:
    assert [oracles.sin_degrees(n) for n in (0, 30, 90, 150, 180, 210, 270, -30)] == [0, 0.5, 1, 0.5, 0, -0.5, -1, -0.5]
    assert [oracles.cos_degrees(n) for n in (0, 60, 90, 120, 180, -60)] == [1, 0.5, 0, -0.5, -1, 0.5]
    assert [oracles.tan_degrees(n) for n in (0, 45, 135, 225, -45)] == [0, 1, -1, 1, -1]
    assert [oracles.asin_degrees(0.5), oracles.acos_degrees(0), oracles.atan_degrees(1)] == pytest.approx([30, 90, 45])
    with pytest.raises(ValueError, match="no tangent"):
        oracles.tan_degrees(90)


@given(st.fractions(0, 1000))
def test_exact_roots(x: Fraction) -> None:
    assert oracles.exact_sqrt(x * x) == x
    with pytest.raises(ValueError, match="no square"):
        oracles.exact_sqrt(2 * x * x + 2 * (x == 0))


def test_shares_of_scores() -> None:
    assert oracles.softmax([math.log(1), math.log(3)]) == pytest.approx((0.25, 0.75))
    assert oracles.softmax([10_000, 10_000]) == (0.5, 0.5)
    assert (oracles.sigmoid(0), oracles.sigmoid(-1000), oracles.relu(Dec(-2)), oracles.relu(3)) == (0.5, 0, 0, 3)
    assert oracles.sigmoid(math.log(3)) == pytest.approx(0.75)
