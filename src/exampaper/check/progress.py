"""What a process reports of its work: in files, which are still there if something ends the process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Progress:
    """The results of a process, and how far it has come: two files, to be read once it has ended."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._counts: dict[str, tuple[int, int | None]] = {}
        self._file = _counts_file(out).open("w", encoding="utf-8")

    def done(self, what: str, count: int, of: int | None = None) -> None:
        """Report that so many of something are done."""
        self._counts[what] = (count, of)
        self._file.seek(0)
        self._file.truncate()
        json.dump(self._counts, self._file)
        self._file.flush()

    def tell(self, result: Mapping[str, Any], complete: bool) -> None:
        """Report all that is known by now, in place of the last report."""
        written = self._out.with_suffix(".new")
        written.write_text(json.dumps({**result, "complete": complete}), encoding="utf-8")
        written.replace(self._out)


def last_result(out: Path) -> dict[str, Any]:
    """The last report of a process; empty if it ended before its first."""
    return _read(out)


def counts(out: Path) -> dict[str, tuple[int, int | None]]:
    """How far a process had come: what was done, how often, and out of how many."""
    return {what: (count, of) for what, (count, of) in _read(_counts_file(out)).items()}


def _counts_file(out: Path) -> Path:
    return out.with_suffix(".progress")


def _read(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content
