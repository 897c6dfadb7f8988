"""Statements that say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample


@lint("same-statement", "two statements say the same", remedy="drop one, or group them", kinds=applies.lists)
def statements_differ(sample: Sample) -> Iterator[Finding]:
    """Of two statements that say the same, both may stand on one paper. Spaces and capital letters make no difference.

    Example: “ReLU is convex.” and “ReLU is  convex.”
    """
    statements = sample.question.behaviour.statements
    counts = Counter(_bare(statement.text) for statement in statements)
    for statement in statements:
        if counts.pop(_bare(statement.text), 0) > 1:
            message = f"two statements say the same: {statement.text[:60]}"
            yield sample.finding(message, at="show", subject=_bare(statement.text))


def _bare(words: str) -> str:
    return "".join(words.lower().split())
