"""The reports of a check for a person, or for another program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from exampaper.check.findings import Found, Report
from exampaper.check.run import Task
from exampaper.faults import fault, nearest
from exampaper.questions.bank import default_folder, question_files


def tasks(folders: Sequence[Path], wanted: Sequence[str]) -> list[Task]:
    """The questions of these ids and topics, all without any. Raises Faulty for an unknown one."""
    found = [Task(path, folder) for folder in folders or [default_folder()] for path in question_files(folder)]
    known = {name for task in found for name in (task.id, task.id.rpartition("/")[0])}
    for name in wanted:
        if name not in known:
            raise fault(f"no question or topic {name!r} in the bank", remedy=nearest(name, known))
    return [task for task in found if not wanted or {task.id, task.id.rpartition("/")[0]} & set(wanted)]


def as_json(reports: Sequence[Report]) -> dict[str, Any]:
    return {"questions": [asdict(report) for report in reports]}


def as_text(reports: Sequence[Report]) -> str:
    """A row a question, then every finding with its place and the command that shows it."""
    rows = [("question", "draws", "space", "ms", "mutations", "verdict"), *map(_row, reports)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join([*lines, *(line for report in reports for line in _findings(report)), "", _sum(reports)])


def _row(report: Report) -> tuple[str, ...]:
    score = "–" if report.mutation_score is None else f"{100 * report.mutation_score:.4g} %"
    milliseconds = f"{1000 * report.seconds_per_draw:.1f}"
    return report.id, str(report.draws), _space(report), milliseconds, score, _verdict(report)


def _verdict(report: Report) -> str:
    faults = sum(not found.warning for found in report.faults)
    told = [] if report.timed_out is None else ["timed out"]
    told += [_plural(faults, "fault")] if faults else []
    told = told or ["sound"]
    warnings = len(report.faults) - faults
    return ", ".join([*told, *([_plural(warnings, "warning")] if warnings else [])])


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
    told = [(f"{'warning' if found.warning else 'fault'}: {report.id}: {found.rule}", found) for found in report.faults]
    if report.timed_out:
        told.append((f"{report.timed_out.rule}: {report.id}", report.timed_out))
    return [line for head, found in told for line in _finding(head, found)]


def _finding(head: str, found: Found) -> list[str]:
    lines = ["", f"{head}: {found.message}"]
    lines += [f"  at {found.where}"] if found.where else []
    lines += [f"  see it with: {found.see}"] if found.see else []
    lines += [f"  what to do: {found.remedy}"] if found.remedy else []
    return lines


def _sum(reports: Sequence[Report]) -> str:
    sound = sum(report.sound for report in reports)
    late = sum(report.timed_out is not None for report in reports)
    return f"{sound} of {len(reports)} questions sound" + (f", {late} timed out" if late else "")
