"""Numbers print as people write them: no scientific notation, no −0, no nan, no `+ -3`, fractions reduced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import gcd, isfinite
from typing import Any

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import PROSE, formulas
from exampaper.check.values import items_of
from exampaper.model import Variant
from exampaper.show import answer
from exampaper.show import question as question_text

_DECLARED = "declare Places or Significant on its field"
_AVOIDED = "let `draw` avoid it, or choose the words with <% if … %>"

_SCIENTIFIC = re.compile(r"(?<![A-Za-z0-9])\d+(?:\.\d+)?(?:e[+-]?|E[+-])\d+")
_SCIENTIFIC_TEX = re.compile(r"\d(?:\.\d+)?(?:e[+-]\d|E[+-])\d(?!\d)")


@lint("scientific-notation", "a number prints as 1e−7", remedy=_DECLARED)
def no_scientific_notation(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """Python prints small and large floats as `1e-07`, which is no number that a candidate learnt to write.

    Code is left out, in which it is at home.

    Example: `f"{rate}"` of 0.0000001 in `context`.
    """
    yield from _in_words(sample, variant, _SCIENTIFIC, "scientific notation")
    yield from _in_formulas(sample, variant, _SCIENTIFIC_TEX, "scientific notation")


_MINUS_ZERO = re.compile(r"(?<![\w.)])[-−]0(?:[.,]0*)?(?!\d|[.,]\d)")


@lint("minus-zero", "a zero prints with a minus sign", remedy=_AVOIDED)
def no_minus_zero(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A small negative value rounds to −0.00. On paper that is a mistake, or a riddle.

    Example: -0.004 with `Places(2)`.
    """
    yield from _in_words(sample, variant, _MINUS_ZERO, "minus zero")


_NO_NUMBER = re.compile(r"(?:=|\bis|\bare)\s+(?:nan|inf|zoo|None)\b")
_NO_NUMBER_TEX = re.compile(
    r"(?<![\\A-Za-z{])(?:nan|inf|zoo|None|True|False)(?![A-Za-z])|\\tilde\{\\infty\}|\\text\{NaN\}"
)


@lint("no-number-printed", "nan, inf, None or True prints where a value is meant", remedy=_AVOIDED)
def no_missing_value(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """What Python prints of a missing value, of a truth or of a division by zero is no text for a candidate.

    Example: “the carry is None”.
    """
    yield from _in_words(sample, variant, _NO_NUMBER, "no number")
    yield from _in_formulas(sample, variant, _NO_NUMBER_TEX, "no number")


_TWO_SIGNS = re.compile(r"[+-]\s*(?:-\s*(?:\d|\\[dt]?frac)|\{(?:\\left)?\(-)")  # with brackets that `filled` wrote


@lint("two-signs", "two signs in a row, as in 2 + −3", remedy="write << … | signed >>, or brackets of your own")
def no_two_signs(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A negative value behind a plus sign prints as + −3, or with brackets that nobody would write, as + (−3).

    Example: `$<< a >> + << b >>$` with b = -3.
    """
    yield from _in_formulas(sample, variant, _TWO_SIGNS, "two signs")


_LONG = re.compile(r"\d*\.\d{8,}")

ENDLESS = 20  # digits of a Decimal that nobody wrote: a quotient has 28


@lint("unrounded-number", "a number prints with all the digits of a float, or of a quotient", remedy=_DECLARED)
def numbers_are_rounded(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """0.30000000000000004 is what a computer holds, and no answer.

    Exact decimals (of the parameters, the answers, the context) may have as many places as they have.

    Example: `Decimal(1) / 3`.
    """
    exact: set[str] = set()
    for values in (variant.params, variant.answers):
        exact.update(f"{item:f}".lstrip("-") for item in _written_decimals(values))
    for where, prose in _prose(variant):
        for number in _LONG.findall(prose):
            if number not in exact and number not in _exact_in_context(sample, variant):
                yield sample.finding(f"an unrounded number is printed in the {where}: {number}", variant, at=where)
                break


def _exact_in_context(sample: Sample, variant: Variant) -> set[str]:
    """The exact decimals of the context, as they print."""
    context = sample.question.behaviour.context(variant.params, variant.answers)
    return {f"{item:f}".lstrip("-") for item in _written_decimals(tuple(context.values()))}


def _written_decimals(values: Any) -> Iterator[Decimal]:
    """Those that are exact, and not what is left of a division."""
    for item in items_of(values):
        if not isinstance(item, Decimal) or not isfinite(item):
            continue
        if len(item.normalize().as_tuple().digits) < ENDLESS:
            yield item


_FRACTION = re.compile(r"\\[dt]?frac\{(-?\d+)\}\{(\d+)\}")


@lint(
    "unreduced-fraction", "a fraction in the key is not reduced", remedy="answer with a Fraction", kinds=applies.has_key
)
def fractions_are_reduced(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A key of 2/4 makes a marker wonder whether 1/2 is right.

    Example: `rf"\\frac{{{params.a}}}{{{params.b}}}"` with a = 2 and b = 4.
    """
    for part in variant.parts:
        for top, bottom in _FRACTION.findall(part.key):
            if gcd(int(top), int(bottom)) > 1 or int(bottom) == 1:
                yield sample.finding(f"an unreduced fraction in the key: {top}/{bottom}", variant, at="key")


# ------------------------------------------------------------------ where they are looked for


def _prose(variant: Variant) -> tuple[tuple[str, str], ...]:
    """Question and answer without their code."""
    return ("question", question_text(variant, PROSE)), ("answer", answer(variant, PROSE))


def _in_words(sample: Sample, variant: Variant, pattern: re.Pattern[str], what: str) -> Iterator[Finding]:
    for where, prose in _prose(variant):
        match = pattern.search(prose)
        if match:
            yield sample.finding(f"{what} in the {where}: {match[0]}", variant, at=where)


def _in_formulas(sample: Sample, variant: Variant, pattern: re.Pattern[str], what: str) -> Iterator[Finding]:
    for tex in formulas(variant):
        match = pattern.search(tex)
        if match:
            message = f"{what} in a formula: {match[0]}"
            yield sample.finding(message, variant, at="question", subject="formula")
