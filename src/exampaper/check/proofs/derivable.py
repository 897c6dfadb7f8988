"""What the answer needs is printed."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check.finding import Finding
from exampaper.check.mixtures import Entry, mixtures, whole_parameters
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.check.text import keys, question_as_printed, with_point
from exampaper.model import Variant


@proof("derivable", "the key needs a value that is never printed", remedy="print it")
def derivable(sample: Sample) -> Iterator[Finding]:
    """Two variants that ask the same have the same key; else nobody could answer.

    A parameter that changes the key but never the question is found by giving it another draw's value.

    Example: a learning rate in `Params` that the text forgot to tell.
    """
    first: dict[str, Variant] = {}
    for variant in map(with_point, sample.variants.values()):
        other = first.setdefault(question_as_printed(variant), variant)
        if keys(other) != keys(variant):
            message = f"asks the same as seed {other.seed}, but its key differs: a value it needs is never printed"
            yield sample.finding(message, variant, at="question")
            return
    for parameter in whole_parameters(sample):
        variant_that_hides = _hidden_in(sample, parameter)
        if variant_that_hides is not None:
            message = f"{parameter.name} changes the key but not the question"
            yield sample.finding(message, variant_that_hides, at=f"Params.{parameter.name}")


def _hidden_in(sample: Sample, parameter: Entry) -> Variant | None:
    """A variant whose key changes with a parameter that no mixture shows.

    In mixtures of two draws a parameter may lie idle; one that every mixture hides is never printed.
    """
    hidden = None
    for variant, mixed in mixtures(sample, parameter):
        if question_as_printed(mixed) != question_as_printed(variant):
            return None
        if hidden is None and keys(mixed) != keys(variant):
            hidden = variant
    return hidden
