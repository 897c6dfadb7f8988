"""The reports of a check for a person, or for another program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from exampaper.check.finding import Finding, Report


def as_json(reports: Sequence[Report]) -> dict[str, Any]:
    return {"questions": [asdict(report) for report in reports]}


def as_text(reports: Sequence[Report]) -> str:
    """A row a question, then every finding with its place and the command that shows it, then what was silenced."""
    lines = _table(reports)
    for report in reports:
        lines += _findings(report)
    for report in reports:
        lines += _silenced(report)
    return "\n".join([*lines, "", _sum(reports)])


HEADER = ("question", "draws", "space", "ms", "mutations", "verdict")


def _table(reports: Sequence[Report]) -> list[str]:
    rows = [HEADER, *(_row(report) for report in reports)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("─" * width for width in widths))
    return lines


def _row(report: Report) -> tuple[str, ...]:
    score = "–" if report.mutation_score is None else f"{100 * report.mutation_score:.4g} %"
    milliseconds = f"{1000 * report.seconds_per_draw:.1f}"
    return report.id, str(report.draws), _space(report), milliseconds, score, _verdict(report)


def _verdict(report: Report) -> str:
    """“sound”, or “timed out, 1 fault, 2 warnings”."""
    warnings = sum(finding.warning for finding in report.faults)
    faults = len(report.faults) - warnings
    words = []
    if report.timed_out is not None:
        words.append("timed out")
    if faults:
        words.append(_plural(faults, "fault"))
    if not words:
        words.append("sound")
    if warnings:
        words.append(_plural(warnings, "warning"))
    silenced = sum(lint.count for lint in report.silenced)
    if silenced:
        words.append(f"{silenced} silenced")
    return ", ".join(words)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count > 1)}"


def _space(report: Report) -> str:
    """“2 304 of 2 304” walked; or about how many there are at least."""
    if report.space is None:
        return "–"
    size = f"{report.space:,}".replace(",", " ")
    if report.counted:
        return f"{report.walked:,} of {size}".replace(",", " ")
    if report.space_error is None:
        return f"> {size}"
    return f"≥ {size} ± {100 * report.space_error:.0f} %"


def _findings(report: Report) -> list[str]:
    lines: list[str] = []
    for finding in report.faults:
        severity = "warning" if finding.warning else "fault"
        lines += _finding(f"{severity}: {report.id}: {finding.rule}", finding)
    if report.timed_out:
        lines += _finding(f"timed out: {report.id}", report.timed_out)
    return lines


def _finding(head: str, finding: Finding) -> list[str]:
    lines = ["", f"{head}: {finding.message}"]
    if finding.where:
        lines.append(f"  at {finding.where}")
    if finding.see:
        lines.append(f"  see it with: {finding.see}")
    if finding.remedy:
        lines.append(f"  what to do: {finding.remedy}")
    return lines


def _silenced(report: Report) -> list[str]:
    """What the question's author silenced, and why."""
    lines: list[str] = []
    for lint in report.silenced:
        if lint.count:
            lines += ["", f"silenced: {report.id}: {lint.rule} ({_plural(lint.count, 'finding')}): {lint.reason}"]
    return lines


def _sum(reports: Sequence[Report]) -> str:
    sound = sum(report.sound for report in reports)
    late = sum(report.timed_out is not None for report in reports)
    return f"{sound} of {len(reports)} questions sound" + (f", {late} timed out" if late else "")
