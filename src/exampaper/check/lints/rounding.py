"""A verdict beside a rounded value agrees with what is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.values import digits_of, field_values, is_verdict, rounded_answers
from exampaper.languages import DEFAULT, language
from exampaper.model import Places, Significant, Variant
from exampaper.show import question as question_text
from exampaper.writers.plain import WRITER

_LIMIT = re.compile(
    r"(?:\b(?:above|below|over|under|exceed\w*|than|least|most|reach\w*|beyond|(?:threshold|limit)(?: \w+)?)|[<>≤≥])\s+"
    r"(-?\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(\s*%)?")
_USUAL = {Decimal(-1), Decimal(0), Decimal(1)}

MANY = 100  # draws to look at for the limit where a verdict changes
FEW = 4  # draws on either side of a limit without which it may be chance
VISIBLE = Decimal("1e-9")
"""A difference between a value and its rounding that is more than an error of floats."""

Verdicts = Mapping[str, Any]


@lint(
    "rounded-verdict",
    "a rounded answer is printed on the edge of a verdict, or on the other side of it",
    remedy="let `draw` keep clear of such values, or print another number of places",
    kinds=applies.computes,
)
def rounds_well(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A ratio of 0.996 that prints as 1.00 does not look smaller than 1, whatever the verdict beside it says.

    Limits are those that the question names (“above 0.8”, “< 3”), and -1, 0, 1 and other numbers of the question where
    other draws have other verdicts on either side of them.

    Example: a spectral radius of 0.998, printed as 1.00, and “the gradients vanish”.
    """
    verdicts = _verdicts(variant)
    if not verdicts:
        return
    for name, value in rounded_answers(variant.answers):
        if not isfinite(value):
            continue
        shown = value.precision.round(value.exact)
        if abs(digits_of(value) - shown) > VISIBLE and _is_limit(sample, variant, name, shown):
            message = f"{name} = {float(value)!r} prints as {shown}: on paper it is on the edge, or on the other side"
            yield sample.finding(f"{message} of it", variant, at=f"Answers.{name}")


def _is_limit(sample: Sample, variant: Variant, name: str, limit: Decimal) -> bool:
    """Whether a verdict may hang on this limit of an answer: the question says so, or other draws' verdicts do."""
    stated = _LIMIT.findall(question_text(variant).replace("−", "-"))
    if limit in map(Decimal, stated):
        return True
    return limit in _USUAL | _named(variant) and _parts_verdicts(sample, name, limit)


def _named(variant: Variant) -> set[Decimal]:
    """The numbers of a question; of a percentage, the share."""
    numbers = set()
    for number, percent in _NUMBER.findall(question_text(variant).replace("−", "-")):
        numbers.add(Decimal(number) / (100 if percent else 1))
    return numbers


def _parts_verdicts(sample: Sample, name: str, limit: Decimal) -> bool:
    """Whether an answer is found on both sides of the limit, with other verdicts on either; remembered."""
    key = f"limit {name} {limit}"
    if key not in sample.remembered:
        sample.remembered[key] = _sides_differ(sample, name, limit)
    return bool(sample.remembered[key])


def _sides_differ(sample: Sample, name: str, limit: Decimal) -> bool:
    variants = sample.some(MANY)
    if limit not in _USUAL:  # a limit that a question names is one of those questions that name it
        variants = [variant for variant in variants if limit in _named(variant)]
    if len(variants) < len(sample.some(MANY)) / 4:
        return False  # a number that happens to stand in a few questions
    below: list[Verdicts] = []
    above: list[Verdicts] = []
    for variant in variants:
        for field, value in rounded_answers(variant.answers):
            if field == name:
                (above if float(value) > limit else below).append(_verdicts(variant))
    if min(len(below), len(above)) < FEW:
        return False
    values_below, values_above = _values(below), _values(above)
    verdicts = values_below.keys() & values_above.keys()
    return any(values_below[verdict].isdisjoint(values_above[verdict]) for verdict in verdicts)


