"""A formula as a tree: what the reader makes, and what each writer goes through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


class MathsError(ValueError):
    """A formula that is not understood, and why."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One sign as it is printed. role: ord(inary), bin(ary), rel(ation), open, close, punct, op (a named function)."""

    text: str
    role: str = "ord"


@dataclass(frozen=True, slots=True)
class Words:
    """Upright text within a formula."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    width: float  # in em


@dataclass(frozen=True, slots=True)
class Group:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Scripts:
    base: Node
    sub: Node | None
    sup: Node | None


@dataclass(frozen=True, slots=True)
class Fraction:
    above: Node
    below: Node
    line: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    body: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Styled:
    """A letter style (bold, cal, bb, upright, …)."""

    style: str
    body: Node


@dataclass(frozen=True, slots=True)
class Accent:
    name: str
    body: Node
    note: Node | None = None


@dataclass(frozen=True, slots=True)
class Fenced:
    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Sized:
    """A delimiter of a height told in em: \\bigl( and its like."""

    text: str
    role: str
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix, cases or aligned lines. columns: of an array, the sides of its cells and the bars: cc|c."""

    name: str
    rows: tuple[tuple[Node, ...], ...]
    columns: str = ""


Node = Symbol | Words | Space | Group | Scripts | Fraction | Root | Styled | Accent | Fenced | Sized | Grid


def sequences(children: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """What stands beside each other: of a formula, and of every part of it but what stands below a letter."""
    yield children
    for child in children:
        for part in _parts(child):
            yield from sequences(part.children if isinstance(part, Group) else (part,))


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Group():
            return (node,)
        case Scripts():
            return tuple(part for part in (node.base, node.sup) if isinstance(part, Group))
        case Fraction():
            return node.above, node.below
        case Root() | Styled() | Accent() | Fenced():
            return (node.body,)
        case Grid():
            return tuple(cell for row in node.rows for cell in row)
    return ()
