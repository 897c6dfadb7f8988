"""The time limit of a process, and what it tells of its work in case that ends it."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def limit(seconds: int) -> None:
    """End this process after so many seconds of the processor, which a busy machine does not use up.

    Where the system counts none, whoever waits for the process ends it.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def out_of_time(status: int) -> bool:
    """Whether that limit has ended a process."""
    return hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU


class Telling:
    """What a process has found out, and how far it has come: two files, read when it has ended, however it did."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._progress: dict[str, tuple[int, int | None]] = {}
        self._heard = _beside(out).open("w", encoding="utf-8")

    def done(self, what: str, count: int, of: int | None = None) -> None:
        """So many are done of something."""
        self._progress[what] = (count, of)
        self._heard.seek(0)
        self._heard.truncate()
        json.dump(self._progress, self._heard)
        self._heard.flush()

    def tell(self, told: Mapping[str, Any], complete: bool) -> None:
        """All that is known now, in the place of what was told before."""
        written = self._out.with_suffix(".new")
        written.write_text(json.dumps({**told, "complete": complete}), encoding="utf-8")
        written.replace(self._out)


def told(out: Path) -> dict[str, Any]:
    """What was told last; nothing by a process that ended before."""
    return _read(out)


def progress(out: Path) -> dict[str, tuple[int, int | None]]:
    """How far it had come."""
    return {what: (count, of) for what, (count, of) in _read(_beside(out)).items()}


def _beside(out: Path) -> Path:
    return out.with_suffix(".progress")


def _read(path: Path) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read
