"""The answers of a question over all its papers: which of them tell most, and how they are spread."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import Any

from exampaper import maths
from exampaper.report.histograms import BINS, histogram, number
from exampaper.report.values import Answers, Field, Json, Value
from exampaper.writers import plain_line
from exampaper.writers.plain import line

MOST_FIELDS = 3  # answers shown of a question: the most telling
MOST_COUNTS = 5  # texts of an answer told apart; the others are summed
LARGEST = 1e300  # of the numbers that are drawn
SHORT = 40  # characters of a text that is counted


def answers_of(id: str, having: Sequence[Json]) -> Answers:
    """The answers that tell most: those that the key says first, then those that differ most."""
    names = dict.fromkeys(name for question in having for name in question["answers"])
    values = {name: [_value(question["answers"].get(name)) for question in having] for name in names}
    counted = {name: found for name in names if (found := _countable(values[name]))}
    differing = [name for name in counted if len(set(counted[name])) > 1]

    def rank(name: str) -> tuple[bool, bool, float, str]:
        found = counted[name]
        seen = _drawable(found) and 2 * len(found) > len(having)
        return not _in_key(values[name], having), not seen, -_entropy(found) * len(found), name

    fields = tuple(_field(name, counted[name]) for name in sorted(differing, key=rank)[:MOST_FIELDS])
    return Answers(id, len(having), fields, same=bool(counted) and not differing)


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
        case [*items] if items and not any(isinstance(item, list | dict) for item in items):
            return ", ".join(_item(item) for item in items)
    return None


def _item(value: Any) -> str:
    """What stands in a list: a fraction stays one."""
    if isinstance(value, str):
        return plain_line(value.replace("-", "−") if _NUMERIC.fullmatch(value) else _readable(value))
    found = _value(value)
    return number(found) if isinstance(found, float) else found or "–"


def _finite(value: float | str) -> Value:
    try:
        found = float(Fraction(value))
    except (OverflowError, ValueError, ZeroDivisionError):
        return plain_line(str(value))
    # what floating point makes of one and the same number is one value; beyond the bound no bins can be reckoned
    return float(f"{found:.15g}") if abs(found) < LARGEST else plain_line(str(value))


def _readable(text: str) -> str:
    """Markdown or TeX as one line of plain text; what is neither stays."""
    try:
        return line(text) if "$" in text else maths.plain(text) if "\\" in text else text
    except ValueError:
        return text


def _countable(values: Sequence[Value | None]) -> list[Value]:
    """Values that a histogram or a count can show: all numbers, or short texts."""
    there = [value for value in values if value is not None]
    if all(isinstance(value, float) for value in there):
        return there
    texts = [number(value) if isinstance(value, float) else value for value in there]
    return [*texts] if all(len(text) <= SHORT for text in texts) else []


def _in_key(values: Sequence[Value | None], having: Sequence[Json]) -> bool:
    """Whether the short answer of most papers says this value."""
    said = [
        re.search(rf"(?<![\w.,]){re.escape(_printed(value, question))}(?![\w.]*\w)", question.get("key", ""), re.I)
        for value, question in zip(values, having, strict=True)
        if value is not None
    ]
    return sum(map(bool, said)) * 2 > len(having)


def _printed(value: Value, question: Json) -> str:
    return number(value) if isinstance(value, float) else value


def _drawable(values: Sequence[Value]) -> bool:
    """Whether a picture of these says more than that they differ."""
    return isinstance(values[0], float) or len(set(values)) <= BINS


def _entropy(values: Sequence[Value]) -> float:
    """Shannon's, in bits; rounded, so that fields which differ alike stay in the order of their names."""
    shares = [count / len(values) for count in Counter(values).values()]
    return round(-sum(share * math.log2(share) for share in shares), 6)


def _field(name: str, values: Sequence[Value]) -> Field:
    groups = Counter(values)
    numbers = [value for value in values if isinstance(value, float)]
    texts = sorted(((str(value), n) for value, n in groups.items()), key=lambda each: (-each[1], each[0]))
    return Field(
        name=plain_line(name),
        papers=len(values),
        values=len(groups),
        most=max(groups.values()),
        spread=(min(numbers), median(numbers), max(numbers)) if numbers else None,
        histogram=histogram(numbers) if numbers else None,
        counts=() if numbers else tuple(texts[:MOST_COUNTS]),
        others=0 if numbers else sum(n for _, n in texts[MOST_COUNTS:]),
    )
