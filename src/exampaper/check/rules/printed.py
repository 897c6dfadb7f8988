"""The page tells the values that were proven: no rounding changes a verdict, no sign of a machine is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from math import isfinite
from typing import Any

from exampaper import text
from exampaper.check.findings import Found, Sample, field_values
from exampaper.check.mutate import unit_of
from exampaper.model import Places, Significant, Variant
from exampaper.nodes import Code, CodeBlock, DisplayMaths, Maths
from exampaper.questions.wording import Measured, dressed, words
from exampaper.show import answer
from exampaper.show import question as question_text
from exampaper.writers.plain import WRITER, line

PROSE = replace(
    WRITER,
    inline_kinds={**WRITER.inline_kinds, Code: lambda w, n: "…"},
    block_kinds={**WRITER.block_kinds, CodeBlock: lambda w, n: "…"},
)
"""Text without its code, in which `1e-3` and `None` are at home."""

_LIMIT = re.compile(
    r"(?:\b(?:above|below|over|under|exceed\w*|than|least|most|reach\w*|beyond|(?:threshold|limit)(?: \w+)?)|[<>≤≥])\s+"
    r"(-?\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(\s*%)?")
_USUAL = {Decimal(-1), Decimal(0), Decimal(1)}
MANY = 100  # draws, whose verdicts tell where they change
FEW = 4  # of them on one side of a limit, from which on that is no chance


def numbers_in(prose: str) -> set[str]:
    """The numbers of a plain text, without their signs and without zeros at the end of their decimals."""
    found = re.findall(r"\d+(?:\.\d+)?", prose.replace("−", "-"))
    return {number.rstrip("0").rstrip(".") if "." in number else number for number in found}


# ------------------------------------------------------------------ rounding


def rounds_well(sample: Sample, variant: Variant) -> Iterator[Found]:
    """A rounded answer has one rounding, and lies on the same side of every threshold as the exact one."""
    for name, value in _measured(variant.answers):
        if isfinite(value) and (message := _misprint(sample, variant, name, value)):
            remedy = "let `draw` keep clear of such values, or print another number of places"
            yield sample.found("printed", message, variant, at=f"Answers.{name}", remedy=remedy)


def _measured(answers: Any) -> Iterator[tuple[str, Measured]]:
    for name, value in dressed(answers).items():
        yield from ((name, item) for item in _items(value) if isinstance(item, Measured))


def _misprint(sample: Sample, variant: Variant, name: str, value: Measured) -> str:
    shown, exact = value.precision.round(value.exact), _decimal(value)
    if abs(exact - shown) > Decimal("1e-9") and _is_threshold(sample, variant, name, shown):
        return f"{name} = {float(value)!r} prints as {shown}: on paper it is on the edge, or on the other side of it"
    if abs(abs(exact) / unit_of(value) % 1 - Decimal("0.5")) < Decimal("1e-6") and _stands(variant, value):
        return f"{name} = {float(value)!r} lies on the edge between two roundings, {shown} and another"
    return ""


def _decimal(value: Measured) -> Decimal:
    """Its digits: all of a float or a Decimal, 28 of a fraction."""
    exact = value.exact
    return Decimal(exact.numerator) / exact.denominator if isinstance(exact, Fraction) else Decimal(exact)


def _stands(variant: Variant, value: Measured) -> bool:
    """Whether the value is printed at all."""
    words = [question_text(variant), answer(variant), *(line(part.key) for part in variant.parts)]
    return numbers_in(str(value)) <= numbers_in(" ".join(words))


def _is_threshold(sample: Sample, variant: Variant, name: str, limit: Decimal) -> bool:
    """Whether a verdict may hang on this limit of an answer: the question says so, or other draws' verdicts do."""
    if not _verdicts(variant):
        return False
    if limit in set(map(Decimal, _LIMIT.findall(question_text(variant).replace("−", "-")))):
        return True
    return limit in _USUAL | _named(variant) and _parts(sample, name, limit)


def _named(variant: Variant) -> set[Decimal]:
    """The numbers of a question; of a percentage, the share."""
    found = _NUMBER.findall(question_text(variant).replace("−", "-"))
    return {Decimal(number) / (100 if percent else 1) for number, percent in found}


@lru_cache(maxsize=1000)
def _parts(sample: Sample, name: str, limit: Decimal) -> bool:
    """Whether the answer is found on both sides of the limit, with other verdicts on either.

    A limit that a question names is one of those questions that name it.
    """
    some = [v for v in sample.some(MANY) if limit in _USUAL or limit in _named(v)]
    if len(some) < len(sample.some(MANY)) / 4:
        return False  # a number that happens to stand in a few questions
    sides: tuple[list[dict[str, Any]], ...] = ([], [])
    for variant in some:
        for value in (value for at, value in _measured(variant.answers) if at == name):
            sides[float(value) > limit].append(_verdicts(variant))
    below, above = ({at: {v[at] for v in side if at in v} for v in side for at in v} for side in sides)
    return min(map(len, sides)) >= FEW and any(below[at].isdisjoint(above[at]) for at in below.keys() & above.keys())


def _verdicts(variant: Variant) -> dict[str, Any]:
    """The answers that are a yes or no, or words."""
    return {name: value for name, value in field_values(variant.answers).items() if _is_verdict(value)}


def _is_verdict(value: Any) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and value.replace(" ", "").isalpha())


_COUNTS = {str(count): count for count in range(10)} | {words(count): count for count in range(10)}
_ASKED = re.compile(rf"\b({'|'.join(_COUNTS)}) (decimal place|significant figure)s?\b", re.IGNORECASE)


