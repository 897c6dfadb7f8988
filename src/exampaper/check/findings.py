"""What a check finds, and what it knows while it looks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions.question import Question


@dataclass(frozen=True, slots=True)
class Found:
    """One fault, or a warning, of one rule; `where` is a place in the bank."""

    rule: str
    message: str
    seed: int | None = None
    where: str = ""
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What was established about one question.

    space: how many variants there are, counted or (not `exhaustive`) estimated; None where that says nothing.
    space_error: the relative standard error of the estimate; None for a bound from below.
    mutation_score: the share of corrupted answers that `check` rejected; None where there is nothing to corrupt.
    """

    id: str
    draws: int = 0
    space: int | None = None
    exhaustive: bool = False
    space_error: float | None = None
    mutation_score: float | None = None
    seconds_per_draw: float = 0.0
    faults: tuple[Found, ...] = ()

    @property
    def sound(self) -> bool:
        return all(found.warning for found in self.faults)


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look. `quick` suits every save, `night` the eve of an exam."""

    draws: int
    first_seed: int = 0
    walk_seconds: float = 0.3
    mutated: int = 12
    pages: int = 24

    @classmethod
    def of(cls, draws: int, first_seed: int = 0) -> Effort:
        """More draws, more of everything else."""
        if draws < 1000:
            return cls(draws, first_seed)
        return cls(draws, first_seed, walk_seconds=120.0, mutated=200, pages=min(draws, 600))


@dataclass(frozen=True)
class Sample:
    """The variants of some seeds, and the processor time each took."""

    question: Question
    effort: Effort
    variants: Mapping[int, Variant]
    seconds: tuple[float, ...]
    faults: tuple[Found, ...] = ()

    @cached_property
    def where(self) -> str:
        return str(self.question.behaviour.module or self.question.source.path)

    def some(self, count: int) -> Iterator[tuple[int, Variant]]:
        """The first so many, by seed."""
        for seed in list(self.variants)[:count]:
            yield seed, self.variants[seed]


Rule = Callable[[Sample], Iterator[Found]]


def drawn(question: Question, effort: Effort) -> Sample:
    """Draw, solve and word every seed; what cannot be made is a fault of the rule that names the step."""
    variants: dict[int, Variant] = {}
    seconds: list[float] = []
    told: dict[str, Found] = {}
    for seed in range(effort.first_seed, effort.first_seed + effort.draws):
        start = time.process_time()  # the processor's: a busy machine is not the question's fault
        try:
            variants[seed] = question.variant(seed)
            seconds.append(time.process_time() - start)
        except Faulty as error:
            found = failed(error, seed)
            told.setdefault(found.rule + found.where, found)
    return Sample(question, effort, variants, tuple(seconds), tuple(told.values()))


# The rule that a failed variant breaks, by the words its fault begins with
_STEPS = {
    "draw rejected": "draw ends",
    "draw raised": "draw ends",
    "solve raised": "solve ends",
    "figures raised": "figures end",
    "slips raised": "slips end",
    "slip ": "slips end",
    "marking point": "marks",
    "a marking point": "marks",
    "Marking is": "marks",
    "a bare float": "printed",
}


def failed(error: Faulty, seed: int | None) -> Found:
    """The finding of a variant that could not be made."""
    fault = error.faults[0]
    rule = next((rule for words, rule in _STEPS.items() if fault.message.startswith(words)), "text")
    return Found(rule, fault.message, seed, str(fault.place))


def field_values(answers: Any) -> dict[str, Any]:
    """The fields of answers by name."""
    return {name: getattr(answers, name) for name in answers.__dataclass_fields__}


@dataclass
class Tally:
    """Findings of which only the first of each kind is told."""

    seen: dict[str, Found] = field(default_factory=dict)

    def add(self, kind: str, found: Found) -> None:
        self.seen.setdefault(kind, found)

    def __iter__(self) -> Iterator[Found]:
        return iter(self.seen.values())
