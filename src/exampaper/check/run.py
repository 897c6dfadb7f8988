"""Each question in processes of its own, with a time limit: one that hangs or crashes is a fault, the others go on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from exampaper.check.findings import Found, Report

SECONDS = 60.0  # for a question, and
SECONDS_PER_DRAW = 0.1  # for each of its draws


@dataclass(frozen=True, slots=True)
class Task:
    """A question's file in its bank."""

    path: Path
    folder: Path

    @property
    def id(self) -> str:
        return self.path.relative_to(self.folder).with_suffix("").as_posix()


def check_all(tasks: Sequence[Task], draws: int, seed: int, jobs: int, seconds: float = SECONDS) -> Iterator[Report]:
    """The reports, in the order of the tasks. seconds: the time limit of a question, without its draws."""
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda task: check(task, draws, seed, seconds), tasks)


def check(task: Task, draws: int, seed: int, seconds: float = SECONDS) -> Report:
    """The report of one question, which also ran in a second process with other hashes."""
    limit = seconds + SECONDS_PER_DRAW * draws
    with ThreadPoolExecutor(2) as pool:
        second = pool.submit(_run, task, draws, seed, "2", limit, "digests")
        first = _run(task, draws, seed, "1", limit)
        other = second.result()
    if isinstance(first, Found):
        return Report(task.id, faults=(first,))
    report = _report(first["report"])
    if isinstance(other, dict) and other["digests"] != first["digests"]:
        told = "the same seed gives another variant in another process: does it depend on the order of a set?"
        return replace(report, faults=(*report.faults, Found("deterministic", told, seed, str(task.path))))
    return report


def _run(task: Task, draws: int, seed: int, hash_seed: str, limit: float, *more: str) -> dict[str, Any] | Found:
    command = [sys.executable, "-m", "exampaper.check.worker", str(task.path), str(task.folder), str(draws), str(seed)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    try:
        done = subprocess.run(
            [*command, *more], env=environment, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return Found("time limit", f"no end within {limit:.0f} s", where=str(task.path))
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"ended with {done.returncode}"]
        return Found("crash", last[0], where=str(task.path))
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def _report(told: dict[str, Any]) -> Report:
    faults = tuple(Found(**found) for found in told.pop("faults"))
    return Report(**told, faults=faults)
