"""Goes through every variant of a small space, where a sample could miss some.

Of a large space it looks, beside the sample, at variants that seeds seldom reach: those with several values at an end
of their range.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from exampaper.check import applies, registry
from exampaper.check.finding import Finding, firsts
from exampaper.check.sample import Sample, failure, pin_option
from exampaper.check.steps import endless
from exampaper.check.values import described
from exampaper.draw import Rejected
from exampaper.faults import Faulty
from exampaper.questions import space

CLASS = 30  # candidates in a class, no two of whom should share a variant
LIKELY = 0.5  # the chance that two of them do, above which it is reported
PART = 5
"""A space too large to be walked whole gets a fifth of the effort: a part of it proves no more than a sample does."""


@dataclass(frozen=True, slots=True)
class Walked:
    """The space of a question, and how many of its variants were made and proven."""

    space: space.Space
    proven: int = 0
    faults: tuple[Finding, ...] = ()

    @property
    def complete(self) -> bool:
        return self.space.counted and self.proven == self.space.size


def walk(sample: Sample) -> Walked:
    """Look at all variants of a small space, and at some of a larger one, evenly spread.

    The size of a space that is too large to be counted is estimated.
    """
    known, failures = _space_of(sample)
    most = sample.effort.walked
    chosen = _spread(known.params, most if known.size <= most else most // PART)
    proven, findings = _proven(sample, chosen, "variants walked")
    if known.counted and len(chosen) == known.size:
        return Walked(known, proven, firsts((*failures, *findings)))
    corners, raised = _corners(sample)
    _, rare = _proven(sample, corners, "corners")
    return Walked(known, proven, firsts((*failures, *findings, *raised, *rare)))


def _space_of(sample: Sample) -> tuple[space.Space, list[Finding]]:
    """The space, counted or estimated, and the draws that failed on the way."""
    if not sample.variants:  # nothing comes of draw
        return space.estimated([]), []
    try:
        counted = space.counted(sample.question, sample.effort.paths)
        return (counted, []) if counted else _estimated(sample)
    except TypeError:  # parameters that cannot be compared: another rule reports them
        return space.estimated([]), []
    except Faulty as error:
        estimated, failures = _estimated(sample)
        return estimated, failures or [_raised(sample, error)]


def _raised(sample: Sample, error: Faulty) -> Finding:
    """The finding that `draw` raises on some path, with a seed that leads there, if one of many does."""
    first = sample.effort.first_seed
    for seed in range(first, first + sample.effort.paths) if not endless(error) else ():
        try:
            sample.question.draw(seed)
        except Faulty as raised:
            return failure(raised, seed, sample.question.command(f"--seed {seed}"))
    return failure(error, None, sample.question.command("", "check"))


def _estimated(sample: Sample) -> tuple[space.Space, list[Finding]]:
    """The size of the space by many more seeds than the sample has: their parameters are drawn, and nothing else."""
    first, seeds = sample.effort.first_seed, max(len(sample.variants), sample.effort.sampled)
    drawn: list[Hashable] = []
    failures: list[Finding] = []
    for count, seed in enumerate(range(first, first + seeds)):
        sample.done("draws for the size of the space", count, seeds)
        try:
            drawn.append(sample.question.draw(seed, is_key_trusted=True))
        except Faulty as error:
            failures.append(failure(error, seed, sample.question.command(f"--seed {seed}")))
            if endless(error):
                break
    return space.estimated(drawn), failures


def _spread(params: tuple[Hashable, ...], most: int) -> list[Hashable]:
    """At most so many of them, evenly spread."""
    step = max(1, len(params) / max(1, most))
    return [params[int(index * step)] for index in range(min(len(params), most))]


def _corners(sample: Sample) -> tuple[list[Hashable], list[Finding]]:
    """Parameters in which several values at once are at an end of their range; and what `draw` raises on the way."""
    question, first = sample.question, sample.effort.first_seed
    corners: dict[str, Hashable] = {}
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
        corners.setdefault(repr(params), params)
    return list(corners.values()), [_raised(sample, error) for error in raised[:1]]


def _proven(sample: Sample, params: Sequence[Hashable], what: str) -> tuple[int, tuple[Finding, ...]]:
    """How many variants were made and looked at, and the findings; stops at one that does not end."""
    findings: list[Finding] = []
    for count, chosen in enumerate(params):
        sample.done(what, count, len(params))
        try:
            findings += firsts(registry.findings(sample, sample.question.of(chosen)))
        except Faulty as error:
            failed = failure(error, None, sample.question.command(pin_option(chosen)))
            findings.append(replace(failed, message=f"{failed.message} (for {described(chosen)})"))
            if endless(error):
                return count, firsts(findings)
    sample.done(what, len(params), len(params))
    return len(params), firsts(findings)


def shared(known: space.Space) -> float | None:
    """The chance that two of a class have the same variant; None where nothing is known of it."""
    return None if known.alike is None else space.shared_chance(known.alike, CLASS)


def few(sample: Sample, known: space.Space) -> Iterator[Finding]:
    """Too few variants for a class, or one that is too likely."""
    chance = shared(known) if known.counted or not sample.faults else None
    if chance is None or chance <= LIKELY or known.size <= 1 or not applies.computes(sample.question):
        return
    variants = f"about {known.size} variants or more, of unequal chances"
    if known.counted:
        variants = f"{known.size} variants"
    message = f"{variants}: two of {CLASS} candidates share one with a chance of {100 * chance:.0f} %"
    yield registry.coded("few-variants", sample.finding(message, at="draw"))
