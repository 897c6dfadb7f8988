"""Slips are worth less than the key, and lead to values that the answer could have."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.model import Variant


@proof("slip-marks", "a slip earns all marks, or fewer than none", remedy="give it fewer marks than its part has")
def slips_earn_less(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A slip is a wrong way to an answer, so it earns less than the right one.

    Example: `Slip("forgot the bias", "total", n, marks=4)` in a part of 4 marks.
    """
    for part in variant.parts:
        for slip in part.slips:
            if not slip.carried and not 0 <= slip.marks < part.marks:
                message = f"slip “{slip.name}” earns {slip.marks} of {part.marks} marks"
                yield sample.finding(message, variant, at="slips", subject=slip.name)


@proof(
    "slip-value",
    "a slip leads to what is no value of its field",
    remedy="give it a value of the type of its field",
    kinds=applies.computes,
)
def slips_fit(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A slip leads to words where words are asked for, and to a number where a number is.

    Example: `Slip("other class", "label", 2)` where the answer is "cat" or "dog".
    """
    for slip in sample.question.behaviour.slips(variant.params, variant.answers):
        if isinstance(slip.value, str) != isinstance(getattr(variant.answers, slip.field), str):
            message = f"slip “{slip.name}” leads to {slip.value!r}, which is no value of {slip.field}"
            yield sample.finding(message, variant, at="slips", subject=slip.name)
