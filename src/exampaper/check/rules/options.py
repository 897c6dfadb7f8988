"""Options: no two of a list are alike, in words, in value, or as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from exampaper import text
from exampaper.check.findings import Found, Sample
from exampaper.check.reading import alike
from exampaper.model import Variant
from exampaper.nodes import Block, Listing, Maths, Paragraph, Strong, Text
from exampaper.writers.plain import WRITER


@dataclass(frozen=True, slots=True)
class Option:
    """An item of a list: its words, its formula if it is nothing else, and whether a letter stands before it."""

    words: str
    tex: str
    lettered: bool


def options_differ(sample: Sample, variant: Variant) -> Iterator[Found]:
    """No two options of a list of formulas or numbers are alike."""
    if sample.question.kind == "statements":
        return
    for blocks in (variant.stem, *(part.text for part in variant.parts)):
        for options in lists(blocks):
            for one, other in combinations(options, 2):
                if _same(one, other):
                    message = f"two options are alike: {one.words}, {other.words}"
                    yield sample.found("options", message, variant, at="question")
                    return


def lists(blocks: tuple[Block, ...]) -> Iterator[list[Option]]:
    """The items of each list that offers answers: all short, with letters before them or digits in them."""
    for node in text.walk(blocks):
        if isinstance(node, Listing) and len(node.items) > 1:
            options = [_option(item) for item in node.items]
            if all(o.lettered or re.search(r"\d", o.words) for o in options) and all(
                len(o.words) < 60 for o in options
            ):
                yield options


def _option(item: tuple[Block, ...]) -> Option:
    words = str(WRITER.blocks(item))
    found = re.match(r"\(?[A-H][.):]?\)?\s+(?=\S)", words)
    first = item[0] if item else None
    children = first.children if isinstance(first, Paragraph) and len(item) == 1 else ()
    rest = [
        node
        for node in children
        if not isinstance(node, Strong) and not (isinstance(node, Text) and not node.text.strip())
    ]
    tex = rest[0].tex if len(rest) == 1 and isinstance(rest[0], Maths) else ""
    bare = words[found.end() :] if found else words
    return Option(bare.strip(), tex or bare.strip(), found is not None)


def _same(one: Option, other: Option) -> bool:
    return one.words.casefold() == other.words.casefold() or alike(one.tex, other.tex)
