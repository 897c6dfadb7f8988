"""Which questions a paper takes from the pools of its exam: evenly, and so that papers are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from exampaper.draw import Rng
from exampaper.exams.exam import Exam, Pick
from exampaper.papers.keyed import question_seed, rank
from exampaper.questions.bank import Bank

Selection = tuple[tuple[str, ...], ...]
"""The questions of each pick that leaves a choice, pick by pick."""

SELECTIONS = 600  # so many ways to fill the pools are compared; of more, so many are drawn
BALANCE = 0.10  # papers are to stay this near to the mean of minutes and of difficulty


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
            return strange, sum(max(0, uses) ** 2 for uses in over), self._off[selection]

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
    return [id for id in pick.one_of or bank.of_topic(pick.topic or "") if id not in named]


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
