"""The key and the second route agree, and what lies beside the key is refused."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.mutants import neighbours
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.check.second_routes import CLOSELY, acceptance, described_objection, key_trial, rejects
from exampaper.model import Variant


@proof(
    "second-route",
    "`check` refuses the key",
    remedy="find out which side is wrong, and mend that one",
    kinds=applies.lists_nothing,
)
def second_route(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """`solve` computes the key; `check` comes to it by another way, on every variant that is looked at.

    Where they disagree, one of them is wrong, or the question can be read in two ways.

    Example: `solve` divides by n, `check` takes the deviation of a sample, which divides by n - 1.
    """
    error = key_trial(sample, variant).error
    if error is not None:
        message, line = described_objection(sample, variant, error)
        yield sample.finding(message, variant, at=line, subject="check")


@proof("mutation", "`check` accepts a wrong answer", remedy=CLOSELY, kinds=applies.lists_nothing)
def refuses_neighbours(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A `check` is worth what it rejects, so each answer is corrupted in the ways in which people go wrong.

    One more, another sign, doubled, parts exchanged, an arrow turned, another draw's value. Each wrong answer must be
    refused. At every edge that an exhaustive walk comes to, this is asked of the neighbouring roundings and the other
    verdict; the share of all that were refused is the mutation score.

    Example: `assert abs(answers.mean - mean) < 0.1` accepts the neighbouring rounding of a mean of two places.
    """
    trial = key_trial(sample, variant)
    if trial.error is not None or not sample.question.behaviour.check:
        return
    for name, how, wrong in neighbours(variant.answers):
        if not rejects(sample, variant, wrong, trial.patience):
            yield sample.finding(acceptance(variant, name, how, wrong), variant, at="check", subject=name)
            return
