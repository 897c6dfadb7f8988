"""Lints that a question silences: `allow: {CODE: "reason"}` in its front matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from exampaper.check import registry
from exampaper.check.finding import Finding, Silenced
from exampaper.check.sample import Sample


def silence(findings: Sequence[Finding], sample: Sample) -> tuple[tuple[Finding, ...], tuple[Silenced, ...]]:
    """The findings that are left, and the lints that the question silences, with the number of findings of each."""
    reasons = dict(_valid(sample))
    counts = Counter(finding.rule for finding in findings)
    left = tuple(finding for finding in findings if finding.rule not in reasons)
    silenced = tuple(Silenced(code, reason, counts[code]) for code, reason in reasons.items())
    return left, silenced


def _valid(sample: Sample) -> Iterator[tuple[str, str]]:
    """The codes of lints that are silenced with a reason; the proof `allow` reports all other entries."""
    for code, reason in sample.question.source.front.allow.items():
        rule = registry.rules().get(code)
        if rule is not None and rule.is_lint and reason.strip():
            yield code, reason


def unused(sample: Sample, silenced: Sequence[Silenced]) -> Iterator[Finding]:
    """A finding for each silenced lint that found nothing; to be called after all rules."""
    for entry in silenced:
        if entry.count == 0 and entry.rule != "unused-allow":
            message = f"allow: {entry.rule} silences nothing"
            yield registry.coded("unused-allow", sample.finding(message, at="allow", subject=entry.rule))
