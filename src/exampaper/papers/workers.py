"""Worker processes: they take batches of papers one by one, and die without taking the build along."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread, current_thread, main_thread

from exampaper.faults import Fault, fault
from exampaper.papers.render import cached_bank
from exampaper.papers.task import Batch, PaperResult

MOST_DEATHS = 8  # without a single paper: then it is no matter of single papers
FRESH = get_context("spawn")  # a forked process would hang in Typst, whose threads do not come along

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
    # Ctrl-C is for the process that the user sees, from their first moment: it ends the workers
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN) if current_thread() is main_thread() else None
    try:
        pool = ProcessPoolExecutor(jobs, mp_context=FRESH, initializer=_start, initargs=(banks,))
        futures = [pool.submit(render, batch) for batch in batches]
    finally:
        if handler is not None:
            signal.signal(signal.SIGINT, handler)
    with pool:
        try:
            for future in futures:
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _alone(render: Render, batch: Batch, banks: tuple[Path, ...]) -> list[PaperResult]:
    try:
        (results,) = _pooled(render, [batch], 1, banks)
    except BrokenProcessPool:
        message = "the worker process crashes: a question ends it, or never finishes; or the system ends it"
        remedy = "find the question with exampaper check; or run the same command again, with --jobs 1"
        crash = Fault(message, remedy=remedy, code="build/worker")
        return [PaperResult(task, faults=(crash,)) for task in batch if task.requested]
    return results


def _start(banks: tuple[Path, ...]) -> None:
    """A worker makes ready: it has the bank at hand, and ends with the process that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cached_bank(banks)
    gc.freeze()  # SymPy and the bank stay: the collector need not go through them again and again
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
