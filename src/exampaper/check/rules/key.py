"""The short answer is there, and it is the model answer's; the marking marks the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import gcd

from exampaper import text
from exampaper.check.findings import Found, Sample
from exampaper.check.rules.printed import numbers_in
from exampaper.model import Part, Variant
from exampaper.nodes import Figure
from exampaper.show import answer
from exampaper.show import question as question_text
from exampaper.writers.plain import WRITER, line


def keys(variant: Variant) -> str:
    """The short answers, in a line."""
    return "; ".join(line(part.key) for part in variant.parts)


def key_is_plain(sample: Sample, variant: Variant) -> Iterator[Found]:
    """Every part of a computed question has a short answer in one line, its fractions reduced."""
    if sample.question.kind.marked_by_person:
        return
    for part in variant.parts:
        if not part.key:
            message = f"part ({part.label}) has no key" if part.label else "no key"
            yield sample.found("key", message, variant, at="key")
        for top, bottom in _FRACTION.findall(part.key):
            if gcd(int(top), int(bottom)) > 1 or int(bottom) == 1:
                message, remedy = f"an unreduced fraction in the key: {top}/{bottom}", "answer with a Fraction"
                yield sample.found("printed", message, variant, at="key", remedy=remedy)


_FRACTION = re.compile(r"\\[dt]?frac\{(-?\d+)\}\{(\d+)\}")


def key_is_answered(sample: Sample, variant: Variant) -> Iterator[Found]:
    """The numbers of the key are those of the model answer; what was proven is printed; the marking agrees."""
    if not sample.question.kind.computes:
        return
    for part in variant.parts:
        told = _answer_numbers(part)
        if told is not None and (absent := sorted(numbers_in(line(part.key)) - told)):
            message = f"the key tells {absent[0]}, the model answer does not"
            yield sample.found("printed", message, variant, at="key", remedy=_SAME)
        elif told is not None and (number := _other_sign(part)):
            message = f"the model answer has {number} with another sign"
            yield sample.found("printed", message, variant, at="key", remedy=_SAME)
    if not _prints_any(variant):
        message = "no answer that check proves is printed, in key or answer"
        yield sample.found("printed", message, variant, at="answer", remedy="print what was proven")


_SAME = "print the same answer in both"


def _answer_numbers(part: Part) -> set[str] | None:
    """The numbers of a model answer; None of one that is drawn."""
    if any(isinstance(block, Figure) for block in text.walk(part.answer)):
        return None
    return numbers_in(str(WRITER.blocks(part.answer)))


def _other_sign(part: Part) -> str:
    """A key that is a number and nothing else, if the model answer has that number with the other sign only."""
    key = line(part.key).replace("−", "-").replace(" ", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", key) or float(key) == 0:
        return ""
    words = str(WRITER.blocks(part.answer)).replace("−", "-")
    signs = set(re.findall(rf"(-?)\s*(?<![\d.]){re.escape(key.removeprefix('-'))}(?![\d]|\.\d)", words))
    return key if signs and ("-" if key.startswith("-") else "") not in signs else ""


def _prints_any(variant: Variant) -> bool:
    words = _bare(keys(variant) + " " + answer(variant))
    printed = [value for values in variant.printed.values() for value in (values, *values.split(", ")) if value]
    return not printed or any(_bare(plain) in words for value in printed for plain in _plainly(value))


def _plainly(value: str) -> Iterator[str]:
    """A printed answer as plain text, whether it is a formula or words."""
    for markdown in (value, f"${value}$"):
        try:
            yield line(markdown)
        except text.TextError:
            continue


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def marking_agrees(sample: Sample) -> Iterator[Found]:
    """A marking whose numbers stand nowhere else, on any draw, and that never tells the key, marks another answer."""
    some = sample.some(12)
    if len(some) < 5 or (not sample.question.kind.computes or sample.question.kind.draws_answer):
        return
    strangers = [_strangers(variant) for variant in some]
    if all(strangers) and not set.intersection(*strangers):
        message = f"the marking tells {min(strangers[0])}, which is in neither question nor answer, and not the key"
        yield sample.found("printed", message, some[0], at="marking", remedy="mark the answer that is proven")


def _strangers(variant: Variant) -> set[str]:
    """Numbers of the marking that stand nowhere else; none where it tells the key, too."""
    marking = numbers_in(" ".join(str(WRITER.blocks(p.text)) for part in variant.parts for p in part.marking))
    key = numbers_in(keys(variant))
    known = numbers_in(
        " ".join([question_text(variant), answer(variant), repr(variant.params), *variant.printed.values()])
    )
    return set() if not key or marking & key else marking - known


def percent_is_meant(sample: Sample) -> Iterator[Found]:
    """A percentage below one on every draw looks like a share."""
    some = sample.some(12)
    found = [re.findall(r"(?<![\d.])(\d+\.\d+)\s*%", keys(v)) for v in some]
    if len(some) >= 5 and all(found) and all(float(number) < 1 for numbers in found for number in numbers):
        message = f"{found[0][0]} %, and below 1 % on every draw: is it a share, of which 100 times is meant?"
        remedy = "multiply by 100, or print it without the sign"
        yield sample.found("printed", message, some[0], at="key", warning=True, remedy=remedy)
