"""Which variant of a question a paper has: no two papers share one while there are unused ones.

Nor does a variant give away what another question of its paper tests, as far as the questions tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from exampaper.exams.exam import Pick
from exampaper.marks import Marks
from exampaper.papers.draws import Draws
from exampaper.papers.seeds import question_seed
from exampaper.questions import space
from exampaper.questions.bank import Bank
from exampaper.questions.hints import NO_HINTS, Hints
from exampaper.questions.question import Question

TRIES = 30  # redraws before the whole space is looked at
SPOILT_TRIES = 500  # draws among which one must be that spoils nothing, where there are any
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
    marks: Marks | None = None
    redraw_count: int = 0


class VariantAllocator:
    """Counts the variants that papers have, and gives new papers unused ones.

    names: all papers in the order in which people sit, so that neighbours are known.
    """

    def __init__(self, bank: Bank, names: Sequence[str]) -> None:
        self._bank = bank
        self._seats = dict(zip(names, range(len(names)), strict=True))
        self.draws = Draws(bank)
        self._counts: dict[str, Counter[Hashable]] = {}
        self._by_seat: dict[str, dict[int, Hashable]] = {}  # question → seat → variant
        self._sizes: dict[str, int | None] = {}

    def allocate(
        self, name: str, key: bytes, id: str, pick: Pick, redraw_count: int | None, others: Hints = NO_HINTS
    ) -> Slot:
        """The slot of a question in a paper.

        redraw_count: as in the earlier paper; None for a new one. others: of the questions that stand beside it.
        """
        if pick.pin:
            return Slot(id, None, pick.pin, pick.marks)
        if redraw_count is not None:
            slot = _drawn_slot(key, id, pick, redraw_count)
            if self.hints(slot).spoils(others):
                redraw_count = None
        if redraw_count is None:
            slot = _drawn_slot(key, id, pick, self._first_unused(name, key, self._bank[id], others))
        self.record(name, slot)
        return slot

    def hints(self, slot: Slot) -> Hints:
        """What the variant of a slot gives away, and what it tests."""
        question = self._bank[slot.id]
        if slot.seed is not None:
            return self.draws.of(slot.id, slot.seed).hints
        return question.hints(question.pinned(slot.pin) if slot.pin is not None else None)

    def record(self, name: str, slot: Slot) -> None:
        """Count the variant of a slot as used."""
        if slot.seed is None:
            return
        identity = self.draws.of(slot.id, slot.seed).identity
        if identity is not None:
            self._counts.setdefault(slot.id, Counter())[identity] += 1
            self._by_seat.setdefault(slot.id, {})[self._seats[name]] = identity

    def _first_unused(self, name: str, key: bytes, question: Question, others: Hints) -> int:
        """The first redraw that no paper has and that spoils no other question; else one that comes near to this.

        It spoils as little as any; then no neighbour has it, and few papers do. As long as fewer variants are used
        than there are, redraws go on: only after `TRIES` of them is the question's space enumerated, which takes far
        longer than a draw. Once all are in use, none can be better than the rarest.
        """
        counts = self._counts.get(question.id, Counter())
        by_seat = self._by_seat.get(question.id, {})
        seat = self._seats[name]
        neighbours = {by_seat.get(seat - 1), by_seat.get(seat + 1)}
        tried: list[tuple[int, bool, int, int]] = []
        best = (0, False, self._fewest(question, counts))
        for redraw_count in range(MOST_TRIES):
            drawn = self.draws.of(question.id, question_seed(key, question.id, redraw_count))
            spoilt = len(drawn.hints.spoils(others))
            if drawn.identity is None or not (counts[drawn.identity] or spoilt):
                return redraw_count
            tried.append((spoilt, drawn.identity in neighbours, counts[drawn.identity], redraw_count))
            if tried[-1][:3] == best:
                break
            is_hopeless = spoilt > 0 and redraw_count >= SPOILT_TRIES
            if is_hopeless or (redraw_count >= TRIES and self._is_exhausted(question, len(counts))):
                break
        return min(tried)[-1]

    def _fewest(self, question: Question, counts: Counter[Hashable]) -> int:
        """On how many papers the rarest variant is, once it is known that all are in use; else 0."""
        size = self._sizes.get(question.id)
        return min(counts.values()) if size is not None and len(counts) >= size else 0

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


def _drawn_slot(key: bytes, id: str, pick: Pick, redraw_count: int) -> Slot:
    return Slot(id, question_seed(key, id, redraw_count), None, pick.marks, redraw_count)


def _space_size(question: Question) -> int | None:
    """How many variants a question has; None when there are too many to enumerate."""
    variants: set[Hashable] = set()
    for number, params in enumerate(space.walk(question)):
        if number == ENUMERATED:
            return None
        if params is not None:
            variants.add(params)
    return len(variants)
