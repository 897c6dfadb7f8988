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

from exampaper.exams import fitting
from exampaper.exams.exam import Exam
from exampaper.faults import Fault, Faulty
from exampaper.model import Variant
from exampaper.papers.deal import Deal, Slot
from exampaper.papers.keyed import paper_key, rank
from exampaper.papers.pools import Pools, Selection
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


Earlier = Mapping[str, Mapping[str, int]]
"""What earlier papers had, by name: how often each of their questions was redrawn, by question id."""


def labels(count: int) -> list[str]:
    """A, B, …, Z, AA, AB, …: the labels of so many versions."""
    return [_label(number) for number in range(count)]


def _label(number: int) -> str:
    head, last = divmod(number, 26)
    return (_label(head - 1) if head else "") + chr(65 + last)


TRIALS = 3  # a question that fails with each of so many seeds is faulty; one that fails rarely fails a paper


def validate(exam: Exam, bank: Bank) -> None:
    """Raises Faulty with everything this exam asks of this bank and cannot have."""
    marks, pins = {q.id: q.marks for q in bank.values()}, {q.id: tuple(q.pins) for q in bank.values()}
    faults = fitting.validate(exam, marks, pins) or list(_failing(exam, bank))
    if faults and (hint := own_bank()) and any(fault.message.startswith("no ") for fault in faults):
        faults.append(Fault("bank/ here goes before the packaged bank", remedy=hint))
    if faults:
        raise Faulty(*dict.fromkeys(faults))


def _failing(exam: Exam, bank: Bank) -> Iterator[Fault]:
    """What is wrong with questions that no paper could have."""
    for at, section in enumerate(exam.sections):
        for number, pick in enumerate(section.picks):
            for id in (pick.question,) if pick.question else pick.one_of or bank.of_topic(pick.topic or ""):
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


def plan(exam: Exam, bank: Bank, secret: bytes, names: Sequence[str], earlier: Earlier | None = None) -> Plan:
    """What stands on the papers of these names. `validate` has been called."""
    before = earlier or {}
    pools = Pools(exam, bank, secret)
    order = sorted(names, key=lambda name: name not in before)  # those of before go first
    chosen = {name: pools.choose(paper_key(exam.id, secret, name), before.get(name, {})) for name in order}
    deal = Deal(bank)
    papers = {name: _planned(exam, deal, secret, name, chosen[name], before.get(name, {})) for name in order}
    return Plan(tuple(papers[name] for name in names), (*deal.told(), *pools.told()))


# ------------------------------------------------------------------ one paper


def _planned(
    exam: Exam, deal: Deal, secret: bytes, name: str, selection: Selection, earlier: Mapping[str, int]
) -> Planned:
    key = paper_key(exam.id, secret, name)
    rest = iter(selection)
    sections = []
    for section in exam.sections:
        slots = [
            deal.slot(key, id, pick, earlier.get(id))
            for pick in section.picks
            for id in ((pick.question,) if pick.question else next(rest))
        ]
        if section.shuffle or exam.shuffle:
            slots.sort(key=lambda slot: rank(key, "order", slot.id))
        sections.append(tuple(slots))
    return Planned(name, key, tuple(sections))


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