def _values(side: Sequence[Verdicts]) -> Mapping[str, set[Any]]:
    """The values that each verdict takes on one side."""
    values = defaultdict[str, set[Any]](set)
    for verdicts in side:
        for name, value in verdicts.items():
            values[name].add(value)
    return values


def _verdicts(variant: Variant) -> Verdicts:
    """The answers that are a yes or no, or words."""
    return {name: value for name, value in field_values(variant.answers).items() if is_verdict(value)}


# ------------------------------------------------------------------ the precision that is asked for

_COUNTS = {str(count): count for count in range(10)} | {
    word: count for count, word in enumerate(language(DEFAULT).spelt[:10])
}
_COUNTS |= {"eine": 1, "zwei": 2, "drei": 3, "vier": 4}
_FRACTIONS = {"tenth": 1, "hundredth": 2, "thousandth": 3}
_PLACES = (
    r"decimal place|decimal digit|decimal|d\.p\.|dp|Nachkommastelle|Dezimalstelle|Dezimale|Stellen? nach dem Komma"
)
_FIGURES = r"significant figure|significant digit|sig\.? ?fig|s\.f\.|signifikanten? Stelle|signifikanten? Ziffer"
_ASKED = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)})[ -](?:(?P<places>{_PLACES})|(?P<figures>{_FIGURES}))[ns]?(?!\w)"
    rf"|\bnearest (?P<fraction>{'|'.join(_FRACTIONS)})\b",
    re.IGNORECASE,
)


@lint(
    "other-precision",
    "the question asks for other decimal places, or significant figures, than the answer has",
    remedy="declare that precision on the answer's field, or ask for what is declared",
    kinds=applies.computes,
)
def precision_is_kept(sample: Sample) -> Iterator[Finding]:
    """What the question asks for is what the marker finds in the answer paper.

    Phrases like “two decimal places” or “3 significant figures” are looked for, and compared with the answers that the
    key of the part prints.

    Example: “Give three decimal places”, and `Places(2)` on the only answer.
    """
    for variant in sample.some(1):
        for number, part in enumerate(variant.parts):
            asked = _asked(str(WRITER.blocks(part.text))) or _asked(str(WRITER.blocks(variant.stem)))
            declared = _declared(sample, variant, number)
            if asked and declared and declared.isdisjoint(asked):
                first = next(iter(asked.values()))
                message = f"the question asks for {first}, and no answer has as many"
                yield sample.finding(message, variant, at="question", subject=part.label)


def _asked(prose: str) -> dict[Places | Significant, str]:
    """The precisions that a text asks for, each with its words."""
    asked: dict[Places | Significant, str] = {}
    for phrase in _ASKED.finditer(prose):
        if phrase["fraction"]:
            asked[Places(_FRACTIONS[phrase["fraction"].lower()])] = phrase[0]
        else:
            count = _COUNTS[phrase["count"].lower()]
            asked[Places(count) if phrase["places"] else Significant(count)] = phrase[0]
    return asked


def _declared(sample: Sample, variant: Variant, number: int) -> set[Places | Significant]:
    """The precisions of the answers that the key of a part prints; of all answers, where that has none."""
    behaviour, key = sample.question.behaviour, sample.question.source.front.key
    written = key[number] if isinstance(key, list) and number < len(key) else key if isinstance(key, str) else ""
    names = set(re.findall(r"\w+", written)) or set(behaviour.asked.get(variant.parts[number].label, ()))
    choices = sample.question.source.choices
    names |= {choices.of} if choices else set()
    rounded = list(rounded_answers(variant.answers))
    in_key = {_plain(value.precision) for name, value in rounded if name in names}
    return in_key or {_plain(value.precision) for _, value in rounded}


def _plain(precision: Places | Significant) -> Places | Significant:
    return Significant(precision.figures) if isinstance(precision, Significant) else precision
