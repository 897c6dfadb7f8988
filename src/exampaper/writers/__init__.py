"""Nodes → the source of a target language. One file per target; each has the face of `Writer`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exampaper.nodes import Block, Inline


class UnknownCharacter(ValueError):
    """A character that no font has."""

    def __init__(self, character: str, target: str) -> None:
        super().__init__(f"{target} cannot set {character!r} (U+{ord(character):04X})")
        self.character = character
        self.target = target


class Written(str):
    """Text in the target language: it goes onto the page as it is. Any other text is escaped first."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Writer:
    """One target language.

    text: plain text → source that prints as exactly that text.
    inlines: the small functions by inline node kind; blocks: by block kind. Each is given
    the writer itself, to write what is inside.
    together: blocks, each with what was written of it → one text.
    """

    suffix: str
    text: Callable[[str], str]
    inline_kinds: Mapping[type, Callable[[Writer, Any], str]]
    block_kinds: Mapping[type, Callable[[Writer, Any], str]]
    together: Callable[[Sequence[tuple[Block, str]]], str] = lambda written: "\n\n".join(text for _, text in written)

    def inlines(self, children: Sequence[Inline]) -> Written:
        return Written("".join(self.inline_kinds[type(child)](self, child) for child in children))

    def blocks(self, children: Sequence[Block]) -> Written:
        return Written(self.together([(child, self.block_kinds[type(child)](self, child)) for child in children]))


def plain_line(text: str) -> str:
    """One line of printable text: any run of white space a single space, control characters gone."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text).split())
