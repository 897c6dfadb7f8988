"""Ties: Python rounds them to the even digit, candidates round them up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, localcontext

from exampaper import text
from exampaper.check import applies
from exampaper.check.changed_source import other_answers, with_changed_source
from exampaper.check.finding import Finding
from exampaper.check.half_up import RoundsHalfUp, rounds
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.model import Variant
from exampaper.nodes import Code, CodeBlock
from exampaper.questions.question import Question
from exampaper.show import question as question_text

_ASKS = re.compile(
    r"\bround|\bnearest\b|\bto the (?:cent|penny|euro|dollar)|decimal|significant|\bplaces?\b|\bwhole\b"
    r"|\bgerundet|\brunde|Nachkommastelle|\bcents?\b|\d\s*d\.?\s?p\.?\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"half.(?:to.)?even|\beven (?:digit|cent|number|neighbou?r)|banker|truncat|\bcut\b|IEEE|gerade")


@lint(
    "half-even",
    "a tie is rounded to the even digit, as Python does, where the question asks to round",
    remedy="use `round_half_up` of exampaper.author, let `draw` avoid ties, or say in the question which rule is meant",
    kinds=applies.computes,
)
def ties_go_up(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """2.125 is 2.13 to nearly everybody who rounds to two places, and 2.12 to Python's `round`, Decimal and f-strings.

    Where the question asks to round, it is solved again with ties rounded up. An answer that is another then is told.
    So is one of a float like 2.675, which a candidate has exactly and a computer does not.

    Example: `(net * Decimal("1.05")).quantize(Decimal("0.01"))` of a net price of 10.50.
    """
    question = _rounded_up(sample)
    if question is None or not _asks_to_round(variant):
        return
    with localcontext(rounding=ROUND_HALF_UP):
        changed = other_answers(question, variant)
    for name, (even, up) in changed.items():
        message = f"{name} = {even} is a tie rounded to the even digit; rounded up, as candidates do, it is {up}"
        yield sample.finding(message, variant, at="solve", subject=name)
        return


def _rounded_up(sample: Sample) -> Question | None:
    """The question with ties rounded up; None for one that rounds nothing."""
    if not rounds(sample.python):
        return None
    return with_changed_source(sample, "half up", RoundsHalfUp().changed)


def _asks_to_round(variant: Variant) -> bool:
    """Whether the question asks for a rounded value, and not for what a program prints."""
    words = question_text(variant)
    if not _ASKS.search(words) or _OTHERWISE.search(words):
        return False
    code = [node.text for node in text.walk(variant.question_blocks) if isinstance(node, Code | CodeBlock)]
    return not any(re.search(r"round|format|:\.\d", piece) for piece in code)
