"""The printed page back to the parameters: snippets with typed holes."""

from __future__ import annotations

from dataclasses import make_dataclass
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, Literal

import pytest

from exampaper.faults import Faulty
from exampaper.questions.read_back import Page, Unread, differences, reading, snippet
from tests.conftest import ROOT

HERE = ROOT / "tests" / "questions" / "test_read_back.py"


def read(declared: Any, page: str, **values: Any) -> dict[Any, Any]:
    """What snippets read off a page. values: of the parameters that were drawn, or (type, value)."""
    kinds, drawn = [], {}
    for name, value in values.items():
        kind, value = value if isinstance(value, tuple) and not isinstance(value[0], int) else (type(value), value)
        kinds.append((name, kind))
        drawn[name] = value
    params = make_dataclass("Params", kinds)
    found = reading(SimpleNamespace(read=declared), {}, params, HERE)
    assert found is not None
    return dict(found(Page(page, {}), params(**drawn)))


@pytest.mark.parametrize(
    ("written", "page", "value"),
    [
        ("has << n >> inputs", "It has 12  inputs", 12),
        ("at $x = << n >>$", "at $x = -2.50$", Decimal("-2.50")),
        ("x^2 << n | signed >> x", "$x^2 - 3 x$", -3),
        ("of << n >> people", r"of $12{,}5$ people".replace("$", ""), None),
        ("is $<< n >>$", r"is $\frac{3}{4}$", Fraction(3, 4)),
        ("is $<< n >>$", r"is $-\frac{3}{4}$", Fraction(-3, 4)),
        ("values << n >>:", "values 1, 2 and 30:", (1, 2, 30)),
        ("| x | << n >> |", "| x | 1 | 2 | 30 |", (1, 2, 30)),
        ("A = << n >>", r"$A = \begin{pmatrix} 1 & -2 \\ 3 & 4 \end{pmatrix}$", ((1, -2), (3, 4))),
        ("n is << n | words >>,", "n is three,", 3),
        ("f(x) = << (n, 0, -1) | polynomial >>$", "$f(x) = 3x^{2} - 1$", 3),
        ("$h = << n >>$", r"$h = -\ln 3$", r"-\ln 3"),
        ("<< n[1] >> and << n[0] >>", "7 and 5", (5, 7)),
    ],
)
def test_a_hole_reads_what_is_printed(written: str, page: str, value: Any) -> None:
    kinds = {int: int, tuple: tuple[int, ...]}
    kind = tuple[tuple[int, ...], ...] if value == ((1, -2), (3, 4)) else kinds.get(type(value), type(value))
    if value is None:
        with pytest.raises(Unread, match="the page does not have"):
            read(written, page, n=(int, 12))
        return
    found = read(written, page, n=(kind, value))
    params = SimpleNamespace(n=value)
    assert found
    assert differences(found, params) == []


def test_words_are_read_as_they_were_drawn() -> None:
    how = Literal["in series", "in parallel"]
    assert read("connected << how >>", "is connected in  parallel.", how=(how, "in series")) == {"how": "in parallel"}


def test_a_longer_number_is_not_read_by_its_beginning() -> None:
    assert read("has << n >>", "has 125", n=12) == {"n": 125}
    with pytest.raises(Unread):
        read("has << n + 1 >>", "has 135", n=12)


def test_different_values_of_one_snippet_are_told() -> None:
    with pytest.raises(Unread, match="different values"):
        read("has << n >>", "has 1, has 2", n=1)
    with pytest.raises(Unread, match="n is 1 and 2"):
        read(["has << n >>", "is << n >>"], "has 1, is 2", n=1)


@pytest.mark.parametrize(
    ("page", "card", "told"), [("with a card", False, "does not hold"), ("", True, "does not have")]
)
def test_a_condition_holds_both_ways(page: str, card: bool, told: str) -> None:
    declared = {"card": "with a card"}
    assert read(declared, "with a card" if card else "", card=card) == {"card": card}
    with pytest.raises(Unread, match=told):
        read(declared, page, card=card)


def test_what_differs_is_named() -> None:
    params = SimpleNamespace(a=3, b=(1, 2))
    assert differences({"a": 4, ("b", 1): 5}, params) == [
        "the page says a = 4, drawn was 3",
        "the page says b[1] = 5, drawn was 2",
    ]
    with pytest.raises(Unread, match="'c', which is no parameter"):
        differences({"c": 1}, params)


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ("<< m >>", "m, which is no parameter"),
        ("<< n | nosuch >>", "nosuch"),
        (3, "no snippet"),
        ({"m": "x"}, "unknown"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_line(declared: Any, told: str) -> None:
    with pytest.raises(Faulty, match=told):
        read(declared, "", n=1)


def test_a_snippet_is_no_pattern() -> None:
    with pytest.raises(Unread):
        read("(a|b) << n >>", "a 3", n=3)
    assert snippet("f(x) = << n >>", {"n": int}).read("f(x)=3", {"n": 3}) == {"n": 3}
