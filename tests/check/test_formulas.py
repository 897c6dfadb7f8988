"""Formulas are compared by their values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.check.formulas import alike, worth


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\frac{1}{2}", "0.5"),
        (r"\frac{2}{4}", r"\frac12"),
        (r"2\lambda", r"\lambda \cdot 2"),
        ("2x + 2", "2 (x + 1)"),
        (r"\sqrt{4} \cdot x", "2x"),
        (r"x^{2} y", r"y \cdot x x"),
        ("-3", "−3"),
    ],
)
def test_formulas_of_one_value_are_alike(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x", "y"),
        ("5", "4"),
        ("x^2", "2x"),
        ("odd", "even"),
        (r"\log x", r"\log x"),
        ("XW", "WX"),
        (r"x \le 3", r"3 \le x"),
        ("0101", "101"),
    ],
)
def test_other_formulas_are_not(one: str, other: str) -> None:
    assert not alike(one, other)


def test_what_is_no_arithmetic_has_no_value() -> None:
    assert worth("1/0") is None
    assert worth("9^99999") is None
    assert worth("9^{9^{9}}") is None
    assert worth("") is None


@pytest.mark.parametrize("tex", ["9^{9^{9^9}}", "0^{-1}", "__import__", "(" * 150, "a.real", "a[0]"])
def test_what_is_no_plain_arithmetic_is_worth_nothing(tex: str) -> None:
    assert worth(tex) is None


@given(st.text(alphabet=r"0123456789abx+-*/^(){}_.,\ fracsqrt", max_size=40))
def test_any_text_is_a_number_or_nothing(tex: str) -> None:
    assert isinstance(worth(tex), complex | None)
