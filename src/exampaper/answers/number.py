"""Numbers: exact, to a precision or within a tolerance, with or without a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from exampaper.answers.evaluate import Undefined, approximate, exact
from exampaper.answers.kind import RIGHT, WRONG, AnswerType, Judgement, Verdict
from exampaper.answers.reader import read_expression
from exampaper.answers.tree import Expression, Negative, Number, Unreadable
from exampaper.answers.units import factor_between, in_tex, part_from_unit
from exampaper.model import Places, Precision, Significant

Form = Literal["int", "decimal", "fraction", "float"]

TIE = Fraction(1, 100)
"""How near to the middle between two roundings a value is a tie, in units of the last place."""


@dataclass(frozen=True, slots=True)
class Given:
    """A number as it was typed.

    value: exact where it can be, otherwise a float. places: the decimal places of a plain decimal number; None for a
    fraction or a formula. unit: as typed; "" where there is none.
    """

    value: Fraction | float
    places: int | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NumberType(AnswerType):
    """A number.

    form: how an exact one is printed. precision: of a float; None for an exact value. tolerance: the largest distance
    of a right answer from the key; None for half a unit of the last place. unit: of measurement; "" for none.
    """

    form: Form = "float"
    precision: Precision | None = None
    tolerance: Fraction | None = None
    unit: str = ""

    def show(self, value: Any) -> str:
        if self.precision is not None:
            return self.precision.show(float(value))
        number = Fraction(value)
        if self.form == "decimal" or number.denominator == 1:
            decimal = Decimal(number.numerator) / Decimal(number.denominator)
            return f"{decimal:f}"
        sign = "-" if number < 0 else ""
        return rf"{sign}\frac{{{abs(number.numerator)}}}{{{number.denominator}}}"

    def read(self, text: str) -> Given:
        """A number, perhaps after `x =` and before a unit. Raises Unreadable."""
        quantity, unit = part_from_unit(text) if self.unit else (text, "")
        after_equals_sign = quantity.partition("=")[2]
        tree = read_expression(after_equals_sign or quantity)
        return Given(value_of(tree), _places(tree), unit)

    def judge(self, key: Any, given: Given) -> Judgement:
        if self.unit and not given.unit:
            return Judgement(Verdict.IMPRECISE, f"the unit is missing, for example {self.unit}")
        value, places = given.value, given.places
        if self.unit:
            factor = factor_between(given.unit, self.unit)
            if factor is None:
                return Judgement(Verdict.WRONG, f"{given.unit} is not a unit of the same quantity as {self.unit}")
            value = value * factor if isinstance(value, Fraction) else value * float(factor)
            if given.unit != self.unit:
                places = None
        if self.precision is None and self.tolerance is None:
            return self._judge_exact(Fraction(key), value)
        return self._judge_rounded(key, Fraction(value), places)

    def _judge_exact(self, key: Fraction, value: Fraction | float) -> Judgement:
        is_right = value == key if isinstance(value, Fraction) else abs(value - key) <= 1e-12 * abs(key)
        if is_right:
            return RIGHT
        size = max(abs(key), Fraction(1, 100))
        is_close = abs(Fraction(value) - key) < size / 200
        if is_close and key.denominator != 1:
            message = "close, but the exact value is asked for: a fraction, or all its digits"
            return Judgement(Verdict.IMPRECISE, message)
        return WRONG

    def _judge_rounded(self, key: Any, value: Fraction, places: int | None) -> Judgement:
        """Right is what rounds to the printed key, and what is within half a unit of the unrounded one.

        places: the decimal places that were typed, by which an answer with too few of them is recognised.
        """
        off_exact = abs(value - Fraction(key))
        if self.tolerance is not None:
            return RIGHT if off_exact <= self.tolerance else WRONG
        off_printed = abs(value - Fraction(self.show(key).replace(r"{,}", "")))
        unit = self.unit_of(key)
        if off_printed == 0 or 2 * off_printed < unit or 2 * off_exact <= unit:
            return RIGHT
        if places is not None:
            typed_unit = Fraction(1, 10**places)
            if typed_unit > unit and 2 * off_exact <= typed_unit:
                return Judgement(Verdict.IMPRECISE, f"right as far as it goes: give {self.asked}")
        if off_printed <= unit:
            return Judgement(Verdict.IMPRECISE, f"close: is it rounded to {self.asked}?")
        return WRONG

    @property
    def asked(self) -> str:
        """The precision in words: 2 decimal places."""
        match self.precision:
            case Places(places):
                return f"{places} decimal place{'s' * (places != 1)}"
            case Significant(figures):
                return f"{figures} significant figure{'s' * (figures != 1)}"
        return "the exact value"

    def unit_of(self, value: Any) -> Fraction:
        """One unit of the last printed place that counts: 1/100 for two decimal places."""
        if isinstance(self.precision, Significant) and value:
            figures = self.precision.figures
            scientific = f"{float(value):.{figures - 1}e}"  # rounded first: 9.99 to two figures is 1.0e+1
            exponent = int(scientific.partition("e")[2])
            return Fraction(10) ** (exponent - figures + 1)
        places = self.precision.places if isinstance(self.precision, Places) else 0
        return Fraction(1, 10**places)

    def same(self, one: Any, other: Any) -> bool:
        if self.precision is None:
            return bool(Fraction(one) == Fraction(other))
        return self.show(one) == self.show(other)

    def in_text(self, name: str) -> str:
        unit = rf" \, {in_tex(self.unit)}" if self.unit else ""
        return f"$<< {name} >>{unit}$"

    def spec(self) -> dict[str, Any]:
        tolerance = None if self.tolerance is None else str(self.tolerance)
        precision = None if self.precision is None else self.asked
        return {
            "type": "number",
            "precision": precision,
            "tolerance": tolerance,
            "unit": self.unit,
            "asked": self.asked,
        }

    def key_data(self, value: Any) -> dict[str, Any]:
        if self.precision is None:
            return {"exact": str(Fraction(value))}
        unit = self.unit_of(value)
        return {"float": float(value), "printed": str(Fraction(self.show(value))), "unit": str(unit)}

    def convert(self, value: Any) -> Any:
        if isinstance(value, bool | str):
            raise TypeError("expected a number")
        if self.form == "float":
            return float(value)
        number = Fraction(str(value)) if hasattr(value, "is_Rational") else _as_fraction(value)  # SymPy's, or others
        if self.form == "int":
            if number.denominator != 1:
                raise ValueError("a whole number is declared")
            return number.numerator
        if self.form == "fraction":
            return number
        decimal = Decimal(number.numerator) / Decimal(number.denominator)
        if Fraction(decimal) != number:
            raise ValueError("its decimals never end: declare a fraction, or places")
        return Decimal(value) if isinstance(value, Decimal) else decimal  # with the zeros that it ends in

    def agrees(self, key: Any, own: Any) -> bool:
        if self.precision is None:
            if isinstance(own, int | Decimal | Fraction):
                return Fraction(own) == Fraction(key)
            return abs(float(own) - float(key)) <= 1e-9 * max(1.0, abs(float(key)))
        unit = min(self.unit_of(key), self.unit_of(own))  # 10.0 and 9.99 to three digits are apart
        return 2 * abs(Fraction(float(own)) - Fraction(float(key))) < unit

    def as_printed(self, value: Any) -> Any:
        return value if self.precision is None else Fraction(self.show(value))

    def nearly(self, one: Any, other: Any) -> bool:
        if self.precision is None or self.same(one, other):
            return False
        difference = Fraction(self.show(one)) - Fraction(self.show(other))
        return abs(difference) <= 2 * self.unit_of(one)

    def is_tie(self, value: Any) -> bool:
        if self.precision is None:
            return False
        units = abs(Fraction(float(value))) / self.unit_of(value)
        return abs(units % 1 - Fraction(1, 2)) < TIE

    def spellings(self, value: Any) -> Iterator[str]:
        unit = f" {self.unit}" if self.unit else ""
        if self.precision is not None:
            plain = self.show(value)
            for text in (plain, plain.replace(".", ","), plain.replace("-", "−"), f" {plain} "):
                yield f"{text}{unit}"
            return
        number = Fraction(value)
        yield f"{number}{unit}"
        yield f"({2 * number.numerator})/{2 * number.denominator}{unit}"
        if self.form in ("int", "decimal"):
            yield f"{self.show(value)}{unit}"


def _as_fraction(value: Any) -> Fraction:
    """An integer, decimal or fraction, also NumPy's; a float only if it is whole, for most fractions have no float.

    Raises TypeError for any other float.
    """
    if isinstance(value, float):
        if not value.is_integer():
            raise TypeError("a float is not exact: compute with Fraction, or declare places")
        return Fraction(int(value))
    return Fraction(value.item() if hasattr(value, "item") else value)


def value_of(tree: Expression) -> Fraction | float:
    """The value of a formula without letters, exact where it can be. Raises Unreadable where it has none."""
    try:
        value = exact(tree)
        return approximate(tree, {}).value if value is None else value
    except Undefined as error:
        raise Unreadable(f"this has no value: {error}") from None


def _places(tree: Expression) -> int | None:
    number = tree.body if isinstance(tree, Negative) else tree
    return number.places if isinstance(number, Number) else None
