"""The question paper does not tell the answer: not in its text, nor in code, figures and their descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

from exampaper import text
from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.listed import without_offers, without_options
from exampaper.check.mutants import corruptions
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import answer_text, keys, numbers_in
from exampaper.check.values import field_names
from exampaper.languages import language
from exampaper.model import Variant
from exampaper.questions.filters import Wording
from exampaper.questions.printing import Unprintable
from exampaper.questions.question import Question
from exampaper.writers.plain import line

SOME = 12  # draws to look at
ENOUGH = 8  # different secrets without which it means nothing that a number stands in every draw
MOSTLY = 0.75  # the share of draws above which a number is no chance
FEW = 3  # draws whose texts are made again with wrong answers
LONG = 40  # characters of a model answer that do not stand in a question by chance
_REMEDY = "word it apart"


@lint("answer-repeated", "the model answer stands in the question, word for word", remedy=_REMEDY)
def repeats_no_answer(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """What is printed in the question need not be answered.

    Example: an answer copied into the question's text, or into the description of its figure.
    """
    question = without_options(variant)
    for part in variant.parts:
        answer = answer_text(part)
        if len(answer) > LONG and answer in question:
            yield sample.finding("the model answer stands in the question", variant, at="question")


@lint("answer-leaks", "the question tells an answer that the key is made of", remedy=_REMEDY, kinds=applies.computes)
def tells_no_answer(sample: Sample) -> Iterator[Finding]:
    """The text is made again with wrong answers: where question and key both change, the one tells the other.

    This sees the answer in text, code, figures and their descriptions, as a number, in words or as a label.

    Example: `![<< total >> balls](figure:urn)`.
    """
    leak = _leak(sample)
    if leak is not None:
        variant, name = leak
        yield sample.finding(f"the question tells {name}, which the key is made of", variant, at="question")


def _leak(sample: Sample) -> tuple[Variant, str] | None:
    """The first answer that a question tells; remembered, because two rules ask for it."""
    if "leak" not in sample.remembered:
        sample.remembered["leak"] = next(_leaks(sample), None)
    return cast(tuple[Variant, str] | None, sample.remembered["leak"])


def _leaks(sample: Sample) -> Iterator[tuple[Variant, str]]:
    choices = sample.question.source.choices
    offered = choices.of if choices else ""
    for variant in sample.some(FEW):
        for name in field_names(variant.answers):
            if name != offered and _is_leaked(sample, variant, name):
                yield variant, name


def _is_leaked(sample: Sample, variant: Variant, name: str) -> bool:
    if not _is_in_both(variant, name):
        return False
    question = without_options(variant)
    for corrupted in _with_wrong(sample, variant, name):
        if without_options(corrupted) != question and _is_in_both(corrupted, name):
            return True
    return False


def _is_in_both(variant: Variant, name: str) -> bool:
    """Whether an answer stands in the question and in the key: as it is printed, or a number in words."""
    printed = _plain(variant.printed.get(name, ""))
    if not printed:
        return False
    forms = [re.escape(printed)]
    if printed.isdecimal() and len(printed) < 4:
        forms.append(re.escape(_in_words(int(printed), variant)))
    pattern = re.compile(rf"(?<![\w.])(?:{'|'.join(forms)})(?!\w|\.\d)", re.IGNORECASE)
    key = keys(variant)
    return bool(pattern.search(without_offers(without_options(variant), key)) and pattern.search(key))


def _in_words(number: int, variant: Variant) -> str:
    try:
        return Wording(language(variant.lang)).words(number)
    except Unprintable:  # it has several forms
        return str(number)


def _plain(printed: str) -> str:
    try:
        return line(printed if "$" in printed or printed.isalpha() else f"${printed}$")
    except text.TextError:
        return ""


def _with_wrong(sample: Sample, variant: Variant, name: str) -> Iterator[Variant]:
    """The variant with a few wrong values of one answer."""
    corrupted = corruptions(variant.answers, sample.answers(SOME))
    wrong = [answers for field, _, answers in corrupted if field == name]
    for answers in wrong[:2] + wrong[-2:]:
        try:
            yield _answering(sample.question, answers).of(variant.params)
        except Exception:
            continue


def _answering(question: Question, answers: Any) -> Question:
    """The question, if these were its answers."""
    behaviour = replace(question.behaviour, solve=lambda params: answers, slips=lambda params, answers: [])
    changed = replace(question, behaviour=behaviour)
    changed.__dict__["templates"] = question.templates  # compiled already
    return changed


@lint(
    "number-leaks",
    "a number that the key owes to the answers stands in the question, too",
    remedy=_REMEDY,
    kinds=applies.computes,
)
def tells_no_number(sample: Sample) -> Iterator[Finding]:
    """A number of two digits and more, that is no parameter, stands in question and key on nearly every draw.

    Numbers that a sentence offers in a row, right ones and wrong ones, tell nothing. Also found is one that the
    question prints more exactly than the key.

    Example: a parameter `hint` that `draw` computes as `solve` does.
    """
    if _leak(sample) is not None:  # told already
        return
    variants = sample.some(SOME)
    secrets = [_secrets(sample, variant) for variant in variants]
    if len(set(secrets)) < ENOUGH:
        return
    leaks: list[tuple[str, Variant]] = []
    for numbers, variant in zip(secrets, variants, strict=True):
        told = numbers_in(without_offers(without_options(variant), keys(variant)))
        common = numbers & _with_roundings(told)
        if common:
            leaks.append((min(common), variant))
    if len(leaks) >= MOSTLY * len(variants):
        number, variant = leaks[0]
        yield sample.finding(f"{number} stands in question and key", variant, at="question")


def _secrets(sample: Sample, variant: Variant) -> frozenset[str]:
    """The numbers of the key that other answers change, without parameters and the small ones of any text."""
    known = numbers_in(repr(variant.params))
    for other in sample.some(2):
        if other.answers != variant.answers:
            with suppress(Exception):
                known |= numbers_in(keys(_answering(sample.question, other.answers).of(variant.params)))
    return frozenset(number for number in numbers_in(keys(variant)) - known if len(re.sub(r"\D", "", number)) > 1)


def _with_roundings(numbers: set[str]) -> set[str]:
    """Numbers, and their roundings to fewer decimal places."""
    rounded = set()
    for number in numbers:
        decimals = number.partition(".")[2]
        for places in range(1, len(decimals)):
            rounded.add(f"{float(number):.{places}f}")
    return numbers | numbers_in(" ".join(rounded))
