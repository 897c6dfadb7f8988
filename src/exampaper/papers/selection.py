"""Which questions a paper takes from the pools of its exam: evenly, and so that papers are alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat

from exampaper.exams import duration
from exampaper.exams.exam import Exam, Pick
from exampaper.exams.validation import pool_of
from exampaper.papers.seeds import rank
from exampaper.questions.bank import Bank
from exampaper.questions.hints import Hints, joined, spoilt

Selection = tuple[tuple[str, ...], ...]
"""The questions of each pick that leaves a choice, pick by pick."""
Sections = Sequence[Sequence[str]]
"""The questions of each section of a paper."""

WAYS = 40  # of all ways to take the least used questions, so many are compared
MOST_KNOWN = 10_000  # selections that are measured once and no more
BALANCE = 0.10  # papers are to stay this near to the mean of minutes and of difficulty


@dataclass(frozen=True, slots=True)
class _Pool:
    """A pick that leaves a choice. section: where it stands, from 0. answered: the share that candidates answer."""

    pick: Pick
    section: int
    ids: tuple[str, ...]
    answered: float = 1.0


@dataclass(frozen=True, slots=True)
class _Size:
    """How long and how hard a paper is: minutes, and difficulty as the mean over its marks."""

    minutes: float
    difficulty: float


Share = tuple[float, Pick, str]
"""A question, the pick that asks for it, and the share (0 to 1) of candidates who have it and answer it."""


class QuestionSelector:
    """Chooses from the picks that leave a choice, and counts how often each of their questions is used."""

    def __init__(self, exam: Exam, bank: Bank) -> None:
        self._bank, self._exam = bank, exam
        self._named: dict[str, Share] = {}
        choices: list[tuple[Pick, int]] = []
        for number, section in enumerate(exam.sections):
            for pick in section.picks:
                if pick.question:
                    self._named[pick.question] = section.answered, pick, pick.question
                else:
                    choices.append((pick, number))
        self._pools = [
            _Pool(pick, section, pool_of(pick, bank, self._named), exam.sections[section].answered)
            for pick, section in choices
        ]
        self._hints: dict[str, Hints] = {id: bank[id].hints() for id in self._possible()}
        self._named_hints = joined(self._hints[id] for id in self._named)
        self._tells = any(hints.reveals for hints in self._hints.values())
        self._deviations: dict[Selection, float] = {}
        self._used: dict[int, Counter[str]] = defaultdict(Counter)
        self._mean = self._expected_size()
        self._chosen: list[Selection] = []

    def _possible(self) -> Iterator[str]:
        """All questions that papers may have."""
        yield from self._named
        for pool in self._pools:
            yield from pool.ids

    def choose(self, key: bytes, previous: Sections = ()) -> Selection:
        """The questions of a new paper.

        It keeps what a previous paper had, as far as it can; else it takes the least used, and of these what keeps
        papers alike. key: that of the paper, which decides between equals.
        """
        count = WAYS if self._pools else 1
        ways = dict.fromkeys(self._way(key, number, previous) for number in range(count))
        best = min(ways, key=lambda way: (self._giveaways(way), self._deviation(way)))
        self.record(best)
        return best

    def record(self, selection: Selection) -> None:
        """Count a selection as used."""
        for at, ids in enumerate(selection):
            self._used[at].update(ids)
        self._chosen.append(selection)

    def selection(self, sections: Sections) -> Selection:
        """The selection that a paper has, from the questions of its sections."""
        taken = set(self._named)
        chosen: list[tuple[str, ...]] = []
        for pool in self._pools:
            free = set(pool.ids) - taken
            ids = tuple(islice(filter(free.__contains__, sections[pool.section]), pool.pick.count))
            taken.update(ids)
            chosen.append(ids)
        return tuple(chosen)

    def _way(self, key: bytes, number: int, previous: Sections) -> Selection:
        """One of the ways to take the least used questions, of those that go with what is taken already."""
        taken: set[str] = set()
        present = self._named_hints
        chosen: list[tuple[str, ...]] = []
        for at, pool in enumerate(self._pools):
            turns: dict[tuple[tuple[int, int], int], list[str]] = defaultdict(list)
            for id in pool.ids:
                if id not in taken:
                    turns[_distance(id, pool.section, previous), self._used[at][id]].append(id)
            in_turn = []
            for turn in sorted(turns):
                in_turn += _ranked(turns[turn], key, f"way {number} pick {at}")
            ids, present = self._fitting(in_turn, pool.pick.count, present)
            taken.update(ids)
            chosen.append(ids)
        return tuple(chosen)

    def _fitting(self, ids: Sequence[str], count: int, present: Hints) -> tuple[tuple[str, ...], Hints]:
        """The first so many of these questions, but for those that give others away while there are more.

        present: the hints of what is taken already; given back with those of the questions that are taken now.
        """
        if not self._tells:
            return tuple(ids[:count]), present
        waiting = list(ids)
        chosen: list[str] = []
        while waiting and len(chosen) < count:
            id = min(waiting, key=lambda id: len(self._hints[id].spoils(present)))
            waiting.remove(id)
            chosen.append(id)
            present |= self._hints[id]
        return tuple(chosen), present

    def _giveaways(self, selection: Selection) -> int:
        """How often a question of the paper gives away what another one tests."""
        if not self._tells:
            return 0
        ids = [*self._named, *chain.from_iterable(selection)]
        return len(list(spoilt({id: self._hints[id] for id in ids})))

    def _deviation(self, selection: Selection) -> float:
        """How far a paper is from the mean, relatively: in minutes or in difficulty, whichever is farther."""
        if selection not in self._deviations:
            size, mean = self._size(selection), self._mean
            farthest = max(abs(size.minutes / mean.minutes - 1), abs(size.difficulty / mean.difficulty - 1))
            if len(self._deviations) == MOST_KNOWN:
                return farthest
            self._deviations[selection] = farthest
        return self._deviations[selection]

    def _size(self, selection: Selection) -> _Size:
        return self._measured(selection, [1.0] * len(selection))

    def _expected_size(self) -> _Size:
        """The mean over all papers, if pools are used evenly."""
        shares = [pool.pick.count / len(pool.ids) for pool in self._pools]
        return self._measured([pool.ids for pool in self._pools], shares)

    def _measured(self, selection: Sequence[Sequence[str]], shares: Sequence[float]) -> _Size:
        """The size of a paper with these questions of each pool. shares: of papers that have them, pool by pool."""
        parts = list(self._named.values())
        for pool, ids, share in zip(self._pools, selection, shares, strict=True):
            parts += zip(repeat(share * pool.answered), repeat(pool.pick), ids)
        marks: dict[str, float] = {}
        hardness: dict[str, float] = {}
        minutes = []
        for share, pick, id in parts:
            front = self._bank[id].source.front
            marks[id] = share * float(pick.marks or self._bank[id].marks)
            hardness[id] = marks[id] * front.difficulty
            minutes.append(share * front.minutes)
        return _Size(sum(minutes), sum(hardness.values()) / sum(marks.values()))

    def notes(self) -> Iterator[str]:
        """What the instructor should know where papers are longer than their exam, or longer or harder than others."""
        minutes, difficulties = [], []
        for size in map(self._size, self._chosen):
            minutes.append(size.minutes)
            difficulties.append(size.difficulty)
        yield from duration.notes(self._exam, minutes)
        yield from _imbalance("expected minutes", minutes)
        yield from _imbalance("difficulty", difficulties)
        yield from self._unequal_lists()

    def _unequal_lists(self) -> Iterator[str]:
        """Which lists of statements are longer on some papers than on others."""
        used = [*self._named, *dict.fromkeys(id for way in self._chosen for id in chain.from_iterable(way))]
        for id in used:
            front = self._bank[id].source.front
            shown = getattr(front, "show", None)
            pinned = id in self._named and self._named[id][1].pin
            if isinstance(shown, list) and shown[0] < shown[1] and not pinned:
                remedy = f"show: {shown[1]} in its file makes them alike"
                yield f"{id} shows {shown[0]} to {shown[1]} statements, on some papers more than on others: {remedy}"


def _ranked(ids: list[str], key: bytes, purpose: str) -> list[str]:
    """Questions between which nothing but chance decides, in its order."""
    return sorted(ids, key=lambda id: rank(key, purpose, id)) if len(ids) > 1 else ids


def _imbalance(quantity: str, values: Sequence[float]) -> Iterator[str]:
    mean = sum(values) / len(values)
    if max(max(values) / mean - 1, 1 - min(values) / mean) > BALANCE:
        extent = f"{min(values):.3g} to {max(values):.3g} (mean {mean:.3g})"
        yield f"{quantity} differ by more than {BALANCE:.0%} from the mean, {extent}"


def _distance(id: str, section: int, previous: Sections) -> tuple[int, int]:
    """0 and its place for a question that this section of the previous paper had; 1 for another section; 2 for none."""
    if section < len(previous) and id in previous[section]:
        return 0, previous[section].index(id)
    return (1 if id in chain.from_iterable(previous) else 2), 0
