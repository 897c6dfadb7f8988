"""Work shared out over fresh processes, which end with the one that started them."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread, current_thread, main_thread
from typing import TypeVar

FRESH = get_context("spawn")  # a forked process would hang in Typst, whose threads do not come along

T = TypeVar("T")
R = TypeVar("R")


def in_processes(
    work: Callable[[T], R], items: Iterable[T], jobs: int, ready: Callable[[], object] | None = None
) -> Iterator[R]:
    """The result of each item, in order.

    work, ready: are called in a process, and so must be picklable. ready: before its first item.
    Raises BrokenProcessPool where a process dies, and what `work` raises.
    """
    # Ctrl-C is for the process that the user sees, from their first moment: it ends the others
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN) if current_thread() is main_thread() else None
    try:
        pool = ProcessPoolExecutor(jobs, mp_context=FRESH, initializer=_start, initargs=(ready,))
        futures = [pool.submit(work, item) for item in items]
    finally:
        if handler is not None:
            signal.signal(signal.SIGINT, handler)
    with pool:
        try:
            futures.reverse()
            while futures:  # a result that is taken need not stay in memory
                yield futures.pop().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start(ready: Callable[[], object] | None) -> None:
    """A process makes ready, and ends with the one that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if ready is not None:
        ready()
    gc.freeze()  # SymPy and the bank stay: the collector need not go through them again and again
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
