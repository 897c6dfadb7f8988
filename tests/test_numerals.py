"""Numbers with the marks of a language, there and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper import text
from exampaper.languages import language
from exampaper.maths import filled, plain
from exampaper.numerals import PLAIN, Numerals

GERMAN = language("de").numerals


@given(st.decimals(-(10**9), 10**9, places=3) | st.integers(-(10**12), 10**12).map(Decimal))
def test_what_is_written_is_read_back(number: Decimal) -> None:
    written = f"{number:f}"
    assert GERMAN.with_point(GERMAN.in_text(written)) == written
    assert GERMAN.with_point(GERMAN.in_formula(written)) == written
    assert PLAIN.in_text(written) == PLAIN.in_formula(written) == PLAIN.with_point(written) == written


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("0.5", "0{,}5"),
        ("-1234.25", "-1234{,}25"),
        ("12345.25", r"12\,345{,}25"),
        ("1234567", r"1\,234\,567"),
        ("0.123456", "0{,}123456"),
        ("(1.5, 2, -3)", "(1{,}5; 2; -3)"),
        ("(1, 2, 3)", "(1, 2, 3)"),
        (r"\begin{pmatrix} 1.5 & 2 \end{pmatrix}", r"\begin{pmatrix} 1{,}5 & 2 \end{pmatrix}"),
        (r"2.5 \times 10^{12}", r"2{,}5 \times 10^{12}"),
    ],
)
def test_formulas(formula: str, written: str) -> None:
    assert GERMAN.in_formula(formula) == written
    assert plain(written)


@pytest.mark.parametrize("text", ["1.5.2027", "v1.2.3", "a1.5", "1.5e3", "10.0.0.1"])
def test_what_is_no_number_stays(text: str) -> None:
    assert GERMAN.in_text(text) == text


def test_labels_have_text_and_formulas() -> None:
    assert GERMAN.in_label("ab 0.5 bis $x = 0.5$") == "ab 0,5 bis $x = 0{,}5$"


def test_a_comma_of_ones_own_takes_no_more_room_than_a_point() -> None:
    assert GERMAN.with_own_commas("0,5 + f(1, 2)") == "0{,}5 + f(1, 2)"
    assert PLAIN.with_own_commas("f(1,2)") == "f(1,2)"


def test_thousands_are_apart_in_plain_text_too() -> None:
    assert plain(GERMAN.in_formula("12345.5 + 1234567")) == "12\u202f345,5 + 1\u202f234\u202f567"
    assert plain(r"12\,3456 + 1\,23") == "123456 + 123"


def test_values_in_code_keep_the_point() -> None:
    def marked(value: str) -> str:
        return filled.marked(value, filled.EXPRESSION)

    source = (
        f"So {marked('0.5')}, $x = {marked('0.5')}$, `y = {marked('0.5')}`.\n\n```python\nz = {marked('12345')}\n```\n"
    )
    settled = filled.settled(source, text.formulas, text.codes, Numerals(",", "\u202f"))
    assert settled == "So 0,5, $x = 0{,}5$, `y = 0.5`.\n\n```python\nz = 12345\n```\n"
