"""Each question in processes of its own, with a time limit: one that hangs or crashes is a fault, the others go on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from exampaper.check.findings import NIGHT, Found, Report

SECONDS = 120.0  # for a question, and
SECONDS_PER_DRAW = 0.1  # for each of its draws, and
SECONDS_AT_NIGHT = 600.0  # where small spaces are walked to their end
ELSEWHERE = {"PYTHONHASHSEED": "2", "TZ": "EXAM-13"}  # another order of sets, another time of day


@dataclass(frozen=True, slots=True)
class Task:
    """A question's file in its bank."""

    path: Path
    folder: Path

    @property
    def id(self) -> str:
        return self.path.relative_to(self.folder).with_suffix("").as_posix()


@dataclass(frozen=True, slots=True)
class Order:
    """What every question is to go through. running: the processes at work; ended: set when nobody waits any more."""

    draws: int
    seed: int
    seconds: float
    running: set[subprocess.Popen[bytes]] = field(default_factory=set)
    ended: Event = field(default_factory=Event)

    @property
    def limit(self) -> float:
        """The time limit of a question."""
        return self.seconds + SECONDS_PER_DRAW * self.draws + (SECONDS_AT_NIGHT if self.draws >= NIGHT else 0)

    def end(self) -> None:
        self.ended.set()
        for process in tuple(self.running):
            _kill(process)


def check_all(tasks: Sequence[Task], draws: int, seed: int, jobs: int, seconds: float = SECONDS) -> Iterator[Report]:
    """The reports, in the order of the tasks. seconds: the time limit of a question, without its draws."""
    order = Order(draws, seed, seconds)
    with ThreadPoolExecutor(jobs) as pool:
        try:
            yield from pool.map(lambda task: _check(task, order), tasks)
        except BaseException:  # Ctrl-C: no process is left to its time limit
            pool.shutdown(wait=False, cancel_futures=True)
            order.end()
            raise


def _check(task: Task, order: Order) -> Report:
    """The report of one question, which also ran in a second process with other hashes, zone and folder."""
    with ThreadPoolExecutor(2) as pool:
        second = pool.submit(_run, "again", task, order, ELSEWHERE)
        first = _run("worker", task, order, {"PYTHONHASHSEED": "1"})
        other = second.result()
    if isinstance(first, Found):
        return Report(task.id, faults=(first,))
    report = _report(first["report"])
    if found := _differs(task, first["digests"], other):
        return replace(report, faults=(*report.faults, found))
    return report


def _differs(task: Task, digests: dict[str, str], other: dict[str, Any] | Found) -> Found | None:
    """What the second process tells that the first did not."""
    if isinstance(other, Found):
        return replace(other, message=f"in a second process, with other hashes and elsewhere: {other.message}")
    seed = next((int(seed) for seed, told in digests.items() if other["digests"].get(seed) != told), None)
    if seed is None:
        return None
    message = "the same seed gives another variant in another process: does it depend on the order of a set, on the "
    return Found("deterministic", message + "working folder or on the clock?", seed, str(task.path))


def _run(module: str, task: Task, order: Order, more: dict[str, str]) -> dict[str, Any] | Found:
    """What a process tells, in a file of its own: its output is the question's, to write what it likes."""
    with TemporaryDirectory(prefix="exampaper-") as folder:
        out, said = Path(folder, "told.json"), Path(folder, "said")
        given = [str(task.path), str(task.folder), str(order.draws), str(order.seed), str(out)]
        command = [sys.executable, "-m", f"exampaper.check.{module}", *given]
        try:
            status = _ended(command, os.environ | more, said, order)
        except subprocess.TimeoutExpired:
            return Found("time limit", f"no end within {order.limit:.0f} s", where=str(task.path))
        return _told(out) or Found("crash", _last(said, status), where=str(task.path))


def _ended(command: list[str], environment: dict[str, str], said: Path, order: Order) -> int:
    """The status of a command at its end. Raises TimeoutExpired; neither it nor its children are left behind."""
    with said.open("wb") as errors:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        order.running.add(process)
        try:
            return process.wait(0 if order.ended.is_set() else order.limit)
        finally:
            _kill(process)
            order.running.discard(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _told(out: Path) -> dict[str, Any] | None:
    """What was written; None for a process that ended before."""
    try:
        told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told


def _last(said: Path, status: int) -> str:
    """The last words of a process that told nothing."""
    lines = said.read_bytes().decode(errors="replace").strip().splitlines()
    ended = f"killed by signal {-status}" if status < 0 else f"its process ended with status {status}, before its proof"
    return f"{ended}: {lines[-1]}" if lines else ended


def _report(told: dict[str, Any]) -> Report:
    faults = tuple(Found(**found) for found in told.pop("faults"))
    return Report(**told, faults=faults)
