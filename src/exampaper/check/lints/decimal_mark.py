"""The decimal mark: that of the question's language, also where its author wrote the number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exampaper import text
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.model import Variant
from exampaper.nodes import DisplayMaths, Maths, Text

SOME = 5

_IN_FORMULA = re.compile(r"(?<![\d.,])(?![1-9]\d{0,2}\.\d{3}(?!\d))\d+\.\d+(?![\d.])")
_IN_TEXT = re.compile(r"(?<![\d.,])0\.\d+(?![\d.])")  # 2.1 may be the number of a chapter


@lint(
    "decimal-mark",
    "a number has a decimal point, where the question's language has a comma",
    remedy="write it as 0,5 also in a formula; a value from Python as a number, not as a text; or say decimals: point",
)
def has_own_mark(sample: Sample) -> Iterator[Finding]:
    """What is filled in has the decimal comma of the question's language; what its author writes must have it, too.

    Code keeps its point.

    Example: `lang: de` and “die Lernrate $0.1$”.
    """
    for variant in sample.printed(SOME):
        if variant.numerals.decimal == ",":
            yield from _with_point(sample, variant)


def _with_point(sample: Sample, variant: Variant) -> Iterator[Finding]:
    places = (("question", variant.question_blocks), ("answer", variant.solution_blocks))
    for at, blocks in places:
        for node in text.walk(blocks):
            match node:
                case Maths() | DisplayMaths():
                    found = _IN_FORMULA.search(node.tex)
                case Text():
                    found = _IN_TEXT.search(node.text)
                case _:
                    continue
            if found:
                yield sample.finding(f"{found[0]} has a decimal point", variant, at=at)