def precision_is_kept(sample: Sample) -> Iterator[Found]:
    """Some answer has the decimal places or the significant figures that the question asks for."""
    for variant in sample.some(1):
        asked = {what: _precision(what[1].lower(), what[2].lower()) for what in _ASKED.finditer(question_text(variant))}
        kept = {value.precision for _, value in _measured(variant.answers)}
        if asked and kept and kept.isdisjoint(asked.values()):
            message = f"the question asks for {next(iter(asked))[0]}, and no answer has as many"
            remedy = "declare that precision on the answer's field, or ask for what is declared"
            yield sample.found("printed", message, variant, at="question", warning=True, remedy=remedy)


def _precision(number: str, what: str) -> Places | Significant:
    return Places(_COUNTS[number]) if what == "decimal place" else Significant(_COUNTS[number])


# ------------------------------------------------------------------ values


def values_are_numbers(sample: Sample, variant: Variant) -> Iterator[Found]:
    """No answer is infinite or undefined; no float has crept into an exact expression."""
    for name, value in field_values(variant.answers).items():
        for item in _items(value):
            if message := _unfit(item):
                remedy = "let `draw` avoid it; compute exactly, with Rational or Fraction, what prints exactly"
                yield sample.found("printed", f"{name} {message}", variant, at=f"Answers.{name}", remedy=remedy)


def _items(value: Any) -> Iterator[Any]:
    """A value, or those in it."""
    if isinstance(value, tuple):
        for item in value:
            yield from _items(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _items(tuple(getattr(value, f.name) for f in fields(value)))
    else:
        yield value


def _unfit(value: Any) -> str:
    if isinstance(value, float | Decimal) and not isfinite(value):
        return f"is {value}"
    if not hasattr(value, "free_symbols"):
        return ""
    from sympy import Float, nan, zoo

    if value.has(nan, zoo) or getattr(value, "is_infinite", False):
        return f"is {value}"
    if floats := value.atoms(Float):
        return f"has the float {min(floats, key=str)} in an exact expression: {value}"
    return ""


# ------------------------------------------------------------------ signs of a machine

_SCIENTIFIC = re.compile(r"(?<![A-Za-z0-9])\d+(?:\.\d+)?(?:e[+-]?|E[+-])\d+")
_SCIENTIFIC_TEX = re.compile(r"\d(?:\.\d+)?(?:e[+-]\d|E[+-])\d(?!\d)")
_LONG = re.compile(r"\d*\.\d{8,}")
_MINUS_ZERO = re.compile(r"(?<![\w.)])[-−]0(?:\.0*)?(?!\d|\.\d)")
_TWO_SIGNS = re.compile(r"[+-]\s*(?:-\s*(?:\d|\\[dt]?frac)|\{(?:\\left)?\(-)")  # with brackets that `filled` wrote
_NO_NUMBER = re.compile(r"(?:=|\bis|\bare)\s+(?:nan|inf|zoo|None)\b")
_NO_NUMBER_TEX = re.compile(
    r"(?<![\\A-Za-z{])(?:nan|inf|zoo|None|True|False)(?![A-Za-z])|\\tilde\{\\infty\}|\\text\{NaN\}"
)

_DECLARED = "declare Places or Significant on its field"
_AVOIDED = "let `draw` avoid it, or choose the words with <% if … %>"
_IN_WORDS = (
    ("scientific notation", _SCIENTIFIC, _DECLARED),
    ("minus zero", _MINUS_ZERO, _AVOIDED),
    ("no number", _NO_NUMBER, _AVOIDED),
)
_IN_FORMULAS = (
    ("scientific notation", _SCIENTIFIC_TEX, _DECLARED),
    ("two signs", _TWO_SIGNS, "write << … | signed >>, or brackets of your own"),
    ("no number", _NO_NUMBER_TEX, _AVOIDED),
)


ENDLESS = 20  # digits of a Decimal that nobody wrote: a quotient has 28


def prints_plainly(sample: Sample, variant: Variant) -> Iterator[Found]:
    """No scientific notation, no float with all its digits, no −0, no nan, no `+ -3`."""
    exact = {f"{item:f}".lstrip("-") for values in (variant.params, variant.answers) for item in _decimals(values)}
    for where, prose in (("question", question_text(variant, PROSE)), ("answer", answer(variant, PROSE))):
        for what, pattern, remedy in _IN_WORDS:
            if found := pattern.search(prose):
                yield sample.found("printed", f"{what} in the {where}: {found[0]}", variant, at=where, remedy=remedy)
        if floats := [number for number in _LONG.findall(prose) if number not in exact]:
            message = f"an unrounded number in the {where}: {floats[0]}"
            yield sample.found("printed", message, variant, at=where, remedy=_DECLARED)
    for tex in formulas(variant):
        for what, pattern, remedy in _IN_FORMULAS:
            if found := pattern.search(tex):
                message = f"{what} in a formula: {found[0]}"
                yield sample.found("printed", message, variant, at="question", remedy=remedy)


def _decimals(values: Any) -> Iterator[Decimal]:
    """Those that are exact, and not what is left of a division."""
    found = (item for item in _items(values) if isinstance(item, Decimal) and isfinite(item))
    return (item for item in found if len(item.normalize().as_tuple().digits) < ENDLESS)


def formulas(variant: Variant) -> Iterator[str]:
    """The LaTeX of every formula of a variant."""
    return (node.tex for node in nodes(variant) if isinstance(node, Maths | DisplayMaths))


def nodes(variant: Variant) -> Iterator[Any]:
    """Every node of a variant's texts, and of its keys."""
    keys = (node for part in variant.parts if part.key for node in text.inline(part.key))
    return iter(text.walk(chain(variant.asked, variant.told, keys)))
