"""Rules by which a selection of statements earns marks.

Paper, marking scheme, `mark` and practice page all take theirs from here. Under each of them, to mend a mistake never
costs, and selecting all statements, or none, earns nothing where at least one is true and one is false. What a blind
guess may expect is told in the tests, by enumeration over every key and every selection.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import trunc


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
    """A rule: the share of the marks that a selection earns, from -1 to 1.

    What it says on the paper are the words `statements.NAME` of each language. graded: whether there is anything
    between all marks and none.
    """

    name: str
    share: Callable[[Selection], Fraction]
    graded: bool = True

    def marks(self, total: int, key: Collection[int], selected: Collection[int], shown: int) -> int:
        """The marks of a selection, whole, rounded towards nothing.

        total: those of the question. key, selected: numbers of statements. shown: how many there are.
        """
        true, chosen = set(key), set(selected)
        return self._whole(total, Selection(len(chosen & true), len(chosen - true), len(true), shown - len(true)))

    def table(self, total: int, true: int, false: int) -> tuple[tuple[int, ...], ...]:
        """The marks of every selection: a row for each number of true statements selected, a column of false ones.

        total: the marks of the question. true, false: how many of the statements shown are.
        """
        rows = []
        for hits in range(true + 1):
            selections = [Selection(hits, wrong, true, false) for wrong in range(false + 1)]
            rows.append(tuple(self._whole(total, selection) for selection in selections))
        return tuple(rows)

    def _whole(self, total: int, selection: Selection) -> int:
        return trunc(total * self.share(selection))


def _exactly(selection: Selection) -> Fraction:
    return Fraction(selection.mistakes == 0)


def _signed(selection: Selection) -> Fraction:
    """The share of the true statements selected minus that of the false ones: a blind guess expects nothing."""
    earned = Fraction(selection.hits, selection.true) if selection.true else Fraction(selection.wrong == 0)
    lost = Fraction(selection.wrong, selection.false) if selection.false else Fraction(0)
    return earned - lost


def _partly(selection: Selection) -> Fraction:
    return max(Fraction(0), _signed(selection))


RULES: Mapping[str, MarkingRule] = {
    rule.name: rule
    for rule in (
        MarkingRule("partial", _partly),
        MarkingRule("all-or-nothing", _exactly, graded=False),
        MarkingRule("negative", _signed),
    )
}
"""The rules by name; an exam may choose one."""

DEFAULT = "partial"
