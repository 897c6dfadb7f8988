"""Rules by which a selection of statements earns marks.

Under each of them a script with fewer mistakes never earns less, and selecting all statements, or none, earns nothing
where at least two are true and two are false. What a blind guess may expect is told in the tests, by enumeration.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Selection:
    """What a candidate selected, beside what is true.

    hits: true statements selected; wrong: false ones selected; true, false: how many there are of each.
    """

    hits: int
    wrong: int
    true: int
    false: int

    @property
    def mistakes(self) -> int:
        """Statements wrongly selected or left out."""
        return self.wrong + self.true - self.hits


@dataclass(frozen=True, slots=True)
class MarkingRule:
    """A rule: what it says on the paper, and the share of the marks that a selection earns, from -1 to 1."""

    name: str
    sentence: str
    share: Callable[[Selection], Fraction]

    def marks(self, total: int, key: Collection[int], selected: Collection[int], shown: int) -> int:
        """The marks of a selection, whole, rounded towards nothing.

        total: those of the question. key, selected: numbers of statements. shown: how many there are.
        """
        true, chosen = set(key), set(selected)
        selection = Selection(len(chosen & true), len(chosen - true), len(true), shown - len(true))
        exact = total * self.share(selection)
        return floor(exact) if exact >= 0 else ceil(exact)


def _exactly(selection: Selection) -> Fraction:
    return Fraction(selection.mistakes == 0)


def _partly(selection: Selection) -> Fraction:
    """All for no mistake, half for one."""
    return {0: Fraction(1), 1: Fraction(1, 2)}.get(selection.mistakes, Fraction(0))


def _balanced(selection: Selection) -> Fraction:
    """A blind guess expects nothing: each true one selected earns, and each false one costs, an equal share."""
    earned = Fraction(selection.hits, selection.true) if selection.true else Fraction(selection.wrong == 0)
    lost = Fraction(selection.wrong, selection.false) if selection.false else Fraction(0)
    return earned - lost


RULES: Mapping[str, MarkingRule] = {
    rule.name: rule
    for rule in (
        MarkingRule(
            "partial",
            "All marks for selecting exactly the true statements, half of them (rounded down) if one statement is "
            "wrongly selected or left out, otherwise none.",
            _partly,
        ),
        MarkingRule(
            "all-or-nothing",
            "All marks for selecting exactly the true statements, otherwise none.",
            _exactly,
        ),
        MarkingRule(
            "negative",
            "Each true statement selected earns an equal share of the marks; each false statement selected costs an "
            "equal share, also below zero.",
            _balanced,
        ),
    )
}
"""The rules by name; an exam may choose one."""

DEFAULT = "partial"
