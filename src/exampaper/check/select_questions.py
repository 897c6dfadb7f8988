"""Which questions a check is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exampaper.check.run import Task
from exampaper.faults import fault, nearest
from exampaper.questions.bank import default_folder, question_files


def select_questions(folders: Sequence[Path], wanted: Sequence[str]) -> list[Task]:
    """The questions of these ids and topics, all without any. Raises Faulty for an unknown one."""
    tasks: list[Task] = []
    for folder in folders or [default_folder()]:
        tasks.extend(Task(path, folder) for path in question_files(folder))
    known: set[str] = set()
    for task in tasks:
        known |= {task.id, task.topic}
    for name in wanted:
        if name not in known:
            raise fault(f"no question or topic {name!r} in the bank", remedy=nearest(name, known))
    return [task for task in tasks if not wanted or task.id in wanted or task.topic in wanted]
