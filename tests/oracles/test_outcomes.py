"""Counting by listing, against what is known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from exampaper import oracles
from exampaper.oracles import (
    outcomes,
    share,
)


def test_two_cards() -> None:
    deck = range(1, 11)
    assert share(lambda x: x <= 4, outcomes(deck)) == Fraction(4, 10)
    assert share(lambda x, y: max(x, y) <= 4, outcomes(deck, deck, different=True)) == Fraction(4 * 3, 10 * 9)
    assert share(lambda x, y: max(x, y) <= 4, outcomes(deck, deck)) == Fraction(16, 100)
    assert outcomes("aa", times=2, different=True) == [("a", "a")] * 2
    with pytest.raises(ValueError, match="one and the same deck"):
        outcomes("ab", "cd", different=True)


def test_shares_of_outcomes() -> None:
    dice = outcomes(range(1, 7), times=2)
    assert oracles.share_given(lambda a, b: a + b == 8, lambda a, b: a % 2 == 0, dice) == Fraction(3, 18)
    assert oracles.expected(lambda a, b: a * b, dice) == Fraction(49, 4)
    assert oracles.shares_of(lambda a, b: a + b, dice)[7] == Fraction(1, 6)
    with pytest.raises(ValueError, match="no outcome"):
        share(lambda: True, [])
    with pytest.raises(ValueError, match="no outcome"):
        oracles.share_given(lambda a, b: True, lambda a, b: a > 6, dice)


def test_rows_of_zeros_and_ones() -> None:
    assert [sum(mask) for mask in oracles.masks(2)] == [0, 1, 1, 2]
    assert oracles.entries((3, 3, 2, 4), (4,)) == 76


def test_runs_in_a_sequence() -> None:
    assert oracles.ngrams("abcd", 2) == [("a", "b"), ("b", "c"), ("c", "d")]
    assert oracles.ngrams(["a"], 2) == []
    assert oracles.occurrences("aa", "aaaa") == 3
    assert oracles.occurrences(["the", "cat"], ["the", "cat", "saw", "the", "cat"]) == 2


def test_steps() -> None:
    assert oracles.repeated(lambda x: 2 * x, 3, 4) == 48
    assert oracles.trail(lambda x: x + 2, 1, 3) == [1, 3, 5, 7]
    assert oracles.steps_until(lambda x: x > 100, lambda x: 2 * x, 1) == 7
    with pytest.raises(ValueError, match="not done after 10 steps"):
        oracles.steps_until(lambda x: x > 100, lambda x: x, 1, most=10)
