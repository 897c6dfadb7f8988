"""A process of the server, `python -m exampaper.serve.worker SETTINGS`: a request a line, an answer a line, in JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import ceil
from pathlib import Path
from typing import Any, BinaryIO

from exampaper.limits import limit
from exampaper.questions.wanted import Range, Wanted
from exampaper.serve.desk import Desk

SECONDS = 10
"""Of the processor, for one request: then the system ends the process."""

LISTING = 60
"""Of the processor, for the list of a whole bank."""

MEMORY = 4 << 30
"""Bytes of addresses that a process may have."""


def main(arguments: list[str]) -> None:
    (settings,) = arguments
    desk = desk_of(json.loads(settings))
    with _own_output() as answers:
        _limit_memory()
        _say({"ready": True}, answers)
        for line in iter(sys.stdin.buffer.readline, b""):
            request = json.loads(line)
            seconds = LISTING if request["do"] == "list" else SECONDS
            limit(ceil(time.process_time()) + seconds)
            _say(desk.answer(request), answers)


def _say(answer: dict[str, Any], answers: BinaryIO) -> None:
    answers.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
    answers.flush()


def settings(folders: tuple[Path, ...], wanted: Wanted, is_preview: bool) -> str:
    """What a process is told, as text: `desk_of` reads it."""
    told = {
        "folders": [str(folder) for folder in folders],
        "names": wanted.names,
        "kinds": wanted.kinds,
        "difficulty": [wanted.difficulty.low, wanted.difficulty.high],
        "minutes": [wanted.minutes.low, wanted.minutes.high],
        "answers": wanted.answers,
        "search": wanted.search,
        "but": wanted.but,
        "is_preview": is_preview,
    }
    return json.dumps(told)


def desk_of(told: dict[str, Any]) -> Desk:
    """The desk of some settings."""
    wanted = Wanted(
        names=tuple(told["names"]),
        kinds=tuple(told["kinds"]),
        difficulty=Range(*told["difficulty"]),
        minutes=Range(*told["minutes"]),
        answers=tuple(told["answers"]),
        search=told["search"],
        but=tuple(told["but"]),
    )
    return Desk(tuple(map(Path, told["folders"])), wanted, told["is_preview"])


@contextmanager
def _own_output() -> Iterator[BinaryIO]:
    """Where answers go. What a question prints goes elsewhere, so that it is no answer."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        yield answers


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        with suppress(ValueError, OSError):  # there is a lower limit already
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))


if __name__ == "__main__":
    main(sys.argv[1:])
