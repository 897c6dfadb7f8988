"""Starts processes that have everything imported already: copies of one that never does anything itself.

Importing takes longer than proving many a question. `python -m exampaper.check.launcher` imports it all once, then
waits for orders. An order and each of its two replies are one line of JSON: the number of the process that was
started, then the status with which it ended, as `subprocess` tells it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import IO, NoReturn

from exampaper.check import registry, replay, worker

MODULES: Mapping[str, Callable[[list[str]], None]] = {"worker": worker.main, "replay": replay.main}
"""What a process may be started to do, by the module's name."""


class Launcher:
    """A process that starts others, one at a time. environment: of it and of all that it starts."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "exampaper.check.launcher"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        self._orders, self._replies = _open(self._process.stdin), _open(self._process.stdout)
        self._running: int | None = None

    def __enter__(self) -> Launcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End it, and what it started."""
        self._process.kill()
        self._process.wait()
        if self._running is not None:
            _end(self._running)
        for pipe in (self._orders, self._replies):
            pipe.close()

    def run(self, module: str, arguments: Sequence[str], errors: Path, seconds: float) -> int | None:
        """The status with which a module's process ended; None if it was still running after so many seconds.

        errors: the file of what it writes to stderr. No process that it started is left behind.
        Raises BrokenPipeError when the launcher is gone.
        """
        self._orders.write(json.dumps([module, [*arguments], str(errors)]) + "\n")
        self._orders.flush()
        self._running = process = self._reply()
        late = Event()

        def stop() -> None:
            late.set()
            _end(process)

        timer = Timer(seconds, stop)
        timer.start()
        try:
            status = self._reply()
        finally:
            timer.cancel()
        self._running = None
        _end(process)  # what it started itself
        return None if late.is_set() else status

    def _reply(self) -> int:
        line = self._replies.readline()
        if not line:
            raise BrokenPipeError("the process that starts others is gone")
        return int(line)


def _open(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None  # it was asked for
    return pipe


def _end(process: int) -> None:
    """End a process that heads a session, and all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            os.kill(process, signal.SIGTERM)
        else:
            os.killpg(process, signal.SIGKILL)


# ------------------------------------------------------------------ in the process itself


def main() -> None:
    """Start what is ordered on stdin, until nobody orders any more."""
    registry.rules()
    gc.freeze()  # what all have in common need not be looked through by each
    start = _forked if hasattr(os, "fork") else _spawned
    for line in sys.stdin:
        module, arguments, errors = json.loads(line)
        for reply in start(module, arguments, errors):
            print(reply, flush=True)


def _forked(module: str, arguments: list[str], errors: str) -> Iterator[int]:
    """The number of a copy of this process, then the status with which it ended."""
    process = os.fork()
    if not process:
        _become(module, arguments, errors)
    yield process
    yield os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _become(module: str, arguments: list[str], errors: str) -> NoReturn:
    """Do a module's work in this process, and end it."""
    status = 1
    try:
        os.setsid()
        for path, descriptor in ((os.devnull, 0), (os.devnull, 1), (errors, 2)):
            os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), descriptor)
        MODULES[module](arguments)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _spawned(module: str, arguments: list[str], errors: str) -> Iterator[int]:
    """The same where no process can be copied."""
    command = [sys.executable, "-m", f"exampaper.check.{module}", *arguments]
    with Path(errors).open("wb") as stderr:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr)
        yield process.pid
        yield process.wait()


if __name__ == "__main__":
    main()
