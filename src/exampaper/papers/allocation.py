"""Which variant of a question a paper has: no two papers share one while there are unused ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from exampaper.exams.exam import Pick
from exampaper.faults import Faulty
from exampaper.papers.seeds import question_seed
from exampaper.questions import space
from exampaper.questions.bank import Bank
from exampaper.questions.question import Question

TRIES = 30  # redraws before the whole space is looked at
MOST_TRIES = 2000
ENUMERATED = 20_000  # variants of a question: spaces with more are not enumerated


@dataclass(frozen=True, slots=True)
class Slot:
    """A question at its place in a paper.

    marks: those that the exam gives it, if it does. redraw_count: how often it was drawn again, since another paper had
    its variant.
    """

    id: str
    seed: int | None
    pin: str | None = None
    marks: int | None = None
    redraw_count: int = 0


class VariantAllocator:
    """Counts the variants that papers have, and gives new papers unused ones.

    names: all papers in the order in which people sit, so that neighbours are known.
    """

    def __init__(self, bank: Bank, names: Sequence[str]) -> None:
        self._bank = bank
        self._seats = dict(zip(names, range(len(names)), strict=True))
        self._counts: dict[str, Counter[Hashable]] = {}
        self._by_seat: dict[str, dict[int, Hashable]] = {}  # question → seat → variant
        self._sizes: dict[str, int | None] = {}

    def allocate(self, name: str, key: bytes, id: str, pick: Pick, redraw_count: int | None) -> Slot:
        """The slot of a question in a paper. redraw_count: as in the earlier paper; None for a new one."""
        if pick.pin:
            return Slot(id, None, pick.pin, pick.marks)
        if redraw_count is None:
            redraw_count = self._first_unused(name, key, self._bank[id])
        slot = Slot(id, question_seed(key, id, redraw_count), None, pick.marks, redraw_count)
        self.record(name, slot)
        return slot

    def record(self, name: str, slot: Slot) -> None:
        """Count the variant of a slot as used."""
        if slot.seed is None:
            return
        params = drawn_params(self._bank[slot.id], slot.seed)
        if params is not None:
            self._counts.setdefault(slot.id, Counter())[params] += 1
            self._by_seat.setdefault(slot.id, {})[self._seats[name]] = params

    def _first_unused(self, name: str, key: bytes, question: Question) -> int:
        """The first redraw that no paper has; when all variants are used, one that few have and no neighbour has.

        As long as fewer variants are used than there are, redraws go on: only after `TRIES` of them is the question's
        space enumerated, which takes far longer than a draw.
        """
        counts = self._counts.get(question.id, Counter())
        by_seat = self._by_seat.get(question.id, {})
        seat = self._seats[name]
        neighbours = {by_seat.get(seat - 1), by_seat.get(seat + 1)}
        tried: list[tuple[bool, int, int]] = []
        for redraw_count in range(MOST_TRIES):
            params = drawn_params(question, question_seed(key, question.id, redraw_count))
            if params is None or not counts[params]:
                return redraw_count
            tried.append((params in neighbours, counts[params], redraw_count))
            if redraw_count >= TRIES and self._is_exhausted(question, len(counts)):
                break
        return min(tried)[2]

    def _is_exhausted(self, question: Question, used: int) -> bool:
        if question.id not in self._sizes:
            self._sizes[question.id] = _space_size(question)
        size = self._sizes[question.id]
        return size is not None and used >= size

    def notes(self) -> Iterator[str]:
        """Which questions could not give every paper a variant of its own."""
        for id, counts in self._counts.items():
            size, most = self._sizes.get(id), max(counts.values())
            if most == 1 or size == 1:
                continue
            exhausted = size is not None and len(counts) >= size
            reason = f"has {size} variants only" if exhausted else "repeats"
            yield f"{id} {reason}: up to {most} papers share one, {self._neighbours(id)}"

    def _neighbours(self, id: str) -> str:
        by_seat = self._by_seat[id]
        pairs = sum(by_seat.get(seat + 1) == params for seat, params in by_seat.items())
        if not pairs:
            return "no neighbours share one"
        return f"{pairs} {'pair' if pairs == 1 else 'pairs'} of neighbours share one"


def drawn_params(question: Question, seed: int) -> Hashable | None:
    """The parameters of a seed; None where drawing fails, which is reported when the paper is made."""
    try:
        params: Hashable = question.draw(seed)
    except Faulty:
        return None
    return params


def _space_size(question: Question) -> int | None:
    """How many variants a question has; None when there are too many to enumerate."""
    variants: set[Hashable] = set()
    for number, params in enumerate(space.walk(question)):
        if number == ENUMERATED:
            return None
        if params is not None:
            variants.add(params)
    return len(variants)
