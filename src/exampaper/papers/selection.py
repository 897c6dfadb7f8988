"""Which questions a paper takes from the pools of its exam: evenly, and so that papers are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exampaper.exams import duration
from exampaper.exams.exam import Exam, Pick
from exampaper.exams.validation import pool_of
from exampaper.papers.seeds import rank
from exampaper.questions.bank import Bank

Selection = tuple[tuple[str, ...], ...]
"""The questions of each pick that leaves a choice, pick by pick."""
Sections = Sequence[Sequence[str]]
"""The questions of each section of a paper."""

WAYS = 40  # of all ways to take the least used questions, so many are compared
BALANCE = 0.10  # papers are to stay this near to the mean of minutes and of difficulty


@dataclass(frozen=True, slots=True)
class _Pool:
    """A pick that leaves a choice. section: where it stands, from 0."""

    pick: Pick
    section: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Size:
    """How long and how hard a paper is: minutes, and difficulty as the mean over its marks."""

    minutes: float
    difficulty: float


Share = tuple[float, Pick, str]
"""A question, the pick that asks for it, and the share of papers (0 to 1) that have it."""


class QuestionSelector:
    """Chooses from the picks that leave a choice, and counts how often each of their questions is used."""

    def __init__(self, exam: Exam, bank: Bank) -> None:
        self._bank, self._exam = bank, exam
        self._fixed: list[Share] = []
        for section in exam.sections:
            self._fixed += [(1.0, pick, pick.question) for pick in section.picks if pick.question]
        named = {id for _, _, id in self._fixed}
        self._pools: list[_Pool] = []
        for number, section in enumerate(exam.sections):
            for pick in section.picks:
                if not pick.question:
                    self._pools.append(_Pool(pick, number, pool_of(pick, bank, named)))
        self._used: list[Counter[str]] = [Counter() for _ in self._pools]
        self._mean = self._expected_size()
        self._chosen: list[Selection] = []

    def choose(self, key: bytes, previous: Sections = ()) -> Selection:
        """The questions of a new paper.

        It keeps what a previous paper had, as far as it can; else it takes the least used, and of these what keeps
        papers alike. key: that of the paper, which decides between equals.
        """
        count = WAYS if self._pools else 1
        ways = dict.fromkeys(self._way(key, number, previous) for number in range(count))
        best = min(ways, key=self._deviation)
        self.record(best)
        return best

    def record(self, selection: Selection) -> None:
        """Count a selection as used."""
        for used, ids in zip(self._used, selection, strict=True):
            used.update(ids)
        self._chosen.append(selection)

    def selection(self, sections: Sections) -> Selection:
        """The selection that a paper has, from the questions of its sections."""
        taken = {id for _, _, id in self._fixed}
        chosen: list[tuple[str, ...]] = []
        for pool in self._pools:
            candidates = [id for id in sections[pool.section] if id in pool.ids and id not in taken]
            ids = tuple(candidates[: pool.pick.count])
            taken.update(ids)
            chosen.append(ids)
        return tuple(chosen)

    def _way(self, key: bytes, number: int, previous: Sections) -> Selection:
        """One of the ways to take the least used questions."""
        taken: set[str] = set()
        chosen: list[tuple[str, ...]] = []
        for at, pool in enumerate(self._pools):
            ranked = []
            for id in pool.ids:
                if id not in taken:
                    turn = rank(key, f"way {number} pick {at}", id)
                    ranked.append((_distance(id, pool.section, previous), self._used[at][id], turn, id))
            ranked.sort()
            ids = tuple(id for *_, id in ranked[: pool.pick.count])
            taken.update(ids)
            chosen.append(ids)
        return tuple(chosen)

    def _deviation(self, selection: Selection) -> float:
        """How far a paper is from the mean, relatively: in minutes or in difficulty, whichever is farther."""
        size = self._size(selection)
        return max(abs(size.minutes / self._mean.minutes - 1), abs(size.difficulty / self._mean.difficulty - 1))

    def _size(self, selection: Selection) -> _Size:
        parts = list(self._fixed)
        for pool, ids in zip(self._pools, selection, strict=True):
            parts += [(1.0, pool.pick, id) for id in ids]
        return self._measured(parts)

    def _expected_size(self) -> _Size:
        """The mean over all papers, if pools are used evenly."""
        parts = list(self._fixed)
        for pool in self._pools:
            share = pool.pick.count / len(pool.ids)
            parts += [(share, pool.pick, id) for id in pool.ids]
        return self._measured(parts)

    def _measured(self, parts: Sequence[Share]) -> _Size:
        marks: dict[str, float] = {}
        hardness: dict[str, float] = {}
        minutes = []
        for share, pick, id in parts:
            front = self._bank[id].source.front
            marks[id] = share * (pick.marks or self._bank[id].marks)
            hardness[id] = marks[id] * front.difficulty
            minutes.append(share * front.minutes)
        return _Size(sum(minutes), sum(hardness.values()) / sum(marks.values()))

    def notes(self) -> Iterator[str]:
        """What the instructor should know where papers are longer than their exam, or longer or harder than others."""
        sizes = [self._size(selection) for selection in self._chosen]
        minutes = [size.minutes for size in sizes]
        yield from duration.notes(self._exam, minutes)
        yield from _imbalance("expected minutes", minutes)
        yield from _imbalance("difficulty", [size.difficulty for size in sizes])


def _imbalance(quantity: str, values: Sequence[float]) -> Iterator[str]:
    mean = sum(values) / len(values)
    if max(abs(value / mean - 1) for value in values) > BALANCE:
        extent = f"{min(values):.3g} to {max(values):.3g} (mean {mean:.3g})"
        yield f"{quantity} differ by more than {BALANCE:.0%} from the mean, {extent}"


def _distance(id: str, section: int, previous: Sections) -> tuple[int, int]:
    """0 and its place for a question that this section of the previous paper had; 1 for another section; 2 for none."""
    if section < len(previous) and id in previous[section]:
        return 0, previous[section].index(id)
    elsewhere = any(id in ids for ids in previous)
    return (1 if elsewhere else 2), 0
