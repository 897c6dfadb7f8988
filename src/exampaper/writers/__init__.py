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


Joined = Callable[[Sequence[tuple[Block, str]]], str]
"""Blocks, each with what was written of it → one text."""


def one_a_line(written: Sequence[tuple[Block, str]]) -> str:
    """Blocks, each on a line of its own."""
    return "\n".join(text for _, text in written)


def _paragraphs(written: Sequence[tuple[Block, str]]) -> str:
    """Blocks with an empty line between."""
    return "\n\n".join(text for _, text in written)


@dataclass(frozen=True, slots=True, eq=False)
class Writer:
    """One target language.

    suffix: of files in it. text: plain text → source that prints as exactly that text.
    inline_kinds: the small functions by inline node kind; block_kinds: by block kind. Each is given the writer itself,
    to write what is inside, and the node.
    together: what joins blocks that follow one another.
    """

    suffix: str
    text: Callable[[str], str]
    inline_kinds: Mapping[type, Callable[[Writer, Any], str]]
    block_kinds: Mapping[type, Callable[[Writer, Any], str]]
    together: Joined = _paragraphs

    def inlines(self, children: Sequence[Inline]) -> Written:
        """Running text in the target language."""
        source = ""
        for child in children:
            source += self.inline_kinds[type(child)](self, child)
        return Written(source)

    def blocks(self, children: Sequence[Block]) -> Written:
        """Blocks in the target language, joined."""
        written = [(child, self.block_kinds[type(child)](self, child)) for child in children]
        return Written(self.together(written))


def plain_line(text: str) -> str:
    """One line of printable text: any run of white space a single space, control characters gone."""
    return " ".join("".join(filter(_is_visible, text)).split())


def _is_visible(character: str) -> bool:
    return character.isprintable() or character.isspace()
