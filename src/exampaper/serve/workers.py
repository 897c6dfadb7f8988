"""The processes that answer requests, one at a time, what is quick first; one that hangs is ended and begun anew."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import zlib
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

SECONDS = 15.0
"""By the clock, for one request."""

STARTING = 60.0
"""Seconds in which a process must have begun."""

WAITING = 500
"""Most requests that wait for a process; more are turned away."""

LINE = 1 << 26
"""Most bytes of an answer: a question with its figures."""

FIRST = {"mark": 0, "hint": 0, "answer": 0, "version": 1, "draw": 2, "list": 2}
"""What goes before what: somebody who has typed an answer does not wait for those who begin."""

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

BUSY, ENDED = "busy", "ended"


class TurnedAway(Exception):
    """The processes have more to do than they can."""


@dataclass(order=True)
class _Waiting:
    """A request in its queue."""

    rank: int
    number: int
    request: Mapping[str, Any] = field(compare=False)
    answer: asyncio.Future[dict[str, Any]] = field(compare=False)


class Workers:
    """Some processes of one kind. settings: what each is told, by `worker.settings`. seconds: for one request."""

    def __init__(self, count: int, settings: str, seconds: float = SECONDS) -> None:
        self._workers = [_Worker(settings, seconds) for _ in range(count)]
        self._numbers = itertools.count()

    async def start(self) -> None:
        for worker in self._workers:
            worker.begin()

    async def end(self) -> None:
        for worker in self._workers:
            await worker.end()

    async def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a request; {"ended": …} where it took too long. Raises TurnedAway.

        Whatever is about one variant goes to one process, which still has it.
        """
        about = f"{request.get('id', '')} {request.get('seed', '')}"
        worker = self._workers[zlib.crc32(about.encode()) % len(self._workers)]
        if worker.queue.qsize() >= WAITING:
            raise TurnedAway
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        worker.queue.put_nowait(_Waiting(FIRST[request["do"]], next(self._numbers), request, answer))
        return await answer


class _Worker:
    """One process, and the requests that wait for it."""

    def __init__(self, settings: str, seconds: float) -> None:
        self._settings, self._seconds = settings, seconds
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None
        self.queue: asyncio.PriorityQueue[_Waiting] = asyncio.PriorityQueue()

    def begin(self) -> None:
        self._task = asyncio.create_task(self._work())

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self._kill()

    async def _work(self) -> None:
        await self._running()  # ready before the first request
        while True:
            waiting = await self.queue.get()
            if waiting.answer.cancelled():  # whoever asked has gone
                continue
            answer = await self._answered(waiting.request)
            if not waiting.answer.cancelled():
                waiting.answer.set_result(answer)

    async def _answered(self, request: Mapping[str, Any]) -> dict[str, Any]:
        process = await self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            await process.stdin.drain()
            line = await asyncio.wait_for(process.stdout.readline(), self._limit(request))
            found: dict[str, Any] = json.loads(line)
            return found
        except (TimeoutError, OSError, ValueError):  # too slow; or it has ended, and says nothing or half a line
            await self._kill()
            return {ENDED: f"the question was still at work after {self._seconds:g} s, or its process ended"}

    def _limit(self, request: Mapping[str, Any]) -> float:
        """Seconds for a request: a list takes a whole bank, which is loaded as a process begins."""
        return STARTING if request["do"] == "list" else self._seconds

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "exampaper.serve.worker",
                self._settings,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                limit=LINE,
                env=os.environ | ONE_THREAD,
            )
            await self._ready(self._process)
        return self._process

    async def _ready(self, process: Process) -> None:
        """Once it has loaded what it needs, it says so: that is no part of a request's time."""
        assert process.stdout is not None
        with suppress(TimeoutError):
            await asyncio.wait_for(process.stdout.readline(), STARTING)

    async def _kill(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None
