"""What prints of a value, decided in one place: a float only with a precision that its field declares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from exampaper.answers.collection import Elements, Rows
from exampaper.model import Places, Significant
from exampaper.questions.measured import Measured


class Unprintable(ValueError):
    """A value that may not stand in a text; `code`: the rule that it breaks."""

    def __init__(self, message: str, code: str = "text") -> None:
        super().__init__(message)
        self.code = code


class Numeral(str):
    """A number that a filter wrote: it stands in a formula as a number does."""

    __slots__ = ()


def printed(value: Any) -> str:
    """The text that stands on the page for a value, in Markdown/LaTeX.

    Raises Unprintable for a bare float, a boolean, None and anything unknown.
    """
    match value:
        case Rows():
            return pmatrix(value)
        case Elements():
            return rf"\{{{', '.join(map(printed, value))}\}}" if value else r"\emptyset"
        case tuple():
            return f"({', '.join(map(printed, value))})"
        case bool() | None:
            raise Unprintable(f"{value} is no text: choose the words with <% if … %>")
        case str() | int() | Measured():
            return str(value)
        case float():
            message = f"a bare float ({value!r}) does not print: declare Places or Significant on its field"
            raise Unprintable(message, "bare-float")
        case Decimal():
            return f"{value:f}"
        case Fraction():
            return fraction(value)
    if hasattr(value, "_latex") or hasattr(value, "_repr_latex_"):
        return _sympy_latex(value.as_immutable() if hasattr(value, "as_immutable") else value)
    raise _unknown(value)


def _unknown(value: Any) -> Unprintable:
    kind = type(value).__name__
    if type(value).__module__ == "numpy":
        return Unprintable(f"a NumPy {kind} does not print: make it a plain number with int(…), float(…) or .tolist()")
    return Unprintable(f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind} does not print")


def fraction(value: Fraction) -> str:
    """A fraction in LaTeX, a whole number plain."""
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def pmatrix(rows: Sequence[Sequence[Any]]) -> str:
    r"""Rows as a LaTeX pmatrix."""
    lines = []
    for row in rows:
        lines.append(" & ".join(map(printed, row)))
    body = r" \\ ".join(lines)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


@cache
def _sympy_latex(value: Any) -> str:
    from sympy import latex

    return str(latex(value, mat_str="pmatrix", mat_delim=""))


def with_precision(values: Any) -> dict[str, Any]:
    """The fields of a frozen dataclass by name, floats made `Measured` where the field declares it."""
    kind: Any = type(values)
    hints = _hints(kind)
    return {field.name: _dress(hints[field.name], getattr(values, field.name)) for field in fields(values)}


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _dress(hint: Any, value: Any) -> Any:
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        for precision in marks:
            if isinstance(precision, Places | Significant) and isinstance(value, int | float | Decimal | Fraction):
                return Measured(value, precision)
        dressed_value = _dress(inner, value)
        return Rows(dressed_value) if Rows in marks else dressed_value
    if isinstance(value, tuple) and get_origin(hint) is tuple:
        hints = _item_hints(hint, len(value))
        return tuple(_dress(item_hint, item) for item_hint, item in zip(hints, value, strict=True))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **with_precision(value))
    return value


def _item_hints(hint: Any, length: int) -> Sequence[Any]:
    args = get_args(hint)
    return [args[0]] * length if len(args) == 2 and args[1] is Ellipsis else args
