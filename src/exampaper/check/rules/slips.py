"""Slips: named apart, worth less than the key, and no key themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exampaper.check.findings import Found, Sample
from exampaper.model import Variant

SOME = 40  # draws that are looked at
OFTEN = 10  # of them at least, before what never comes is missed


def slips_earn_less(sample: Sample, variant: Variant) -> Iterator[Found]:
    """Each slip earns less than its part; that points add up is seen when a variant is made."""
    for part in variant.parts:
        for slip in part.slips:
            if not slip.carried and not 0 <= slip.marks < part.marks:
                message = f"slip “{slip.name}” earns {slip.marks} of {part.marks} marks"
                yield sample.found("marks", message, variant, at="slips")


def slips_differ(sample: Sample, variant: Variant) -> Iterator[Found]:
    """No two slips of a part have the same name."""
    for part in variant.parts:
        names = [slip.name for slip in part.slips]
        if len(set(names)) < len(names):
            yield sample.found(
                "slips", "two slips of one part have the same name", variant, at="slips", remedy="name them apart"
            )


def slips_fit(sample: Sample, variant: Variant) -> Iterator[Found]:
    """A slip leads to words where words are asked for, to a number where a number is."""
    for slip in sample.question.behaviour.slips(variant.params, variant.answers):
        if isinstance(slip.value, str) != isinstance(getattr(variant.answers, slip.field), str):
            message = f"slip “{slip.name}” leads to {slip.value!r}, which is no value of {slip.field}"
            yield sample.found("slips", message, variant, at="slips")


def slips_lead_elsewhere(sample: Sample) -> Iterator[Found]:
    """A slip that leads to the key on every draw is none."""
    tried, printed = Counter[str](), set[str]()
    for variant in sample.some(SOME):
        tried.update({slip.name for slip in sample.question.behaviour.slips(variant.params, variant.answers)})
        printed |= {slip.name for slip in variant.slips}
    for name, count in tried.items():
        if OFTEN <= count == len(sample.some(SOME)) and name not in printed:
            yield sample.found("slips", f"slip “{name}” leads to the key on every draw", at="slips")
