"""The answers of a question over all its papers: which of them tell most, and how they are spread."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from operator import itemgetter
from statistics import median
from typing import Any

from exampaper import maths
from exampaper.manifest import QuestionRecord
from exampaper.report.histograms import BINS, histogram, number
from exampaper.report.model import Answers, Field, Value
from exampaper.writers import plain_line
from exampaper.writers.plain import line

MOST_FIELDS = 3  # answers shown of a question: the most telling
MOST_COUNTS = 5  # texts of an answer told apart; the others are summed
LARGEST = 1e300  # of the numbers that are drawn
SHORT = 40  # characters of a text that is counted


def answers_of(id: str, records: Sequence[QuestionRecord]) -> Answers:
    """The answers that tell most: those that the key says first, then those that differ most.

    records: of the question, one for each paper that has it.
    """
    values = _values_by_name(records)
    ranks: dict[str, tuple[bool, bool, float, str]] = {}
    counted: dict[str, list[Value]] = {}
    for name, of_name in values.items():
        countable = _countable(of_name)
        if countable:
            counted[name] = countable
        if len(set(countable)) > 1:
            is_shown = _drawable(countable) and 2 * len(countable) > len(records)
            spread = _entropy(countable) * len(countable)
            ranks[name] = not _in_key(of_name, records), not is_shown, -spread, name
    most_telling = sorted(ranks, key=ranks.__getitem__)[:MOST_FIELDS]
    fields = tuple(_field(name, counted[name]) for name in most_telling)
    return Answers(id, len(records), fields, same=bool(counted) and not ranks)


def _values_by_name(records: Sequence[QuestionRecord]) -> dict[str, list[Value | None]]:
    """The values of each answer, in the order of papers; None where a paper has none that can be counted."""
    values: dict[str, list[Value | None]] = {}
    for at, record in enumerate(records):
        for name, answer in record.answers.items():
            values.setdefault(name, [None] * len(records))[at] = _value(answer)
    return values


_NUMERIC = re.compile(r"[-+]?\d{1,40}(\.\d{1,40}|/\d{1,40})?")


def _value(value: Any) -> Value | None:
    """An answer as a number or a text; None for one that is empty, or neither."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _finite(value)
        case str() if _NUMERIC.fullmatch(value):
            return _finite(value)
        case str():
            return plain_line(_readable(value)) or None
        case [*items] if items and not {list, dict} & set(map(type, items)):
            return ", ".join(map(_item, items))
    return None


def _item(value: Any) -> str:
    """What stands in a list: a fraction stays one."""
    if isinstance(value, str):
        return plain_line(value.replace("-", "−") if _NUMERIC.fullmatch(value) else _readable(value))
    item = _value(value)
    return number(item) if isinstance(item, float) else item or "–"


def _finite(value: float | str) -> Value:
    try:
        exact = float(Fraction(value))
    except (OverflowError, ValueError, ZeroDivisionError):
        return plain_line(str(value))
    # what floating point makes of one and the same number is one value; beyond the bound there are no bins
    return float(f"{exact:.15g}") if abs(exact) < LARGEST else plain_line(str(value))


def _readable(text: str) -> str:
    """Markdown or TeX as one line of plain text; what is neither stays."""
    try:
        return line(text) if "$" in text else maths.plain(text) if "\\" in text else text
    except ValueError:
        return text


def _countable(values: Sequence[Value | None]) -> list[Value]:
    """Values that a histogram or a count can show: all numbers, or short texts."""
    present = [value for value in values if value is not None]
    if set(map(type, present)) <= {float}:
        return present
    texts = list(map(_printed, present))
    return [*texts] if max(map(len, texts)) <= SHORT else []


def _in_key(values: Sequence[Value | None], records: Sequence[QuestionRecord]) -> bool:
    """Whether the short answer of most papers says this value."""
    count = 0
    for value, record in zip(values, records, strict=True):
        if value is not None:
            pattern = rf"(?<![\w.,]){re.escape(_printed(value))}(?![\w.]*\w)"
            count += bool(re.search(pattern, record.key, re.IGNORECASE))
    return count * 2 > len(records)


def _printed(value: Value) -> str:
    return number(value) if isinstance(value, float) else value


def _drawable(values: Sequence[Value]) -> bool:
    """Whether a picture of these says more than that they differ."""
    return isinstance(values[0], float) or len(set(values)) <= BINS


def _entropy(values: Sequence[Value]) -> float:
    """Shannon's, in bits; rounded, so that fields which differ alike stay in the order of their names."""
    entropy = 0.0
    for count in Counter(values).values():
        share = count / len(values)
        entropy -= share * math.log2(share)
    return round(entropy, 6)


def _field(name: str, values: Sequence[Value]) -> Field:
    counts = Counter(values)
    numbers = [value for value in values if isinstance(value, float)]
    texts = [] if numbers else Counter(sorted(map(str, values))).most_common()
    return Field(
        name=plain_line(name),
        papers=len(values),
        values=len(counts),
        most=max(counts.values()),
        spread=(min(numbers), median(numbers), max(numbers)) if numbers else None,
        histogram=histogram(numbers) if numbers else None,
        counts=tuple(texts[:MOST_COUNTS]),
        others=sum(map(itemgetter(1), texts[MOST_COUNTS:])),
    )
