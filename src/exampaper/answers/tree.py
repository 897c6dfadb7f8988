"""What a student typed, as a tree: `reader` makes it, `evaluate` computes with it, `write` turns it into text again."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


class Unreadable(ValueError):
    """A text that is not understood. Its message tells the student why, and what to type instead."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was typed. places: its decimal places; None for a fraction and with a power of ten."""

    value: Fraction
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A variable of the answer, or a constant: pi, e, or oo for infinity."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """A term with a minus before it."""

    body: Expression


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and what is between them. operator: one of + - * / ^."""

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
    """Items between brackets, as in (1, 2], {a, b} or [[1, 2], [3, 4]].

    opened, closed: the brackets; "" for a list without any.
    """

    opened: str
    items: tuple[Typed, ...]
    closed: str


@dataclass(frozen=True, slots=True)
class Union:
    """Sets and intervals joined by ∪. less: those that a backslash removes from them."""

    parts: tuple[Typed, ...]
    less: tuple[Typed, ...] = ()


Typed = Expression | Collection | Union
