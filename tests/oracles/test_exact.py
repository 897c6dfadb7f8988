"""Numbers of any kind: made exact, compared, rounded."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exampaper import oracles
from exampaper.dec import Dec
from exampaper.draw import Rejected
from exampaper.oracles import near

decimals = st.decimals(-1000, 1000, places=4)


@pytest.mark.parametrize(
    "value", [3, Dec("3"), Decimal(3), Fraction(3), np.int64(3), sympy.Integer(3), sympy.Rational(6, 2)]
)
def test_numbers_of_all_kinds_are_made_exact(value: Any) -> None:
    assert oracles.exact(value) == 3
    assert type(oracles.exact(value)) is Fraction


def test_a_float_is_not_exact() -> None:
    with pytest.raises(TypeError, match=r"not float: 0.1 may be Fraction\('0.1'\)"):
        oracles.exact(0.1)
    with pytest.raises(TypeError, match="not str"):
        oracles.exact("1")


def test_near_is_as_near_as_floats_come() -> None:
    assert near(0.1 + 0.2, 0.3)
    assert near(1e-17, 0)
    assert near(Fraction(1, 3), 1 / 3)
    assert near([1, (2, 3.0)], (1.0, np.array([2, 3])))
    assert near(sympy.sqrt(2), 2**0.5)
    assert near(1j * 1j, -1)
    assert near(10**400, 10**400 + 1)


def test_near_is_no_nearer() -> None:
    assert not near(1.6e-19, 3.2e-19)
    assert not near(1, 1 + 1e-8)
    assert not near(1e-8, 0)
    assert not near([1, 2], [1, 2, 3])
    assert not near([1], 1)
    assert not near(Fraction(1, 10**20), Fraction(2, 10**20))
    assert near(1, 1.005, within=0.01)
    with pytest.raises(ValueError, match="nan"):
        near(math.nan, math.nan)
    with pytest.raises(TypeError, match="text"):
        near("1", 1)


@given(decimals, st.integers(-2, 3))
def test_rounding_is_as_its_name_says(number: Decimal, places: int) -> None:
    unit, x = Fraction(10) ** -places, Fraction(number)
    for rounded in (oracles.round_half_up(number, places), oracles.round_half_even(number, places)):
        assert abs(Fraction(rounded) - x) <= unit / 2
        assert Fraction(rounded) / unit % 1 == 0
    assert oracles.round_half_even(number, places) == round(x, places)
    if oracles.is_tie(number, places):
        assert abs(oracles.round_half_up(number, places)) > abs(x)
    else:
        assert oracles.round_half_up(number, places) == oracles.round_half_even(number, places)


def test_roundings_have_their_places() -> None:
    up, even = oracles.round_half_up, oracles.round_half_even
    assert [str(up(Dec("0.125"), 2)), str(even(Dec("0.125"), 2)), str(up(Dec("-2.5"))), str(up(1250, -2))] == [
        "0.13",
        "0.12",
        "-3",
        "1300",
    ]
    assert str(up(Fraction(1, 3), 4)) == "0.3333"
    with pytest.raises(TypeError, match="exact"):
        up(2.675, 2)  # type: ignore[arg-type]


def test_clear_throws_away_what_is_near() -> None:
    assert oracles.clear(Fraction(2), 1.4, 0.2)
    assert not oracles.clear(1, Dec("1.4"), Dec("0.2"))
    with pytest.raises(Rejected, match="too near"):
        oracles.clear(1.5, 1.4, 0.2)
