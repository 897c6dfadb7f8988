"""Lists of statements: definitions that are needed, hints that are kept apart, and keys that are all as likely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import Any, ClassVar

import pytest

from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions.bank import Bank
from exampaper.questions.hints import Hints, joined, spoilt
from exampaper.show import question as question_text

Load = Callable[..., Bank]

HEAD = """---
title: T
kind: statements
marks: 5
{more}---
A *gadget* hums. << definitions >> Which are TRUE?

## Definitions

- {{loud}} It is *loud* above ninety decibels.
- {{deafening needs: loud}} A loud one may be *deafening*.
- {{quiet}}
  It is *quiet* below ten.

## Statements

"""
SHOWN = "show: {count}\ntrue: {true}\npins:\n  p: {{shown: [{pin}]}}\n"
ITEMS = """- [x] {loud needs: loud} A saw is loud.
  > It is.
- [ ] {deaf needs: deafening} A pin is deafening.
  > It is not.
- [x] {plain} A gadget hums.
  > By definition.
- [ ] {pinned only: pins} A gadget sings.
  > It hums.
"""


def listed(one: Load, items: str = ITEMS, count: int = 2, true: Any = 1, pin: str = "loud, plain") -> Any:
    more = SHOWN.format(count=count, true=true, pin=pin)
    return one(HEAD.format(more=more) + items)["topic/name"]


def stem(variant: Variant) -> str:
    return question_text(variant).partition("1.")[0]


class TestDefinitions:
    def test_only_those_are_printed_that_the_statements_shown_need(self, one: Load) -> None:
        question = listed(one)
        told = stem(question.variant(pin='{"shown": ["plain", "loud"]}'))
        assert "above ninety" in told
        assert "deafening" not in told
        assert "below ten" not in told

    def test_what_a_definition_needs_goes_before_it(self, one: Load) -> None:
        told = stem(listed(one).variant(pin='{"shown": ["deaf"]}'))
        assert told.index("above ninety") < told.index("deafening")

    def test_none_are_printed_where_none_are_needed(self, one: Load) -> None:
        assert stem(listed(one).variant(pin='{"shown": ["plain"]}')).split() == [
            "A",
            "gadget",
            "hums.",
            "Which",
            "are",
            "TRUE?",
        ]

    FAULTS: ClassVar = {
        "a name that is not defined": ("needs: loud}", "needs: lout}", "no definition 'lout'", "'loud'"),
        "an unknown key": ("{loud needs: loud}", "{loud need: loud}", "a statement has no need:", "needs"),
        "words without a key": ("{loud needs: loud}", "{loud loud}", "'loud' behind the id", "needs:"),
        "only for something else": ("only: pins", "only: me", "only: is for pins", "only: pins"),
        "a definition without a text": (
            "{quiet}\n  It is *quiet* below ten.",
            "{quiet}",
            "a definition without",
            "- {name}",
        ),
        "a definition twice": ("- {quiet}", "- {loud}", "'loud' appears twice", "also in line"),
        "definitions that are not printed": (" << definitions >>", "", "printed nowhere", "<< definitions >>"),
    }

    @pytest.mark.parametrize("name", FAULTS)
    def test_faults_are_told(self, one: Load, name: str) -> None:
        old, new, message, remedy = self.FAULTS[name]
        text = HEAD.format(more=SHOWN.format(count=2, true=1, pin="plain")) + ITEMS
        assert old in text
        with pytest.raises(Faulty) as caught:
            one(text.replace(old, new, 1))["topic/name"].variant(1)
        fault = caught.value.faults[0]
        assert message in fault.message
        assert remedy in fault.remedy
        assert fault.place.line


class TestDraws:
    def test_what_is_for_pins_only_is_never_drawn(self, one: Load) -> None:
        question = listed(one, pin="pinned, plain")
        assert question.variant(pin="p").params.shown == ("pinned", "plain")
        assert all("pinned" not in question.draw(seed).shown for seed in range(60))

    def test_a_number_is_a_range_of_one(self, one: Load) -> None:
        assert {len(listed(one).draw(seed).shown) for seed in range(20)} == {2}

    def test_every_key_is_as_likely(self, one: Load) -> None:
        items = "".join(f"- [{mark}] {{s{n}}} S.{n}\n  > R.\n" for n, mark in enumerate("xxxxx     "))
        question = listed(one, items, count=4, true=[1, 3], pin="s0")
        drawn = Counter(question.behaviour.solve(question.draw(seed)).correct for seed in range(4200))
        assert len(drawn) == 14  # all subsets of four, but for none and all
        assert max(drawn.values()) / min(drawn.values()) < 1.5
        assert max(drawn.values()) < 1.25 * 4200 / 14

    def test_a_statement_never_stands_beside_one_that_gives_it_away(self, one: Load) -> None:
        items = (
            "- [x] {a tests: t} A.\n  > r\n- [x] {b reveals: t} B.\n  > r\n- [x] {c} C.\n  > r\n- [ ] {d} D.\n  > r\n"
        )
        question = listed(one, items, count=3, true=2, pin="a")
        drawn = {frozenset(question.draw(seed).shown) for seed in range(80)}
        assert drawn == {frozenset("acd"), frozenset("bcd")}

    def test_a_pin_may_have_other_numbers_than_draws(self, one: Load) -> None:
        assert len(listed(one, pin="plain").variant(pin="p").params.shown) == 1


class TestHints:
    def test_spoiling_goes_either_way_and_not_by_itself(self) -> None:
        telling, told = Hints(frozenset("ab")), Hints(tests=frozenset("bc"))
        assert telling.spoils(told) == told.spoils(telling) == {"b"}
        assert not telling.spoils(telling)
        assert list(spoilt({"x": telling, "y": told})) == [("x", "y", "b")]

    def test_joined(self) -> None:
        parts = [Hints(frozenset(name), frozenset(name.upper())) for name in "abc"]
        assert joined(parts) == Hints(frozenset("abc"), frozenset("ABC"))
        for one, other in combinations(parts, 2):
            assert one | other == other | one
