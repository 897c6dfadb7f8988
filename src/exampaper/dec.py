"""An exact decimal number that computes as a mathematician expects, with any other kind of number.

Among int, Decimal and Fraction nothing is ever rounded, whatever the decimal context; a quotient is a Fraction. With a
float it is a float, with a complex number complex, in a NumPy array a float, in SymPy a Rational. It compares, hashes
and prints as the Decimal that it is: `Dec("0.10")` prints 0.10, equals Fraction(1, 10), and is not the float 0.1.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from numbers import Integral
from typing import Any, Protocol, overload

_UNLIMITED = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)  # sums and products are exact in it


class _Exact(Protocol):
    """What +, - and * give."""

    @overload
    def __call__(self, other: int | Decimal, /) -> Dec: ...
    @overload
    def __call__(self, other: Fraction, /) -> Fraction: ...
    @overload
    def __call__(self, other: float, /) -> float: ...
    @overload
    def __call__(self, other: complex, /) -> complex: ...


class _Quotient(Protocol):
    """What / gives."""

    @overload
    def __call__(self, other: int | Decimal | Fraction, /) -> Fraction: ...
    @overload
    def __call__(self, other: float, /) -> float: ...


class _Floored(Protocol):
    """What // gives."""

    @overload
    def __call__(self, other: int | Decimal | Fraction, /) -> int: ...
    @overload
    def __call__(self, other: float, /) -> float: ...


Operation = Callable[[Any, Any], Any]


def _operator(exact: Operation, plain: Operation, *, reflected: bool = False) -> Any:
    """A method of Dec. exact: what to do with two Decimals; plain: with two Fractions, or floats."""

    def applied(operation: Operation, own: Any, other: Any) -> Any:
        return operation(other, own) if reflected else operation(own, other)

    def method(self: Dec, other: Any) -> Any:
        if isinstance(other, Decimal):
            return applied(exact, self, other)
        if isinstance(other, Integral):
            return applied(exact, self, Decimal(int(other)))
        if isinstance(other, Fraction):
            return applied(plain, Fraction(self), other)
        if isinstance(other, float | complex):
            return applied(plain, float(self), other)
        return NotImplemented

    return method


def _both(exact: Operation, plain: Operation) -> tuple[Any, Any]:
    """A method and its reflection."""
    return _operator(exact, plain), _operator(exact, plain, reflected=True)


def _sum(a: Decimal, b: Decimal) -> Dec:
    return Dec(_UNLIMITED.add(a, b))


def _difference(a: Decimal, b: Decimal) -> Dec:
    return Dec(_UNLIMITED.subtract(a, b))


def _product(a: Decimal, b: Decimal) -> Dec:
    return Dec(_UNLIMITED.multiply(a, b))


def _quotient(a: Decimal, b: Decimal) -> Fraction:
    return Fraction(a) / Fraction(b)


def _floored(a: Decimal, b: Decimal) -> int:
    return Fraction(a) // Fraction(b)


def _rest(a: Decimal, b: Decimal) -> Dec:
    """What is left of a, with the sign of b, as for whole numbers."""
    return _difference(a, _product(b, Decimal(_floored(a, b))))


def _power(base: Decimal, exponent: Decimal) -> Dec | Fraction | float | complex:
    """Exact for a whole exponent: a Fraction for a negative one."""
    times = int(exponent)
    if exponent != times:
        root: float | complex = float(base) ** float(exponent)
        return root
    return Fraction(base) ** times if times < 0 else Dec(_UNLIMITED.power(base, times) if times else 1)


def _pairs(a: Decimal, b: Decimal) -> tuple[int, Dec]:
    return _floored(a, b), _rest(a, b)


class Dec(Decimal):
    """An exact decimal: `Dec("0.10")`, `Dec(3)`, `Dec(Decimal("2.5"))`.

    Raises TypeError for a float, whose binary digits nobody means, and ValueError for no number at all.
    """

    __slots__ = ()

    def __new__(cls, value: int | str | Decimal = 0) -> Dec:
        if isinstance(value, float):
            raise TypeError(f"write Dec({str(value)!r}): the float {value!r} is another number")
        number = super().__new__(cls, value)
        if not number.is_finite():
            raise ValueError(f"no number: {value!r}")
        is_minus_zero = not number and number.is_signed()
        return super().__new__(cls, number.copy_abs()) if is_minus_zero else number

    __add__: _Exact
    __radd__: _Exact
    __sub__: _Exact
    __rsub__: _Exact
    __mul__: _Exact
    __rmul__: _Exact
    __truediv__: _Quotient  # type: ignore[assignment]
    __rtruediv__: _Quotient  # type: ignore[assignment]
    __floordiv__: _Floored  # type: ignore[assignment]
    __rfloordiv__: _Floored  # type: ignore[assignment]
    __mod__: _Exact
    __rmod__: _Exact
    __add__, __radd__ = _both(_sum, operator.add)
    __sub__, __rsub__ = _both(_difference, operator.sub)
    __mul__, __rmul__ = _both(_product, operator.mul)
    __truediv__, __rtruediv__ = _both(_quotient, operator.truediv)
    __floordiv__, __rfloordiv__ = _both(_floored, operator.floordiv)
    __mod__, __rmod__ = _both(_rest, operator.mod)
    __divmod__, __rdivmod__ = _both(_pairs, divmod)
    __pow__, __rpow__ = _both(_power, operator.pow)

    def __neg__(self) -> Dec:
        return Dec(self.copy_negate())

    def __pos__(self) -> Dec:
        return self

    def __abs__(self) -> Dec:
        return Dec(self.copy_abs())

    @overload
    def __round__(self) -> int: ...
    @overload
    def __round__(self, places: int) -> Dec: ...
    def __round__(self, places: int | None = None) -> int | Dec:
        """Half even, as Python rounds all numbers: `round_half_up` is the other rule."""
        return round(Fraction(self)) if places is None else Dec(_rounded(self, places))

    def __repr__(self) -> str:
        return f"Dec({str(self)!r})"

    @property
    def __sympy__(self) -> None:
        """SymPy asks for this before all else. It learns here what a Dec is, lest it see a Decimal and make a Float."""
        from sympy import Rational
        from sympy.core.sympify import converter

        converter[Dec] = lambda number: Rational(*number.as_integer_ratio())

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """Among NumPy's whole numbers exact, among its other numbers and in its arrays a float."""
        operation = _NUMPY.get(ufunc.__name__) if method == "__call__" else None
        if operation and not options and all(isinstance(x, Dec | Integral) for x in inputs):
            return operation(*(x if isinstance(x, Dec) else int(x) for x in inputs))
        floats = [float(x) if isinstance(x, Dec) else x for x in inputs]
        return getattr(ufunc, method)(*floats, **options)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Callable[[Any], Any]) -> Any:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(cls, handler(Decimal))


_NUMPY: dict[str, Operation] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "floor_divide": operator.floordiv,
    "remainder": operator.mod,
    "power": operator.pow,
}


def _rounded(value: Decimal, places: int) -> Decimal:
    """Half even; hundreds are written out, never as 12E+2."""
    rounded = _UNLIMITED.quantize(value, Decimal((0, (1,), -places)))
    return _UNLIMITED.quantize(rounded, Decimal(1)) if places < 0 else rounded
