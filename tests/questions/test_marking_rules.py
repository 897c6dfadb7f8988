"""The rules for statements, by enumeration over every key and every selection."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import pytest

from exampaper.questions.marking_rules import RULES, MarkingRule

TOTAL, SHOWN = 6, 6


def subsets(least: int = 0, most: int = SHOWN) -> Iterator[frozenset[int]]:
    for size in range(least, most + 1):
        for chosen in combinations(range(1, SHOWN + 1), size):
            yield frozenset(chosen)


KEYS = list(subsets(2, SHOWN - 2))
SELECTIONS = list(subsets())


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
class TestRule:
    def test_the_key_earns_all(self, rule: MarkingRule) -> None:
        assert all(rule.marks(TOTAL, key, key, SHOWN) == TOTAL for key in KEYS)

    def test_to_mend_a_mistake_never_costs(self, rule: MarkingRule) -> None:
        for key in KEYS:
            for selected in SELECTIONS:
                earned = rule.marks(TOTAL, key, selected, SHOWN)
                for mistake in key ^ selected:
                    assert rule.marks(TOTAL, key, selected ^ {mistake}, SHOWN) >= earned

    def test_all_and_none_earn_nothing(self, rule: MarkingRule) -> None:
        for key in KEYS:
            assert rule.marks(TOTAL, key, frozenset(range(1, SHOWN + 1)), SHOWN) <= 0
            assert rule.marks(TOTAL, key, frozenset(), SHOWN) <= 0

    def test_a_blind_guess_expects_nearly_nothing(self, rule: MarkingRule) -> None:
        expected = [Fraction(rule.marks(TOTAL, key, chosen, SHOWN), TOTAL) for key in KEYS for chosen in SELECTIONS]
        assert sum(expected) / len(expected) <= Fraction(7, 100)

    def test_no_selection_is_worth_guessing(self, rule: MarkingRule) -> None:
        """Whatever is selected, over all keys it expects less than a tenth."""
        for selected in SELECTIONS:
            earned = [rule.marks(TOTAL, key, selected, SHOWN) for key in KEYS]
            assert Fraction(sum(earned), len(earned) * TOTAL) < Fraction(1, 10)
