"""What a student typed, as a tree: the reader makes it, evaluation and the browser's twin go through it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


class Unreadable(ValueError):
    """A text that is not understood; the message tells the student why, and what to type instead."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was typed. places: the decimal places that it shows; None of a fraction or a power of ten."""

    value: Fraction
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A variable of the field, or a constant."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    body: Expression


@dataclass(frozen=True, slots=True)
class Operation:
    """operator: one of + - * / ^."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one or more arguments: sin(x), log(x, 2), |x| as abs."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Number | Letter | Negative | Operation | Call


@dataclass(frozen=True, slots=True)
class Collection:
    """Items between brackets, as in (1, 2], {a, b} or [[1, 2], [3, 4]]; without brackets, opened and closed by ""."""

    opened: str
    items: tuple[Typed, ...]
    closed: str


@dataclass(frozen=True, slots=True)
class Union:
    """Sets and intervals joined by ∪; `less` holds those taken away by a backslash."""

    parts: tuple[Typed, ...]
    less: tuple[Typed, ...] = ()


Typed = Expression | Collection | Union
