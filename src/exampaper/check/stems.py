"""What stands above the statements of a variant, and the words that candidates read there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from exampaper import text
from exampaper.model import Variant
from exampaper.nodes import Block, DisplayMaths, Emph, Figure, Inline, Listing, Maths
from exampaper.writers.plain import WRITER

_PROSE = replace(
    WRITER,
    inline_kinds={**WRITER.inline_kinds, Maths: lambda w, n: " … "},
    block_kinds={**WRITER.block_kinds, DisplayMaths: lambda w, n: " … "},
)
"""Text with a mark in place of each formula."""
_WORD = re.compile(r"…|[^\W\d_]+")


def above_statements(variant: Variant) -> tuple[Block, ...]:
    """The text before the list of statements, which is the last numbered one."""
    blocks = variant.question_blocks
    for place in reversed(range(len(blocks))):
        block = blocks[place]
        if isinstance(block, Listing) and block.start is not None:
            return blocks[:place]
    return blocks


def word_count(blocks: Sequence[Block]) -> int:
    """How many words there are, formulas and figures apart; a word with hyphens is one."""
    told = [block for block in blocks if not isinstance(block, Figure)]  # a description is read by those who need it
    return len(re.findall(r"[^\W\d_][\w’'-]*", str(_PROSE.blocks(told)).replace("…", " ")))


def words_of(blocks: Sequence[Block]) -> list[str]:
    """The words in lower case, the parts of one with hyphens by themselves; each formula is a mark among them."""
    return _WORD.findall(str(_PROSE.blocks(blocks)).lower())


def words_in(line: str) -> list[str]:
    """The same of a line of Markdown."""
    return _WORD.findall(str(_PROSE.inlines(text.inline(line))).lower())


def names(blocks: Iterable[Block | Inline]) -> Iterator[list[str]]:
    """The words of each name that a text introduces: what it emphasises."""
    for node in text.walk(blocks):
        if isinstance(node, Emph):
            yield _WORD.findall(str(_PROSE.inlines(node.children)).lower())


def runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    """All sequences of so many words without a formula in them."""
    found = set()
    for start in range(len(words) - length + 1):
        run = tuple(words[start : start + length])
        if "…" not in run:
            found.add(run)
    return found
