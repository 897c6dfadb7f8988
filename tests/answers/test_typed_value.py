"""Typed answers as values that an author's function computes with."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy

from exampaper.answers.declaration import declared
from exampaper.answers.tree import Unreadable
from exampaper.answers.typed_value import typed_value

x = sympy.Symbol("x")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("int", "12", 12),
        ("2 places", "0.25", Fraction(1, 4)),
        ("3 digits m", "1.5 m", Fraction(3, 2)),
        ("list of fraction", "(1/2, -3)", (Fraction(1, 2), Fraction(-3))),
        ("matrix of int", "[[1, 2], [3, 4]]", ((1, 2), (3, 4))),
        ("formula in x", "2x + 1/2", 2 * x + sympy.Rational(1, 2)),
        ("formula in x", "max(x, 0) e^x", sympy.Max(x, 0) * sympy.exp(x)),
        ("formula in x", "ln x - arctan(x) / pi", sympy.log(x) - sympy.atan(x) / sympy.pi),
        ("word", "Adam", "Adam"),
    ],
)
def test_what_is_typed_becomes_a_value(kind: str, text: str, value: Any) -> None:
    assert typed_value(declared(kind).type.read(text)) == value


@pytest.mark.parametrize("text", ["x^(10^9)", "(1 + x)^9999", "x^(2^(2^20))"])
def test_nothing_is_multiplied_out_that_is_too_large(text: str) -> None:
    with pytest.raises(Unreadable):
        typed_value(declared("formula in x").type.read(text))
