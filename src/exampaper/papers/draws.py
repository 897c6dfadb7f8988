"""What a plan needs to know of a variant: whether another one is the same, and what it gives away.

Most of a draw's time goes into asking whether it is to be thrown away, so that is asked once for equal parameters. The
draws of many papers can be shared out over processes: the parameters stay there, what is told of them comes back.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from exampaper.exams.exam import Exam
from exampaper.exams.restrictions import restricted_bank
from exampaper.faults import Faulty
from exampaper.papers.processes import in_processes
from exampaper.papers.seeds import question_seed
from exampaper.questions.bank import Bank
from exampaper.questions.hints import Hints
from exampaper.questions.question import Examined

TOGETHER = 50
"""Papers that are handed to a process at once."""

FEW = 300
"""Papers for which starting processes takes longer than the draws."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A variant as a plan knows it.

    identity: equal for equal parameters, made of values that travel between processes; None where drawing fails, which
    is told when the paper is made.
    """

    identity: Hashable | None
    hints: Hints


Wanted = tuple[bytes, tuple[tuple[str, int], ...]]
"""The key of a paper, and its questions, each with how often it is drawn again."""


class Draws:
    """The draws of a bank. beforehand: what is known of seeds already, by question and seed."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._examined: dict[str, Examined] = {}
        self._last: dict[str, tuple[int, Drawn]] = {}
        self.beforehand: Mapping[tuple[str, int], Drawn] = {}

    def of(self, id: str, seed: int) -> Drawn:
        """The draw of a question's seed."""
        known = self.beforehand.get((id, seed))
        if known is not None:
            return known
        last = self._last.get(id)
        if last is None or last[0] != seed:
            last = self._last[id] = seed, self._drawn(id, seed)
        return last[1]

    def _drawn(self, id: str, seed: int) -> Drawn:
        question = self._bank[id]
        try:
            params = question.draw(seed, examined=self._examined.setdefault(id, Examined()))
        except Faulty:
            return Drawn(None, question.hints())
        return Drawn(identity_of(params), question.hints(params))


def identity_of(value: Any) -> Hashable:
    """What tells parameters apart: the values of their fields, without the classes that a question's file defines."""
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(identity_of(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple | list):
        return tuple(map(identity_of, value))
    return value  # type: ignore[no-any-return]


# ------------------------------------------------------------------ shared out


@dataclass(frozen=True, slots=True)
class Source:
    """What a process draws from. digest: of the exam. ids: the questions that are drawn."""

    exam: Exam = field(compare=False)
    digest: str
    folders: tuple[Path, ...]
    ids: frozenset[str]


def drawn_beforehand(
    exam: Exam, bank: Bank, wanted: Sequence[Wanted], jobs: int
) -> Iterator[Mapping[tuple[str, int], Drawn]]:
    """What papers draw first, paper by paper, from so many processes; nothing where that is not worth it."""
    if jobs == 1 or len(wanted) < FEW or not bank.folders:
        yield from ({} for _ in wanted)
        return
    ids = frozenset(id for _, questions in wanted for id, _ in questions)
    work = partial(draw_papers, Source(exam, exam.digest, bank.folders, ids))
    groups = [wanted[at : at + TOGETHER] for at in range(0, len(wanted), TOGETHER)]
    done = 0
    try:
        for papers in in_processes(work, groups, jobs):
            yield from papers
            done += len(papers)
    except BrokenProcessPool:  # a question ends the process, or the system does: tell it where it happens
        yield from ({} for _ in wanted[done:])


def draw_papers(source: Source, wanted: Iterable[Wanted]) -> list[dict[tuple[str, int], Drawn]]:
    """The draws of some papers: the share of a process."""
    draws = _draws(source)
    found = []
    for key, questions in wanted:
        paper = {}
        for id, redraw_count in questions:
            seed = question_seed(key, id, redraw_count)
            paper[id, seed] = draws.of(id, seed)
        found.append(paper)
    return found


@cache
def _draws(source: Source) -> Draws:
    """The draws of a process, which knows what it has examined."""
    bank = Bank.load(*source.folders, only=source.ids)
    return Draws(restricted_bank(source.exam, bank))
