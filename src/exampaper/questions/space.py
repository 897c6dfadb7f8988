"""How many variants a question has: counted by walking all that `draw` can choose, or estimated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from math import comb, exp, sqrt
from statistics import median

from exampaper.draw import WORD, Rejected, Rng, SeededRng
from exampaper.questions.question import Examined, Question

SMALL = 100_000
LONGEST = 10_000  # choices of one draw, beyond which it may never end: `while b == a` always takes the same again
PROBES = 50
MANY = 1 << 64  # paths that nobody walks: counting them further would overflow, and crawl
ENOUGH = 5  # pairs of equal draws, before they tell how likely one is


class Endless(Rejected):
    """A path through `draw` does not come to an end."""


class Walker(Rng):
    """A source that takes every path through `draw`, one after another, depth first."""

    def __init__(self) -> None:
        self._path: list[tuple[int, int]] = []  # (choice, out of how many) at each step
        self._step = 0

    def below(self, n: int) -> int:
        if self._step == LONGEST:
            raise Endless
        if self._step == len(self._path):
            self._path.append((0, n))
        self._step += 1
        return self._path[self._step - 1][0]

    def likelihood(self) -> float:
        """The probability of this path."""
        ways = 1
        for _, n in self._path:
            ways *= n
        return 1 / ways

    def advance(self) -> bool:
        """On to the next path; False after the last."""
        while self._path:
            choice, n = self._path.pop()
            if choice + 1 < n:
                self._path.append((choice + 1, n))
                self._step = 0
                return True
        return False


class Probe(SeededRng):
    """A random path, that knows how many there would be if all of them branched as it does (Knuth 1975)."""

    paths = 1

    def below(self, n: int) -> int:
        self.paths = min(self.paths * n, MANY)
        return super().below(n)


class Cornered(SeededRng):
    """A source that takes the first or the last of what there is, every other time: faults like the ends of ranges.

    Of 2^32 there are no ends: these are a real number's digits, and no paper ever sees 0.00000000.
    """

    def below(self, n: int) -> int:
        if n == WORD:
            return super().below(n)
        return {0: 0, 1: n - 1}.get(super().below(4), super().below(n))


@dataclass(frozen=True, slots=True)
class Space:
    """The number of variants, and the chance `alike` that two draws are the same (None: unknown).

    counted: or estimated, as what there is at least. error: the relative standard error of an estimate, None for a
    bound. params: all of a counted space.
    """

    size: int
    counted: bool
    alike: float | None = None
    error: float | None = None
    params: tuple[Hashable, ...] = ()


def walk(question: Question) -> Iterator[Hashable | None]:
    """The parameters of every path; None for a rejected one. A `draw` that may never end has no end of paths."""
    return (params for params, _ in _walked(question))


def _walked(question: Question) -> Iterator[tuple[Hashable | None, float]]:
    """Each path's parameters and probability. Raises Faulty where one does not come to parameters."""
    source = Walker()
    examined = Examined()  # many paths may lead to the same parameters
    while True:
        try:
            yield question.drawn(source, examined=examined), source.likelihood()
        except Endless:
            yield from repeat((None, 0.0))
        except Rejected:
            yield None, source.likelihood()
        if not source.advance():
            return


def paths(question: Question) -> float:
    """About how many paths `draw` has, by random ones; 2^64 at most."""
    probes = [Probe(seed) for seed in range(PROBES)]
    for probe in probes:
        try:
            question.proposed(probe)
        except Rejected:
            continue
    return median(probe.paths for probe in probes)


def counted(question: Question, most: int) -> Space | None:
    """The space, walked; None when that takes more paths than `most`, or leads to more than 100 000 variants."""
    if paths(question) > most:
        return None
    likelihoods: dict[Hashable, float] = defaultdict(float)
    for number, (params, likelihood) in enumerate(_walked(question), 1):
        if params is not None:
            likelihoods[params] += likelihood
        if number > most or len(likelihoods) > SMALL:
            return None
    accepted = sum(likelihoods.values())
    alike = sum((p / accepted) ** 2 for p in likelihoods.values())
    return Space(len(likelihoods), counted=True, alike=alike, params=tuple(likelihoods))


def estimated(drawn: Iterable[Hashable]) -> Space:
    """From how many draws came once, and how many twice: Chao's estimate of what there is at least.

    Chao (1987), “Estimating the population size for capture-recapture data with unequal catchability”, in the form
    without bias. Without two equal draws: the bound that 95 of 100 larger spaces would keep, n² / 6.
    """
    counts = Counter(drawn)
    n, often = sum(counts.values()), Counter(counts.values())
    pairs = sum(count * (count - 1) // 2 for count in counts.values())
    if not pairs:
        return Space(max(n, n * n // 6), counted=False)
    once, twice = often[1], often[2]
    size = len(counts) + once * (once - 1) / (2 * (twice + 1))
    alike = pairs / comb(n, 2) if pairs >= ENOUGH else None
    return Space(round(size), counted=False, alike=alike, error=_error(once, twice, size))


def _error(once: int, twice: int, size: float) -> float:
    """The relative standard error of Chao's estimate."""
    ratio = twice + 1
    variance = once * (once - 1) / (2 * ratio) + once * (2 * once - 1) ** 2 / (4 * ratio**2)
    variance += once**2 * twice * (once - 1) ** 2 / (4 * ratio**4)
    return sqrt(variance) / size


def shared_chance(alike: float, candidates: int) -> float:
    """The chance that two of so many candidates have the same variant, if two draws are alike with that chance.

    By Poisson's law for the number of pairs (the birthday problem).
    """
    return 1 - exp(-comb(candidates, 2) * alike)
