"""Parameters that could stand in each other's place on the page, and no proof would notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.page import parameter_names, read_names
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.model import Variant
from exampaper.show import question

TRIED = 5  # variants in which a pair of parameters is exchanged


@lint(
    "exchangeable",
    "two parameters could stand in each other's place on the page, and nothing would tell",
    remedy='read one of them back from the page, as in read = "has << inputs >> inputs"',
    kinds=applies.computes_values,
    warning=True,
)
def exchangeable(sample: Sample) -> Iterator[Finding]:
    """No second route sees the page. Two numbers of one type are easily exchanged on it, and the key is another then.

    A `read` that finds one of the two proves where both stand.

    Example: “<< wrong >>% of the ill and << right >>% of the healthy”, without `read`.
    """
    if sample.question.behaviour.read and not read_names(sample):
        return  # the page cannot be read, which is told already
    unread = [name for name in parameter_names(sample) if name not in read_names(sample)]
    for first, second in combinations(unread, 2):
        for variant in sample.some(TRIED):
            if _matters(sample, variant, first, second):
                message = f"nothing would tell if {first} and {second} stood in each other's place on the page"
                yield sample.finding(message, at="question", subject=f"{first}, {second}")
                return


def _matters(sample: Sample, variant: Variant, first: str, second: str) -> bool:
    """Whether both are numbers of one type, and with the two exchanged the page is another, and so is the key."""
    one, other = getattr(variant.params, first), getattr(variant.params, second)
    if type(one) is not type(other) or not _is_number(one) or one == other:
        return False
    try:
        exchanged = sample.question.of(replace(variant.params, **{first: other, second: one}))
    except Exception:  # not what the question could ask
        return False
    return exchanged.printed != variant.printed and question(exchanged) != question(variant)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal | Fraction | float) and not isinstance(value, bool)
