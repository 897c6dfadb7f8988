"""A formula as a tree: what the reader makes and each writer goes through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain


class MathsError(ValueError):
    """A formula that is not understood, and why."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A character as it is printed, a number or the name of a function.

    role: TeX's class of it, ord(inary), bin(ary), rel(ation), open, close or punct(uation); big for ∑ and its like, op
    for a function, limits for one with its subscript below.
    """

    text: str
    role: str = "ord"


@dataclass(frozen=True, slots=True)
class Words:
    """Upright text within a formula."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """White space; width: in em, may be negative."""

    width: float


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes side by side that count as one."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with a subscript, a superscript or both."""

    base: Node
    sub: Node | None
    sup: Node | None


@dataclass(frozen=True, slots=True)
class Fraction:
    """One over the other. line: between them, as a binomial coefficient has none."""

    above: Node
    below: Node
    line: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    """A root. degree: None for a square root."""

    body: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Styled:
    """A body in another style. style: Typst's names of it (bold, cal, bb, upright, …), the outermost first."""

    style: str
    body: Node


@dataclass(frozen=True, slots=True)
class Accent:
    """Something above, below or across a body. name: Typst's. note: what is written at a brace."""

    name: str
    body: Node
    note: Node | None = None


@dataclass(frozen=True, slots=True)
class Fenced:
    """A body between delimiters as high as it is; "" for none."""

    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Sized:
    """A delimiter of a given height in em: \\bigl( and its like."""

    text: str
    role: str
    height: float


@dataclass(frozen=True, slots=True)
class Middle:
    """A delimiter within a fenced body, as high as that."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix, cases or aligned lines.

    name: LaTeX's environment. columns: the alignment of an array's columns and the bars between them, as in cc|c.
    rules: the numbers of rows that have a rule before them.
    """

    name: str
    rows: tuple[tuple[Node, ...], ...]
    columns: str = ""
    rules: tuple[int, ...] = ()


Node = Symbol | Words | Space | Group | Scripts | Fraction | Root | Styled | Accent | Fenced | Sized | Middle | Grid


def sequences(children: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """The nodes side by side in a formula, and those in every part of it except its subscripts."""
    yield children
    for child in children:
        for part in _parts(child):
            yield from sequences(part.children if isinstance(part, Group) else (part,))


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Group():
            return (node,)
        case Scripts():
            parts = node.base, node.sup
            return tuple(part for part in parts if isinstance(part, Group))
        case Fraction():
            return node.above, node.below
        case Root() | Styled() | Accent() | Fenced():
            return (node.body,)
        case Grid():
            return tuple(chain.from_iterable(node.rows))
    return ()
