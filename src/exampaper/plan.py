"""Exam × bank × secret × names → what stands on every paper, before any of it is worded.

Each variant's seed is a hash of secret, exam, paper and question id alone, and each order of
questions is by such a hash too: editing one question, or adding another, changes no other variant.
Fairness is looked after here: questions are taken evenly from their pools, papers are as long and as
hard as each other, and no two of them share a variant while there are fresh ones. A paper that was
planned before keeps what it had; others adapt to it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice

from exampaper import exam as exams
from exampaper import space
from exampaper.bank import Bank
from exampaper.draw import Rng
from exampaper.exam import Exam, Pick
from exampaper.faults import Faulty
from exampaper.question import SEEDS, Question

Selection = tuple[tuple[str, ...], ...]
"""The questions of each pick that leaves a choice, pick by pick."""

SELECTIONS = 600  # so many ways to fill the pools are compared; of more, so many are drawn
TRIES = 30  # redraws before the whole space is looked at
MOST_TRIES = 2000
WALKED = 20_000
BALANCE = 0.10  # papers are to stay this near to the mean of minutes and of difficulty


@dataclass(frozen=True, slots=True)
class Slot:
    """A question at its place in a paper. redrawn: how often it was drawn again, since others had its variant."""

    id: str
    seed: int | None
    pin: str | None = None
    marks: int | None = None
    redrawn: int = 0


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


def validate(exam: Exam, bank: Bank) -> None:
    """Raises Faulty with everything this exam asks of this bank and cannot have."""
    faults = exams.validate(exam, {q.id: q.marks for q in bank.values()}, {q.id: tuple(q.pins) for q in bank.values()})
    if faults:
        raise Faulty(*faults)


def plan(exam: Exam, bank: Bank, secret: bytes, names: Sequence[str], earlier: Earlier | None = None) -> Plan:
    """What stands on the papers of these names. `validate` has been called."""
    before = earlier or {}
    pools = Pools(exam, bank, secret)
    order = sorted(names, key=lambda name: name not in before)  # those of before go first
    chosen = {name: pools.choose(paper_key(exam.id, secret, name), before.get(name, {})) for name in order}
    deal = Deal(bank)
    papers = {name: _planned(exam, deal, secret, name, chosen[name], before.get(name, {})) for name in order}
    return Plan(tuple(papers[name] for name in names), (*deal.told(), *pools.told()))


# ------------------------------------------------------------------ keyed hashes


def paper_key(exam_id: str, secret: bytes, name: str) -> bytes:
    """What all the randomness of one paper comes from: a keyed hash of exam and name."""
    return hmac.new(secret, f"{exam_id}\0{name}".encode(), hashlib.sha256).digest()


def question_seed(key: bytes, id: str, redrawn: int = 0) -> int:
    """The seed of a question's variant in the paper of this key."""
    said = f"{id}\0{redrawn}" if redrawn else id
    return int.from_bytes(hmac.new(key, said.encode(), hashlib.sha256).digest()[:8], "big") % SEEDS


def rank(key: bytes, purpose: str, id: str) -> bytes:
    """By this, things are put in an order that nobody without the key can tell."""
    return hmac.new(key, f"{purpose}\0{id}".encode(), hashlib.sha256).digest()


# ------------------------------------------------------------------ which questions


