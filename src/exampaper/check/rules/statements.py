"""Statements: as many shown and true as declared, groups never together, no claim twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exampaper.check.findings import Found, Sample
from exampaper.model import Variant
from exampaper.questions.kinds.statements import StatementsFrontMatter


def statements_fit(sample: Sample, variant: Variant) -> Iterator[Found]:
    """The declared numbers are shown and true, and groups never meet."""
    front = sample.question.source.front
    if not isinstance(front, StatementsFrontMatter):
        return
    shown, true = variant.params.shown, variant.answers.correct
    if not (front.show[0] <= len(shown) <= front.show[1] and front.true[0] <= len(true) <= front.true[1]):
        yield sample.found("statements", f"{len(shown)} shown and {len(true)} true", variant, at="show")
    groups = [id.partition("/")[0] for id in shown]
    if len(set(groups)) < len(groups):
        yield sample.found("statements", "two statements of one group meet", variant, at="show")


def statements_differ(sample: Sample) -> Iterator[Found]:
    """No two statements say the same."""
    claims = Counter("".join(each.text.lower().split()) for each in sample.question.behaviour.statements)
    for each in sample.question.behaviour.statements:
        if claims.pop("".join(each.text.lower().split()), 0) > 1:
            yield sample.found("statements", f"two statements say the same: {each.text[:60]}", at="show")
