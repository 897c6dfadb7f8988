"""Draws that are thrown away more often than they are kept."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.questions.rejections import known_rejections

MOST = 0.5


@lint(
    "often-rejected",
    "more than half of all draws are thrown away",
    remedy="see why with `exampaper show ID --rejections`, and draw what is wanted at once",
    kinds=applies.computes,
    warning=True,
)
def often_rejected(sample: Sample) -> Iterator[Finding]:
    """Every draw that is thrown away costs time, and what is left may be another distribution than is meant.

    Example: `reject()` unless eight drawn numbers have a whole mean; draw seven, and the last to fit.
    """
    if not sample.variants:
        return
    found = known_rejections(sample.question, list(sample.variants)[:100])
    if found is not None and found.share > MOST:
        reason, count = next(iter(found.by_reason.items()))
        message = (
            f"{found.share:.0%} of all draws are thrown away, most often for: {reason} ({count} of {found.rejected})"
        )
        yield sample.finding(message, at="draw", subject="draw")
