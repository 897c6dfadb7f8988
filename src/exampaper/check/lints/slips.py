"""Slips that tell nothing: named alike, or no slips at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.model import Variant

SOME = 40  # draws to look at
OFTEN = 10  # draws without which it means nothing that a slip leads to the key on all of them


@lint("slip-names", "two slips of a part have the same name", remedy="name them apart")
def slips_are_named_apart(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """The marking scheme lists slips by name; a marker who finds two of one name cannot tell them apart.

    Example: two slips called “sign”, one of the sum and one of the product.
    """
    for part in variant.parts:
        names = [slip.name for slip in part.slips]
        if len(set(names)) < len(names):
            yield sample.finding("two slips of one part have the same name", variant, at="slips")


@lint(
    "slip-is-key", "a slip leads to the key on every draw", remedy="drop it, or mend its value", kinds=applies.computes
)
def slips_lead_elsewhere(sample: Sample) -> Iterator[Finding]:
    """A slip that leads to the key on a draw is left out there. One that does so on every draw is none.

    Example: `Slip("order of factors", "product", params.b * params.a)`.
    """
    variants = sample.some(SOME)
    tried, printed = Counter[str](), set[str]()
    for variant in variants:
        slips = sample.question.behaviour.slips(variant.params, variant.answers)
        tried.update({slip.name for slip in slips})
        printed |= {slip.name for slip in variant.slips}
    for name, count in tried.items():
        if OFTEN <= count == len(variants) and name not in printed:
            yield sample.finding(f"slip “{name}” leads to the key on every draw", at="slips", subject=name)
