"""What a variant says, in the forms in which rules compare it: words, numbers, formulas, keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from exampaper import text
from exampaper.model import Part, Variant
from exampaper.nodes import Block, Code, CodeBlock, DisplayMaths, Figure, Maths, Text
from exampaper.numerals import Numerals
from exampaper.show import question as question_text
from exampaper.writers.plain import WRITER, line

PROSE = replace(
    WRITER,
    inline_kinds={**WRITER.inline_kinds, Code: lambda w, n: "…"},
    block_kinds={**WRITER.block_kinds, CodeBlock: lambda w, n: "…"},
)
"""Text without its code, in which `1e-3` and `None` are at home."""


def with_point(variant: Variant) -> Variant:
    """A variant whose numbers have a decimal point, as rules compare them; read from what is printed.

    What makes its page, `markdown`, stays as it is printed.
    """
    numerals = variant.numerals
    if numerals.are_plain:
        return variant

    def change(leaf: text.Leaf) -> text.Leaf:
        if isinstance(leaf, Text):
            return Text(numerals.with_point(leaf.text))
        return replace(leaf, tex=numerals.with_point(leaf.tex))

    parts = tuple(_part_with_point(part, change, numerals) for part in variant.parts)
    return replace(variant, stem=text.rewritten(variant.stem, change), parts=parts)


def _part_with_point(part: Part, change: Callable[[text.Leaf], text.Leaf], numerals: Numerals) -> Part:
    marking = tuple(replace(point, text=text.rewritten(point.text, change)) for point in part.marking)
    slips = tuple(replace(slip, printed=numerals.with_point(slip.printed)) for slip in part.slips)
    return replace(
        part,
        text=text.rewritten(part.text, change),
        answer=text.rewritten(part.answer, change),
        marking=marking,
        key=numerals.with_point(part.key),
        slips=slips,
    )


def keys(variant: Variant) -> str:
    """The short answers, in a line."""
    return "; ".join(line(part.key) for part in variant.parts)


def numbers_in(prose: str) -> set[str]:
    """The numbers of a plain text, without their signs and without zeros at the end of their decimals."""
    numbers = set()
    for number in re.findall(r"\d+(?:\.\d+)?", prose):
        numbers.add(number.rstrip("0").rstrip(".") if "." in number else number)
    return numbers


def answer_text(part: Part) -> str:
    """The model answer of a part."""
    return str(WRITER.blocks(part.answer))


def marking_text(part: Part) -> str:
    """The marking points of a part, a line each."""
    return "\n".join(str(WRITER.blocks(point.text)) for point in part.marking)


def _nodes(variant: Variant) -> Iterator[Any]:
    """Every node of a variant's texts, and of its keys."""
    yield from text.walk((*variant.question_blocks, *variant.solution_blocks))
    for part in variant.parts:
        if part.key:
            yield from text.walk(text.inline(part.key))


def formulas(variant: Variant) -> list[str]:
    """The LaTeX of every formula of a variant, its keys among them."""
    return _tex(_nodes(variant))


def question_formulas(variant: Variant) -> list[str]:
    """The LaTeX of every formula of the question itself."""
    return _tex(text.walk(variant.question_blocks))


def _tex(nodes: Iterable[Any]) -> list[str]:
    return [node.tex for node in nodes if isinstance(node, Maths | DisplayMaths)]


def has_figure(blocks: Iterable[Block]) -> bool:
    """Whether there is a figure among blocks, or in one of them."""
    return any(isinstance(node, Figure) for node in text.walk(blocks))


def question_as_printed(variant: Variant) -> str:
    """The question as printed, with its figures and the data that come with it."""
    return question_text(variant) + repr((text.graphs(variant.question_blocks), text.data_of(variant.question_blocks)))


# ------------------------------------------------------------------ what letters may stand for

_DOMAIN = re.compile(r"positiv|negativ|\breal\b|integer|whole|natural|non-?zero|assum", re.IGNORECASE)
_DOMAIN_TEX = re.compile(r"[<>]|\\[gln]eq?\b|\\in\b|\\mathbb")


def needs_domain(variant: Variant) -> bool:
    """Whether the question has a root, a logarithm or a modulus, where signs matter."""
    return bool(re.search(r"\\sqrt|\\log|\\ln\b|\||\\vert", " ".join(question_formulas(variant))))


def says_domain(variant: Variant) -> bool:
    """Whether the question says what its letters may stand for."""
    in_formulas = _DOMAIN_TEX.search(" ".join(question_formulas(variant)))
    return bool(_DOMAIN.search(question_text(variant)) or in_formulas)
