"""What never changes can be guessed, or told to the next candidate: a key, a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import has_figure, keys, with_point
from exampaper.check.values import different, field_values, is_verdict
from exampaper.faults import Faulty
from exampaper.model import Variant

ENOUGH = 8
"""Different draws without which it means nothing that all of them have something in common."""
FURTHER = 64  # further draws to look at before a key is called constant
MANY_FURTHER = 300  # further draws to look at before a verdict is called constant
_VARY = "vary what it hangs on"


@lint("constant-key", "the key is the same on every draw", remedy=_VARY, kinds=applies.computes_values, warning=True)
def key_changes(sample: Sample) -> Iterator[Finding]:
    """Whoever has seen one paper knows the answer on all. If a key is words alone, the answers behind it count, too.

    Example: a question that draws the names of two layers, and asks which of them has more parameters: always the
    second.
    """
    variants = different(map(with_point, sample.variants.values()))
    if len(variants) < ENOUGH or has_figure(variants[0].solution_blocks):
        return
    content = set(map(_key_content, variants))
    if len(content) == 1:
        content.update(_further_keys(sample))
    if len(content) == 1:
        message = f"the key is {keys(variants[0])} on every draw: who has seen one paper knows it"
        yield sample.finding(message, variants[0], at="key")


def _key_content(variant: Variant) -> str:
    """The key; if it is words alone, with the answers, which it may sum up."""
    key = keys(variant)
    return key if re.search(r"\d", key) else f"{key} {variant.answers}"


def _further_keys(sample: Sample) -> Iterator[str]:
    first = sample.effort.first_seed + sample.effort.draws
    for seed in range(first, first + FURTHER):
        try:
            yield _key_content(sample.question.variant(seed))
        except Faulty:
            continue


@lint(
    "constant-verdict",
    "a yes or no, or a word, that the text tells is the same on every draw",
    remedy=_VARY,
    kinds=applies.computes_values,
    warning=True,
)
def verdicts_change(sample: Sample) -> Iterator[Finding]:
    """A question “Does it converge?” that is always answered by yes is answered without a thought.

    Example: `converges: bool`, and a draw whose learning rates are all small.
    """
    variants = different(map(with_point, sample.variants.values()))
    if len(variants) < ENOUGH:
        return
    markdown = sample.question.source.path.read_text(encoding="utf-8")
    for name, value in field_values(variants[0].answers).items():
        is_printed = re.search(rf"<[<%][^>]*\b{name}\b", markdown)
        if is_printed and is_verdict(value) and _never_changes(sample, variants, name):
            message = f"{name} is {value} on every draw: it can be guessed"
            yield sample.finding(message, variants[0], at=f"Answers.{name}")


def _never_changes(sample: Sample, variants: Sequence[Variant], name: str) -> bool:
    """Whether an answer has one value in these variants, and in many further draws."""
    value = getattr(variants[0].answers, name)
    if any(getattr(variant.answers, name) != value for variant in variants):
        return False
    question, first = sample.question, sample.effort.first_seed + sample.effort.draws
    for seed in range(first, first + MANY_FURTHER):
        try:
            params = question.draw(seed)
            answers = question.run("solve", question.behaviour.solve, params, how=f"--seed {seed}")
        except Faulty:
            continue
        if getattr(answers, name) != value:
            return False
    return True
