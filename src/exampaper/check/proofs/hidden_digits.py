"""The key hangs on no digits that are not on the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from exampaper.check.finding import Finding
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.check.text import keys, with_point
from exampaper.model import Variant
from exampaper.questions.measured import Measured
from exampaper.questions.printing import with_precision
from exampaper.show import question as question_text
from exampaper.text import data_of


@proof(
    "hidden-digits",
    "the key needs digits that the text cuts",
    remedy="print the digits that the key hangs on, or draw no more digits than are printed",
)
def parameters_are_printed(sample: Sample) -> Iterator[Finding]:
    """A candidate computes with what is printed. Other parameters that print alike must have the same key.

    Tried are the printed value of a float, and one unit of the last place more or less of a decimal.

    Example: a rate of 0.1249 that prints as 0.12, where the key is 1000 times the rate.
    """
    for variant in map(with_point, sample.variants.values()):
        for params in _nearly(variant.params):
            try:
                near = sample.question.of(params)
            except Exception:
                continue
            if _printed(near) == _printed(variant) and keys(near) != keys(variant):
                message = f"the key is {keys(variant)}, but {keys(near)} for other digits that print alike"
                yield sample.finding(message, variant, at="Params")
                return


def _nearly(params: Any) -> Iterator[Any]:
    """Parameters that may print alike: one of them as printed, if a float, or a unit up or down, if a decimal."""
    changes: tuple[Callable[[Any], Any], ...] = (_as_printed, partial(_moved, units=1), partial(_moved, units=-1))
    for name, value in with_precision(params).items():
        for change in changes:
            near = _everywhere(value, change)
            if near != value:
                yield replace(params, **{name: near})


def _everywhere(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value with a change of each number in it."""
    if isinstance(value, tuple):
        return tuple(_everywhere(item, change) for item in value)
    return change(value)


def _printed(variant: Variant) -> tuple[str, object]:
    """The question as it is printed, its plots as exactly as they can be read, and the data that come with it."""
    return question_text(variant), data_of(variant.question_blocks)


def _as_printed(value: Any) -> Any:
    return value.like(value.precision.round(value.exact)) if isinstance(value, Measured) else value


def _moved(value: Any, units: int) -> Any:
    """A decimal moved by units of its last place; any other value as it is."""
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return value + units * Decimal(1).scaleb(exponent) if isinstance(exponent, int) else value
    return value.exact if isinstance(value, Measured) else value
