"""Options: no two of a list are alike, in words, in value, or as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from exampaper import text
from exampaper.check.findings import Found, Sample
from exampaper.check.reading import alike
from exampaper.model import Variant
from exampaper.nodes import Block, Inline, Listing, Maths, Paragraph, Strong, Table, Text
from exampaper.writers.plain import WRITER


@dataclass(frozen=True, slots=True)
class Option:
    """An item of a list: its words, its formula or number if it is nothing else, whether a letter stands before it."""

    words: str
    tex: str
    lettered: bool


def options_differ(sample: Sample, variant: Variant) -> Iterator[Found]:
    """No two options of a list of formulas or numbers are alike."""
    if sample.question.kind.lists:
        return
    for options in lists(variant.asked):
        for one, other in combinations(options, 2):
            if _same(one, other):
                message = f"two options are alike: {one.words}, {other.words}"
                yield sample.found("options", message, variant, at="question")
                return


def lists(blocks: tuple[Block, ...]) -> Iterator[list[Option]]:
    """The items of each list or table that offers answers: with letters before them, or short and with digits."""
    for node in text.walk(blocks):
        options = [_option(item) for item in _items(node)]
        if len(options) > 1 and (all(o.lettered for o in options) or all(map(_is_value, options))):
            yield options


def _items(node: Block | Inline) -> tuple[tuple[Block, ...], ...]:
    """What a list offers; what a table does, in columns or rows that have a letter at their head."""
    if isinstance(node, Listing):
        return node.items
    if not isinstance(node, Table):
        return ()
    columns = list(zip(*node.rows, strict=True))
    if node.rows and all(_LETTER.fullmatch(str(WRITER.inlines(cell))) for cell in node.header):
        return tuple(_cells((head, *column)) for head, column in zip(node.header, columns, strict=True))
    rows = [row for row in node.rows if _LETTER.fullmatch(str(WRITER.inlines(row[0])))]
    return tuple(map(_cells, rows)) if len(rows) == len(node.rows) else ()


_LETTER = re.compile(r"\(?[A-H][.):]?\)?")


def _cells(cells: tuple[tuple[Inline, ...], ...]) -> tuple[Block, ...]:
    """Cells as an item: a letter, and what stands beside or below it."""
    head, *rest = cells
    return (Paragraph((Strong(head), Text(" "), *chain.from_iterable(rest))),)


def _is_value(option: Option) -> bool:
    return bool(re.search(r"\d", option.words)) and len(option.words) < 60


def _option(item: tuple[Block, ...]) -> Option:
    words = str(WRITER.blocks(item))
    found = re.match(rf"{_LETTER.pattern}\s+(?=\S)", words)
    first = item[0] if item else None
    children = first.children if isinstance(first, Paragraph) and len(item) == 1 else ()
    rest = [
        node
        for node in children
        if not isinstance(node, Strong) and not (isinstance(node, Text) and not node.text.strip())
    ]
    tex = rest[0].tex if len(rest) == 1 and isinstance(rest[0], Maths) else ""
    bare = (words[found.end() :] if found else words).strip()
    return Option(bare, tex or (bare if re.search(r"\d", bare) else ""), found is not None)


def _same(one: Option, other: Option) -> bool:
    return one.words.casefold() == other.words.casefold() or alike(one.tex, other.tex)
