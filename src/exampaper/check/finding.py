"""What a check finds: findings, and the report of a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, or one warning, of one rule.

    rule: its code. where: a place in the bank; see: the command that shows it; remedy: what to do.
    subject: what it is about (a field, a function, a slip): findings of one rule about one subject are the same one.
    """

    rule: str
    message: str
    seed: int | None = None
    where: str = ""
    warning: bool = False
    see: str = ""
    remedy: str = ""
    subject: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        """What two findings have in common that differ only in the variant they were seen on."""
        return self.rule, self.subject


@dataclass(frozen=True, slots=True)
class Silenced:
    """A lint that the question's author silenced. count: how many findings that left out."""

    rule: str
    reason: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What was established about one question.

    space: how many variants there are, counted, or (`counted` is False) at least; None where that says nothing.
    space_error: the relative standard error of an estimate; None for a count, and for a bound that no pair led to.
    walked: how many of a counted space were made and proven; `exhaustive`: all of them.
    shared: the chance that two of thirty candidates have the same variant.
    parameters: how many are drawn; parameters_read: how many of them `read` finds on the printed page; None without it.
    mutation_score: the share of corrupted answers that `check` rejected; None where there is nothing to corrupt.
    seconds_per_draw: processor time, the median; for information only.
    timed_out: if the proof did not end in time, how far it had come; the rest is what was known by then.
    silenced: the lints that the author silenced, each with the reason.
    """

    id: str
    draws: int = 0
    space: int | None = None
    counted: bool = False
    walked: int = 0
    exhaustive: bool = False
    space_error: float | None = None
    shared: float | None = None
    parameters: int = 0
    parameters_read: int | None = None
    mutation_score: float | None = None
    seconds_per_draw: float = 0.0
    faults: tuple[Finding, ...] = ()
    timed_out: Finding | None = None
    silenced: tuple[Silenced, ...] = ()

    @property
    def faulty(self) -> bool:
        return not all(finding.warning for finding in self.faults)

    @property
    def sound(self) -> bool:
        return not self.faulty and self.timed_out is None


def firsts(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of findings with one identity, the first."""
    kept: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        kept.setdefault(finding.identity, finding)
    return tuple(kept.values())
