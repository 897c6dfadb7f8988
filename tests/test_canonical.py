"""Digests hang on what is declared: not on names of classes, new fields, white space or last bits."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, make_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper import nodes
from exampaper.canonical import FORMAT, TAGS, digest, encoded, rounded, settled, spelled
from exampaper.questions.bank import Bank


@dataclass(frozen=True)
class Params:
    n: int
    share: float = 0.5
    at: tuple[int, ...] = ()


def test_a_digest_of_today_is_that_of_tomorrow() -> None:
    """Printed codes hang on these: a change of them is a new number of the format."""
    told = [nodes.Paragraph((nodes.Text("a"), nodes.Maths("x"))), nodes.Listing(((),)), Params(3), 0.1, Fraction(1, 3)]
    assert encoded(told) == (
        '{"format":1,"value":[{"children":[{"is":"text","text":"a"},{"is":"maths","tex":"x"}],"is":"paragraph"},'
        '{"is":"list","items":[[]]},{"n":3},0.1,"1/3"]}'
    )
    assert FORMAT == 1


def test_a_new_field_and_another_name_change_nothing() -> None:
    other = make_dataclass("Other", [("n", int), ("share", float, 0.5), ("new", str, "")], frozen=True)
    assert digest(other(3)) == digest(Params(3))
    assert digest(other(3, new="x")) != digest(Params(3))


def test_every_node_is_told_apart() -> None:
    assert set(TAGS) == {*get_args(nodes.Inline), *get_args(nodes.Block)}
    assert len(set(TAGS.values())) == len(TAGS)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300), st.sampled_from((1, -1)))
def test_last_bits_are_not_kept(value: float, sign: int) -> None:
    kept = rounded(value)
    assert rounded(kept) == kept
    assert kept == pytest.approx(value, rel=1e-11, abs=0)
    short = float(f"{value:.6g}")
    assert rounded(short * (1 + sign * 2**-50)) == short + 0.0


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals() | st.fractions(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(VALUES)
def test_anything_drawn_has_one_plain_line(value: Any) -> None:
    told = encoded(value)
    assert told.isascii()
    assert json.loads(told)["format"] == FORMAT
    assert encoded(value) == told


def test_what_is_kept_as_json_is_rounded_wherever_it_stands() -> None:
    assert settled({"a": [0.1 + 0.2, {"b": -0.0}], "c": "0.30000000000000004"}) == {
        "a": [0.3, {"b": 0.0}],
        "c": "0.30000000000000004",
    }


def test_the_order_of_options_hangs_on_the_words_that_it_always_hung_on() -> None:
    for params in (Params(3), Params(3, 0.25, (1,)), Params(3, 1 / 4, (1, 2))):
        assert spelled(params) == repr(params)
    assert spelled(Params(3, 0.1 + 0.2)) == repr(Params(3, 0.3))
    assert spelled(Decimal("1.50")) == "Decimal('1.50')"


def test_the_order_of_options_is_that_of_before(one: Callable[..., Bank]) -> None:
    from tests.questions.test_bank import CHOICE, PYTHON, SLIPS, head

    bank = one(head("choices: {of: total, count: 4}\nkey: << choice >>\n") + CHOICE, PYTHON + SLIPS)
    question = bank["topic/name"]
    kind = question.behaviour.params
    assert "".join(question.of(kind(n)).parts[0].key for n in range(3, 20)) == "BCBCBABCDDBDDDCAA"
