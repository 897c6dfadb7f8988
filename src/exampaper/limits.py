"""Limits of time: seconds of the processor, which a busy machine does not use up."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from math import ceil
from pathlib import Path

WAITING = 10
"""So many times as long by the clock may something take that sleeps, or that other processes leave no turn."""


def limit(seconds: int) -> None:
    """The system ends this process when it has had so many seconds of the processor, those until now among them.

    Where it counts none, whoever waits for the process ends it.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def of_a_child(seconds: int) -> Callable[[], None] | None:
    """What a child process is to do before it begins, as `subprocess` takes it."""
    return partial(limit, seconds) if sys.platform != "win32" else None


def out_of_time(status: int) -> bool:
    """Whether that has ended a process of this status."""
    return hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """This process ends where what it does takes longer, even if that never lets another thread run."""
    limit(ceil(time.process_time()) + seconds)
    with Path(os.devnull).open("w") as unread:
        faulthandler.dump_traceback_later(WAITING * seconds, exit=True, file=unread)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            _unlimit()


def _unlimit() -> None:
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
