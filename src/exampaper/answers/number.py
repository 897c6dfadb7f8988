"""Numbers: exact ones, and those that are right to a precision or within a tolerance; with a unit, where it has one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from exampaper.answers.evaluate import Undefined, approximate, exact
from exampaper.answers.kind import RIGHT, WRONG, AnswerType, Judgement, Verdict
from exampaper.answers.reader import read_expression
from exampaper.answers.tree import Expression, Number, Unreadable
from exampaper.answers.units import factor_between, in_tex, part_from_unit
from exampaper.model import Places, Precision, Significant

Form = Literal["int", "decimal", "fraction", "float"]


@dataclass(frozen=True, slots=True)
class Given:
    """A number as it was typed: its exact value, or else a float; the places that it shows, if it is a plain decimal.

    unit: as typed; "" where there is none.
    """

    value: Fraction | float
    places: int | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NumberType(AnswerType):
    """A number.

    form: how an exact one is printed. precision: of a float; None where the value is exact. tolerance: how far an
    answer may be from the key, instead of half a unit of the last place. unit: what it is measured in.
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
            return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
        sign = "-" if number < 0 else ""
        return rf"{sign}\frac{{{abs(number.numerator)}}}{{{number.denominator}}}"

    def read(self, text: str) -> Given:
        body, unit = part_from_unit(text) if self.unit else (text, "")
        tree = read_expression(body.partition("=")[2] or body)
        return Given(value_of(tree), _places(tree), unit)

    def judge(self, key: Any, given: Given) -> Judgement:
        if self.unit and not given.unit:
            return Judgement(Verdict.IMPRECISE, f"a unit is missing, such as {self.unit}")
        value = given.value
        if self.unit:
            factor = factor_between(given.unit, self.unit)
            if factor is None:
                return Judgement(Verdict.WRONG, f"{given.unit} does not measure what is asked: {self.unit} does")
            value = value * factor if isinstance(value, Fraction) else value * float(factor)
        if self.precision is None and self.tolerance is None:
            return self._judged_exactly(Fraction(key), value)
        return self._judged_closely(key, value, given.places if not self.unit or given.unit == self.unit else None)

    def _judged_exactly(self, key: Fraction, value: Fraction | float) -> Judgement:
        if (value == key) if isinstance(value, Fraction) else abs(value - key) <= 1e-12 * abs(key):
            return RIGHT
        if key.denominator != 1 and abs(float(value) - float(key)) < 0.005 * max(abs(float(key)), 0.01):
            return Judgement(
                Verdict.IMPRECISE, "close, but the exact value is asked for: a fraction, or all its digits"
            )
        return WRONG

    def _judged_closely(self, key: Any, value: Fraction | float, places: int | None) -> Judgement:
        exactly, typed = Fraction(key), Fraction(value)
        if self.tolerance is not None:
            return RIGHT if abs(typed - exactly) <= self.tolerance else WRONG
        printed, unit = Fraction(self.show(key).replace(r"{,}", "")), self.unit_of(key)
        if 2 * abs(typed - printed) < unit or typed == printed or 2 * abs(typed - exactly) <= unit:
            return RIGHT
        if places is not None and Fraction(1, 10**places) > unit and _agrees(typed, exactly, places):
            return Judgement(Verdict.IMPRECISE, f"right as far as it goes: give {self.asked}")
        if abs(typed - printed) <= unit:
            return Judgement(Verdict.IMPRECISE, f"close: is it rounded to {self.asked}?")
        return WRONG

    @property
    def asked(self) -> str:
        """The precision in words."""
        match self.precision:
            case Places(places):
                return f"{places} decimal place{'s' * (places != 1)}"
            case Significant():
                return f"{self.precision.figures} significant figure{'s' * (self.precision.figures != 1)}"
        return "the exact value"

    def unit_of(self, value: Any) -> Fraction:
        """One unit of the last place that is printed and counts."""
        if isinstance(self.precision, Significant) and value:
            exponent = int(f"{float(value):.{self.precision.figures - 1}e}".split("e")[1])
            return Fraction(10) ** (exponent - self.precision.figures + 1)
        places = self.precision.places if isinstance(self.precision, Places) else 0
        return Fraction(1, 10**places)

    def same(self, one: Any, other: Any) -> bool:
        if self.precision is None:
            return bool(Fraction(one) == Fraction(other))
        return self.show(one) == self.show(other)

    def in_text(self, name: str) -> str:
        return f"$<< {name} >>$" if not self.unit else rf"$<< {name} >> \, {in_tex(self.unit)}$"

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
            raise TypeError("a number is wanted")
        if self.form == "float":
            return float(value)
        exactly = Fraction(str(value)) if hasattr(value, "is_Rational") else _exactly(value)
        if self.form == "int":
            if exactly.denominator != 1:
                raise ValueError("a whole number is declared")
            return exactly.numerator
        if self.form == "fraction":
            return exactly
        number = Decimal(exactly.numerator) / Decimal(exactly.denominator)
        if Fraction(number) != exactly:
            raise ValueError("it has no end as a decimal: declare a fraction, or places")
        return Decimal(value) if isinstance(value, Decimal) else number

    def agrees(self, key: Any, own: Any) -> bool:
        if self.precision is None:
            return abs(float(own) - float(key)) <= 1e-9 * max(1.0, abs(float(key)))
        return 2 * abs(Fraction(float(own)) - Fraction(float(key))) < self.unit_of(key)

    def as_printed(self, value: Any) -> Any:
        return Fraction(self.show(value)) if self.precision is not None else value

    def nearly(self, one: Any, other: Any) -> bool:
        if self.precision is None or self.same(one, other):
            return False
        return abs(Fraction(self.show(one)) - Fraction(self.show(other))) <= 2 * self.unit_of(one)

    def is_tie(self, value: Any) -> bool:
        """Within a hundredth of a unit of the middle between two roundings."""
        if self.precision is None:
            return False
        scaled = abs(Fraction(float(value))) / self.unit_of(value)
        return abs(scaled % 1 - Fraction(1, 2)) < Fraction(1, 100)

    def spellings(self, value: Any) -> Iterator[str]:
        unit = f" {self.unit}" if self.unit else ""
        if self.precision is not None:
            plain = self.show(value)
            yield from (
                f"{text}{unit}" for text in (plain, plain.replace(".", ","), plain.replace("-", "−"), f" {plain} ")
            )
            return
        number = Fraction(value)
        yield (
            f"{number.numerator}/{number.denominator}{unit}" if number.denominator != 1 else f"{number.numerator}{unit}"
        )
        yield f"({2 * number.numerator})/{2 * number.denominator}{unit}"
        if self.form in ("int", "decimal"):
            yield f"{self.show(value)}{unit}"


def _exactly(value: Any) -> Fraction:
    """A whole number, decimal or fraction; a float only where it is whole, for its digits tell of no fraction."""
    if isinstance(value, float):
        if not value.is_integer():
            raise TypeError("a float is no exact value: compute with Fraction, or declare places")
        return Fraction(int(value))
    return Fraction(value.item() if hasattr(value, "item") else value)


def value_of(tree: Expression) -> Fraction | float:
    """The value of a formula without letters, exact where it can be. Raises Unreadable."""
    try:
        found = exact(tree)
        return approximate(tree, {}).value if found is None else found
    except Undefined as error:
        raise Unreadable(f"this has no value: {error}") from None


def _places(tree: Expression) -> int | None:
    body = getattr(tree, "body", tree)
    return body.places if isinstance(body, Number) else None


def _agrees(typed: Fraction, key: Fraction, places: int) -> bool:
    return 2 * abs(typed - key) <= Fraction(1, 10**places)
