"""Numbers that know how they print."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from exampaper.model import Number, Places, Precision


def _keeping(operation: Callable[[Any], Any]) -> Any:
    """An operation on one measured value, whose precision it keeps."""
    return lambda self: Measured(operation(self.exact), self.precision)


def _both(operation: Callable[[Any, Any], Any]) -> tuple[Any, Any]:
    """An operation with a measured value on its left, and with one on its right."""

    def left(self: Measured, other: Any) -> Any:
        return _computed(operation, self, other, self)

    def right(self: Measured, other: Any) -> Any:
        return _computed(operation, other, self, self)

    return left, right


def _computed(operation: Callable[[Any, Any], Any], one: Any, other: Any, kept: Measured) -> Any:
    """The result with a precision; a bare float, which does not print, where places meet significant figures."""
    if not all(isinstance(each, int | float | Decimal | Fraction) for each in (one, other)):
        return NotImplemented
    try:
        value = operation(_exact(one), _exact(other))
    except TypeError:  # a float and a Decimal
        value = operation(float(one), float(other))
    precisions = {each.precision for each in (one, other) if isinstance(each, Measured)}
    if isinstance(value, complex) or len(set(map(type, precisions))) > 1:
        return value
    return Measured(value, min(precisions, key=_figures, default=kept.precision))


def _exact(value: Any) -> Any:
    return value.exact if isinstance(value, Measured) else value


def _figures(precision: Precision) -> int:
    return precision.places if isinstance(precision, Places) else precision.figures


class Measured(float):
    """A number that knows how it prints. It computes and compares as the unrounded value.

    What a text computes from it (-x, x + 1, 2 * x, abs, round) prints with the same precision; from two of different
    precision, with the coarser. `exact` is the value as it was given: a Decimal has more digits than a float.
    """

    exact: Number
    precision: Precision

    def __new__(cls, value: Number, precision: Precision) -> Measured:
        self = super().__new__(cls, value)
        self.exact = value.exact if isinstance(value, Measured) else value
        self.precision = precision
        return self

    def __str__(self) -> str:
        return self.precision.show(self.exact)

    def like(self, number: Decimal) -> Any:
        """A number in the type of the value."""
        return type(self.exact)(number) if isinstance(self.exact, Decimal | Fraction) else float(number)

    def __reduce__(self) -> tuple[type[Measured], tuple[Number, Precision]]:
        return Measured, (self.exact, self.precision)

    def __round__(self, places: int | None = None) -> Any:  # type: ignore[override]
        return round(self.exact) if places is None else Measured(Places(places).round(self.exact), Places(places))

    __neg__ = _keeping(operator.neg)
    __pos__ = _keeping(operator.pos)
    __abs__ = _keeping(abs)
    __add__, __radd__ = _both(operator.add)
    __sub__, __rsub__ = _both(operator.sub)
    __mul__, __rmul__ = _both(operator.mul)
    __truediv__, __rtruediv__ = _both(operator.truediv)
    __pow__, __rpow__ = _both(operator.pow)
