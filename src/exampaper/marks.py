"""Numbers of marks: whole ones as they are, and halves; added exactly, and printed as 1½."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import trunc
from typing import Any

HALF = Fraction(1, 2)


class Half(Fraction):
    """A number of marks that is no whole one: prints as ½ or 1½, adds up exactly, and is a whole number again where
    the sum is.

    Raises ValueError for anything but an odd number of halves.
    """

    __slots__ = ()

    def __new__(cls, value: int | float | str | Decimal | Fraction) -> Half:
        number = Fraction(value)
        if number.denominator != 2:
            raise ValueError(f"{value} is no odd number of halves")
        return super().__new__(cls, number)

    def __str__(self) -> str:
        return f"{'-' if self < 0 else ''}{abs(trunc(self)) or ''}½"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec.replace(",", ""))

    def __repr__(self) -> str:
        return f"Half({float(self)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Half, (float(self),)

    def __copy__(self) -> Half:
        return self

    def __deepcopy__(self, memo: Any) -> Half:
        return self

    @classmethod
    def from_float(cls, f: float) -> Fraction:  # type: ignore[override]
        """What it is compared with is any fraction."""
        return Fraction(f)

    from_decimal = from_float  # type: ignore[assignment]

    def __add__(self, other: Any) -> Any:
        return _settled(super().__add__(other))

    def __radd__(self, other: Any) -> Any:
        return _settled(super().__radd__(other))

    def __sub__(self, other: Any) -> Any:
        return _settled(super().__sub__(other))

    def __rsub__(self, other: Any) -> Any:
        return _settled(super().__rsub__(other))

    def __mul__(self, other: Any) -> Any:
        return _settled(super().__mul__(other))

    def __rmul__(self, other: Any) -> Any:
        return _settled(super().__rmul__(other))


Marks = int | Half
"""So many marks."""


def _settled(number: Any) -> Any:
    """A fraction as marks, where it is a number of them."""
    if isinstance(number, Fraction) and number.denominator <= 2:
        return int(number) if number.denominator == 1 else Half(number)
    return number


def marks_of(value: Any) -> Marks:
    """A number as marks: 2, 1.5 or a fraction, or as text, 1½. Raises ValueError for what is neither whole nor half."""
    if isinstance(value, str):
        value = _read(value)
    is_number = isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool)
    try:
        number = Fraction(value) if is_number else None
    except (ValueError, OverflowError):  # not finite
        number = None
    if number is None or number.denominator > 2:
        raise ValueError(f"{value} is neither a whole number of marks nor one of halves")
    return int(number) if number.denominator == 1 else Half(number)


def _read(text: str) -> Fraction:
    whole, half, rest = text.strip().partition("½")
    try:
        if rest or (half and whole and not whole.isdecimal()):
            raise ValueError
        return Fraction(whole or 0) + (HALF if half else 0)
    except ValueError:
        raise ValueError(f"{text!r} is no number of marks") from None


def sum_of(marks: Iterable[Marks]) -> Marks:
    """The sum of some marks."""
    return sum(marks, 0)


def as_number(marks: Marks) -> int | float:
    """Marks as a number that JSON and spreadsheets have: halves are exact in binary."""
    return marks if isinstance(marks, int) else float(marks)


def step_of(*marks: Marks) -> Fraction:
    """What marks beside these are rounded to: whole ones, or halves where any of these are."""
    return HALF if any(isinstance(each, Half) for each in marks) else Fraction(1)


def towards_zero(marks: Fraction, step: Fraction) -> Marks:
    """Marks without what is less than a step."""
    return marks_of(trunc(marks / step) * step)


def worth(marks: Marks, bonus: Marks = 0) -> str:
    """What stands beside a question and in tables: 7, or 7 + 2 with a bonus, or +2 where there is nothing else."""
    if not bonus:
        return str(marks)
    return f"{marks} + {bonus}" if marks else f"+{bonus}"


def counted_marks(marks: Marks, bonus: Marks = 0) -> str:
    """Marks with their noun: 1 mark, 1½ marks, 60 marks + 4 bonus."""
    noun = "mark" if 0 < marks <= 1 else "marks"
    return f"{marks:,} {noun}" + (f" + {bonus} bonus" if bonus else "")
