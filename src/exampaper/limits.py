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
"""How many times longer something may take by the clock: it may sleep, or wait for other processes."""


def limit(seconds: int) -> None:
    """Let the system end this process when it has used so many seconds of the processor, those until now included.

    On Windows there is no such limit: whoever waits for the process must end it.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def of_a_child(seconds: int) -> Callable[[], None] | None:
    """`limit` for a child process: the `preexec_fn` of `subprocess`, or None where there is no such limit."""
    return partial(limit, seconds) if sys.platform != "win32" else None


def out_of_time(status: int) -> bool:
    """Whether a process ended because of `limit`. status: its return code, as `subprocess` tells it."""
    return hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """End this process if the body takes longer than so many seconds, even if it never lets another thread run."""
    limit(ceil(time.process_time()) + seconds)
    with Path(os.devnull).open("w") as unread:
        faulthandler.dump_traceback_later(WAITING * seconds, exit=True, file=unread)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            _unlimit()


def _unlimit() -> None:
    """Lift the limit as far as the system allows."""
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
