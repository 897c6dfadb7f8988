r"""The `answers:` of a question: the type of each field, in a line; or the annotation of a field of `Answers`.

total: int                      mean: decimal             share: fraction
value: 2 places                 value: 3 digits           value: 2 places ± 0.05
distance: 3 digits m            cost: decimal €           speed: 2 places km/h
derivative: formula             of the letters that are in it; formula in x, n: whole, p: 0..1, s: positive
factor: matrix                  matrix of fraction, matrix of 2 places
roots: set                      set of fraction; of numbers, intervals and what is made of them without
weights: list                   list of 2 places; ints
cost: order in n, m
verdict: [explodes, vanishes]   one of these words
fits: yes or no
name: word                      the key in any case; word or "another spelling"
output: code                    what a program prints
proof: text                     marked by a person
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import GenericAlias
from typing import Annotated, Any, Literal, get_args, get_origin

from exampaper.answers.collection import IntervalType, MatrixType, Rows, SetType, VectorType
from exampaper.answers.formula import REAL, Domain, FormulaType
from exampaper.answers.kind import AnswerType
from exampaper.answers.number import Form, NumberType
from exampaper.answers.order import OrderType
from exampaper.answers.words import OneOfType, OpenType, OutputType, WordType
from exampaper.model import Places, Significant


class Undeclared(ValueError):
    """A declaration that is not understood; the message tells what would be."""


@dataclass(frozen=True, slots=True)
class Declared:
    """The type of a field. type: for print and marker. python: as an annotation of `class Answers` would give it."""

    type: AnswerType
    python: Any


def declared(text: str) -> Declared:
    """The type that a line of `answers:` declares, as in `2 places m/s`. Raises Undeclared."""
    line = " ".join(text.split())
    for pattern, make in _PATTERNS:
        match = pattern.fullmatch(line)
        if match:
            return make(match)
    raise Undeclared(
        f"{text!r} is not a type of answer: write int, decimal, fraction, 2 places, 3 digits m, formula, …"
    )


def one_of(words: tuple[str, ...]) -> Declared:
    """The type of a field that is one of some words."""
    return Declared(OneOfType(words), Literal[words])


MOST_DIGITS = 30
"""Most decimal places, and most significant figures, of a declared precision."""

_EXACT: Mapping[str, Any] = {"int": int, "decimal": Decimal, "fraction": Fraction}


def _exact(line: re.Match[str]) -> Declared:
    form: Form = line["form"]  # type: ignore[assignment]
    return Declared(NumberType(form, unit=line["unit"] or ""), _EXACT[form])


def _rounded(line: re.Match[str]) -> Declared:
    count = int(line["count"])
    counts_places = line["kind"].startswith("place")
    if count > MOST_DIGITS or (count == 0 and not counts_places):
        raise Undeclared(f"{count} {line['kind']}: from {0 if counts_places else 1} to {MOST_DIGITS}")
    precision = Places(count) if counts_places else Significant(count)
    tolerance = Fraction(line["tolerance"]) if line["tolerance"] else None
    number = NumberType("float", precision, tolerance, line["unit"] or "")
    return Declared(number, Annotated[float, precision])


def _formula(line: re.Match[str]) -> Declared:
    return Declared(FormulaType(_letters(line["letters"] or "")), Any)


def _letters(text: str) -> dict[str, Domain]:
    """The letters of a formula with their domains, from `x, n: whole`."""
    letters = {}
    for declaration in text.split(","):
        name, _, domain = declaration.partition(":")
        if declaration.strip():
            letters[name.strip()] = _domain(domain.strip())
    return letters


_DOMAINS: Mapping[str, Domain] = {
    "": REAL,
    "real": REAL,
    "positive": Domain(0),
    "negative": Domain(high=0),
    "whole": Domain(whole=True),
    "natural": Domain(0, whole=True),
    "odd": Domain(0, whole=True, step=2),
    "even": Domain(1, whole=True, step=2),
}


def _domain(text: str) -> Domain:
    if text in _DOMAINS:
        return _DOMAINS[text]
    bounds = re.fullmatch(r"(-?[\d.]+?)\.\.(-?[\d.]+)", text)
    if not bounds:
        raise Undeclared(
            f"{text!r} is not a domain of a letter: write positive, negative, whole, natural, odd, even or 0..1"
        )
    return Domain(float(bounds[1]), float(bounds[2]))


def _matrix(line: re.Match[str]) -> Declared:
    item = declared(line["item"] or "fraction")
    row = GenericAlias(tuple, (item.python, ...))
    return Declared(MatrixType(item.type), Annotated[GenericAlias(tuple, (row, ...)), Rows])


def _list(line: re.Match[str]) -> Declared:
    item = declared(line["item"] or "fraction")
    return Declared(VectorType(item.type), GenericAlias(tuple, (item.python, ...)))


def _ints(line: re.Match[str]) -> Declared:
    return Declared(VectorType(NumberType("int")), tuple[int, ...])


def _set(line: re.Match[str]) -> Declared:
    if line["item"] is None:
        return Declared(IntervalType(), Any)
    return Declared(SetType(declared(line["item"]).type), Any)


def _order(line: re.Match[str]) -> Declared:
    letters = (line["letters"] or "n").split(",")
    return Declared(OrderType(tuple(map(str.strip, letters))), Any)


def _word(line: re.Match[str]) -> Declared:
    accepted = tuple(re.findall(r'"([^"]+)"', line["more"] or ""))
    return Declared(WordType(accepted), str)


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Declared]], ...] = (
    (re.compile(r"(?P<form>int|decimal|fraction)(?: (?P<unit>\S.*))?"), _exact),
    (
        re.compile(
            r"(?P<count>\d+) (?P<kind>places?|digits?)"
            r"(?: (?:±|\+-) ?(?P<tolerance>\d+(?:\.\d+)?))?(?: (?P<unit>[^\d\s±].*))?"
        ),
        _rounded,
    ),
    (re.compile(r"formula(?: in (?P<letters>.+))?"), _formula),
    (re.compile(r"matrix(?: of (?P<item>.+))?"), _matrix),
    (re.compile(r"ints"), _ints),
    (re.compile(r"(?:list|vector|tuple)(?: of (?P<item>.+))?"), _list),
    (re.compile(r"(?:set|interval)(?: of (?P<item>.+))?"), _set),
    (re.compile(r"order(?: in (?P<letters>.+))?"), _order),
    (re.compile(r"yes or no"), lambda line: Declared(OneOfType(("yes", "no")), bool)),
    (re.compile(r"word(?P<more>(?: or \"[^\"]+\")*)"), _word),
    (re.compile(r"code"), lambda line: Declared(OutputType(), str)),
    (re.compile(r"text"), lambda line: Declared(OpenType(), Any)),
)


# ------------------------------------------------------------------ annotations


def of_annotation(hint: Any) -> AnswerType:
    """The type of a field of `class Answers`, by its annotation; text that a person marks for an unknown one.

    hint: an annotation as `typing.get_type_hints` gives it, with its extras.
    """
    arguments = get_args(hint)
    origin = get_origin(hint)
    if origin is Annotated:
        return _of_annotated(*arguments)
    if origin is Literal and all(isinstance(word, str) for word in arguments):
        return OneOfType(arguments)
    if origin is tuple:
        return _of_tuple(arguments)
    return _PLAIN.get(hint) or _of_sympy(hint)


_PLAIN: Mapping[Any, AnswerType] = {
    bool: OneOfType(("yes", "no")),
    int: NumberType("int"),
    Decimal: NumberType("decimal"),
    Fraction: NumberType("fraction"),
    str: WordType(),
}


def _of_annotated(inner: Any, *extras: Any) -> AnswerType:
    for extra in extras:
        if isinstance(extra, Places | Significant):
            return NumberType("float", extra)
        if hasattr(extra, "judge"):  # an answer type, or an author's own class that is used as one
            return extra  # type: ignore[no-any-return]
    return of_annotation(inner)


def _of_tuple(items: tuple[Any, ...]) -> AnswerType:
    if not items:
        return OpenType()
    item = of_annotation(items[0])
    if isinstance(item, VectorType):
        return MatrixType(item.item)
    return VectorType(item, None if Ellipsis in items else len(items))


def _of_sympy(hint: Any) -> AnswerType:
    bases = {base.__name__ for base in getattr(hint, "__mro__", ())}  # by name: SymPy is not loaded for this
    if "MatrixBase" in bases:
        return MatrixType(FormulaType())
    if "Set" in bases:
        return IntervalType()
    return FormulaType() if "Expr" in bases else OpenType()
