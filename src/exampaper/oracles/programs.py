"""What a printed program prints: it is run, within limits, in a process of its own.

Limits: lines that are run (the same verdict on any machine), and behind them processor time, memory and output. The
program sees no network, no other program, no file that it could write, no environment and an empty folder; sets of
strings come in the same order every time.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import subprocess
import sys
import threading
from functools import cache, lru_cache
from pathlib import Path
from textwrap import dedent
from typing import Any

_WORKER = Path(__file__).with_name("program_worker.py")
_ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_NEEDED = ("SYSTEMROOT",)  # without it Python does not start on Windows
_FENCE = re.compile(r"\A[ \t]*(?:python3?|py)[ \t]*\n")


class ProgramError(RuntimeError):
    """A program that does not end, or not well. printed: what it printed until then."""

    def __init__(self, message: str, printed: str) -> None:
        super().__init__(message)
        self.printed = printed


@lru_cache(maxsize=20_000)
def runs(program: str, typed: str = "") -> str:
    """What a Python program prints, without the last line break.

    program: its text, as of a code block: a common indentation is taken off, and so is a first line that only names the
    language. typed: what `input()` reads, line by line. Raises ProgramError where it raises, exits with an error, runs
    more than a million lines, takes 5 seconds of the processor, a gigabyte of memory, or prints more than a million
    characters.

        runs("print(sum(range(5)))")        # "10"
    """
    text = dedent(_FENCE.sub("", program)).strip("\n") + "\n"
    answer = _worker(os.getpid()).ask({"program": text, "typed": typed})
    if answer["error"]:
        raise ProgramError(answer["error"], answer["printed"])
    printed: str = answer["printed"]
    return printed.removesuffix("\n")


@cache
def _worker(process: int) -> Worker:
    """The worker of this process: one that was forked from it needs its own."""
    return Worker()


class Worker:
    """A process that runs programs one after another, each in a fork of it; started when it is first asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        atexit.register(self.stop)

    def ask(self, question: dict[str, str]) -> dict[str, Any]:
        """The worker's answer; a worker that has died is followed by another, once."""
        with self._lock:
            for _ in range(2):
                if line := self._asked(json.dumps(question)):
                    answer: dict[str, Any] = json.loads(line)
                    return answer
                self.stop()
        raise ProgramError("the process that runs programs ended by itself", "")

    def _asked(self, line: str) -> str:
        """The worker's line in answer to a line; empty where it has died."""
        self._process = self._process or _started()
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except OSError:
            return ""
        return self._process.stdout.readline()

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _started() -> subprocess.Popen[str]:
    """A worker of its own: without the user's packages (-s), the current folder (-P) and .pyc files (-B)."""
    kept = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-B", str(_WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=kept | _ENVIRONMENT,
    )
