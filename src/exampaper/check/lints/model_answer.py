"""Key, model answer and marking tell the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from exampaper import text
from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import answer_text, has_figure, keys, marking_text, numbers_in
from exampaper.model import Part, Variant
from exampaper.show import answer
from exampaper.show import question as question_text
from exampaper.writers.plain import line

_SAME = "print the same answer in both"

SOME = 12  # draws to look at
ENOUGH = 5  # draws without which it means nothing that all of them have something in common


@lint(
    "key-not-in-answer", "the key tells a number that the model answer does not", remedy=_SAME, kinds=applies.computes
)
def key_is_answered(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """The short answer and the model answer are two texts about one thing, and must agree.

    Each number of the key is looked for in the model answer of its part, whatever its sign.

    Example: a key `<< total >>` and a model answer that prints `<< mean >>`.
    """
    for part in variant.parts:
        absent = _absent(part)
        if absent:
            message = f"the key tells {min(absent)}, the model answer does not"
            yield sample.finding(message, variant, at="key", subject=part.label)


def _absent(part: Part) -> set[str]:
    """The numbers of a key that the model answer does not tell; none where that is drawn."""
    if has_figure(part.answer):
        return set()
    return numbers_in(line(part.key)) - numbers_in(answer_text(part))


@lint(
    "key-of-other-sign",
    "the model answer has the number of the key with another sign",
    remedy=_SAME,
    kinds=applies.computes,
)
def sign_is_answered(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A key of -3 beside a model answer of 3 is right in one of them.

    Looked at are keys that are a number and nothing else.

    Example: a key `<< -shift >>` and a model answer that prints `<< shift >>`.
    """
    for part in variant.parts:
        if has_figure(part.answer) or _absent(part):
            continue
        key = line(part.key).replace("−", "-").replace(" ", "")
        if _has_other_sign(key, answer_text(part).replace("−", "-")):
            message = f"the model answer has {key} with another sign"
            yield sample.finding(message, variant, at="key", subject=part.label)


def _has_other_sign(key: str, words: str) -> bool:
    """Whether the number of the key stands in the words, and never with its sign."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", key) or float(key) == 0:
        return False
    number = re.escape(key.removeprefix("-"))
    signs = set(re.findall(rf"(-?)\s*(?<![\d.]){number}(?![\d]|\.\d)", words))
    sign = "-" if key.startswith("-") else ""
    return bool(signs) and sign not in signs


@lint(
    "nothing-proven-printed",
    "no answer that `check` proves is printed, in key or answer",
    remedy="print what was proven",
    kinds=applies.computes,
)
def proven_is_printed(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A key that is put together in `context`, or written by hand, is proven by nobody.

    An answer may print with a decimal comma, or in groups of three digits.

    Example: `key: "$<< a + b >>$"` where `Answers` has the field `total`.
    """
    if not _prints_any(variant):
        yield sample.finding("no answer that check proves is printed, in key or answer", variant, at="answer")


def _prints_any(variant: Variant) -> bool:
    printed = set[str]()
    for values in variant.printed.values():
        printed.update({values, *values.split(", ")})
    printed.discard("")
    words = _bare(keys(variant) + " " + answer(variant))
    ungrouped = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", words)
    for form in map(_bare, chain.from_iterable(map(_as_plain_text, printed))):
        if form in words or form in ungrouped or form.replace(".", ",") in words:
            return True
    return not printed


def _as_plain_text(value: str) -> Iterator[str]:
    """A printed answer as plain text, whether it is a formula or words."""
    for markdown in (value, f"${value}$"):
        try:
            yield line(markdown)
        except text.TextError:
            continue


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


@lint(
    "other-marking",
    "the marking tells numbers that stand nowhere else, and never the key",
    remedy="mark the answer that is proven",
    kinds=applies.computes_values,
)
def marking_agrees(sample: Sample) -> Iterator[Finding]:
    """A marking whose numbers are in neither question nor answer, on any draw, marks another answer.

    Example: a marking copied from another question, whose `<< area >>` is computed in `context`.
    """
    variants = sample.some(SOME)
    if len(variants) < ENOUGH:
        return
    strangers = [_strangers(variant) for variant in variants]
    if all(strangers) and not set.intersection(*strangers):
        number = min(strangers[0])
        message = f"the marking tells {number}, which is in neither question nor answer, and not the key"
        yield sample.finding(message, variants[0], at="marking")


def _strangers(variant: Variant) -> set[str]:
    """Numbers of the marking that stand nowhere else; none where it tells the key, too."""
    marking, key = numbers_in(" ".join(map(marking_text, variant.parts))), numbers_in(keys(variant))
    if not key or marking & key:
        return set()
    elsewhere = [question_text(variant), answer(variant), repr(variant.params), *variant.printed.values()]
    return marking - numbers_in(" ".join(elsewhere))


@lint(
    "share-as-percentage",
    "a percentage is below 1 % on every draw, and so looks like a share",
    remedy="multiply by 100, or print it without the sign",
    warning=True,
)
def percent_is_meant(sample: Sample) -> Iterator[Finding]:
    """A share of 0.25 with a percent sign behind it is a quarter of one per cent.

    Example: `key: "$<< share >>$ %"`.
    """
    variants = sample.some(SOME)
    if len(variants) < ENOUGH:
        return
    percentages = [re.findall(r"(?<![\d.])(\d+\.\d+)\s*%", keys(variant)) for variant in variants]
    if all(percentages) and max(map(float, chain.from_iterable(percentages))) < 1:
        first = percentages[0][0]
        message = f"{first} %, and below 1 % on every draw: is it a share, of which 100 times is meant?"
        yield sample.finding(message, variants[0], at="key")
