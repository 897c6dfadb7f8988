"""The reports of a check for a person, or for another program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any

from exampaper.check.finding import Finding, Report
from exampaper.counting import counted


def as_json(reports: Sequence[Report]) -> dict[str, Any]:
    return {"questions": list(map(asdict, reports))}


def as_text(reports: Sequence[Report]) -> str:
    """A row a question, then every finding with its place and the command that shows it, then what was silenced."""
    findings = chain.from_iterable(map(_findings, reports))
    silenced = chain.from_iterable(map(_silenced, reports))
    return "\n".join([*_table(reports), *findings, *silenced, "", _sum(reports)])


HEADER = ("question", "draws", "space", "ms", "mutations", "read back", "verdict")


def _table(reports: Sequence[Report]) -> list[str]:
    rows = [HEADER, *map(_row, reports)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, tuple("─" * width for width in widths))
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _row(report: Report) -> tuple[str, ...]:
    score = "–" if report.mutation_score is None else f"{100 * report.mutation_score:.4g} %"
    milliseconds = f"{1000 * report.seconds_per_draw:.1f}"
    return report.id, str(report.draws), _space(report), milliseconds, score, _read(report), _verdict(report)


def _read(report: Report) -> str:
    """“3 of 4”: so many parameters are found again on the printed page."""
    if report.parameters_read is None:
        return "–"
    return f"{report.parameters_read} of {report.parameters}"


def _verdict(report: Report) -> str:
    """“sound”, or “timed out, 1 fault, 2 warnings”."""
    warnings = sum(finding.warning for finding in report.faults)
    faults = len(report.faults) - warnings
    silenced = sum(lint.count for lint in report.silenced)
    words = (
        (report.sound, "sound"),
        (report.timed_out, "timed out"),
        (faults, counted(faults, "fault")),
        (warnings, counted(warnings, "warning")),
        (silenced, f"{silenced} silenced"),
    )
    return ", ".join(word for is_so, word in words if is_so)


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


def _findings(report: Report) -> Iterator[str]:
    for finding in report.faults:
        severity = "warning" if finding.warning else "fault"
        yield from _finding(f"{severity}: {report.id}: {finding.rule}", finding)
    if report.timed_out:
        yield from _finding(f"timed out: {report.id}", report.timed_out)


def _finding(head: str, finding: Finding) -> Iterator[str]:
    yield from ("", f"{head}: {finding.message}")
    if finding.where:
        yield f"  at {finding.where}"
    if finding.see:
        yield f"  see it with: {finding.see}"
    if finding.remedy:
        yield f"  what to do: {finding.remedy}"


def _silenced(report: Report) -> Iterator[str]:
    """What the question's author silenced, and why."""
    for lint in report.silenced:
        if lint.count:
            yield ""
            yield f"silenced: {report.id}: {lint.rule} ({counted(lint.count, 'finding')}): {lint.reason}"


def _sum(reports: Sequence[Report]) -> str:
    sound = sum(report.sound for report in reports)
    late = sum(report.timed_out is not None for report in reports)
    return f"{sound} of {len(reports)} questions sound" + (f", {late} timed out" if late else "")
