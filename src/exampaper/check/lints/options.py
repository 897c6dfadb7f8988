"""Options: no two of a list are alike; no letter is named by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from exampaper.check import applies
from exampaper.check.amounts import amount, same_set
from exampaper.check.finding import Finding
from exampaper.check.formulas import alike
from exampaper.check.listed import Option, inline_options, option_lists
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import answer_text, marking_text, question_formulas
from exampaper.model import Part, Variant
from exampaper.writers.plain import line

SOME = 24  # draws to look at for a letter


@lint(
    "options-alike",
    "two options of a list are alike, in words or in value",
    remedy="reject such draws",
    kinds=applies.lists_nothing,
)
def options_differ(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """Of two options that mean the same, either both are right or a candidate can exclude both.

    Looked at are lists with letters before their items, or with short items that hold digits, and options that follow
    each other in a line: (a) 0.5 (b) 1. Formulas are compared by their values at some points; percentages, fractions,
    decimals, grouped digits and quantities by their size; sets whatever their order.

    Example: $\\frac{2}{4}$ and 0.5, or 0.25 and 25 %.
    """
    has_commas = any("{,}" in tex for tex in question_formulas(variant))
    for options in (*option_lists(variant.question_blocks), *inline_options(variant.question_blocks)):
        for one, other in combinations(options, 2):
            if _mean_the_same(one, other, has_commas):
                yield sample.finding(f"two options are alike: {one.words}, {other.words}", variant, at="question")
                return


def _mean_the_same(one: Option, other: Option, has_commas: bool) -> bool:
    if one.words.casefold() == other.words.casefold() or alike(one.tex, other.tex):
        return True
    if one.is_code or other.is_code:
        return False
    first, second = amount(one.words, has_commas), amount(other.words, has_commas)
    return (first is not None and first == second) or same_set(one.words, other.words)


@lint(
    "fixed-letter",
    "a model answer names a letter by hand, although the options are shuffled",
    remedy="write `<< choice >>`",
    kinds=applies.english(),
)
def letter_is_drawn(sample: Sample) -> Iterator[Finding]:
    """Options come in drawn order, so another letter is right on another draw.

    Phrases like “option B” or “B is right” are looked for in the model answer and in the marking. Where the same
    letters are named on all draws, and another one is right on some, they were written by hand.

    Example: “Answer: B, since …” in a question with `choices`.
    """
    if sample.question.source.choices is None:
        return
    for where, words in (("answer", answer_text), ("marking", marking_text)):
        letters = _letters_on_every_draw(sample, words)
        variant = _contradicted(sample, letters) if letters else None
        if variant is not None:
            right = line(variant.parts[-1].key)
            message = f"the {where} names {min(letters)} on every draw, but here {right} is right: write << choice >>"
            yield sample.finding(message, variant, at=where)


_NAMED = re.compile(
    r"(?:[Oo]ption|[Aa]nswer|[Cc]hoice|[Ll]etter)s?(?:\s+is|:)?\s+\(?([A-H])\b"
    r"|\b([A-H])\s+is\s+(?:right|correct|true|the)"
)


def _letters_on_every_draw(sample: Sample, words: Callable[[Part], str]) -> frozenset[str]:
    """The letters that are called an option, or right; none where that differs between draws."""
    named: set[frozenset[str]] = set()
    for variant in sample.some(SOME):
        pairs = _NAMED.findall("\n".join(map(words, variant.parts)))
        named.add(frozenset(one or other for one, other in pairs))
    return named.pop() if len(named) == 1 else frozenset()


def _contradicted(sample: Sample, letters: frozenset[str]) -> Variant | None:
    """A variant whose key is another letter than these."""
    for variant in sample.some(SOME):
        right = {line(part.key) for part in variant.parts}
        if right <= set("ABCDEFGH") and not right & letters:
            return variant
    return None
