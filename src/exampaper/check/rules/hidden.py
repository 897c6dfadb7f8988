"""The key hangs on no digits that are not on the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from exampaper.check.findings import Found, Sample
from exampaper.check.rules.key import keys
from exampaper.model import Variant
from exampaper.questions.wording import Measured, dressed
from exampaper.show import question as question_text
from exampaper.text import data_of


def parameters_are_printed(sample: Sample) -> Iterator[Found]:
    """The key hangs on no digits that are not on the paper: those of a float that is printed rounded, of a decimal
    that is cut in the text.
    """
    for variant in sample.variants.values():
        for near in _near(variant.params):
            try:
                made = sample.question.of(near)
            except Exception:
                continue
            if _given(made) == _given(variant) and keys(made) != keys(variant):
                message = f"the key is {keys(variant)}, but {keys(made)} for other digits that print alike"
                remedy = "print the digits that the key hangs on, or draw no more digits than are printed"
                yield sample.found("printed", message, variant, at="Params", remedy=remedy)
                return


def _near(params: Any) -> Iterator[Any]:
    """Parameters that may print alike: one of them as printed, if a float, or a unit up or down, if a decimal."""
    for name, value in dressed(params).items():
        for near in (_as_printed, lambda d: _nudged(d, 1), lambda d: _nudged(d, -1)):
            changed = _each(value, near)
            if changed != value:
                yield replace(params, **{name: changed})


def _each(value: Any, change: Any) -> Any:
    return tuple(_each(item, change) for item in value) if isinstance(value, tuple) else change(value)


def _given(variant: Variant) -> tuple[str, object]:
    """The question as it is printed, its plots as exactly as they can be read, and the data that come with it."""
    return question_text(variant), data_of(variant.asked)


def _as_printed(value: Any) -> Any:
    return value.like(value.precision.round(value.exact)) if isinstance(value, Measured) else value


def _nudged(value: Any, units: int) -> Any:
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return value + units * Decimal(1).scaleb(exponent) if isinstance(exponent, int) else value
    return value.exact if isinstance(value, Measured) else value
