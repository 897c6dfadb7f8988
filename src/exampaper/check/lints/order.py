"""`rng.sample` keeps the order of its items: where three and more are printed, the file says so."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import combinations, starmap
from typing import Any

from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import with_point
from exampaper.check.values import different, field_names

ENOUGH = 8  # different draws, or pairs that are drawn again, without which an order means nothing

_UNORDERED = ("shuffle", "sorted", "set", "frozenset", "sum", "min", "max", "len")
"""Functions that do not depend on the order of their argument."""


@lint(
    "sample-order",
    "`rng.sample` keeps the order of its items, and a parameter has it on every draw",
    remedy="say `shuffled=True`, or `shuffled=False` if the order is meant",
    warning=True,
)
def order_is_meant(sample: Sample) -> Iterator[Finding]:
    """A sample in the order of the items is often meant to be shuffled: its first item is likely an early one.

    Example: `rng.sample(range(1, 100), 5)`, five numbers that always ascend.
    """
    lines = _silent_samples(sample)
    if not lines:
        return
    variants = different(map(with_point, sample.variants.values()))
    if len(variants) < ENOUGH:
        return
    for name in field_names(sample.question.behaviour.params):
        values = [getattr(variant.params, name) for variant in variants]
        if all(map(_is_list, values)) and _is_one_order(values):
            message = (
                f"rng.sample keeps the order of its items, and {name} has it on every draw: "
                "say shuffled=True, or shuffled=False if the order is meant"
            )
            yield sample.finding(message, at=str(lines[0]))
            return


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) > 2 and all(isinstance(item, int | str) for item in value)


def _is_one_order(drawn: Sequence[tuple[Any, ...]]) -> bool:
    """Whether the same two items never come in two orders, although many come together more than once."""
    seen: set[tuple[Any, Any]] = set()
    repeated = 0
    for values in drawn:
        for pair in combinations(values, 2):
            if pair[::-1] in seen:
                return False
            repeated += pair in seen
            seen.add(pair)
    return repeated >= ENOUGH or all(starmap(_ascends, seen))


def _ascends(one: Any, other: Any) -> bool:
    return isinstance(one, int) and isinstance(other, int) and one < other


def _silent_samples(sample: Sample) -> list[int]:
    """The lines that sample without saying which order is meant."""
    silent: dict[ast.expr, int] = {}
    without_order: set[ast.expr] = set()
    for call in ast.walk(sample.python):
        if not isinstance(call, ast.Call):
            continue
        if _is_silent_sample(call):
            silent[call] = call.lineno
        if ast.unparse(call.func).rpartition(".")[2] in _UNORDERED:
            without_order.update(call.args)
    return [line for call, line in silent.items() if call not in without_order]


def _is_silent_sample(call: ast.Call) -> bool:
    is_sample = isinstance(call.func, ast.Attribute) and call.func.attr == "sample"
    return is_sample and "shuffled" not in {keyword.arg for keyword in call.keywords}
