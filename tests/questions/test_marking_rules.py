"""The rules for statements, by enumeration over every key and every selection."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

import pytest

from exampaper.exams.exam import Exam
from exampaper.questions.marking_rules import DEFAULT, RULES, MarkingRule

Numbers = frozenset[int]
SIZES = [(shown, total) for shown in range(2, 7) for total in (1, 4, 5, 6, 10)]


def subsets(shown: int, least: int, most: int) -> Iterator[Numbers]:
    for size in range(least, most + 1):
        for chosen in combinations(range(1, shown + 1), size):
            yield frozenset(chosen)


def keys(shown: int) -> list[Numbers]:
    """With at least one true and one false statement."""
    return list(subsets(shown, 1, shown - 1))


def selections(shown: int) -> list[Numbers]:
    return list(subsets(shown, 0, shown))


def expected(rule: MarkingRule, selected: Numbers, total: int, shown: int, true: tuple[int, int]) -> Fraction:
    """The share of the marks that a selection expects where every key with these numbers of true ones is as likely."""
    possible = list(subsets(shown, *true))
    earned = [rule.marks(total, key, selected, shown) for key in possible]
    return Fraction(sum(earned), len(possible) * total)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
@pytest.mark.parametrize(("shown", "total"), SIZES)
class TestRule:
    def test_the_key_earns_all_and_nothing_else_does(self, rule: MarkingRule, shown: int, total: int) -> None:
        for key, selected in product(keys(shown), selections(shown)):
            assert (rule.marks(total, key, selected, shown) == total) == (selected == key)

    def test_to_mend_a_mistake_never_costs(self, rule: MarkingRule, shown: int, total: int) -> None:
        for key, selected in product(keys(shown), selections(shown)):
            earned = rule.marks(total, key, selected, shown)
            for mistake in key ^ selected:
                assert rule.marks(total, key, selected ^ {mistake}, shown) >= earned

    def test_all_and_none_earn_nothing(self, rule: MarkingRule, shown: int, total: int) -> None:
        for key in keys(shown):
            assert rule.marks(total, key, frozenset(range(1, shown + 1)), shown) == 0
            assert rule.marks(total, key, frozenset(), shown) == 0

    def test_the_table_has_the_marks_of_every_selection(self, rule: MarkingRule, shown: int, total: int) -> None:
        for key in keys(shown):
            table = rule.table(total, len(key), shown - len(key))
            for selected in selections(shown):
                hits = len(selected & key)
                assert table[hits][len(selected - key)] == rule.marks(total, key, selected, shown)


@pytest.mark.parametrize(("shown", "total"), SIZES)
def test_by_the_negative_rule_every_blind_selection_expects_exactly_nothing(shown: int, total: int) -> None:
    for selected in selections(shown):
        assert expected(RULES["negative"], selected, total, shown, (1, shown - 1)) == 0


@pytest.mark.parametrize("rule", ["partial", "all-or-nothing"])
def test_no_blind_selection_is_worth_more_than_the_docs_say(rule: str) -> None:
    """Five statements for five marks, two or three of them true, as in the bank; docs/question-format.md has these."""
    most = {"partial": Fraction(14, 100), "all-or-nothing": Fraction(5, 100)}[rule]
    values = [expected(RULES[rule], selected, 5, 5, (2, 3)) for selected in selections(5)]
    assert max(values) == most


def test_both_rules_of_shares_agree_where_neither_is_below_zero() -> None:
    for key, selected in product(keys(5), selections(5)):
        signed = RULES["negative"].marks(5, key, selected, 5)
        assert RULES["partial"].marks(5, key, selected, 5) == max(0, signed)


def test_an_exam_names_the_rules_that_there_are() -> None:
    schema = Exam.model_json_schema()["properties"]["statements"]
    assert set(schema["enum"]) == set(RULES)
    assert schema["default"] == DEFAULT
