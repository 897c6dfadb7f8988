"""Exam × bank × secret × names → what stands on every paper, before any of it is worded.

Each variant's seed is a hash of secret, exam, paper and question id alone, and each order of
questions is by such a hash too: editing one question, or adding another, changes no other variant.
Fairness is looked after here: questions are taken evenly from their pools, papers are as long and as
hard as each other, and no two of them share a variant while there are fresh ones. A paper that was
planned before keeps what it had; others adapt to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from exampaper.exams import fitting
from exampaper.exams.exam import Exam
from exampaper.faults import Fault, Faulty
from exampaper.model import Variant
from exampaper.papers.deal import Deal, Slot
from exampaper.papers.keyed import paper_key, rank
from exampaper.papers.pools import Pools, pool
from exampaper.questions.bank import Bank, own_bank
from exampaper.questions.question import Question


@dataclass(frozen=True, slots=True)
class Planned:
    """What stands on the paper of a name (a label or a candidate's id), section by section."""

    name: str
    key: bytes = field(repr=False)
    sections: tuple[tuple[Slot, ...], ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot for section in self.sections for slot in section)


@dataclass(frozen=True, slots=True)
class Plan:
    """The papers in the order of their names; told: what the instructor should know about fairness."""

    papers: tuple[Planned, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """What a paper had that was planned before. specification: the digest of its exam."""

    specification: str
    sections: tuple[tuple[Slot, ...], ...]

    def stands(self, specification: str, bank: Bank) -> bool:
        """Whether the paper can stay as it is: the exam asks the same, and the bank still has its questions."""
        return self.specification == specification and all(slot.id in bank for part in self.sections for slot in part)


Earlier = Mapping[str, Before]
"""Papers planned before, by name."""


def labels(count: int) -> list[str]:
    """A, B, …, Z, AA, AB, …: the labels of so many versions."""
    return [_label(number) for number in range(count)]


def _label(number: int) -> str:
    head, last = divmod(number, 26)
    return (_label(head - 1) if head else "") + chr(65 + last)


TRIALS = 3  # a question that fails with each of so many seeds is faulty; one that fails rarely fails a paper


def validate(exam: Exam, bank: Bank) -> None:
    """Raises Faulty with everything this exam asks of this bank and cannot have."""
    if broken := list(_broken(exam, bank)):
        raise Faulty(*dict.fromkeys(broken))
    marks, pins = {q.id: q.marks for q in bank.values()}, {q.id: tuple(q.pins) for q in bank.values()}
    faults = fitting.validate(exam, marks, pins) or list(_failing(exam, bank))
    if faults and (hint := own_bank()) and any(fault.message.startswith("no ") for fault in faults):
        faults.append(Fault("bank/ here goes before the packaged bank", remedy=hint))
    if faults:
        raise Faulty(*dict.fromkeys(faults))


def _broken(exam: Exam, bank: Bank) -> Iterator[Fault]:
    """What is wrong with files of questions that the exam asks, or may ask."""
    for at, section in enumerate(exam.sections):
        for number, pick in enumerate(section.picks):
            for id in bank.broken:
                if id == pick.question or id in pick.one_of:
                    yield from bank.broken[id]
                elif pick.topic == id.rpartition("/")[0]:
                    yield from bank.broken[id]
                    place = exam.place("sections", at, "picks", number)
                    remedy = "mend it, or name the questions to take: { one_of = [ … ] }"
                    yield Fault(f"the topic {pick.topic!r} cannot be asked while {id} does not load", place, remedy)


def _failing(exam: Exam, bank: Bank) -> Iterator[Fault]:
    """What is wrong with questions that no paper could have."""
    for at, section in enumerate(exam.sections):
        for number, pick in enumerate(section.picks):
            for id in (pick.question,) if pick.question else pool(pick, bank):
                found = _tried(bank[id], pick.pin)
                if isinstance(found, Faulty):
                    yield from found.faults
                elif pick.marks and pick.marks < (least := sum(len(part.marking) for part in found.parts)):
                    told = f"{pick.marks} marks cannot be shared among {least} marking points of {id}"
                    yield Fault(told, exam.place("sections", at, "picks", number, "marks"), f"give it {least} at least")


def _tried(question: Question, pin: str | None) -> Variant | Faulty:
    first: Faulty | None = None
    for seed in range(1 if pin else TRIALS):
        try:
            return question.variant(seed, pin=pin)
        except Faulty as error:
            first = first or error
    assert first
    return first


def plan(
    exam: Exam,
    bank: Bank,
    secret: bytes,
    names: Sequence[str],
    earlier: Earlier | None = None,
    turns: Literal["listed", "keyed"] = "listed",
) -> Plan:
    """What stands on the papers of these names. `validate` has been called.

    Papers of before keep what they had and go first. turns: the order of the others. Labels come as listed, so that
    A to C are the same without D; candidates by their keys, so that the order of a roster does not matter.
    """
    keys = {name: paper_key(exam.id, secret, name) for name in names}
    before = {name: each for name, each in (earlier or {}).items() if name in keys}
    asked = exam.digest
    planning = _Planning(exam, bank, names)
    papers = {name: planning.kept(name, keys[name], each) for name, each in before.items() if each.stands(asked, bank)}
    rest = [name for name in names if name not in papers]
    rest.sort(key=lambda name: (name not in before, rank(keys[name], "turn", "") if turns == "keyed" else b""))
    papers |= {name: planning.new(name, keys[name], before.get(name)) for name in rest}
    return Plan(tuple(papers[name] for name in names), planning.told())


class _Planning:
    """One plan in the making: pools and variants, as far as they are taken."""

    def __init__(self, exam: Exam, bank: Bank, names: Sequence[str]) -> None:
        self._exam = exam
        self._pools = Pools(exam, bank)
        self._deal = Deal(bank, names)

    def kept(self, name: str, key: bytes, before: Before) -> Planned:
        """The paper of before, as it was."""
        self._pools.note(self._pools.selection([[slot.id for slot in part] for part in before.sections]))
        for slot in (slot for part in before.sections for slot in part):
            self._deal.note(name, slot)
        return Planned(name, key, before.sections)

    def new(self, name: str, key: bytes, before: Before | None) -> Planned:
        """A paper planned anew, near to that of before where there is one."""
        parts = before.sections if before else ()
        redrawn = {slot.id: slot.redrawn for part in parts for slot in part if slot.seed is not None}
        rest = iter(self._pools.choose(key, [[slot.id for slot in part] for part in parts]))
        sections = []
        for section in self._exam.sections:
            slots = [
                self._deal.slot(name, key, id, pick, redrawn.get(id))
                for pick in section.picks
                for id in ((pick.question,) if pick.question else next(rest))
            ]
            if section.shuffle or self._exam.shuffle:
                slots.sort(key=lambda slot: rank(key, "order", slot.id))
            sections.append(tuple(slots))
        return Planned(name, key, tuple(sections))

    def told(self) -> tuple[str, ...]:
        return *self._deal.told(), *self._pools.told()


# ------------------------------------------------------------------ versions for a roster


def dealt(secret: bytes, ids: Sequence[str], versions: Sequence[str], earlier: Mapping[str, str]) -> dict[str, str]:
    """A version for each candidate: those of before keep theirs, all are dealt evenly, neighbours differ."""
    given = {id: earlier[id] for id in ids if earlier.get(id) in versions}
    counts = Counter(given.values())
    for place, id in enumerate(ids):
        if id not in given:
            near = {given.get(ids[at]) for at in (place - 1, place + 1) if 0 <= at < len(ids)}
            best = min(versions, key=lambda v: (v in near and len(versions) > 1, counts[v], rank(secret, id, v)))
            given[id] = best
            counts[best] += 1
    return {id: given[id] for id in ids}