class Pools:
    """The picks that leave a choice, and how often each of their questions has been taken."""

    def __init__(self, exam: Exam, bank: Bank, secret: bytes) -> None:
        picks = [pick for section in exam.sections for pick in section.picks]
        named = {pick.question for pick in picks if pick.question}
        self._pools = [_pool(pick, bank, named) for pick in picks if not pick.question]
        self._counts = [pick.count for pick in picks if not pick.question]
        self._used: list[Counter[str]] = [Counter() for _ in self._pools]
        self._selections = self._all_or_some(Rng(question_seed(secret, f"pools of {exam.id}")))
        self.minutes = {s: _minutes(s, picks, bank) for s in self._selections}
        self.difficulty = {s: _difficulty(s, picks, bank) for s in self._selections}
        self._off = self._imbalance()
        self._chosen: list[Selection] = []

    def choose(self, key: bytes, earlier: Mapping[str, int]) -> Selection:
        """What agrees with the earlier paper, keeps the pools even and the papers alike, in this order."""
        start = question_seed(key, "pools") % len(self._selections)
        turned = [*self._selections[start:], *self._selections[:start]]
        least = [min((used[id] for id in pool), default=0) for pool, used in zip(self._pools, self._used, strict=True)]

        def cost(selection: Selection) -> tuple[int, int, float]:
            strange = sum(id not in earlier for ids in selection for id in ids) if earlier else 0
            # where several are taken at once, one use more leaves room to make papers alike
            over = [
                used[id] - low - (len(ids) > 1)
                for ids, used, low in zip(selection, self._used, least, strict=True)
                for id in ids
            ]
            return strange, max(0, *over, 0), self._off[selection]

        best = min(turned, key=cost)
        for used, ids in zip(self._used, best, strict=True):
            used.update(ids)
        self._chosen.append(best)
        return tuple(tuple(sorted(ids, key=lambda id: rank(key, "pick", id))) for ids in best)

    def _all_or_some(self, rng: Rng) -> list[Selection]:
        found = list(islice(self._ways(0, ()), SELECTIONS + 1))
        if len(found) <= SELECTIONS:
            return found
        return list(dict.fromkeys(self._drawn(rng) for _ in range(SELECTIONS)))

    def _ways(self, at: int, taken: Selection) -> Iterator[Selection]:
        if at == len(self._pools):
            yield taken
            return
        gone = {id for ids in taken for id in ids}
        for ids in combinations([id for id in self._pools[at] if id not in gone], self._counts[at]):
            yield from self._ways(at + 1, (*taken, ids))

    def _drawn(self, rng: Rng) -> Selection:
        taken: Selection = ()
        for pool, count in zip(self._pools, self._counts, strict=True):
            gone = {id for ids in taken for id in ids}
            ids = rng.sample([id for id in pool if id not in gone], count)
            taken = (*taken, tuple(sorted(ids, key=pool.index)))
        return taken

    def _imbalance(self) -> dict[Selection, float]:
        """How far a selection is from the mean, relatively: of minutes or of difficulty, what is farther."""
        off = {}
        for selection in self._selections:
            sizes = (self.minutes, self.difficulty)
            off[selection] = max(abs(size[selection] / _mean(list(size.values())) - 1) for size in sizes)
        return off

    def told(self) -> Iterator[str]:
        """What to tell where papers are longer or harder than others by more than the bound."""
        for what, size in (("expected minutes", self.minutes), ("difficulty", self.difficulty)):
            values = [size[selection] for selection in self._chosen]
            if max(abs(value / _mean(values) - 1) for value in values) > BALANCE:
                told = f"{min(values):.3g} to {max(values):.3g} (mean {_mean(values):.3g})"
                yield f"{what} differ by more than {BALANCE:.0%} from the mean, {told}: the pools do not allow better"


def _pool(pick: Pick, bank: Bank, named: set[str]) -> list[str]:
    return [id for id in pick.one_of or [id for id in bank if bank[id].topic == pick.topic] if id not in named]


def _taken(selection: Selection, picks: Sequence[Pick]) -> Iterator[tuple[Pick, str]]:
    """Every question of a paper, with the pick that it comes from."""
    rest = iter(selection)
    for pick in picks:
        for id in (pick.question,) if pick.question else next(rest):
            yield pick, id


def _minutes(selection: Selection, picks: Sequence[Pick], bank: Bank) -> float:
    return sum(bank[id].source.front.minutes for _, id in _taken(selection, picks))


def _difficulty(selection: Selection, picks: Sequence[Pick], bank: Bank) -> float:
    """The mean over the marks of the paper."""
    marks = [(pick.marks or bank[id].marks, bank[id].source.front.difficulty) for pick, id in _taken(selection, picks)]
    return sum(m * d for m, d in marks) / sum(m for m, _ in marks)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


# ------------------------------------------------------------------ which variants


class Deal:
    """The variants dealt so far, so that no two papers share one while there are fresh ones."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._dealt: dict[str, Counter[Hashable]] = {}
        self._last: dict[str, Hashable] = {}
        self._sizes: dict[str, int | None] = {}
        self._neighbours: Counter[str] = Counter()

    def slot(self, key: bytes, id: str, pick: Pick, redrawn: int | None) -> Slot:
        """The slot of a question in the paper of a key. redrawn: as in the earlier paper; None for a new one."""
        if pick.pin:
            return Slot(id, None, pick.pin, pick.marks)
        question = self._bank[id]
        if redrawn is None:
            redrawn, params = self._fresh(key, question)
        else:
            params = drawn(question, question_seed(key, id, redrawn))
        self._note(id, params)
        return Slot(id, question_seed(key, id, redrawn), None, pick.marks, redrawn)

    def _note(self, id: str, params: Hashable | None) -> None:
        self._neighbours[id] += params is not None and self._last.get(id) == params
        self._dealt.setdefault(id, Counter())[params] += 1
        self._last[id] = params

    def _fresh(self, key: bytes, question: Question) -> tuple[int, Hashable | None]:
        """The first redraw that nobody has; when all are dealt, one that few have and the neighbour has not."""
        dealt, last = self._dealt.get(question.id, Counter()), self._last.get(question.id)
        tried: list[tuple[tuple[bool, int, int], Hashable]] = []
        for redrawn in range(MOST_TRIES):
            params = drawn(question, question_seed(key, question.id, redrawn))
            if params is None or not dealt[params]:
                return redrawn, params
            tried.append(((params == last, dealt[params], redrawn), params))
            if redrawn >= TRIES and self._exhausted(question, len(dealt)):
                break
        (_, _, redrawn), params = min(tried, key=lambda each: each[0])
        return redrawn, params

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
                close = self._neighbours[id]
                near = f"{close} pairs of neighbours share one" if close else "no neighbours share one"
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
