"""Each question in processes of its own, with a time limit: one that hangs or crashes is told, the others go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from exampaper.check import catalogue
from exampaper.check.findings import Found, Report
from exampaper.check.telling import progress, told
from exampaper.limits import WAITING, out_of_time
from exampaper.questions.question import command

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # the processes share the machine's cores already
HERE = ONE_THREAD | {"PYTHONHASHSEED": "1"}
ELSEWHERE = ONE_THREAD | {"PYTHONHASHSEED": "2", "TZ": "EXAM-13"}  # another order of sets, another time of day


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a question may take, far beyond what most take: seconds of the processor, and more of them a draw.

    waiting: so many times as long by the clock, for a question that sleeps; a busy machine does not come near it.
    """

    seconds: float = 300
    per_draw: float = 0.3
    waiting: float = WAITING

    def of(self, draws: int) -> int:
        """The seconds of the processor that a question with so many draws may take."""
        return ceil(self.seconds + self.per_draw * draws)


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
    limits: Limits
    running: set[subprocess.Popen[bytes]] = field(default_factory=set)
    ended: Event = field(default_factory=Event)

    @property
    def seconds(self) -> int:
        """Of the processor, for a question."""
        return self.limits.of(self.draws)

    @property
    def clock(self) -> float:
        """Seconds by the clock, for a question."""
        return self.limits.waiting * self.seconds

    def end(self) -> None:
        self.ended.set()
        for process in tuple(self.running):
            _kill(process)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process told, in whole or until it was stopped; and what is to be told of that."""

    told: Mapping[str, Any]
    stopped: Found | None


def check_all(
    tasks: Sequence[Task], draws: int, seed: int, jobs: int, limits: Limits | None = None
) -> Iterator[Report]:
    """The reports, in the order of the tasks."""
    order = Order(draws, seed, limits or Limits())
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
        first = _run("worker", task, order, HERE)
        other = second.result()
    report = _stopped(_report(task, first.told), first.stopped)
    if first.stopped is None and other.stopped is not None:
        message = f"in a second process, with other hashes and elsewhere: {other.stopped.message}"
        return _stopped(report, replace(other.stopped, message=message))
    if found := _differs(task, first.told.get("digests", {}), other.told.get("digests", {})):
        return replace(report, faults=(*report.faults, found))
    return report


def _stopped(report: Report, found: Found | None) -> Report:
    """A crash is a fault; a proof without end says nothing, beyond what was found until then."""
    if found is None:
        return report
    if found.rule == TIMED_OUT:
        return replace(report, timed_out=found)
    return replace(report, faults=(*report.faults, found))


TIMED_OUT, CRASH = "timed out", "crash"


def _differs(task: Task, digests: Mapping[str, str], others: Mapping[str, str]) -> Found | None:
    """What the second process tells that the first did not."""
    common = digests.keys() & others.keys()
    seed = min((int(seed) for seed in common if digests[seed] != others[seed]), default=None)
    if seed is None:
        return None
    message = "the same seed gives another variant in another process: does it depend on the order of a set, on the "
    message += "working folder or on the clock?"
    return _found("deterministic", message, task, seed)


def _found(rule: str, message: str, task: Task, seed: int | None) -> Found:
    of, how = ("check", "") if seed is None else ("show", f"--seed {seed}")
    see = command(of, task.id, task.folder, how)
    return Found(rule, message, seed, str(task.path), see=see, remedy=catalogue.remedy(rule))


def _run(module: str, task: Task, order: Order, more: Mapping[str, str]) -> Ran:
    """What a process tells, in a file of its own: its output is the question's, to write what it likes."""
    with TemporaryDirectory(prefix="exampaper-") as folder:
        out, said = Path(folder, "told.json"), Path(folder, "said")
        given = [str(task.path), str(task.folder), str(order.draws), str(order.seed), str(order.seconds), str(out)]
        status = _ended([sys.executable, "-m", f"exampaper.check.{module}", *given], os.environ | more, said, order)
        known = told(out)
        if known.get("complete"):
            return Ran(known, None)
        done = progress(out)
        if status is None:
            message = f"no end within {order.clock:.0f} s by the clock"
        elif out_of_time(status):
            message = f"no end within {order.seconds} s of the processor"
        else:
            return Ran(known, _found(CRASH, _last(said, status), task, _at_work(done, order)))
        return Ran(known, _found(TIMED_OUT, f"{message}; {_so_far(done)}", task, _at_work(done, order)))


def _at_work(done: Mapping[str, tuple[int, int | None]], order: Order) -> int | None:
    """The seed whose variant was just made."""
    count, of = done.get("draws", (0, 0))
    return order.seed + count if count != of else None


def _so_far(done: Mapping[str, tuple[int, int | None]]) -> str:
    if not done:
        return "nothing was done by then"
    counts = (f"{what}: {count:,}" + (f" of {of:,}" if of is not None else "") for what, (count, of) in done.items())
    return f"done by then: {'; '.join(counts)}".replace(",", " ")


def _ended(command: Sequence[str], environment: Mapping[str, str], said: Path, order: Order) -> int | None:
    """The status of a command at its end; None where the clock ended it. It and its children are not left behind."""
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
            return process.wait(0 if order.ended.is_set() else order.clock)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _kill(process)
            order.running.discard(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _last(said: Path, status: int) -> str:
    """The last words of a process that told nothing."""
    lines = said.read_bytes().decode(errors="replace").strip().splitlines()
    ended = f"killed by signal {-status}" if status < 0 else f"its process ended with status {status}, before its proof"
    return f"{ended}: {lines[-1]}" if lines else ended


def _report(task: Task, told: Mapping[str, Any]) -> Report:
    """The report that a process told; an empty one of a process that told none."""
    if "report" not in told:
        return Report(task.id)
    given = dict(told["report"])
    faults = tuple(Found(**found) for found in given.pop("faults"))
    return Report(**given, faults=faults)
