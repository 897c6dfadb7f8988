"""Answers are numbers, and have one rounding."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from typing import Any

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.mutants import unit_of
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.check.text import keys, numbers_in
from exampaper.check.values import digits_of, field_values, items_of, rounded_answers
from exampaper.model import Variant
from exampaper.questions.measured import Measured
from exampaper.show import answer
from exampaper.show import question as question_text

NEAR = Decimal("1e-6")
"""In units of the last place: a value this close to the middle of two roundings may become either."""


@proof(
    "rounding-tie",
    "a printed value lies on the edge between two roundings",
    remedy="let `draw` keep clear of such values, or print another number of places",
    kinds=applies.computes,
)
def has_one_rounding(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """Whether 0.125 is 0.12 or 0.13 depends on the rule that a candidate learnt, and on the last bit of a computer.

    Looked at are the rounded answers that are printed.

    Example: 1/8 with `Places(2)`.
    """
    for name, value in rounded_answers(variant.answers):
        if isfinite(value) and _is_tie(value) and _is_printed(variant, value):
            shown = value.precision.round(value.exact)
            message = f"{name} = {float(value)!r} lies on the edge between two roundings, {shown} and another"
            yield sample.finding(message, variant, at=f"Answers.{name}")


def _is_tie(value: Measured) -> bool:
    return abs(abs(digits_of(value)) / unit_of(value) % 1 - Decimal("0.5")) < NEAR


def _is_printed(variant: Variant, value: Measured) -> bool:
    words = f"{question_text(variant)} {answer(variant)} {keys(variant)}"
    return numbers_in(str(value)) <= numbers_in(words)


@proof("not-a-number", "an answer is infinite or undefined", remedy="let `draw` avoid it", kinds=applies.computes)
def values_are_numbers(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """An answer that is infinite or undefined cannot be written down, and compares with nothing.

    Example: `numpy.log(0.0)`, which is -inf and no error.
    """
    for name, value in field_values(variant.answers).items():
        for item in items_of(value):
            if not _is_defined(item):
                yield sample.finding(f"{name} is {item}", variant, at=f"Answers.{name}")


def _is_defined(value: Any) -> bool:
    if isinstance(value, float | Decimal):
        return isfinite(value)
    if not hasattr(value, "free_symbols"):
        return True
    from sympy import nan, zoo

    return not (value.has(nan, zoo) or getattr(value, "is_infinite", False))


@proof(
    "inexact-expression",
    "a float has crept into an exact expression",
    remedy="compute exactly, with Rational or Fraction, what prints exactly",
    kinds=applies.computes,
)
def expressions_are_exact(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """An expression prints with all the digits of the floats in it, and two that are equal do not compare as such.

    Example: `0.5 * x`, where `x / 2` is meant.
    """
    for name, value in field_values(variant.answers).items():
        for item in items_of(value):
            if _is_defined(item) and hasattr(item, "free_symbols"):
                floats = _floats_in(item)
                if floats:
                    message = f"{name} has the float {floats[0]} in an exact expression: {item}"
                    yield sample.finding(message, variant, at=f"Answers.{name}")


def _floats_in(expression: Any) -> list[Any]:
    from sympy import Float

    return sorted(expression.atoms(Float), key=str)
