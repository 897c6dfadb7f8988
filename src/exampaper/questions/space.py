"""How many variants a question has: counted by walking all that `draw` can choose, or estimated."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from math import sqrt

from exampaper.draw import Rejected, Source
from exampaper.questions.question import Question

SMALL = 100_000


class Walker(Source):
    """A source that takes every path through `draw`, one after another, depth first."""

    def __init__(self) -> None:
        self._path: list[tuple[int, int]] = []  # (choice, out of how many) at each step
        self._step = 0

    def below(self, n: int) -> int:
        if self._step == len(self._path):
            self._path.append((0, n))
        self._step += 1
        return self._path[self._step - 1][0]

    def advance(self) -> bool:
        """On to the next path; False after the last."""
        while self._path:
            choice, n = self._path.pop()
            if choice + 1 < n:
                self._path.append((choice + 1, n))
                self._step = 0
                return True
        return False


@dataclass(frozen=True, slots=True)
class Space:
    """The number of variants. error: relative standard error of an estimate, None for a bound from below."""

    size: int
    exhaustive: bool
    error: float | None = None
    params: tuple[Hashable, ...] = ()


def walk(question: Question) -> Iterator[Hashable | None]:
    """The parameters of every path; None for a rejected one."""
    source = Walker()
    while True:
        try:
            yield question.behaviour.draw(source)
        except Rejected:
            yield None
        if not source.advance():
            return


def counted(question: Question, seconds: float) -> Space | None:
    """The space, walked; None when it is too large or the time is over."""
    found: dict[Hashable, None] = {}
    until = time.perf_counter() + seconds
    for params in walk(question):
        if params is not None:
            found[params] = None
        if len(found) > SMALL or time.perf_counter() > until:
            return None
    return Space(len(found), exhaustive=True, params=tuple(found))


def estimated(drawn: Iterable[Hashable]) -> Space:
    """From the pairs of draws that coincide: n² / 2 over their number, if all variants are equally likely.

    Without a pair, the bound that 95 of 100 larger spaces would keep: n² / 6.
    """
    counts = Counter(drawn)
    n = sum(counts.values())
    if not n:
        return Space(0, exhaustive=False)
    pairs = sum(count * (count - 1) // 2 for count in counts.values())
    if not pairs:
        return Space(max(n, n * n // 6), exhaustive=False)
    return Space(round(n * (n - 1) / (2 * pairs)), exhaustive=False, error=1 / sqrt(pairs))


def shared_chance(size: int, candidates: int) -> float:
    """The chance that two of so many candidates have the same variant (the birthday problem)."""
    apart = 1.0
    for taken in range(candidates):
        apart *= max(0.0, 1 - taken / size)
    return 1 - apart
