"""Each type of answer: what is right in any spelling, what is nearly right, what is wrong."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper.answers.declaration import Undeclared, declared, of_annotation
from exampaper.answers.kind import AnswerType, Verdict
from exampaper.answers.number import NumberType
from exampaper.answers.tree import Unreadable
from exampaper.answers.words import OpenType, TicksType
from exampaper.model import Places

x, n = sympy.symbols("x n")
RIGHT, IMPRECISE, WRONG, UNDECIDED = Verdict.RIGHT, Verdict.IMPRECISE, Verdict.WRONG, Verdict.UNDECIDED
OUTSIDE = sympy.Union(sympy.Interval.open(-sympy.oo, 1), sympy.Interval(2, sympy.oo))
PATCHES = "O((H - h + 1)^2 (W - w + 1)^2 h w C)"


def verdict(declaration: str, key: Any, typed: str) -> Verdict:
    kind = declared(declaration).type
    return kind.judge(key, kind.read(typed)).verdict


@pytest.mark.parametrize(
    ("declaration", "key", "typed", "expected"),
    [
        ("int", 289, "289", RIGHT),
        ("int", 289, "17^2", RIGHT),
        ("int", 289, "28,9", WRONG),
        ("int", 289, "-289", WRONG),
        ("fraction", Fraction(1, 3), "2/6", RIGHT),
        ("fraction", Fraction(1, 3), "0.333", IMPRECISE),
        ("fraction", Fraction(1, 3), "1/4", WRONG),
        ("decimal", Fraction(5, 4), "1,25", RIGHT),
        ("2 places", 1.23456, "1.23", RIGHT),
        ("2 places", 1.23456, "1.2346", RIGHT),
        ("2 places", 1.23456, "1.2", IMPRECISE),
        ("2 places", 1.23456, "1.24", IMPRECISE),
        ("2 places", 1.23456, "1.3", WRONG),
        ("2 places ± 0.1", 1.23456, "1.3", RIGHT),
        ("3 digits", 123456.0, "123 000", RIGHT),
        ("3 digits", 123456.0, "1.23e5", RIGHT),
        ("3 digits", 123456.0, "120000", WRONG),
        ("3 digits m", 12.345, "12.3 m", RIGHT),
        ("3 digits m", 12.345, "1230 cm", RIGHT),
        ("3 digits m", 12.345, "12.3", IMPRECISE),
        ("3 digits m", 12.345, "12.3 s", WRONG),
        ("3 digits m/s", 12.345, "44.4 km/h", RIGHT),
        ("3 digits m/s", 12.345, r"12.3\,\mathrm{m}/\mathrm{s}", RIGHT),
        ("formula in x", 2 * x + 1, "1 + x*2", RIGHT),
        ("formula in x", 2 * x + 1, "f'(x) = 2(x + 1) - 1", RIGHT),
        ("formula in x", 2 * x + 1, "2x", WRONG),
        ("formula in x", (x + 1) ** 4, "x^4 + 4x^3 + 6x^2 + 4x + 1", RIGHT),
        ("formula in x", (x + 1) ** 4, "(x + 1)^4 + 1e-6", WRONG),
        ("formula in x", sympy.sqrt(x**2), "x", WRONG),
        ("formula in x: positive", sympy.sqrt(x**2), "x", RIGHT),
        ("formula in n: whole", (-1) ** n, "cos(pi n)", RIGHT),
        ("formula in n: odd", (n + 1) / 2, "floor(n/2) + 1", RIGHT),
        ("formula in n: even", (n + 1) / 2, "floor(n/2) + 1", WRONG),
        ("formula in n: even", n / 2 + 1, "floor((n + 3)/2)", RIGHT),
        ("list of formula in x, n: odd", ((n - 1) / 2, 2 * x), "floor(n/2), x + x", RIGHT),
        ("list of formula in x, n: odd", ((n - 1) / 2, 2 * x), "n/2, x + x", WRONG),
        ("list of int", (1, 2, 3), "1, 2, 3", RIGHT),
        ("list of int", (1, 2, 3), "(1; 2; 3)", RIGHT),
        ("list of int", (1, 2, 3), "1, 2", WRONG),
        ("list of 1 place", (0.5, 1.5), "0,5; 1,5", RIGHT),
        ("matrix", ((1, 2), (3, 4)), "1 2; 3 4", RIGHT),
        ("matrix", ((1, 2), (3, 4)), "[[1, 2], [3, 4]]", RIGHT),
        ("matrix", ((1, 2), (3, 4)), "1 3; 2 4", WRONG),
        ("set of int", {1, 2}, "{2, 1, 2}", RIGHT),
        ("set of int", {1, 2}, "{}", WRONG),
        ("set of int", set(), "∅", RIGHT),
        ("set", OUTSIDE, "(-oo, 1) U [2, oo)", RIGHT),
        ("set", OUTSIDE, "]-∞; 1[ ∪ [2; ∞[", RIGHT),
        ("set", OUTSIDE, r"R \ [1, 2)", RIGHT),
        ("set", OUTSIDE, "(-oo, 1] U [2, oo)", WRONG),
        ("set", sympy.FiniteSet(1, 2), "{1, 2}", RIGHT),
        ("order", n * sympy.log(n), "O(n log n)", RIGHT),
        ("order", n * sympy.log(n), "n log_2(n) + 10n", RIGHT),
        ("order", n * sympy.log(n), "n", WRONG),
        ("order", n**2, "n^2.01", WRONG),
        ("order", n**2, "5n^2 - 3n", RIGHT),
        ("order", sympy.Integer(2) ** n, "2^(n + 1)", RIGHT),
        ("order", sympy.Integer(2) ** n, "3^n", WRONG),
        ("order in H, W, C, h, w", PATCHES, "(H - h + 1)^2 (W - w + 1)^2 h w C", RIGHT),
        ("order in H, W, C, h, w", PATCHES, "(H - h)^2 (W - w)^2 h w C", WRONG),
        ("order in H, W, C, h, w", PATCHES, "H^2 W^2 h w C", WRONG),
        ("word", "auto-encoder", "Auto encoder", RIGHT),
        ("word", "auto-encoder", "autoencodr", IMPRECISE),
        ('word or "AE"', "auto-encoder", "ae", RIGHT),
        ("yes or no", True, "y", RIGHT),
        ("yes or no", False, "yes", WRONG),
        ("code", "[1, 2]", "[1,2]", RIGHT),
        ("code", "1\n2", "12", WRONG),
        ("text", "why", "because", UNDECIDED),
    ],
)
def test_verdicts(declaration: str, key: Any, typed: str, expected: Verdict) -> None:
    assert verdict(declaration, key, typed) is expected


KEYS: list[tuple[str, st.SearchStrategy[Any]]] = [
    ("int", st.integers(-(10**9), 10**9)),
    ("fraction", st.fractions(-100, 100, max_denominator=60)),
    ("decimal", st.integers(-(10**6), 10**6).map(lambda k: Fraction(k, 1000))),
    ("2 places", st.floats(-1e4, 1e4)),
    ("3 digits", st.floats(1e-4, 1e9)),
    ("3 digits m", st.floats(0.01, 1e4)),
    ("list of 2 places", st.lists(st.floats(-99, 99), min_size=1, max_size=4).map(tuple)),
    ("matrix", st.lists(st.tuples(*[st.fractions(-9, 9, max_denominator=9)] * 3), min_size=1, max_size=3).map(tuple)),
    ("set of int", st.sets(st.integers(-50, 50), max_size=5)),
    ("word", st.sampled_from(["gradient", "KL divergence", "batch-norm"])),
]


@pytest.mark.parametrize(("declaration", "keys"), KEYS, ids=[name for name, _ in KEYS])
def test_a_key_is_right_in_every_spelling(declaration: str, keys: st.SearchStrategy[Any]) -> None:
    kind = declared(declaration).type

    @given(keys)
    @settings(max_examples=60)
    def holds(key: Any) -> None:
        for typed in kind.spellings(key):
            assert kind.judge(key, kind.read(typed)).right, typed

    holds()


@given(st.floats(-1e6, 1e6), st.integers(0, 4), st.integers(2, 50))
def test_a_number_more_than_one_unit_away_is_not_right(key: float, places: int, units: int) -> None:
    kind = NumberType("float", Places(places))
    typed = Fraction(kind.show(key)) + Fraction(units, 10**places)
    assert kind.judge(key, kind.read(f"{float(typed):.{places}f}")).verdict is WRONG


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_any_text_ends_in_a_verdict_or_a_message(typed: str) -> None:
    keys: list[tuple[AnswerType, Any]] = [(declared(text).type, key) for text, key in _ONE_OF_EACH]
    keys += [(TicksType(5), (1, 3)), (OpenType(), "")]
    for kind, key in keys:
        try:
            assert kind.judge(key, kind.read(typed)).verdict in Verdict
        except Unreadable:
            continue


_ONE_OF_EACH: list[tuple[str, Any]] = [
    ("int", 3),
    ("2 places", 0.25),
    ("3 digits m", 0.5),
    ("formula in x", x**2),
    ("matrix", ((1, 2),)),
    ("list of int", (1, 2)),
    ("set of int", {1}),
    ("set", OUTSIDE),
    ("order", n**2),
    ("word", "why"),
    ("yes or no", True),
    ("code", "1"),
]


@pytest.mark.parametrize("text", ["2 pieces", "formula in x: complex", "ints of steel", "0 digits", "99 places", ""])
def test_a_declaration_that_is_not_understood_is_told(text: str) -> None:
    with pytest.raises(Undeclared):
        declared(text)


def test_annotations_say_the_same_as_declarations() -> None:
    for text in ("int", "decimal", "fraction", "2 places", "3 digits", "yes or no", "list of int"):
        made = declared(text)
        assert of_annotation(made.python) == (made.type)


def test_ticks_are_read_in_any_order() -> None:
    kind = TicksType(5)
    assert kind.read("3 and 1") == (1, 3)
    assert kind.read("none") == ()
    with pytest.raises(Unreadable, match="from 1 to 5"):
        kind.read("1, 6")


def test_two_values_agree_by_the_finer_of_their_last_places() -> None:
    kind = declared("3 digits").type
    assert kind.agrees(9.9898, 9.9897)
    assert not kind.agrees(9.9998, 9.9898)  # 10.0 and 9.99
    assert not kind.agrees(9.9898, 9.9998)


def test_exact_values_agree_exactly_however_large() -> None:
    kind = declared("decimal").type
    assert kind.agrees(Decimal("41025013.43"), Fraction(4102501343, 100))
    assert not kind.agrees(Decimal("41025013.44"), Decimal("41025013.43"))
    assert kind.agrees(Fraction(1, 3), 1 / 3)  # of a float, as far as it goes
