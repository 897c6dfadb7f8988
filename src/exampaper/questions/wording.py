"""Jinja for question texts: how values and words come into a sentence.

`<< value >>`, `<% if %>`, `<# remark #>`; an unknown name is an error. What prints is
decided in one place, `shown`: a float only with a precision that its field declares.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import CodeType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from jinja2 import Environment, Template, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import make_attrgetter

from exampaper.answers.collection import Elements, Rows
from exampaper.jinja import environment
from exampaper.maths import filled
from exampaper.model import Number, Places, Precision, Significant
from exampaper.questions import articles

Printable = Mapping[str, Any]


class Unprintable(ValueError):
    """A value that may not stand in a text; `code`: the rule that it breaks."""

    def __init__(self, message: str, code: str = "text") -> None:
        super().__init__(message)
        self.code = code


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


def shown(value: Any) -> str:
    """The text that stands on the page for a value, in Markdown/LaTeX.

    Raises Unprintable for a bare float, a boolean, None and anything unknown.
    """
    match value:
        case Rows():
            return pmatrix(value)
        case Elements():
            return rf"\{{{', '.join(map(shown, value))}\}}" if value else r"\emptyset"
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
        if precision and isinstance(value, int | float | Decimal | Fraction):
            return Measured(value, precision)
        dressed_value = _dress(inner, value)
        return Rows(dressed_value) if Rows in marks else dressed_value
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
    return f"{shown(count)} {noun(count, singular, many)}"


def noun(count: int, singular: str, many: str = "") -> str:
    """“filter” for one, “filters” for any other number."""
    return singular if count == 1 else many or f"{singular}s"


def article(value: Any) -> str:
    """“a” or “an”, by how the value is read: an 8, an hour, a uniform, an MRI, an $n$."""
    return articles.article(shown(value))


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


def column(values: Sequence[Any]) -> str:
    r"""Values as a LaTeX column vector."""
    return pmatrix([[value] for value in values])


def signed(value: Any, *letters: str) -> str:
    """“+ 3”, “- 3”: the second term of a sum; “- x” for -1 and "x", and nothing for 0 and "x"."""
    text = term(value, *letters) if letters else shown(value)
    return f"- {text[1:].lstrip()}" if text.startswith("-") else text and f"+ {text}"


def bracketed(value: Any) -> str:
    """“(-3)”, but “3”: a number where it may not begin with a sign."""
    text = shown(value)
    return filled.bracketed(text) if text.startswith("-") else text


def coefficient(value: Any) -> str:
    """What stands before a letter: “3”, “-3”, but nothing for 1, “-” for -1."""
    text = shown(value)
    if filled.is_sum(text):
        return filled.bracketed(text)
    return {"1": "", "-1": "-"}.get(text, text)


def term(value: Any, letters: str) -> str:
    """“3x”, “-x”; nothing for 0."""
    return "" if shown(value) == "0" else f"{coefficient(value)}{letters}"


def terms(values: Sequence[Any], *letters: str) -> str:
    """“2x - y”: a sum of letters with these coefficients; "" as a letter for the number alone."""
    if len(values) != len(letters):
        raise Unprintable(f"{len(values)} coefficients for {len(letters)} letters")
    told = [(value, each) for value, each in zip(values, letters, strict=True) if shown(value) != "0"]
    parts = [signed(value, each) if each else signed(value) for value, each in told]
    return " ".join(parts).removeprefix("+ ").replace("- ", "-", parts[0].startswith("- ")) if parts else "0"


def polynomial(values: Sequence[Any], letter: str = "x") -> str:
    """“x^{2} - 3x”: a polynomial from its coefficients, that of the highest power first."""
    powers = [f"{letter}^{{{n}}}" for n in range(len(values) - 1, 1, -1)]
    return terms(values, *[*powers, letter, ""][-len(values) :] if values else ())


def joined(values: Sequence[Any], by: str = "", attribute: str | int | None = None) -> str:
    """Jinja's join, but that decimals and floats are printed as they would be by themselves."""
    items = values if attribute is None else map(make_attrgetter(_environment(), attribute), values)
    return by.join(shown(item) if isinstance(item, float | Decimal) else str(item) for item in items)


FILTERS: dict[str, Callable[..., str]] = {
    f.__name__: f
    for f in (
        plural,
        noun,
        article,
        words,
        ordinal,
        listed,
        capital,
        pmatrix,
        column,
        signed,
        fraction,
        bracketed,
        coefficient,
        term,
        terms,
        polynomial,
    )
} | {"join": joined}


# ------------------------------------------------------------------ templates


def _filled_in(value: Any) -> str:
    """What `<< … >>` writes: the value between marks, by which `maths.filled.settled` finds its place."""
    text = shown(value)
    return filled.marked(text, filled.TEXT if isinstance(value, str) else filled.EXPRESSION)


def _captured(value: Any) -> str:
    """What `<< … >>` writes within a `<% set %>` or `<% filter %>` block, whose text is a value again: no marks."""
    return filled.unmarked(shown(value))


class _CodeGenerator(CodeGenerator):
    """Jinja's own, but that it tells text that becomes a value from text that is printed."""

    capturing = 0

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802 (the name is Jinja's)
        self.capturing += 1
        super().visit_AssignBlock(node, frame)
        self.capturing -= 1

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802 (the name is Jinja's)
        self.capturing += 1
        super().visit_FilterBlock(node, frame)
        self.capturing -= 1

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        made = super()._make_finalize()
        return self._FinalizeInfo(_captured, "environment.captured(") if self.capturing else made


class _Environment(Environment):
    code_generator_class = _CodeGenerator
    captured = staticmethod(_captured)


@cache
def _environment() -> Environment:
    env = environment(kind=_Environment, finalize=_filled_in)
    env.filters.update(FILTERS)
    return env


def _see_products(tree: nodes.Template) -> None:
    """A filter binds closer than a product: in -3 * x | signed, x is signed, and -3 times a text is no text at all.

    Raises jinja2.TemplateSyntaxError.
    """
    for product in tree.find_all(nodes.Mul):
        for factor in (product.left, product.right):
            if isinstance(factor, nodes.Filter) and factor.name in FILTERS:
                message = f"| {factor.name} takes only the last factor: put brackets around the whole product"
                raise TemplateSyntaxError(message, product.lineno)


def compiled(source: str, filename: str, line: int) -> Template:
    """A template whose error lines are those of the file: `line` is where the source begins, from 1.

    Raises jinja2.TemplateSyntaxError.
    """
    env = _environment()
    tree = env.parse("\n" * (line - 1) + source)
    _see_products(tree)
    code: CodeType = env.compile(tree, filename=filename)
    return Template.from_code(env, code, env.make_globals(None))
