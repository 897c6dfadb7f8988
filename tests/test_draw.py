"""The random source is a promise: these values never change."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.draw import Rejected, Rng


@given(st.integers(0, 2**48), st.integers(1, 2**32))
def test_below_is_below(seed: int, n: int) -> None:
    assert 0 <= Rng(seed).below(n) < n


def test_below_is_even() -> None:
    rng = Rng(1)
    counts = Counter(rng.below(6) for _ in range(60_000))
    assert all(abs(count - 10_000) < 500 for count in counts.values())  # more than five sigma


def test_integers_include_both_bounds() -> None:
    rng = Rng(2)
    assert {rng.integer(3, 5) for _ in range(100)} == {3, 4, 5}
    assert {rng.odd(2, 7) for _ in range(100)} == {3, 5, 7}
    assert {rng.even(3, 9) for _ in range(100)} == {4, 6, 8}


def test_shuffles_and_samples_are_fair() -> None:
    rng = Rng(3)
    orders = Counter(rng.shuffle("abc") for _ in range(6000))
    assert len(orders) == 6
    assert all(abs(count - 1000) < 200 for count in orders.values())
    pairs = Counter(rng.sample("abcd", 2) for _ in range(6000))
    assert len(pairs) == 6
    assert all(abs(count - 1000) < 200 for count in pairs.values())


def test_a_sample_keeps_its_order_unless_it_is_told_otherwise() -> None:
    rng = Rng(4)
    assert all(list(taken) == sorted(taken) for taken in (rng.sample("abcdef", 3) for _ in range(50)))
    pairs = Counter(rng.sample("abc", 2, shuffled=True) for _ in range(6000))
    assert len(pairs) == 6
    assert all(abs(count - 1000) < 200 for count in pairs.values())


@given(st.integers(0, 10**6))
def test_decimals_have_their_places(seed: int) -> None:
    value = Rng(seed).decimal("-1.5", "1.5", places=2)
    assert Decimal("-1.5") <= value <= Decimal("1.5")
    assert value.as_tuple().exponent == -2


def test_what_cannot_be_drawn_is_an_error() -> None:
    rng = Rng(0)
    with pytest.raises(ValueError, match="no whole number"):
        rng.integer(5, 4)
    with pytest.raises(ValueError, match="nothing to choose"):
        rng.choice([])
    with pytest.raises(ValueError, match="cannot take"):
        rng.sample("ab", 3)
    with pytest.raises(Rejected, match="degenerate"):
        rng.reject("degenerate")


def test_the_stream_is_frozen() -> None:
    rng = Rng(17)
    assert [rng.below(1000) for _ in range(8)] == [645, 109, 197, 907, 462, 951, 216, 642]
    assert (rng.integer(3, 99, step=4), rng.odd(2, 20), rng.even(1, 20), rng.choice("abcdef")) == (7, 17, 20, "e")
    assert rng.shuffle("abcdef") == tuple("dfcbae")
    assert rng.sample("abcdefgh", 3) == tuple("ach")
    assert rng.decimal("-1.5", "1.5", places=2) == Decimal("-1.21")
    assert rng.matrix(1, 2, "-1", "1", places=2) == ((Decimal("0.21"), Decimal("-0.58")),)
