"""Jinja for question texts: how values and words come into a sentence.

`<< value >>`, `<% if %>`, `<# remark #>`; an unknown name is an error. What prints is
decided in one place, `shown`: a float only with a precision that its field declares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import CodeType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from jinja2 import Environment, Template

from exampaper.jinja import environment
from exampaper.model import Places, Precision, Significant

Printable = Mapping[str, Any]


class Unprintable(ValueError):
    """A value that may not stand in a text; `code`: the rule that it breaks."""

    def __init__(self, message: str, code: str = "text") -> None:
        super().__init__(message)
        self.code = code


class Measured(float):
    """A float that knows how it prints. It computes and compares as the unrounded value."""

    precision: Precision

    def __new__(cls, value: float, precision: Precision) -> Measured:
        self = super().__new__(cls, value)
        self.precision = precision
        return self

    def __str__(self) -> str:
        return self.precision.show(float(self))


def shown(value: Any) -> str:
    """The text that stands on the page for a value, in Markdown/LaTeX.

    Raises Unprintable for a bare float, a boolean, None and anything unknown.
    """
    match value:
        case bool() | None:
            raise Unprintable(f"{value} is no text: choose the words with <% if … %>")
        case str() | int() | Measured():
            return str(value)
        case float():
            message = f"a bare float ({value!r}) does not print: declare Places or Significant on its field"
            raise Unprintable(message, "printed")
        case Decimal():
            return f"{value:f}"
        case Fraction():
            return fraction(value)
    if hasattr(value, "_latex") or hasattr(value, "_repr_latex_"):
        return _sympy_latex(value.as_immutable() if hasattr(value, "as_immutable") else value)
    kind = type(value).__name__
    if type(value).__module__ == "numpy":
        raise Unprintable(f"a NumPy {kind} does not print: make it a plain number with int(…), float(…) or .tolist()")
    raise Unprintable(f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind} does not print")


def fraction(value: Fraction) -> str:
    """A fraction in LaTeX, a whole number plain."""
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


@cache
def _sympy_latex(value: Any) -> str:
    from sympy import latex

    return str(latex(value, mat_str="pmatrix", mat_delim=""))


def dressed(values: Any) -> dict[str, Any]:
    """The fields of a frozen dataclass by name, floats made `Measured` where the field declares it."""
    kind: Any = type(values)
    hints = _hints(kind)
    return {f.name: _dress(hints[f.name], getattr(values, f.name)) for f in fields(values)}


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _dress(hint: Any, value: Any) -> Any:
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        precision = next((m for m in marks if isinstance(m, Places | Significant)), None)
        if precision and isinstance(value, float | int):
            return Measured(value, precision)
        return _dress(inner, value)
    if isinstance(value, tuple) and get_origin(hint) is tuple:
        return tuple(_dress(h, v) for h, v in zip(_item_hints(hint, len(value)), value, strict=True))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **dressed(value))
    return value


def _item_hints(hint: Any, length: int) -> Sequence[Any]:
    args = get_args(hint)
    return [args[0]] * length if len(args) == 2 and args[1] is Ellipsis else args


# ------------------------------------------------------------------ filters

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINAL = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]


def plural(count: int, singular: str, many: str = "") -> str:
    """“1 filter”, “3 filters”."""
    return f"{count} {noun(count, singular, many)}"


def noun(count: int, singular: str, many: str = "") -> str:
    """“filter” for one, “filters” for any other number."""
    return singular if count == 1 else many or f"{singular}s"


def article(value: Any) -> str:
    """“an” before what is read with a vowel first: 8, 11, 18, 80–89, 800…, and words in a, e, i, o, u."""
    text = str(value).strip()
    digits = text.split(".")[0]
    if not digits.isdigit():
        return "an" if text[:1].lower() in tuple("aeiou") else "a"
    lead = digits[: (len(digits) - 1) % 3 + 1]  # 11 000 is read as 11 thousand
    return "an" if lead[0] == "8" or lead in ("11", "18") else "a"


def words(count: int) -> str:
    """“two” for 2; digits from thirteen on."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def ordinal(count: int) -> str:
    """“third” for 3."""
    if 0 <= count < len(_ORDINAL):
        return _ORDINAL[count]
    suffix = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{suffix}"


def listed(items: Sequence[Any], word: str = "and") -> str:
    """“1, 3 and 5”."""
    texts = [shown(item) for item in items]
    return f" {word} ".join(filter(None, (", ".join(texts[:-1]), texts[-1]))) if texts else ""


def capital(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]


def pmatrix(rows: Sequence[Sequence[Any]]) -> str:
    r"""Rows as a LaTeX pmatrix."""
    body = r" \\ ".join(" & ".join(map(shown, row)) for row in rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def signed(value: Any) -> str:
    """“+ 3”, “- 3”: the second term of a sum."""
    return f"- {shown(-value)}" if value < 0 else f"+ {shown(value)}"


FILTERS: dict[str, Callable[..., str]] = {
    f.__name__: f for f in (plural, noun, article, words, ordinal, listed, capital, pmatrix, signed, fraction)
}


# ------------------------------------------------------------------ templates


@cache
def _environment() -> Environment:
    env = environment(finalize=shown)
    env.filters.update(FILTERS)
    return env


def compiled(source: str, filename: str, line: int) -> Template:
    """A template whose error lines are those of the file: `line` is where the source begins, from 1.

    Raises jinja2.TemplateSyntaxError.
    """
    env = _environment()
    code: CodeType = env.compile("\n" * (line - 1) + source, filename=filename)
    return Template.from_code(env, code, env.make_globals(None))
