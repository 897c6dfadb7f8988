"""Lints that a question silences: `allow: {CODE: "reason"}` in its front matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from exampaper.check import registry
from exampaper.check.finding import Finding, Silenced
from exampaper.check.sample import Sample


def silence(findings: Sequence[Finding], sample: Sample) -> tuple[tuple[Finding, ...], tuple[Silenced, ...]]:
    """The findings that are left, and the lints that the question silences, each with how many that left out."""
    reasons = dict(_valid(sample))
    counts = Counter(finding.rule for finding in findings)
    left = tuple(finding for finding in findings if finding.rule not in reasons)
    silenced = tuple(Silenced(code, reason, counts[code]) for code, reason in reasons.items())
    return left, silenced


def _valid(sample: Sample) -> Iterator[tuple[str, str]]:
    """The codes of lints that are silenced with a reason; the rest is told by the proof `allow`."""
    for code, reason in sample.question.source.front.allow.items():
        rule = registry.rules().get(code)
        if rule is not None and rule.is_lint and reason.strip():
            yield code, reason


def unused(sample: Sample, silenced: Sequence[Silenced]) -> Iterator[Finding]:
    """A finding for each lint that was silenced and found nothing; to be asked when all has been looked at."""
    for entry in silenced:
        if entry.count == 0 and entry.rule != "unused-allow":
            message = f"allow: {entry.rule} silences nothing"
            yield registry.coded("unused-allow", sample.finding(message, at="allow", subject=entry.rule))
