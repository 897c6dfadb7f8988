"""What a student types is read as meant, refused where it can mean two things, and never executed."""

from __future__ import annotations

import re
from contextlib import suppress
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper.answers.evaluate import Undefined, approximate, exact
from exampaper.answers.reader import LENGTH, read_collection, read_expression
from exampaper.answers.tree import Collection, Letter, Number, Typed, Unreadable
from exampaper.answers.write import write

LETTERS = ("x", "y", "n", "α", "x_1")
AT = {"x": 3.0, "y": 2.0, "n": 5.0, "α": 0.5, "x_1": 7.0}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("17^2", 289),
        ("-2^2", -4),
        ("2^-1", Fraction(1, 2)),
        ("2**3**2", 512),
        ("½", Fraction(1, 2)),
        ("3!", 6),
        ("50 %", Fraction(1, 2)),
        ("1.5e3", 1500),
        ("2 (3)", 6),
        ("3 * -2", -6),
        ("--3", 3),
        ("max(1, 5)", 5),
        ("max(1,5)", 5),
        ("|2 - 7|", 5),
        (r"\frac{1}{2}", Fraction(1, 2)),
        (r"3 \cdot 4", 12),
        ("3·4 − 2", 10),
        ("2³", 8),
    ],
)
def test_exact_numbers(typed: str, value: Fraction | int) -> None:
    assert exact(read_expression(typed)) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0,5", "0.5"),
        ("12,75", "12.75"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("0,125", "0.125"),
        ("1'000", "1000"),
        (".5", "0.5"),
    ],
)
def test_decimal_commas_and_thousands(typed: str, value: str) -> None:
    assert exact(read_expression(typed)) == Fraction(value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2x + 1", 7),
        ("x(x + 1)", 12),
        ("xy", 6),
        ("2pi x", 18.849555921538759),
        ("sin 2x", -0.27941549819892586),
        ("sin^2 x + cos(x)^2", 1),
        ("e^(2x)", 403.4287934927351),
        ("x^2 y", 18),
        ("x^2y", 18),
        ("ln x / 2", 0.5493061443340549),
        ("log_2(8)", 3),
        ("sqrt 2", 1.4142135623730951),
        ("√2", 1.4142135623730951),
        ("alpha + α", 1),
        (r"\alpha", 0.5),
        ("x_1 + x_{1}", 14),
        ("n 2^n", 160),
        ("1/(2x)", 1 / 6),
    ],
)
def test_formulas(typed: str, value: float) -> None:
    assert approximate(read_expression(typed, LETTERS), AT).value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "type an answer"),
        ("1,234", "1,234 may mean 1234 or 1.234"),
        ("1/2x", "two ways"),
        ("1/2(x + 1)", "two ways"),
        ("e^2x", "two ways"),
        ("sin^-1 x", "arcsin"),
        ("2 3", "an operator is missing before 3"),
        ("(1 + 2", "missing )"),
        ("1 + 2)", ") closes nothing"),
        ("z", "unknown name z"),
        ("sinus(x)", "did you mean sin"),
        ("2 +", "something is missing"),
        ("3, 4", "a comma is not expected here"),
        ("9" * 31, "too long"),
        ("1e999", "too long"),
        ("x" * (LENGTH + 1), "longer than"),
        ("(" * 40 + "1" + ")" * 40, "too deeply"),
        ("1+" * 150 + "1", "too long"),
        ("__import__('os')", "not understood"),
        ("x.real", "not understood"),
        ("\u202e1", "not understood"),
    ],
)
def test_what_is_refused_is_told(typed: str, told: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(told)):
        read_expression(typed, LETTERS)


@pytest.mark.parametrize(
    "typed", ["1/0", "sqrt(-1)", "ln(0)", "9^9^9^9", "2^1000000000", "0^-1", "(0-8)^(1/3)", "170!!"]
)
def test_what_has_no_value_is_told_at_once(typed: str) -> None:
    tree = read_expression(typed)
    with pytest.raises(Undefined):
        approximate(tree, {})


def test_a_comma_parts_items_unless_semicolons_do() -> None:
    assert write(read_collection("(1,5)")) == "(1; 5)"
    assert write(read_collection("(1,5; 2)")) == "(1.5; 2)"
    assert read_collection("[[1, 2], [3, 4]]") == Collection(
        "[", tuple(Collection("[", (_whole(a), _whole(b)), "]") for a, b in ((1, 2), (3, 4))), "]"
    )


def _whole(value: int) -> Number:
    return Number(Fraction(value), 0)


_SIGNS = "0123456789.,;+-*/^()[]{}|! %_=xyn eπα²½∞∪\\'\"<>\n\tsincoslogfracsqrt"


@given(st.text(st.sampled_from(_SIGNS), max_size=60) | st.text(max_size=40))
@settings(max_examples=400)
def test_any_text_is_read_or_refused(typed: str) -> None:
    for read in (read_expression, read_collection):
        try:
            tree: Typed = read(typed, LETTERS)
        except Unreadable:
            continue
        if not isinstance(tree, Collection) and read is read_expression:
            _is_worth_something(tree)


def _is_worth_something(tree: Any) -> None:
    with suppress(Undefined):
        approximate(tree, AT)
    with suppress(Undefined):
        exact(tree)


_numbers = st.builds(
    lambda n, places: Number(Fraction(n, 10**places), places), st.integers(0, 10**6), st.integers(0, 4)
)


@st.composite
def _trees(draw: st.DrawFn) -> str:
    leaf = _numbers.map(write) | st.sampled_from(["x", "y", "n", "pi"])
    grown = st.recursive(
        leaf,
        lambda inner: (
            st.tuples(inner, st.sampled_from("+-*/^"), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})")
            | inner.map(lambda t: f"-({t})")
            | st.tuples(st.sampled_from(["sin", "exp", "sqrt", "abs"]), inner).map(lambda t: f"{t[0]}({t[1]})")
        ),
        max_leaves=8,
    )
    return draw(grown)


@given(_trees())
@settings(max_examples=200)
def test_what_is_written_is_read_as_the_same(typed: str) -> None:
    tree = read_expression(typed, LETTERS)
    again = read_expression(write(tree), LETTERS)
    try:
        value = approximate(tree, AT).value
    except Undefined:
        return
    assert approximate(again, AT).value == value


def test_letters_of_a_field_go_before_constants() -> None:
    assert read_expression("e", ("e",)) == Letter("e")
