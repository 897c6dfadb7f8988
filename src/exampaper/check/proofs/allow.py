"""What a question silences can be silenced, and is silenced for a reason."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check import registry
from exampaper.check.finding import Finding
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.faults import nearest


@proof(
    "allow",
    "`allow` names no lint, or gives no reason",
    remedy="name a lint, and say why it is meant; `exampaper explain` lists them",
)
def only_lints_are_silenced(sample: Sample) -> Iterator[Finding]:
    """The front matter may silence lints, each with a reason for the colleague who reads it next year.

    A proof can't be silenced: what it tells is wrong, and not a matter of taste.

    Example: `allow: {constant-key: "a warm-up question, the same for everybody"}`.
    """
    for code, reason in sample.question.source.front.allow.items():
        rule = registry.rules().get(code)
        if rule is None:
            remedy = nearest(code, registry.rules())
            yield sample.finding(f"allow: there is no rule {code!r}", at="allow", subject=code, remedy=remedy)
        elif not rule.is_lint:
            message = f"allow: {code} is a proof, which can't be silenced"
            yield sample.finding(message, at="allow", subject=code, remedy=rule.remedy)
        elif not reason.strip():
            remedy = f'write {code}: "why this is meant"'
            yield sample.finding(f"allow: no reason for {code}", at="allow", subject=code, remedy=remedy)
