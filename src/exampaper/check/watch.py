"""Which questions were saved since the last look."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from exampaper.check.run import Task
from exampaper.questions.question import own_files

SECONDS = 0.3


def changes(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """All of them first, then those whose files change, until interrupted."""
    known: dict[Task, tuple[int, ...]] = {}
    while True:
        now = {task: _stamps(task) for task in tasks}
        if due := [task for task in tasks if known.get(task) != now[task]]:
            known = now
            yield due
        try:
            time.sleep(SECONDS)
        except KeyboardInterrupt:
            return


def _stamps(task: Task) -> tuple[int, ...]:
    """The times of its files, of pictures and shared Python as well."""
    return tuple(map(_stamp, own_files(task.path)))


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:  # there is none; or an editor is just putting the new one in its place
        return 0
