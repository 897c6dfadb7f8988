"""Which questions a paper takes from the pools of its exam: evenly, and so that papers are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from exampaper.exams import duration
from exampaper.exams.exam import Exam, Pick
from exampaper.papers.keyed import rank
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


class Pools:
    """The picks that leave a choice, and how often each of their questions has been taken."""

    def __init__(self, exam: Exam, bank: Bank) -> None:
        picks = [(number, pick) for number, section in enumerate(exam.sections) for pick in section.picks]
        named = {pick.question for _, pick in picks if pick.question}
        self._bank, self._exam = bank, exam
        self._fixed = [(pick, pick.question) for _, pick in picks if pick.question]
        self._pools = [_Pool(p, number, pool(p, bank, named)) for number, p in picks if not p.question]
        self._used: list[Counter[str]] = [Counter() for _ in self._pools]
        self._mean = self._expected()
        self._chosen: list[Selection] = []

    def choose(self, key: bytes, earlier: Sections = ()) -> Selection:
        """What an earlier paper had, as far as it still can; else the least used, and of these what keeps papers alike.

        key: that of the paper, which decides between equals.
        """
        ways = dict.fromkeys(self._way(key, number, earlier) for number in range(WAYS if self._pools else 1))
        best = min(ways, key=self._off)
        self.note(best)
        return best

    def note(self, selection: Selection) -> None:
        """Count a selection as taken."""
        for used, ids in zip(self._used, selection, strict=True):
            used.update(ids)
        self._chosen.append(selection)

    def selection(self, sections: Sections) -> Selection:
        """The selection that a paper has, by the questions of its sections."""
        taken: set[str] = {id for _, id in self._fixed}
        found: Selection = ()
        for pool in self._pools:
            ids = [id for id in sections[pool.section] if id in pool.ids and id not in taken][: pool.pick.count]
            taken |= set(ids)
            found = (*found, tuple(ids))
        return found

    def _way(self, key: bytes, number: int, earlier: Sections) -> Selection:
        taken: set[str] = set()
        found: Selection = ()
        for at, pool in enumerate(self._pools):
            free = [id for id in pool.ids if id not in taken]
            turn = {id: rank(key, f"way {number} pick {at}", id) for id in free}
            order = sorted(free, key=lambda id: (_strange(id, pool.section, earlier), self._used[at][id], turn[id]))
            ids = order[: pool.pick.count]
            taken |= set(ids)
            found = (*found, tuple(ids))
        return found

    def _off(self, selection: Selection) -> float:
        """How far a paper is from the mean, relatively: of minutes or of difficulty, what is farther."""
        size = self._size(selection)
        return max(abs(size.minutes / self._mean.minutes - 1), abs(size.difficulty / self._mean.difficulty - 1))

    def _size(self, selection: Selection) -> _Size:
        taken = [(pool.pick, id) for pool, ids in zip(self._pools, selection, strict=True) for id in ids]
        return self._measured([(1.0, pick, id) for pick, id in (*self._fixed, *taken) if id])

    def _expected(self) -> _Size:
        """The mean over all papers, if pools are used evenly."""
        shares = [(pool.pick.count / len(pool.ids), pool.pick, id) for pool in self._pools for id in pool.ids]
        return self._measured([*((1.0, pick, id) for pick, id in self._fixed if id), *shares])

    def _measured(self, parts: Sequence[tuple[float, Pick, str]]) -> _Size:
        """Of questions, each with the share of papers that have it."""
        fronts = {id: self._bank[id].source.front for _, _, id in parts}
        marks = {id: share * (pick.marks or self._bank[id].marks) for share, pick, id in parts}
        hard = sum(marks[id] * fronts[id].difficulty for id in marks)
        return _Size(sum(share * fronts[id].minutes for share, _, id in parts), hard / sum(marks.values()))

    def told(self) -> Iterator[str]:
        """What to tell where papers are longer than their exam, or longer or harder than each other."""
        sizes = [self._size(selection) for selection in self._chosen]
        yield from duration.notes(self._exam, [size.minutes for size in sizes])
        for what, values in (
            ("expected minutes", [size.minutes for size in sizes]),
            ("difficulty", [size.difficulty for size in sizes]),
        ):
            mean = sum(values) / len(values)
            if max(abs(value / mean - 1) for value in values) > BALANCE:
                told = f"{min(values):.3g} to {max(values):.3g} (mean {mean:.3g})"
                yield f"{what} differ by more than {BALANCE:.0%} from the mean, {told}"


def pool(pick: Pick, bank: Bank, named: Collection[str] = ()) -> tuple[str, ...]:
    """The questions that a pick leaves a choice of, but those that are named elsewhere."""
    return tuple(id for id in pick.one_of or bank.of_topic(pick.topic or "") if id not in named)


def _strange(id: str, section: int, earlier: Sections) -> tuple[int, int]:
    """In this order: what stood in this section of the earlier paper, as it stood there; in another; in none."""
    if section < len(earlier) and id in earlier[section]:
        return 0, earlier[section].index(id)
    return (1 if any(id in ids for ids in earlier) else 2), 0
