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
    """A declaration that is not understood, and what would be."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A field's type for the marker, and for Python."""

    type: AnswerType
    python: Any


def declared(text: str) -> Declared:
    """The type that a line of `answers:` declares. Raises Undeclared."""
    line = " ".join(text.split())
    for pattern, make in _PATTERNS:
        if found := pattern.fullmatch(line):
            return make(found)
    raise Undeclared(
        f"{text!r} is not a type of answer: write int, decimal, fraction, 2 places, 3 digits m, formula, …"
    )


def one_of(words: tuple[str, ...]) -> Declared:
    return Declared(OneOfType(words), Literal[words])


_EXACT: Mapping[str, Any] = {"int": int, "decimal": Decimal, "fraction": Fraction}


def _exact(found: re.Match[str]) -> Declared:
    form: Form = found["form"]  # type: ignore[assignment]
    return Declared(NumberType(form, unit=found["unit"] or ""), _EXACT[form])


def _rounded(found: re.Match[str]) -> Declared:
    count = int(found["count"])
    if not 0 <= count <= 30 or (found["kind"].startswith("digit") and count == 0):
        raise Undeclared(f"{count} {found['kind']}: from 0 to 30")
    precision = Places(count) if found["kind"].startswith("place") else Significant(count)
    tolerance = Fraction(found["tolerance"]) if found["tolerance"] else None
    made = NumberType("float", precision, tolerance, found["unit"] or "")
    return Declared(made, Annotated[float, precision])


def _formula(found: re.Match[str]) -> Declared:
    return Declared(FormulaType(_letters(found["letters"] or "")), Any)


def _letters(text: str) -> dict[str, Domain]:
    letters = {}
    for each in filter(None, (part.strip() for part in text.split(","))):
        name, _, domain = each.partition(":")
        letters[name.strip()] = _domain(domain.strip())
    return letters


def _domain(text: str) -> Domain:
    known = {
        "": REAL,
        "real": REAL,
        "positive": Domain(0),
        "negative": Domain(high=0),
        "whole": Domain(whole=True),
        "natural": Domain(0, whole=True),
    }
    if text in known:
        return known[text]
    if found := re.fullmatch(r"(-?[\d.]+?)\.\.(-?[\d.]+)", text):
        return Domain(float(found[1]), float(found[2]))
    raise Undeclared(f"{text!r} is no domain of a letter: write positive, negative, whole, natural or 0..1")


def _item(text: str | None, otherwise: str) -> Declared:
    return declared(text or otherwise)


def _matrix(found: re.Match[str]) -> Declared:
    item = _item(found["item"], "fraction")
    row = GenericAlias(tuple, (item.python, ...))
    return Declared(MatrixType(item.type), Annotated[GenericAlias(tuple, (row, ...)), Rows])


def _list(found: re.Match[str]) -> Declared:
    item = _item(found["item"], "fraction")
    return Declared(VectorType(item.type), GenericAlias(tuple, (item.python, ...)))


def _ints(found: re.Match[str]) -> Declared:
    return Declared(VectorType(NumberType("int")), tuple[int, ...])


def _set(found: re.Match[str]) -> Declared:
    if found["item"] is None:
        return Declared(IntervalType(), Any)
    return Declared(SetType(_item(found["item"], "").type), Any)


def _order(found: re.Match[str]) -> Declared:
    return Declared(OrderType(tuple(name.strip() for name in (found["letters"] or "n").split(","))), Any)


def _word(found: re.Match[str]) -> Declared:
    accepted = tuple(re.findall(r'"([^"]+)"', found["more"] or ""))
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
    (re.compile(r"yes or no"), lambda found: Declared(OneOfType(("yes", "no")), bool)),
    (re.compile(r"word(?P<more>(?: or \"[^\"]+\")*)"), _word),
    (re.compile(r"code"), lambda found: Declared(OutputType(), str)),
    (re.compile(r"text"), lambda found: Declared(OpenType(), Any)),
)


# ------------------------------------------------------------------ annotations


def of_annotation(hint: Any) -> AnswerType:
    """The type of a field of `class Answers`, by its annotation."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        for mark in marks:
            if isinstance(mark, Places | Significant):
                return NumberType("float", mark)
            if hasattr(mark, "judge"):
                return mark  # type: ignore[no-any-return]
        return of_annotation(inner)
    if get_origin(hint) is Literal and all(isinstance(word, str) for word in get_args(hint)):
        return OneOfType(get_args(hint))
    if get_origin(hint) is tuple:
        return _of_tuple(get_args(hint))
    plain: Mapping[Any, AnswerType] = {
        bool: OneOfType(("yes", "no")),
        int: NumberType("int"),
        Decimal: NumberType("decimal"),
        Fraction: NumberType("fraction"),
        str: WordType(),
    }
    return plain.get(hint) or _of_sympy(hint)


def _of_tuple(items: tuple[Any, ...]) -> AnswerType:
    if not items:
        return OpenType()
    item = of_annotation(items[0])
    if isinstance(item, VectorType):
        return MatrixType(item.item)
    return VectorType(item, None if Ellipsis in items else len(items))


def _of_sympy(hint: Any) -> AnswerType:
    bases = {base.__name__ for base in getattr(hint, "__mro__", ())}
    if "MatrixBase" in bases:
        return MatrixType(FormulaType())
    if "Set" in bases:
        return IntervalType()
    return FormulaType() if "Expr" in bases else OpenType()
