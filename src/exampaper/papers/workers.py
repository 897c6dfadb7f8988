"""Worker processes: they take batches of papers one by one, and die without taking the build along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from exampaper.faults import Fault, fault
from exampaper.papers.processes import in_processes
from exampaper.papers.render import cached_bank
from exampaper.papers.task import Batch, PaperResult

MOST_DEATHS = 8  # without a single paper: then it is no matter of single papers

Render = Callable[[Batch], list[PaperResult]]


def render_in_workers(
    render: Render, batches: Sequence[Batch], jobs: int, banks: tuple[Path, ...]
) -> Iterator[list[PaperResult]]:
    """The results of each batch, in order. A process that dies takes down only the batch that kills it again.

    render: is called in a worker, and so must be picklable. jobs: the number of workers. banks: what they load.
    Raises Faulty where workers keep dying.
    """
    done, succeeded = 0, False
    while done < len(batches):
        try:
            for results in _pooled(render, batches[done:], jobs, banks):
                yield results
                done, succeeded = done + 1, True
        except BrokenProcessPool:
            for batch in batches[done : done + jobs]:  # one of these was at work
                results = _alone(render, batch, banks)
                succeeded = succeeded or any(result.record for result in results)
                yield results
                done += 1
            if not succeeded and done >= MOST_DEATHS:
                message = "worker processes keep crashing"
                raise fault(message, remedy="see what --jobs 1 says", code="build/workers") from None


def _pooled(
    render: Render, batches: Sequence[Batch], jobs: int, banks: tuple[Path, ...]
) -> Iterator[list[PaperResult]]:
    return in_processes(render, batches, jobs, partial(cached_bank, banks))


def _alone(render: Render, batch: Batch, banks: tuple[Path, ...]) -> list[PaperResult]:
    try:
        (results,) = _pooled(render, [batch], 1, banks)
    except BrokenProcessPool:
        message = "the worker process crashes: a question ends it, or never finishes; or the system ends it"
        remedy = "find the question with exampaper check; or run the same command again, with --jobs 1"
        crash = Fault(message, remedy=remedy, code="build/worker")
        return [PaperResult(task, faults=(crash,)) for task in batch if task.requested]
    return results
