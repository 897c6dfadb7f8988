"""The values of a build: its context, a paper to make, and what became of it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exampaper.exams.exam import Exam
from exampaper.faults import Fault
from exampaper.manifest import PaperRecord, SecretRecord
from exampaper.model import Candidate
from exampaper.papers.contents import OutputOptions, compiles_in_batches
from exampaper.papers.plan import PaperPlan, Plan
from exampaper.papers.replacement import Digests

BATCH = 20
"""Papers that go through LaTeX together."""


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What every paper of a build needs.

    folder: where the papers go. cpu_seconds: the processor time that the questions of a paper may take in a worker
    (usually a fraction of a second). force: whether all is made anew, also over what somebody edited. secret: what
    identifies the secret. overview: digests of the earlier files about all papers; they go as soon as a paper changes.
    aim: the number of pages that question papers are to have, if that can be.
    """

    exam: Exam
    banks: tuple[Path, ...]
    folder: Path
    wanted: OutputOptions
    cpu_seconds: int = 30
    force: bool = False
    secret: SecretRecord | None = None
    overview: Digests = field(default_factory=dict)
    aim: int | None = None


@dataclass(frozen=True, slots=True)
class PaperTask:
    """A paper to make.

    batch: which papers go through LaTeX with it. requested: whether it is wanted itself, or only keeps others company.
    """

    plan: PaperPlan
    candidate: Candidate | None
    batch: int = 0
    requested: bool = True

    @property
    def name(self) -> str:
        return self.plan.name

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return self.candidate.folder if self.candidate else self.plan.name


Batch = tuple[PaperTask, ...]
"""Papers that are made together."""


@dataclass(frozen=True, slots=True)
class PaperResult:
    """What became of a paper.

    record: None where it failed. kept: whether it was there already. edited: files that somebody edited, which stay as
    they are, each with the place of the fresh one.
    """

    task: PaperTask
    record: PaperRecord | None = None
    faults: tuple[Fault, ...] = ()
    kept: bool = False
    edited: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.task.name


def paper_tasks(
    plan: Plan, candidates: Mapping[str, Candidate], batches: Mapping[str, int], requested: Container[str]
) -> list[PaperTask]:
    """The tasks of a plan. candidates, batches: by paper; those of papers planned before stay together."""
    next_number = (max(batches.values(), default=-1) + 1) * BATCH
    tasks = []
    for paper in plan.papers:
        if paper.name in batches:
            batch = batches[paper.name]
        else:
            batch = next_number // BATCH
            next_number += 1
        tasks.append(PaperTask(paper, candidates.get(paper.name), batch, paper.name in requested))
    return tasks


def in_batches(tasks: Sequence[PaperTask], wanted: OutputOptions) -> list[Batch]:
    """What is made at once: for LaTeX whole batches, always in the same order, else each paper by itself."""
    if not compiles_in_batches(wanted):
        return [(task,) for task in tasks if task.requested]
    batches: dict[int, Batch] = {}
    for task in sorted(tasks, key=lambda task: task.name):
        batches[task.batch] = (*batches.get(task.batch, ()), task)
    needed = {task.batch for task in tasks if task.requested}
    return [batch for number, batch in batches.items() if number in needed]
