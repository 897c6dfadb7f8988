"""Every question that has an answer has a short one, for the answer key."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.model import Variant


@proof("no-key", "a part has no short answer", remedy="see `key` in the front matter", kinds=applies.has_key)
def has_key(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """The answer key lists a short answer for each part of each paper.

    Example: a question of two parts with `key: ["$<< total >>$", ""]`.
    """
    for part in variant.parts:
        if not part.key:
            message = f"part {part.name} has no key" if part.label else "no key"
            yield sample.finding(message, variant, at="key", subject=part.label)
