"""A Dec is exact among exact numbers, and at home among all others."""

from __future__ import annotations

import copy
import decimal
import json
import math
import operator
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_type

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from exampaper.dec import Dec

decs = st.decimals(-(10**9), 10**9, places=6).map(Dec) | st.integers(-(10**20), 10**20).map(Dec)
wholes = st.integers(-(10**20), 10**20)
exact = decs | wholes | st.fractions() | decs.map(Decimal)
EXACT = [operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod]


def fractions(value: Any) -> Any:
    return tuple(map(Fraction, value)) if isinstance(value, tuple) else Fraction(value)


@pytest.mark.parametrize("operation", EXACT)
@given(a=decs, b=exact)
def test_it_computes_as_fractions_do(operation: Callable[[Any, Any], Any], a: Dec, b: Any) -> None:
    for left, right in ((a, b), (b, a)):
        if right or operation in EXACT[:3]:
            found = operation(left, right)
            assert fractions(found) == fractions(operation(Fraction(left), Fraction(right)))


@given(decs, decs | wholes)
def test_sums_differences_products_and_rests_stay_decimals(a: Dec, b: Dec | int) -> None:
    found: list[object] = [
        a + b,
        b + a,
        a - b,
        b - a,
        a * b,
        b * a,
        -a,
        +a,
        abs(a),
        round(a, 2),
        *([a % b] if b else []),
    ]
    assert {type(value) for value in found} == {Dec}
    assert type(a // b if b else 0) is int
    assert type(a / b if b else Fraction(0)) is Fraction


def test_its_types_are_known() -> None:
    a = Dec("0.5")
    assert_type(1 + a, Dec)
    assert_type(a * Decimal(2), Dec)
    assert_type(a / 2, Fraction)
    assert_type(a + Fraction(1, 3), Fraction)
    assert_type(0.5 * a, float)
    assert_type(a // 2, int)


@given(decs, st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_with_a_float_it_is_a_float(a: Dec, b: float) -> None:
    assert (a + b, b + a, a * b, b - a) == (float(a) + b, b + float(a), float(a) * b, b - float(a))
    assert {type(value) for value in (a + b, b + a, a * b, a - b)} == {float}
    assert a * 1j == float(a) * 1j


@given(decs, st.integers(-4, 5))
def test_whole_powers_are_exact(a: Dec, n: int) -> None:
    if a or n >= 0:
        assert Fraction(a**n) == Fraction(a) ** n
        assert type(a**n) is (Dec if n >= 0 else Fraction)


def test_powers_that_are_not_whole_are_floats() -> None:
    assert Dec("2.25") ** Dec("0.5") == 1.5
    assert Dec(2) ** Fraction(1, 2) == 2**0.5
    assert 2 ** Dec(3) == 8
    assert 4 ** Dec("0.5") == 2.0


@given(decs, st.integers(-3, 8))
def test_it_rounds_as_fractions_do(a: Dec, places: int) -> None:
    assert round(a, places) == round(Fraction(a), places)
    assert round(a) == round(Fraction(a))
    assert "E" not in str(round(a, min(places, 4)))


@given(decs, exact)
def test_it_compares_and_hashes_by_value(a: Dec, b: Any) -> None:
    assert (a == b) == (Fraction(a) == Fraction(b))
    assert (a < b, b < a) == (Fraction(a) < Fraction(b), Fraction(b) < Fraction(a))
    assert hash(a) == hash(Fraction(a)) == hash(Decimal(a))
    assert max(a, b) in (a, b)


def test_the_float_nearby_is_another_number() -> None:
    assert Dec("0.1") != 0.1
    assert Dec("0.5") == 0.5
    with pytest.raises(TypeError, match=r"write Dec\('0.1'\)"):
        Dec(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["nan", "inf", "-inf"])
def test_only_numbers_are_numbers(word: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        Dec(word)
    with pytest.raises(ZeroDivisionError):
        Dec(1) / 0


@given(decs, decs)
def test_no_context_rounds_it(a: Dec, b: Dec) -> None:
    with decimal.localcontext(prec=2, rounding=decimal.ROUND_UP):
        found = a + b, a * b, -a, abs(a), round(a, 3), a % (b or 1)
    assert found == (a + b, a * b, -a, abs(a), round(a, 3), a % (b or 1))


def test_there_is_no_minus_before_a_zero() -> None:
    zeros = Dec("-0.0"), -Dec(0), Dec(0) * -1, Dec("-0.01") - Dec("-0.01"), round(Dec("-0.04"), 1)
    assert not any(zero.is_signed() for zero in zeros)


def test_it_prints_as_written() -> None:
    ten = Dec("0.10")
    assert (str(ten), f"{ten}", f"{ten:.1f}", repr(ten)) == ("0.10", "0.10", "0.1", "Dec('0.10')")
    assert str(ten + 1) == "1.10"


@given(decs)
def test_it_survives_copies_and_json_as_a_decimal(a: Dec) -> None:
    for other in (pickle.loads(pickle.dumps(a)), copy.copy(a), copy.deepcopy(a)):
        assert (other, type(other)) == (a, Dec)
    as_decimal, as_dec = TypeAdapter(Decimal), TypeAdapter(Dec)
    text = as_dec.dump_json(a)
    assert json.loads(text) == json.loads(as_decimal.dump_json(Decimal(a)))
    assert type(as_dec.validate_json(text, strict=True)) is Dec
    assert str(as_dec.validate_json(text, strict=True)) == str(a)


def test_the_mathematics_of_others_takes_it() -> None:
    a = Dec("2.25")
    assert (math.sqrt(a), math.floor(a), math.ceil(a), int(a), float(a)) == (1.5, 2, 3, 2, 2.25)
    assert sum([a, a]) == Dec("4.5")
    numbers: list[Any] = [a, 2, Fraction(1, 3)]
    assert math.prod(numbers) == Fraction(3, 2)


def test_sympy_sees_a_rational() -> None:
    x, tenth = sympy.Symbol("x"), Dec("0.1")
    for found in (tenth * x, x * tenth):
        assert found == x / 10
    assert sympy.Rational(1, 3) + tenth == tenth + sympy.Rational(1, 3) == sympy.Rational(13, 30)
    assert sympy.Matrix([[tenth]])[0].is_Rational
    assert sympy.Interval(0, 1).contains(tenth) == sympy.true
    assert (tenth == sympy.Rational(1, 10)) is True
    assert sympy.sqrt(Dec("0.25")) == sympy.Rational(1, 2)


def test_numpy_sees_a_float_or_stays_exact() -> None:
    half, row = Dec("0.5"), np.array([1.0, 2.0])
    for found in (row * half, half * row):
        assert found.dtype == float
        assert found.tolist() == [0.5, 1.0]
    assert np.exp(half) == math.exp(0.5)
    assert type(np.float64(2) * half) is np.float64
    three: Any = np.int64(3)
    for whole in (three * Dec("0.1"), Dec("0.1") * three):
        assert (whole, type(whole)) == (Dec("0.3"), Dec)
    square = np.array([[half, Dec(1)], [Dec(0), half]])
    assert (square @ square)[0, 1] == Dec("1.0")
    assert np.array([half, Dec(1)], dtype=float).sum() == 1.5


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(TypeError):
        Dec(1) + "1"  # type: ignore[call-overload]
    assert Dec(1) != "1"
