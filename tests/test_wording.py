"""How values and words come into a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exampaper import text
from exampaper.model import Places, Significant
from exampaper.nodes import Code, Maths, Text
from exampaper.questions import wording


@dataclass(frozen=True)
class Deep:
    values: tuple[Annotated[float, Places(1)], ...]
    pair: tuple[int, Annotated[float, Places(2)]]


@pytest.mark.parametrize(
    ("value", "article"),
    [
        *((n, "an") for n in (8, 11, 18, 80, 81, 800, 8000, 11000, 18500)),
        *((n, "a") for n in (1, 3, 7, 10, 12, 110, 180, 1100, 1800)),
        *(("image", "an"), ("filter", "a"), ("8", "an"), (Decimal("0.8"), "a")),
    ],
)
def test_article(value: object, article: str) -> None:
    assert wording.article(value) == article


def test_words() -> None:
    assert wording.plural(1, "filter") == "1 filter"
    assert wording.plural(0, "filter") == "0 filters"
    assert wording.plural(2, "index", "indices") == "2 indices"
    assert [wording.words(n) for n in (0, 2, 12, 13)] == ["zero", "two", "twelve", "13"]
    assert [wording.ordinal(n) for n in (1, 12, 13, 21, 22, 23, 111)] == [
        "first", "twelfth", "13th", "21st", "22nd", "23rd", "111th"
    ]  # fmt: skip
    assert wording.listed([1, 2, 3]) == "1, 2 and 3"
    assert wording.listed(["a", "b"], "or") == "a or b"
    assert wording.listed([4]) == "4"
    assert wording.listed([]) == ""
    assert wording.capital("max pooling") == "Max pooling"
    assert (wording.signed(3), wording.signed(-3), wording.signed(Decimal("-0.5"))) == ("+ 3", "- 3", "- 0.5")
    assert wording.pmatrix(((1, 2), (Fraction(1, 2), 4))) == r"\begin{pmatrix} 1 & 2 \\ \frac{1}{2} & 4 \end{pmatrix}"


def test_what_prints() -> None:
    x = sympy.Symbol("x")
    assert wording.shown(x**2 / 2) == r"\frac{x^{2}}{2}"
    assert wording.shown(sympy.Matrix([[1, 2]])) == r"\begin{pmatrix}1 & 2\end{pmatrix}"
    assert wording.shown(Fraction(-3, 4)) == r"-\frac{3}{4}"
    assert wording.shown(Decimal("1E+2")) == "100"
    assert wording.shown(Decimal("0.20")) == "0.20"


@pytest.mark.parametrize("value", [0.5, True, None, object(), [1]])
def test_what_does_not_print(value: object) -> None:
    with pytest.raises(wording.Unprintable):
        wording.shown(value)


@given(st.floats(-1e6, 1e6), st.integers(0, 6))
def test_places(value: float, places: int) -> None:
    text = Places(places).show(value)
    assert "e" not in text
    assert not (text.startswith("-") and float(text) == 0)
    assert abs(float(text) - value) <= 0.5 * 10**-places + 1e-9
    assert len(text.partition(".")[2]) == places


@given(st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6), st.integers(1, 6))
def test_significant(value: float, figures: int) -> None:
    text = Significant(figures).show(value)
    assert "e" not in text
    assert abs(float(text) - value) <= abs(value) * 0.5001 * 10 ** (1 - figures)


def test_a_precision_deep_inside_is_found() -> None:
    wording_of = wording.dressed(Deep((0.1, 0.24), (1, 3.14159)))
    assert [str(value) for value in wording_of["values"]] == ["0.1", "0.2"]
    assert str(wording_of["pair"][1]) == "3.14"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Bayes' rule and the layer's \"gate\"", "Bayes’ rule and the layer’s “gate”"),
        (r"a \'b\' and \"c\"", "a 'b' and \"c\""),
        ('6" wide', '6" wide'),
    ],
)
def test_straight_quotes_are_printed_as_typographic_ones(typed: str, printed: str) -> None:
    assert text.inline(typed) == (Text(printed),)


def test_quotes_of_code_and_maths_stay() -> None:
    assert text.inline("`it's` $f'$") == (Code("it's"), Text(" "), Maths("f'"))
