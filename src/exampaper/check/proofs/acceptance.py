"""What `accepts` says of an answer that is free by nature is what `check` says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from exampaper.answers.tree import Unreadable
from exampaper.answers.typed_value import typed_value
from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.mutants import corruptions
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.check.second_routes import key_trial, objection, takes
from exampaper.model import Variant

VARIANTS = 5  # on which every wrong value is tried


@proof(
    "accepts",
    "`accepts` and `check` disagree on an answer, or `accepts` refuses the key",
    remedy="find out which of the two is wrong: both must take every right form, and nothing else",
    kinds=applies.computes_values,
)
def acceptance(sample: Sample) -> Iterator[Finding]:
    """A multiple of an eigenvector is as right as the key, so `accepts(…, given)` says what is taken.

    It must take the key in every spelling; of corrupted keys and of slips it must take those that `check` takes, too.

    Example: `accepts` compares directions, and takes the zero vector.
    """
    for name in sample.question.behaviour.accepts:
        for variant in sample.some(VARIANTS):
            if key_trial(sample, variant).error is None:
                message = _refused_key(sample, variant, name) or _taken(sample, variant, name)
                if message:
                    yield sample.finding(message, variant, at="accepts", subject=name)
                    break


def _refused_key(sample: Sample, variant: Variant, name: str) -> str:
    """How the key may be typed that `accepts` does not take."""
    key, kind = getattr(variant.answers, name), sample.question.behaviour.types[name]
    if not takes(sample, variant, name, key):
        return f"accepts refuses the key, {name} = {key}"
    for text in kind.spellings(key):
        try:
            given = typed_value(kind.read(text))
        except Unreadable as error:
            return f"the key as {text!r} cannot be given to accepts: {error}"
        if not takes(sample, variant, name, given):
            return f"accepts refuses the key, typed as {text!r}"
    return ""


def _taken(sample: Sample, variant: Variant, name: str) -> str:
    """A wrong value that `accepts` takes, and `check` refuses."""
    for how, wrong in _wrong(sample, variant, name):
        if takes(sample, variant, name, getattr(wrong, name)) and objection(sample, variant, wrong) is not None:
            return f"accepts takes {name} = {getattr(wrong, name)} ({how}), which check refuses"
    return ""


def _wrong(sample: Sample, variant: Variant, name: str) -> Iterator[tuple[str, Any]]:
    """The answers with another value of one of them, and what that is."""
    for names, how, wrong in corruptions(variant.answers, sample.answers(VARIANTS)):
        if names == name:
            yield how, wrong
    for slip in sample.question.behaviour.slips(variant.params, variant.answers):
        if slip.field == name:
            yield f"“{slip.name}”", replace(variant.answers, **{name: slip.value})
