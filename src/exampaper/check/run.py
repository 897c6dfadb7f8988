"""Checks each question in processes of its own, with a time limit: the others go on if one hangs or crashes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any

from exampaper.check import registry
from exampaper.check.finding import Finding, Report, Silenced
from exampaper.check.launcher import Launcher
from exampaper.check.progress import counts, last_result
from exampaper.limits import WAITING, out_of_time
from exampaper.questions.question import command

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # the processes share the machine's cores already
HERE = ONE_THREAD | {"PYTHONHASHSEED": "1"}
ELSEWHERE = ONE_THREAD | {"PYTHONHASHSEED": "2", "TZ": "EXAM-13"}  # another order of sets, another time of day


Counts = Mapping[str, tuple[int, int | None]]
"""How far a process has come: what was done, how often, and out of how many."""


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

    @property
    def topic(self) -> str:
        return self.id.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Job:
    """What all questions of a check have in common."""

    draws: int
    seed: int
    limits: Limits

    @property
    def seconds(self) -> int:
        """The seconds of the processor that a question may take."""
        return self.limits.of(self.draws)

    @property
    def clock(self) -> float:
        """The seconds by the clock that a question may take."""
        return self.limits.waiting * self.seconds


@dataclass(frozen=True, slots=True)
class Pair:
    """What starts the processes of a question: one that proves it, one that repeats its draws elsewhere."""

    here: Launcher
    elsewhere: Launcher


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process reported before it ended or was stopped; and the finding that it was stopped."""

    result: Mapping[str, Any]
    stopped: Finding | None


def check_all(
    tasks: Sequence[Task], draws: int, seed: int, jobs: int, limits: Limits | None = None
) -> Iterator[Report]:
    """The reports, in the order of the tasks."""
    job = Job(draws, seed, limits or Limits())
    jobs = min(jobs, len(tasks)) or 1
    with ExitStack() as stack, ThreadPoolExecutor(jobs) as pool:
        pairs: SimpleQueue[Pair] = SimpleQueue()
        for _ in range(jobs):
            pairs.put(Pair(*[stack.enter_context(Launcher(os.environ | more)) for more in (HERE, ELSEWHERE)]))
        try:
            yield from pool.map(lambda task: _check(task, job, pairs), tasks)
        except BaseException:  # Ctrl-C: no process is left to its time limit
            pool.shutdown(wait=False, cancel_futures=True)
            stack.close()
            raise


def _check(task: Task, job: Job, pairs: SimpleQueue[Pair]) -> Report:
    """The report of one question, whose draws a second process repeats with other hashes, time zone and folder."""
    pair = pairs.get()
    with ThreadPoolExecutor(2) as pool:
        second = pool.submit(_run, "replay", task, job, pair.elsewhere)
        here = _run("worker", task, job, pair.here)
        elsewhere = second.result()
    pairs.put(pair)
    report = _stopped(_report(task, here.result), here.stopped)
    if here.stopped is None and elsewhere.stopped is not None:
        message = f"in a second process, with other hashes and elsewhere: {elsewhere.stopped.message}"
        return _stopped(report, replace(elsewhere.stopped, message=message))
    seed = _differing_seed(here.result.get("digests", {}), elsewhere.result.get("digests", {}))
    if seed is None:
        return report
    message = (
        "the same seed gives another variant in another process: does it depend on the order of a set, on the "
        "working folder or on the clock?"
    )
    return replace(report, faults=(*report.faults, _finding("deterministic", message, task, seed)))


def _stopped(report: Report, finding: Finding | None) -> Report:
    """The report with the finding that its process was stopped: a crash is a fault, a time-out is not."""
    if finding is None:
        return report
    if finding.rule == TIMED_OUT:
        return replace(report, timed_out=finding)
    return replace(report, faults=(*report.faults, finding))


TIMED_OUT, CRASH = "timed-out", "crash"


def _differing_seed(digests: Mapping[str, str], others: Mapping[str, str]) -> int | None:
    """The first seed that gives another variant in the second process."""
    seeds = [int(seed) for seed in digests.keys() & others.keys() if digests[seed] != others[seed]]
    return min(seeds, default=None)


def _finding(code: str, message: str, task: Task, seed: int | None) -> Finding:
    if seed is None:
        see = command("check", task.id, task.folder)
    else:
        see = command("show", task.id, task.folder, f"--seed {seed}")
    return Finding(code, message, seed, str(task.path), see=see, remedy=registry.remedy(code))


def _run(module: str, task: Task, job: Job, launcher: Launcher) -> Outcome:
    """What a process reports in a file; a question may print what it likes."""
    with TemporaryDirectory(prefix="exampaper-") as folder:
        out, errors = Path(folder, "result.json"), Path(folder, "errors")
        arguments = [str(task.path), str(task.folder), str(job.draws), str(job.seed), str(job.seconds), str(out)]
        status = launcher.run(module, arguments, errors, job.clock)
        result = last_result(out)
        if result.get("complete"):
            return Outcome(result, None)
        return Outcome(result, _stop(status, errors, counts(out), task, job))


def _stop(status: int | None, errors: Path, done: Counts, task: Task, job: Job) -> Finding:
    """The finding of a process that ended, or was stopped, before its work was done."""
    seed = _seed_at_work(done, job)
    if status is None:
        return _finding(TIMED_OUT, f"still running after {job.clock:.0f} s; {_so_far(done)}", task, seed)
    if out_of_time(status):
        message = f"still running after {job.seconds} s of processor time; {_so_far(done)}"
        return _finding(TIMED_OUT, message, task, seed)
    return _finding(CRASH, _last_words(errors, status), task, seed)


def _seed_at_work(done: Counts, job: Job) -> int | None:
    """The seed whose variant was being made."""
    count, of = done.get("draws", (0, 0))
    return job.seed + count if count != of else None


def _so_far(done: Counts) -> str:
    if not done:
        return "nothing was done by then"
    entries = []
    for what, (count, of) in done.items():
        total = "" if of is None else f" of {of:,}"
        entries.append(f"{what}: {count:,}{total}".replace(",", " "))
    return f"done by then: {'; '.join(entries)}"


def _last_words(errors: Path, status: int) -> str:
    """How a process ended, and the last line that it wrote to stderr."""
    lines = errors.read_bytes().decode(errors="replace").strip().splitlines()
    ended = f"killed by signal {-status}" if status < 0 else f"its process ended with status {status}, before its proof"
    return f"{ended}: {lines[-1]}" if lines else ended


def _report(task: Task, result: Mapping[str, Any]) -> Report:
    """The report of a process; an empty one if it wrote none."""
    if "report" not in result:
        return Report(task.id)
    entries = dict(result["report"])
    faults = tuple(Finding(**finding) for finding in entries.pop("faults"))
    silenced = tuple(Silenced(**lint) for lint in entries.pop("silenced"))
    return Report(**entries, faults=faults, silenced=silenced)
