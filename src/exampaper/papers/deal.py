"""Which variant of a question a paper has: no two papers share one while there are fresh ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from exampaper.exams.exam import Pick
from exampaper.faults import Faulty
from exampaper.papers.keyed import question_seed
from exampaper.questions import space
from exampaper.questions.bank import Bank
from exampaper.questions.question import Question

TRIES = 30  # redraws before the whole space is looked at
MOST_TRIES = 2000
WALKED = 20_000


@dataclass(frozen=True, slots=True)
class Slot:
    """A question at its place in a paper. redrawn: how often it was drawn again, since others had its variant."""

    id: str
    seed: int | None
    pin: str | None = None
    marks: int | None = None
    redrawn: int = 0


class Deal:
    """The variants dealt so far, so that no two papers share one while there are fresh ones.

    names: all papers in the order in which people sit, by which they are neighbours.
    """

    def __init__(self, bank: Bank, names: Sequence[str]) -> None:
        self._bank = bank
        self._seat = {name: number for number, name in enumerate(names)}
        self._dealt: dict[str, Counter[Hashable]] = {}
        self._at: dict[str, dict[int, Hashable]] = {}  # question → seat → variant
        self._sizes: dict[str, int | None] = {}

    def slot(self, name: str, key: bytes, id: str, pick: Pick, redrawn: int | None) -> Slot:
        """The slot of a question in a paper. redrawn: as in the earlier paper; None for a new one."""
        if pick.pin:
            return Slot(id, None, pick.pin, pick.marks)
        if redrawn is None:
            redrawn = self._fresh(name, key, self._bank[id])
        slot = Slot(id, question_seed(key, id, redrawn), None, pick.marks, redrawn)
        self.note(name, slot)
        return slot

    def note(self, name: str, slot: Slot) -> None:
        """Count a slot as dealt."""
        if slot.seed is not None and (params := drawn(self._bank[slot.id], slot.seed)) is not None:
            self._dealt.setdefault(slot.id, Counter())[params] += 1
            self._at.setdefault(slot.id, {})[self._seat[name]] = params

    def _fresh(self, name: str, key: bytes, question: Question) -> int:
        """The first redraw that nobody has; when all are dealt, one that few have and no neighbour has."""
        dealt, at = self._dealt.get(question.id, Counter()), self._at.get(question.id, {})
        near = {at.get(self._seat[name] + step) for step in (-1, 1)}
        tried: list[tuple[bool, int, int]] = []
        for redrawn in range(MOST_TRIES):
            params = drawn(question, question_seed(key, question.id, redrawn))
            if params is None or not dealt[params]:
                return redrawn
            tried.append((params in near, dealt[params], redrawn))
            if redrawn >= TRIES and self._exhausted(question, len(dealt)):
                break
        return min(tried)[2]

    def _exhausted(self, question: Question, dealt: int) -> bool:
        size = self._size(question)
        return size is not None and dealt >= size

    def _size(self, question: Question) -> int | None:
        """How many variants a question has; None when there are too many to walk through."""
        if question.id not in self._sizes:
            self._sizes[question.id] = _walked(question)
        return self._sizes[question.id]

    def told(self) -> Iterator[str]:
        """Which questions could not give everybody a variant of their own."""
        for id, dealt in self._dealt.items():
            size = self._sizes.get(id)
            if (most := max(dealt.values())) > 1 and size != 1:
                has = f"has {size} variants only" if size is not None and len(dealt) >= size else "repeats"
                close = sum(self._at[id].get(seat + 1) == params for seat, params in self._at[id].items())
                pairs = "pair" if close == 1 else "pairs"
                near = f"{close} {pairs} of neighbours share one" if close else "no neighbours share one"
                yield f"{id} {has}: up to {most} papers share one, {near}"


def drawn(question: Question, seed: int) -> Hashable | None:
    """The parameters of a seed; None where drawing fails, which is told when the paper is made."""
    try:
        params: Hashable = question.draw(seed)
    except Faulty:
        return None
    return params


def _walked(question: Question) -> int | None:
    found: set[Hashable] = set()
    for number, params in enumerate(space.walk(question)):
        if number == WALKED:
            return None
        if params is not None:
            found.add(params)
    return len(found)
