"""The question paper does not tell the answer: not in its text, nor in code, figures and their descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

from exampaper import text
from exampaper.check.findings import Found, Sample
from exampaper.check.mutate import corruptions
from exampaper.check.rules.key import keys
from exampaper.check.rules.options import lists
from exampaper.check.rules.printed import numbers_in
from exampaper.figures import describe
from exampaper.model import Variant
from exampaper.nodes import Block, Figure, Listing, Plot, Table
from exampaper.questions.question import Question
from exampaper.questions.wording import words
from exampaper.writers.plain import WRITER, line

SOME = 12  # draws that are looked at
ENOUGH = 8  # of them, before that a number stands in every one tells something


def repeats_no_answer(sample: Sample, variant: Variant) -> Iterator[Found]:
    """The model answer's words do not stand in the question."""
    question = without_options(variant)
    for part in variant.parts:
        words = str(WRITER.blocks(part.answer))
        if len(words) > 40 and words in question:
            yield sample.found("answer leaks", "the model answer stands in the question", variant, at="question")


def without_options(variant: Variant) -> str:
    """All that the question says, but for the options it offers: text, code, figures and their descriptions.

    What a plot shows is there to be read off, and so is what the product itself says of it: that is no leak.
    """
    told = [str(WRITER.blocks((block,))) for block in variant.asked if not (_offers(block) or _is_plot(block))]
    return "\n".join(
        [*told, *(node.alt for node in text.walk(variant.asked) if isinstance(node, Figure) and _is_own(node))]
    )


def _is_plot(block: Block) -> bool:
    return isinstance(block, Figure) and isinstance(block.picture, Plot)


def _is_own(figure: Figure) -> bool:
    """Whether the author describes it."""
    return not isinstance(figure.picture, Plot) or figure.alt != describe(figure.picture)


def _offers(block: Block) -> bool:
    return (isinstance(block, Listing) and len(block.items) > 1) or (isinstance(block, Table) and any(lists((block,))))


def tells_no_answer(sample: Sample) -> Iterator[Found]:
    """The question does not change with an answer that the key tells, and holds no number of the key on all draws."""
    if not sample.question.kind.computes:
        return
    found = next(_told_by_answers(sample), None) or _told_by_numbers(sample)
    if found:
        yield found


def _told_by_answers(sample: Sample) -> Iterator[Found]:
    """The text is made again with wrong answers: where question and key both change, the one tells the other."""
    choices = sample.question.source.choices
    offered = choices.of if choices else ""
    for variant in sample.some(3):
        for name in (f.name for f in fields(variant.answers) if f.name != offered):
            for made in _with_wrong(sample, variant, name) if _tells(variant, name) else ():
                if without_options(made) != without_options(variant) and _tells(made, name):
                    message = f"the question tells {name}, which the key is made of"
                    yield sample.found("answer leaks", message, variant, at="question")


def _tells(variant: Variant, name: str) -> bool:
    """Whether an answer stands in the question and in the key: as it is printed, or a number in words."""
    printed = _plain(variant.printed.get(name, ""))
    forms = [printed, words(int(printed))] if printed.isdecimal() and len(printed) < 4 else [printed]
    pattern = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, forms))})(?!\w|\.\d)", re.IGNORECASE)
    return bool(printed and pattern.search(without_options(variant)) and pattern.search(keys(variant)))


def _plain(printed: str) -> str:
    try:
        return line(printed if "$" in printed or printed.isalpha() else f"${printed}$")
    except text.TextError:
        return ""


def _with_wrong(sample: Sample, variant: Variant, name: str) -> Iterator[Variant]:
    """The variant with a few wrong values of one answer."""
    others = [other.answers for other in sample.some(SOME)]
    wrong = [answers for field, _, answers in corruptions(variant.answers, others) if field == name]
    for answers in wrong[:2] + wrong[-2:]:
        try:
            yield _claiming(sample.question, answers).of(variant.params)
        except Exception:
            continue


def _claiming(question: Question, answers: Any) -> Question:
    """The question, if these were its answers."""
    behaviour = replace(question.behaviour, solve=lambda params: answers, slips=lambda params, answers: [])
    made = replace(question, behaviour=behaviour)
    made.__dict__["templates"] = question.templates  # compiled already
    return made


def _told_by_numbers(sample: Sample) -> Found | None:
    """A number that the key owes to the answers, and that stands in the question, too, or there more exactly.

    Not just by chance: on nearly every draw.
    """
    some = sample.some(SOME)
    secret = [_secrets(sample, variant) for variant in some]
    if len(some) < ENOUGH or len(set(map(frozenset, secret))) < ENOUGH:
        return None
    told = [
        (min(found), variant)
        for numbers, variant in zip(secret, some, strict=True)
        if (found := numbers & _with_roundings(numbers_in(without_options(variant))))
    ]
    if len(told) < 0.75 * len(some):
        return None
    number, variant = told[0]
    return sample.found("answer leaks", f"{number} stands in question and key", variant, at="question")


def _secrets(sample: Sample, variant: Variant) -> set[str]:
    """The numbers of the key that other answers change; but no parameters, nor the small ones that any text has."""
    known = numbers_in(repr(variant.params))
    for other in sample.some(2):
        if other.answers != variant.answers:
            with suppress(Exception):
                known |= numbers_in(keys(_claiming(sample.question, other.answers).of(variant.params)))
    return {number for number in numbers_in(keys(variant)) - known if len(re.sub(r"\D", "", number)) > 1}


def _with_roundings(numbers: set[str]) -> set[str]:
    """Numbers, and what they are with fewer decimal places."""
    rounded = {
        f"{float(number):.{places}f}" for number in numbers for places in range(1, len(number.partition(".")[2]))
    }
    return numbers | numbers_in(" ".join(rounded))
