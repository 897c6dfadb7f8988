"""A small space is not sampled but gone through: every variant is made, and passes the rules of a variant.

Of a large one, beside the sample, those are gone through that seeds seldom reach, with several values at an end of
their range.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from exampaper.check.findings import Found, Sample, failed, firsts, shown_by, told
from exampaper.check.rules import OF_A_VARIANT
from exampaper.check.steps import endless
from exampaper.draw import Rejected
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions import space

CLASS = 30  # candidates of whom no two should share a variant
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
    """Through all variants of a small space, evenly through some of a larger one that was counted.

    A space that is too large to be counted is estimated.
    """
    known, broken = _known(sample)
    chosen = _spread(known.params, _affordable(sample.effort.walked, known.size))
    proven, found = _proven(sample, chosen, "variants walked")
    if known.counted and len(chosen) == known.size:
        return Walked(known, proven, firsts((*broken, *found)))
    corners, raised = _corners(sample)
    _, rare = _proven(sample, corners, "corners")
    return Walked(known, proven, firsts((*broken, *found, *raised, *rare)))


def _affordable(most: int, size: int) -> int:
    """How many variants are walked: part of a space proves no more than a sample does."""
    return most if size <= most else most // 5


def _known(sample: Sample) -> tuple[space.Space, list[Found]]:
    """The space, counted or estimated, and draws on the way that cannot be made."""
    if not sample.variants:  # nothing comes of draw
        return space.estimated([]), []
    try:
        if counted := space.counted(sample.question, sample.effort.paths):
            return counted, []
        return _estimated(sample)
    except TypeError:  # parameters that cannot be compared: told by another rule
        return space.estimated([]), []
    except Faulty as error:
        known, broken = _estimated(sample)
        return known, broken or [_raised(sample, error)]


def _raised(sample: Sample, error: Faulty) -> Found:
    """What `draw` raises on a path that no seed is known of, by a seed that leads there if one of many does."""
    first = sample.effort.first_seed
    for seed in range(first, first + sample.effort.paths) if not endless(error) else ():
        try:
            sample.question.draw(seed)
        except Faulty as raised:
            return failed(raised, seed, sample.question.command(f"--seed {seed}"))
    return failed(error, None, sample.question.command("", "check"))


def _estimated(sample: Sample) -> tuple[space.Space, list[Found]]:
    """From the parameters of many more seeds than the sample has, for they are drawn and no more."""
    first, seeds = sample.effort.first_seed, max(len(sample.variants), sample.effort.sampled)
    drawn: list[Hashable] = []
    broken: list[Found] = []
    for count, seed in enumerate(range(first, first + seeds)):
        sample.done("draws for the size of the space", count, seeds)
        try:
            drawn.append(sample.question.draw(seed))
        except Faulty as error:
            broken.append(failed(error, seed, sample.question.command(f"--seed {seed}")))
            if endless(error):
                break
    return space.estimated(drawn), broken


def _spread(params: tuple[Hashable, ...], most: int) -> list[Hashable]:
    """At most so many, evenly taken."""
    step = max(1, len(params) / max(1, most))
    return [params[int(index * step)] for index in range(min(len(params), most))]


def _corners(sample: Sample) -> tuple[list[Hashable], list[Found]]:
    """Parameters in which several values at once are at an end of their range; and what `draw` raises on the way."""
    question, first = sample.question, sample.effort.first_seed
    found: dict[str, Hashable] = {}
    raised: list[Faulty] = []
    for seed in range(first, first + sample.effort.corners) if sample.variants else ():
        try:
            params = question.drawn(space.Cornered(seed))
        except Rejected:
            continue
        except Faulty as error:
            raised.append(error)
            if endless(error):
                break
            continue
        found.setdefault(repr(params), params)
    return list(found.values()), [_raised(sample, error) for error in raised[:1]]


def _proven(sample: Sample, params: Sequence[Hashable], what: str) -> tuple[int, tuple[Found, ...]]:
    """How many variants were made and gone through, and what was found; one without end is the last."""
    found: list[Found] = []
    for count, given in enumerate(params):
        sample.done(what, count, len(params))
        try:
            found += firsts(of_a_variant(sample, sample.question.of(given)))
        except Faulty as error:
            made = failed(error, None, sample.question.command(shown_by(given)))
            found.append(replace(made, message=f"{made.message} (for {told(given)})"))
            if endless(error):
                return count, firsts(found)
    sample.done(what, len(params), len(params))
    return len(params), firsts(found)


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
    if sample.question.kind.computes and chance is not None and chance > LIKELY and known.size > 1:
        many = f"{known.size} variants" if known.counted else f"about {known.size} variants or more, of unequal chances"
        message = f"{many}: two of {CLASS} candidates share one with a chance of {100 * chance:.0f} %"
        yield sample.found("space", message, at="draw", warning=True)
