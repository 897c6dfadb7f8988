"""What never changes can be guessed, or told to the next candidate: a key, a verdict, an order, a letter."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import combinations
from typing import Any

from exampaper import text
from exampaper.check.findings import Found, Sample, field_values
from exampaper.check.rules.key import keys
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.nodes import Figure
from exampaper.writers.plain import WRITER, line

ENOUGH = 8  # different draws, before that something is the same in all of them tells something
MORE = 300  # draws that are looked at before a verdict is called the same always


def key_changes(sample: Sample) -> Iterator[Found]:
    """The key hangs on what is drawn."""
    variants = _different(sample)
    drawn_answer = any(isinstance(node, Figure) for variant in variants[:1] for node in text.walk(variant.told))
    if not _is_printed(sample) or len(variants) < ENOUGH or drawn_answer:
        return
    told = {_told(variant) for variant in (*variants, *_more(variants, sample))}
    if len(told) == 1:
        message = f"the key is {keys(variants[0])} on every draw: who has seen one paper knows it"
        yield sample.found("key", message, variants[0], at="key", warning=True, remedy=_VARY)


def _is_printed(sample: Sample) -> bool:
    """Whether the answer is computed, and no drawing."""
    return sample.question.kind.computes and not sample.question.kind.draws_answer


def verdicts_change(sample: Sample) -> Iterator[Found]:
    """A yes or no, or a word, that the text tells is not the same on all draws."""
    variants = _different(sample)
    if not _is_printed(sample) or len(variants) < ENOUGH:
        return
    markdown = sample.question.source.path.read_text(encoding="utf-8")
    for name, value in field_values(variants[0].answers).items():
        told = re.search(rf"<[<%][^>]*\b{name}\b", markdown)
        if told and _is_verdict(value) and _never_changes(sample, variants, name):
            message = f"{name} is {value} on every draw: it can be guessed"
            yield sample.found("key", message, variants[0], at=f"Answers.{name}", warning=True, remedy=_VARY)


_VARY = "vary what it hangs on"


def _is_verdict(value: Any) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and value.replace(" ", "").isalpha())


def _different(sample: Sample) -> list[Variant]:
    """The variants of the sample, one of each choice of parameters."""
    return list({repr(variant.params): variant for variant in sample.variants.values()}.values())


def _told(variant: Variant) -> str:
    """The key; of one that is words alone, the answers, too, which it may sum up."""
    key = keys(variant)
    return key if re.search(r"\d", key) else f"{key} {variant.answers}"


def _more(variants: Sequence[Variant], sample: Sample) -> Iterator[Variant]:
    """Further variants, of the seeds after the sample's, where those of the sample have one key."""
    if len(set(map(_told, variants))) > 1:
        return
    first = sample.effort.first_seed + sample.effort.draws
    for seed in range(first, first + ENOUGH**2):
        try:
            yield sample.question.variant(seed)
        except Faulty:
            continue


def _never_changes(sample: Sample, variants: Sequence[Variant], name: str) -> bool:
    if len({getattr(variant.answers, name) for variant in variants}) > 1:
        return False
    question, first = sample.question, sample.effort.first_seed + sample.effort.draws
    for seed in range(first, first + MORE):
        try:
            params = question.draw(seed)
            answers = question.run("solve", question.behaviour.solve, params, how=f"--seed {seed}")
        except Faulty:
            continue
        if getattr(answers, name) != getattr(variants[0].answers, name):
            return False
    return True


# ------------------------------------------------------------------ letters

_NAMED = re.compile(
    r"(?:[Oo]ption|[Aa]nswer|[Cc]hoice|[Ll]etter)s?(?:\s+is|:)?\s+\(?([A-H])\b|\b([A-H])\s+is\s+(?:right|correct|true|the)"
)


def letter_is_drawn(sample: Sample) -> Iterator[Found]:
    """Options come in drawn order: no model answer or marking names one letter on all draws, whichever is right."""
    if sample.question.source.choices is None:
        return
    for where, words in (("answer", _answers), ("marking", _markings)):
        named = {variant.seed: _letters(words(variant)) for variant in sample.some(ENOUGH * 3)}
        letters = min(named.values(), key=len, default=frozenset())
        if letters and set(named.values()) == {letters} and (variant := _contradicted(sample, letters)):
            right = line(variant.parts[-1].key)
            message = f"the {where} names {min(letters)} on every draw, but here {right} is right: write << choice >>"
            yield sample.found("options", message, variant, at=where)


def _contradicted(sample: Sample, letters: frozenset[str]) -> Variant | None:
    """A variant whose key is another letter than these."""
    drawn = ((variant, {line(part.key) for part in variant.parts}) for variant in sample.some(ENOUGH * 3))
    return next((v for v, keys in drawn if all(re.fullmatch("[A-H]", k) for k in keys) and not keys & letters), None)


def _answers(variant: Variant) -> str:
    return "\n".join(str(WRITER.blocks(part.answer)) for part in variant.parts)


def _markings(variant: Variant) -> str:
    return "\n".join(str(WRITER.blocks(point.text)) for part in variant.parts for point in part.marking)


def _letters(words: str) -> frozenset[str]:
    """The letters that these words call an option, or right."""
    return frozenset(one or other for one, other in _NAMED.findall(words))


# ------------------------------------------------------------------ order


def order_is_meant(sample: Sample) -> Iterator[Found]:
    """`rng.sample` keeps the order of its items: where three and more are printed, the file says so."""
    if not (calls := _silent_samples(sample)):
        return
    variants = _different(sample)
    for name in (f.name for f in fields(sample.question.behaviour.params)):
        drawn = [getattr(variant.params, name) for variant in variants]
        if len(drawn) >= ENOUGH and all(map(_is_list, drawn)) and _is_one_order(drawn):
            message = (
                f"rng.sample keeps the order of its items, and {name} has it on every draw: "
                "say shuffled=True, or shuffled=False if the order is meant"
            )
            yield sample.found("order", message, at=str(calls[0]), warning=True)
            return


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) > 2 and all(isinstance(item, int | str) for item in value)


def _is_one_order(drawn: Iterable[tuple[Any, ...]]) -> bool:
    """Whether the same two items never come in two orders, although many come together more than once."""
    seen: set[tuple[Any, Any]] = set()
    again = 0
    for values in drawn:
        for pair in combinations(values, 2):
            if pair[::-1] in seen:
                return False
            again += pair in seen
            seen.add(pair)
    ascending = all(all(isinstance(item, int) for item in pair) and pair[0] < pair[1] for pair in seen)
    return again >= ENOUGH or ascending


_UNORDERED = ("shuffle", "sorted", "set", "frozenset", "sum", "min", "max", "len")


def _silent_samples(sample: Sample) -> list[int]:
    """The lines that sample without saying which order is meant."""
    module = sample.question.behaviour.module
    if module is None:
        return []
    tree = ast.parse(module.read_bytes())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    meant = {id(a) for call in calls if ast.unparse(call.func).rpartition(".")[2] in _UNORDERED for a in call.args}
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "sample"
        and id(call) not in meant
        and not any(keyword.arg == "shuffled" for keyword in call.keywords)
    ]
