"""Statements: as many shown and true as declared, groups never together, experiments that agree."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.check.second_routes import described_objection, key_trial
from exampaper.model import Variant
from exampaper.questions.kinds.statements import StatementsFrontMatter


@proof(
    "statement-experiment",
    "an experiment disagrees with its statement",
    remedy="find out which is wrong, the statement or its experiment",
    kinds=applies.lists,
)
def experiments_agree(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """The experiment of a statement tries whether it is true; its tick says the same.

    Example: `- [x]` before “The sum of two odd numbers is odd”, whose experiment adds odd numbers.
    """
    error = key_trial(sample, variant).error
    if error is not None:
        message, line = described_objection(sample, variant, error)
        yield sample.finding(message, variant, at=line, subject=str(error))


@proof(
    "statement-numbers",
    "other numbers of statements are shown, or true, than the front matter declares",
    remedy="see `show` and `true` in the front matter",
    kinds=applies.lists,
)
def numbers_fit(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """`show` and `true` in the front matter say how many statements a draw shows, and how many of them may be true.

    Example: `true: [1, 4]`, and a draw without any true statement, which candidates were told not to expect.
    """
    front = sample.question.source.front
    if not isinstance(front, StatementsFrontMatter) or variant.pin is not None:
        return
    shown, true = variant.params.shown, variant.answers.correct
    fits = front.show[0] <= len(shown) <= front.show[1] and front.true[0] <= len(true) <= front.true[1]
    if not fits:
        yield sample.finding(f"{len(shown)} shown and {len(true)} true", variant, at="show")


@proof(
    "statement-groups", "two statements of one group meet", remedy="see the headings of the groups", kinds=applies.lists
)
def groups_never_meet(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """Of a group, such as a statement and its negation, at most one is shown: together they would tell each other.

    Example: “ReLU is convex” and “ReLU is not convex” on one paper.
    """
    groups = [id.partition("/")[0] for id in variant.params.shown]
    if len(set(groups)) < len(groups):
        yield sample.finding("two statements of one group meet", variant, at="show")
