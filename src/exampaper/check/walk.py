"""A small space is not sampled but gone through: every variant is made, and passes the rules of a variant.

Of a large one, beside the sample, those are gone through that seeds seldom reach, with several values at an end of
their range.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from exampaper.check.findings import LONG, Found, Sample, failed, firsts, told
from exampaper.check.rules import OF_A_VARIANT
from exampaper.draw import Rejected
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions import space

CLASS = 30  # candidates of whom no two should share a variant
TIMED = 20  # draws, to see how long one takes
PROVEN = 3  # variants, to see how long the proof of one takes
LIKELY = 0.5  # a chance that they do, from which on it is told


@dataclass(frozen=True, slots=True)
class Walked:
    """The space of a question, and how many of its variants were made and proven."""

    space: space.Space
    proven: int = 0
    faults: tuple[Found, ...] = ()

    @property
    def complete(self) -> bool:
        return self.space.counted and self.proven == self.space.size


def walk(sample: Sample) -> Walked:
    """Through all variants, or evenly through as many as the effort allows; a large space is estimated."""
    known, broken = _known(sample)
    most = int(sample.effort.walk_seconds / max(_seconds(sample), 1e-6))
    chosen = _spread(known.params, _affordable(min(most, sample.effort.walked), known.size))
    found = chain.from_iterable(_proven(sample, params) for params in chosen)
    rare = () if known.counted and len(chosen) == known.size else _corners(sample, min(most, sample.effort.corners))
    return Walked(known, len(chosen), firsts(chain(broken, found, rare)))


def _affordable(most: int, size: int) -> int:
    """How many variants are walked: part of a space proves no more than a sample does."""
    return most if size <= most else most // 5


def _seconds(sample: Sample) -> float:
    """What it takes the processor to make a variant, and to prove it once libraries are loaded."""
    proving = []
    for variant in sample.some(PROVEN):
        start = time.process_time()
        list(of_a_variant(sample, variant))
        proving.append(time.process_time() - start)
    return min(proving, default=0.0) + (statistics.median(sample.seconds) if sample.seconds else 0.0)


def _known(sample: Sample) -> tuple[space.Space, list[Found]]:
    """The space, counted or estimated, and draws on the way that cannot be made."""
    try:
        if counted := space.counted(sample.question, _drawable(sample, sample.effort.paths)):
            return counted, []
        return _estimated(sample)
    except TypeError:  # parameters that cannot be compared: told by another rule
        return space.estimated([]), []
    except Faulty as error:
        known, broken = _estimated(sample)
        return known, [failed(error, None), *broken]


def _estimated(sample: Sample) -> tuple[space.Space, list[Found]]:
    """From the parameters of many more seeds than the sample has, for they are drawn and no more."""
    first, seeds = sample.effort.first_seed, max(len(sample.variants), _drawable(sample, sample.effort.sampled))
    drawn: list[Hashable] = []
    broken: list[Found] = []
    for seed in range(first, first + seeds) if sample.variants else ():
        try:
            drawn.append(sample.question.draw(seed))
        except Faulty as error:
            broken.append(failed(error, seed, sample.question.command(f"--seed {seed}")))
    return space.estimated(drawn), broken


def _drawable(sample: Sample, most: int) -> int:
    """How many draws are made beside the sample's: fewer where one takes the processor long, none where one waits."""
    if sample.slowest > LONG or not sample.variants:
        return 0
    start = time.process_time()
    for seed in list(sample.variants)[:TIMED]:
        sample.question.draw(seed)
    each = (time.process_time() - start) / min(TIMED, len(sample.variants))
    return min(most, int(sample.effort.walk_seconds / max(each, 1e-6)))


def _spread(params: tuple[Hashable, ...], most: int) -> list[Hashable]:
    """At most so many, evenly taken."""
    step = max(1, len(params) / max(1, most))
    return [params[int(index * step)] for index in range(min(len(params), most))]


def _corners(sample: Sample, most: int) -> Iterator[Found]:
    """What draws lead to in which several values at once are at an end of their range."""
    question, first, seen = sample.question, sample.effort.first_seed, set()
    for seed in range(first, first + _drawable(sample, most)):
        try:
            params = question.run("draw", question.behaviour.draw, space.Cornered(seed), how="")
        except Rejected:
            continue
        except Faulty as error:
            yield failed(error, None)
            continue
        if repr(params) not in seen:
            seen.add(repr(params))
            yield from _proven(sample, params)


def _proven(sample: Sample, params: Hashable) -> Iterable[Found]:
    try:
        variant = sample.question.of(params)
    except Faulty as error:
        found = failed(error, None)
        return [Found(found.rule, f"{found.message} (for {told(params)})", where=found.where)]
    return of_a_variant(sample, variant)


def of_a_variant(sample: Sample, variant: Variant) -> Iterator[Found]:
    """What the rules of a variant find."""
    for rule in OF_A_VARIANT:
        yield from rule(sample, variant)


def shared(known: space.Space) -> float | None:
    """The chance that two of a class have the same variant; None where nothing is known of it."""
    return None if known.alike is None else space.shared_chance(known.alike, CLASS)


def few(sample: Sample, known: space.Space) -> Iterator[Found]:
    """Too few variants for a class, or one that is too likely."""
    chance = shared(known) if known.counted or not sample.faults else None
    if sample.question.kind in ("computed", "graph") and chance is not None and chance > LIKELY and known.size > 1:
        many = f"{known.size} variants" if known.counted else f"about {known.size} variants or more, of unequal chances"
        message = f"{many}: two of {CLASS} candidates share one with a chance of {100 * chance:.0f} %"
        yield sample.found("space", message, at="draw", warning=True)
