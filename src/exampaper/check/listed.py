"""The options that a question lists: which lists and tables of its text offer answers, and what they offer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from exampaper import text
from exampaper.figures import describe
from exampaper.model import Variant
from exampaper.nodes import Block, Code, Figure, Inline, Listing, Maths, Paragraph, Plot, Strong, Table, Text
from exampaper.writers.plain import WRITER

LETTER = re.compile(r"\(?(?:[A-H][.):]?\)?|[a-h][.):]\)?)")  # what stands before an option

SHORT = 60  # characters of an option that may be a value

Item = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """An item of a list: its words, its formula or number if it is nothing else, whether a letter stands before it.

    is_code: whether it is a piece of code, in which 0110 is not 110.
    """

    words: str
    tex: str
    lettered: bool
    is_code: bool = False

    @property
    def is_value(self) -> bool:
        return bool(re.search(r"\d", self.words)) and len(self.words) < SHORT


def option_lists(blocks: tuple[Block, ...]) -> Iterator[list[Option]]:
    """The items of each list or table that offers answers: with letters before them, or short and with digits."""
    for node in text.walk(blocks):
        are_lettered = isinstance(node, Listing) and node.letters
        options = [_option(item, are_lettered) for item in _items(node)]
        if len(options) < 2:
            continue
        lettered = sum(option.lettered for option in options)
        values = sum(option.is_value for option in options)
        if len(options) in (lettered, values):
            yield options


def without_options(variant: Variant) -> str:
    """All that the question says, but for the options it offers: text, code, figures and their descriptions.

    What a plot shows is there to be read off, and so is what the product itself says of it: that is no leak.
    """
    lines = []
    for block in variant.question_blocks:
        if not (_offers(block) or _is_plot(block)):
            lines.append(str(WRITER.blocks((block,))))
    for node in text.walk(variant.question_blocks):
        if isinstance(node, Figure) and _is_described_by_author(node):
            lines.append(node.alt)
    return "\n".join(lines)


_OFFERED = r"[-−]?\d+(?:[.,]\d+)?(?:/\d+)?(?:\s?%)?(?: ?[A-Za-zµΩ°€$²³/]{1,5}(?<!and)(?<!or)(?<!und)(?<!oder))?"
_OFFERS = re.compile(
    rf"(?<![\w.])(?:{_OFFERED},\s+)*{_OFFERED},?\s+(?:and|or|und|oder|versus|vs\.?)\s+{_OFFERED}(?![\d]|[.,]\d)"
)


def without_offers(prose: str, key: str) -> str:
    """A text without the numbers that it offers in a row, of which the key names some and not all.

    “Which of 886, 887, 888 and 889 are even?” must name the right ones.
    """
    named = set(_NUMBER.findall(key))

    def dropped(offers: re.Match[str]) -> str:
        offered = set(_NUMBER.findall(offers[0]))
        return "…" if offered & named and not offered <= named else offers[0]

    return _OFFERS.sub(dropped, prose)


_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def _is_plot(block: Block) -> bool:
    return isinstance(block, Figure) and isinstance(block.picture, Plot)


def _is_described_by_author(figure: Figure) -> bool:
    return not isinstance(figure.picture, Plot) or figure.alt != describe(figure.picture)


def _offers(block: Block) -> bool:
    if isinstance(block, Table):
        return any(option_lists((block,)))
    return isinstance(block, Listing) and len(block.items) > 1


def _items(node: Block | Inline) -> tuple[Item, ...]:
    """What a list offers; what a table does, in columns or rows that have a letter at their head."""
    if isinstance(node, Listing):
        return node.items
    if not isinstance(node, Table):
        return ()
    if node.rows and all(map(_is_letter, node.header)):
        return tuple(map(_cells, zip(node.header, *node.rows, strict=True)))
    if all(_is_letter(row[0]) for row in node.rows):
        return tuple(map(_cells, node.rows))
    return ()


def _is_letter(cell: tuple[Inline, ...]) -> bool:
    return LETTER.fullmatch(str(WRITER.inlines(cell))) is not None


def _cells(cells: tuple[tuple[Inline, ...], ...]) -> Item:
    """Cells as an item: a letter, and what stands beside or below it."""
    head, *rest = cells
    return (Paragraph((Strong(head), Text(" "), *chain.from_iterable(rest))),)


def _option(item: Item, lettered: bool = False) -> Option:
    words = str(WRITER.blocks(item))
    letter = None if lettered else re.match(rf"{LETTER.pattern}\s+(?=\S)", words)
    bare = (words[letter.end() :] if letter else words).strip()
    tex = _only_formula(item) or (bare if re.search(r"\d", bare) else "")
    is_code = any(isinstance(node, Code) for node in text.walk(item))
    return Option(bare, tex, lettered or letter is not None, is_code)


_INLINE = re.compile(r"(?:(?<=\s)|^)(?:\(?([A-Ha-h])[.):]\)?|([A-H]):?)\s+")


def inline_options(blocks: tuple[Block, ...]) -> Iterator[list[Option]]:
    """The options that follow each other in a paragraph, with letters in order before them: (a) 0.5 (b) 1 (c) 2."""
    for node in text.walk(blocks):
        if isinstance(node, Paragraph):
            words = str(WRITER.blocks((node,)))
            starts = list(_INLINE.finditer(words))
            letters = "".join((match[1] or match[2]).upper() for match in starts)
            if len(starts) > 1 and "ABCDEFGH".startswith(letters):
                ends = [*(match.start() for match in starts[1:]), len(words)]
                pieces = [words[match.end() : end] for match, end in zip(starts, ends, strict=True)]
                bare = [re.sub(r"[,;.]?\s*(?:and|or)?\s*$", "", piece) for piece in pieces]
                yield [Option(piece, piece if re.search(r"\d", piece) else "", True) for piece in bare]


def _only_formula(item: Item) -> str:
    """The LaTeX of an item that is a formula and nothing else, but for its letter; "" of any other."""
    if len(item) != 1 or not isinstance(item[0], Paragraph):
        return ""
    rest: list[Inline] = []
    for node in item[0].children:
        is_space = isinstance(node, Text) and not node.text.strip()
        if not isinstance(node, Strong) and not is_space:
            rest.append(node)
    return rest[0].tex if len(rest) == 1 and isinstance(rest[0], Maths) else ""
