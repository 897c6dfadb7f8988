"""Parameters and answers as values: their fields, the items in them, the ones that are verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from exampaper.model import Variant
from exampaper.questions.measured import Measured
from exampaper.questions.printing import with_precision

LONGEST = 200  # characters of parameters in a message


def described(values: Any) -> str:
    """Parameters, or other fields, in a line."""
    line = ", ".join(f"{name}={value!r}" for name, value in field_values(values).items())
    return line if len(line) < LONGEST else f"{line[:LONGEST]}…"


def field_values(values: Any) -> dict[str, Any]:
    """The fields of parameters or answers by name."""
    return {name: getattr(values, name) for name in field_names(values)}


def field_names(values: Any) -> list[str]:
    """The names of the fields of parameters or answers, or of their type."""
    return [field.name for field in fields(values)]


def items_of(value: Any) -> Iterator[Any]:
    """A value, or those in it, however deep."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from items_of(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in field_values(value).values():
            yield from items_of(item)
    else:
        yield value


def rounded_answers(answers: Any) -> Iterator[tuple[str, Measured]]:
    """The answers that print rounded, by the names of their fields."""
    for name, value in with_precision(answers).items():
        for item in items_of(value):
            if isinstance(item, Measured):
                yield name, item


def digits_of(value: Measured) -> Decimal:
    """All digits of a float or a Decimal, 28 of a fraction."""
    exact = value.exact
    if isinstance(exact, Fraction):
        return Decimal(exact.numerator) / exact.denominator
    return Decimal(exact)


def is_verdict(value: Any) -> bool:
    """Whether a value is a yes or no, or words."""
    return isinstance(value, bool) or (isinstance(value, str) and value.replace(" ", "").isalpha())


def different(variants: Iterable[Variant]) -> list[Variant]:
    """One variant for each choice of parameters, the last of them."""
    return list({repr(variant.params): variant for variant in variants}.values())
