"""Exam × bank × secret × names → what stands on every paper, before any of it is worded.

Each variant's seed is a hash of secret, exam, paper and question id alone, and each order of
questions is by such a hash too: editing one question, or adding another, changes no other variant.
Fairness is looked after here: questions are taken evenly from their pools, papers are as long and as
hard as each other, and no two of them share a variant while there are unused ones. A paper that was
planned before keeps what it had; others adapt to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from exampaper.counting import counted
from exampaper.exams.exam import Exam, Pick, Section
from exampaper.exams.restrictions import restricted_bank
from exampaper.papers.allocation import Slot, VariantAllocator
from exampaper.papers.draws import Wanted, drawn_beforehand
from exampaper.papers.seeds import paper_key, rank
from exampaper.papers.selection import QuestionSelector, Selection
from exampaper.questions.bank import Bank
from exampaper.questions.hints import Hints, spoilt
from exampaper.questions.hints import joined as joined_hints

Slots = tuple[tuple[Slot, ...], ...]
"""The slots of a paper, section by section."""


def joined(sections: Slots) -> tuple[Slot, ...]:
    """The slots of all sections."""
    return tuple(chain.from_iterable(sections))


Ordering = Literal["by_label", "by_key"]


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """What stands on the paper of a name, which is a label or a candidate's id. key: the paper's."""

    name: str
    key: bytes = field(repr=False)
    sections: Slots

    @property
    def slots(self) -> tuple[Slot, ...]:
        return joined(self.sections)


@dataclass(frozen=True, slots=True)
class Plan:
    """The papers in the order of their names; notes: what the instructor should know about fairness."""

    papers: tuple[PaperPlan, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviousPlan:
    """What a paper had that was planned in an earlier build. specification: the digest of its exam."""

    specification: str
    sections: Slots

    @property
    def ids(self) -> list[list[str]]:
        """The questions of each section."""
        ids = []
        for section in self.sections:
            ids.append([slot.id for slot in section])
        return ids

    @property
    def redraw_counts(self) -> dict[str, int]:
        """How often each question that was drawn had been drawn again, by its id."""
        return {slot.id: slot.redraw_count for slot in joined(self.sections) if slot.seed is not None}

    def can_stay(self, specification: str, bank: Bank) -> bool:
        """Whether the paper can stay as it is: the exam asks the same, and the bank still has its questions."""
        ids = chain.from_iterable(self.ids)
        return self.specification == specification and bank.keys() >= set(ids)


def plan_papers(
    exam: Exam,
    bank: Bank,
    secret: bytes,
    names: Sequence[str],
    previous: Mapping[str, PreviousPlan] | None = None,
    ordering: Ordering = "by_label",
    jobs: int = 1,
) -> Plan:
    """What stands on the papers of these names. The exam has been validated against the bank.

    Papers of an earlier build, by name in `previous`, keep what they had and go first; the others adapt. ordering: that
    of the others. Labels come as listed, so that A to C are the same without D; candidates by their papers' keys, so
    that the order of a roster does not matter. jobs: the number of processes that draw for many papers; the plan is the
    same for any.
    """
    bank = restricted_bank(exam, bank)
    keys = {name: paper_key(exam.id, secret, name) for name in names}
    known = previous or {}
    planner = _Planner(exam, bank, names)
    specification = exam.digest
    papers: dict[str, PaperPlan] = {}
    for name, plan in known.items():
        if name in keys and plan.can_stay(specification, bank):
            papers[name] = planner.keep(name, keys[name], plan)

    def turn(name: str) -> tuple[bool, bytes]:
        return name not in known, rank(keys[name], "turn", "") if ordering == "by_key" else b""

    due = [(name, keys[name]) for name in sorted(names, key=turn) if name not in papers]
    for made in planner.add(due, known, jobs):
        papers[made.name] = made
    return Plan(tuple(map(papers.__getitem__, names)), planner.notes())


@dataclass(frozen=True, slots=True)
class _Due:
    """A paper whose questions are chosen, and whose variants are not.

    asked: by section, with the pick that asks for each. redraw_counts: of the earlier paper, by question.
    """

    name: str
    key: bytes
    asked: list[list[tuple[Pick, str]]]
    redraw_counts: Mapping[str, int]

    @property
    def wanted(self) -> Wanted:
        """What it draws first."""
        drawn = [id for pick, id in chain.from_iterable(self.asked) if not pick.pin]
        return self.key, tuple((id, self.redraw_counts.get(id, 0)) for id in drawn)


class _Planner:
    """One plan in the making: which questions and variants are used so far."""

    def __init__(self, exam: Exam, bank: Bank, names: Sequence[str]) -> None:
        self._exam, self._bank = exam, bank
        self._spoilt: Counter[tuple[str, str, str]] = Counter()
        self._selector = QuestionSelector(exam, bank)
        self._allocator = VariantAllocator(bank, names)

    def keep(self, name: str, key: bytes, previous: PreviousPlan) -> PaperPlan:
        """A paper as it was planned before."""
        self._selector.record(self._selector.selection(previous.ids))
        for slot in joined(previous.sections):
            self._allocator.record(name, slot)
        return PaperPlan(name, key, previous.sections)

    def add(
        self, papers: Sequence[tuple[str, bytes]], known: Mapping[str, PreviousPlan], jobs: int
    ) -> Iterator[PaperPlan]:
        """Papers planned anew, near to what they were where there are earlier ones.

        papers: names with their keys. jobs: of processes that draw. Which questions a paper has does not hang on what
        is drawn for others, so that is settled for all of them first.
        """
        due = []
        for name, key in papers:
            previous = known.get(name)
            asked = self._asked(self._selector.choose(key, previous.ids if previous else []))
            due.append(_Due(name, key, asked, previous.redraw_counts if previous else {}))
        drawn = drawn_beforehand(self._exam, self._bank, [paper.wanted for paper in due], jobs)
        for paper, beforehand in zip(due, drawn, strict=True):
            self._allocator.draws.beforehand = beforehand
            yield self._allocated(paper)

    def _allocated(self, paper: _Due) -> PaperPlan:
        """The plan of a paper: a variant of each of its questions."""
        hints: dict[str, Hints] = {id: self._bank[id].hints() for part in paper.asked for _, id in part}
        slots: dict[str, Slot] = {}
        in_turn = sorted(chain.from_iterable(paper.asked), key=lambda one: not one[0].pin)  # what is fixed goes first
        for pick, id in in_turn:
            others = joined_hints(hints[other] for other in hints if other != id)
            slots[id] = self._allocator.allocate(paper.name, paper.key, id, pick, paper.redraw_counts.get(id), others)
            hints[id] = self._allocator.hints(slots[id])
        self._spoilt.update(spoilt(hints))
        sections = []
        for section, part in zip(self._exam.sections, paper.asked, strict=True):
            sections.append(self._ordered(section, [slots[id] for _, id in part], paper.key))
        return PaperPlan(paper.name, paper.key, tuple(sections))

    def _asked(self, selection: Selection) -> list[list[tuple[Pick, str]]]:
        """The questions of each section, with the pick that asks for each."""
        chosen = iter(selection)
        sections = []
        for section in self._exam.sections:
            asked = []
            for pick in section.picks:
                asked += [(pick, id) for id in ((pick.question,) if pick.question else next(chosen))]
            sections.append(asked)
        return sections

    def _ordered(self, section: Section, slots: Sequence[Slot], key: bytes) -> tuple[Slot, ...]:
        if section.shuffle or self._exam.shuffle:
            return tuple(sorted(slots, key=lambda slot: rank(key, "order", slot.id)))
        return tuple(slots)

    def notes(self) -> tuple[str, ...]:
        return *self._allocator.notes(), *self._selector.notes(), *self._giveaways()

    def _giveaways(self) -> Iterator[str]:
        """Which questions give away what others ask, since the exam leaves no other way."""
        for (telling, told, topic), count in sorted(self._spoilt.items()):
            papers = counted(count, "paper")
            yield f"{telling} gives away what {told} asks ({topic}), on {papers}: the exam leaves no other way"
