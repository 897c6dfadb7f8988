"""What is saved is checked again."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from exampaper.check import watch
from exampaper.check.run import Task


def test_a_saved_file_is_checked_again(tmp_path: Path) -> None:
    task = Task(tmp_path / "topic" / "one.md", tmp_path)
    task.path.parent.mkdir()
    task.path.write_text("before", encoding="utf-8")
    changes = watch.changes([task])
    assert next(changes) == [task]
    later = Thread(target=lambda: task.path.with_suffix(".py").write_text("after", encoding="utf-8"))
    later.start()
    assert next(changes) == [task]
    later.join()
