"""What a check finds, and what it knows while it looks."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions.question import Question


@dataclass(frozen=True, slots=True)
class Found:
    """One fault, or a warning, of one rule; `where` is a place in the bank, `see` the command that shows it."""

    rule: str
    message: str
    seed: int | None = None
    where: str = ""
    warning: bool = False
    see: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was established about one question.

    space: how many variants there are, counted, or (`counted` is False) at least; None where that says nothing.
    space_error: the relative standard error of an estimate; None for a count, and for a bound that no pair led to.
    walked: how many of a counted space were made and proven; `exhaustive`: all of them.
    shared: the chance that two of thirty candidates have the same variant.
    mutation_score: the share of corrupted answers that `check` rejected; None where there is nothing to corrupt.
    seconds_per_draw: processor time, the median; slowest: the longest that a draw took by the clock.
    """

    id: str
    draws: int = 0
    space: int | None = None
    counted: bool = False
    walked: int = 0
    exhaustive: bool = False
    space_error: float | None = None
    shared: float | None = None
    mutation_score: float | None = None
    seconds_per_draw: float = 0.0
    slowest: float = 0.0
    faults: tuple[Found, ...] = ()

    @property
    def sound(self) -> bool:
        return all(found.warning for found in self.faults)


NIGHT = 1000  # draws from which on a check takes its time


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look, in counts; only what takes the processor long is looked at less often.

    paths: of `draw`, that are walked to count a space; walked: variants of it that are made and proven;
    sampled: draws from which a space too large for that is estimated; corners: draws of it that take the ends of
    ranges. mutated, pages: variants of the sample; corrupted: answers of those, after which no further variant is
    begun. walk_seconds: of the processor, after which there are fewer of each but the draws.
    """

    draws: int
    first_seed: int = 0
    paths: int = 20_000
    walked: int = 2_500
    walk_seconds: float = 4.0
    sampled: int = 1_000
    corners: int = 100
    mutated: int = 12
    corrupted: int = 600
    pages: int = 24

    @classmethod
    def of(cls, draws: int, first_seed: int = 0) -> Effort:
        """Quick for every save; many draws, on the eve of an exam, mean more of everything else."""
        if draws < NIGHT:
            return cls(draws, first_seed)
        more: dict[str, Any] = {
            "paths": 2_000_000,
            "walked": 100_000,
            "walk_seconds": 400.0,
            "sampled": 20_000,
            "corners": 5_000,
            "mutated": 200,
            "corrupted": 10**6,
            "pages": min(draws, 600),
        }
        return cls(draws, first_seed, **more)


@dataclass(frozen=True, eq=False)
class Sample:
    """The variants of some seeds; the processor time each took; the longest that one took by the clock."""

    question: Question
    effort: Effort
    variants: Mapping[int, Variant]
    seconds: tuple[float, ...] = ()
    slowest: float = 0.0
    faults: tuple[Found, ...] = ()

    def some(self, count: int) -> list[Variant]:
        """The first so many, by seed."""
        return list(self.variants.values())[:count]

    def found(self, rule: str, message: str, of: Variant | None = None, at: str = "", warning: bool = False) -> Found:
        """A finding: of a variant, at a function, a field (`Answers.total`) or a section of the question."""
        if of and of.seed is None and of.pin is None:
            message += f" (for {told(of.params)})"  # of a walk: no seed is known that shows it
        return Found(rule, message, of.seed if of else None, self.place(at), warning, self._see(of))

    def _see(self, of: Variant | None) -> str:
        if of is None or (of.seed is None and of.pin is None):
            return ""
        return self.question.command(f"--pin {of.pin}" if of.pin else f"--seed {of.seed}")

    def place(self, at: str) -> str:
        """File and line of a function, a field or a section; the file alone where there is none."""
        if at in self._texts:
            return str(self._texts[at])
        module = self.question.behaviour.module
        if module is None or not at:
            return str(module or self.question.source.path)
        if at.isdigit():
            return f"{module}:{at}"
        return f"{module}:{self._lines[at]}" if at in self._lines else str(module)

    @cached_property
    def _lines(self) -> dict[str, int]:
        """The lines of the functions of the Python file, and of the fields of its classes."""
        module = self.question.behaviour.module
        body = ast.parse(module.read_bytes()).body if module else []
        lines = {node.name: node.lineno for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        for node in body:
            if isinstance(node, ast.ClassDef):
                lines |= {
                    f"{node.name}.{ast.unparse(f.target)}": f.lineno for f in node.body if isinstance(f, ast.AnnAssign)
                }
        return lines

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The lines of the sections of the text."""
        source = self.question.source
        first = source.parts[0]
        sections = {"question": first.text if not source.stem.text.strip() else source.stem}
        sections |= {"answer": first.answer, "marking": first.marking}
        lines = {name: f"{source.path}:{_begin(section)}" for name, section in sections.items()}
        return lines | {name: str(source.place(name)) for name in ("key", "choices", "show")}


def _begin(section: Any) -> int:
    """The line of a section's first words."""
    blank = re.match(r"\s*", section.text)
    return int(section.line + (blank[0].count("\n") if blank else 0))


def told(values: Any) -> str:
    """Parameters, or other fields, in a line."""
    line = ", ".join(f"{f.name}={getattr(values, f.name)!r}" for f in fields(values))
    return line if len(line) < 200 else f"{line[:200]}…"


Rule = Callable[[Sample], Iterator[Found]]
"""Looks at a sample as a whole."""
VariantRule = Callable[[Sample, Variant], Iterator[Found]]
"""Looks at one variant: of the sample, of a pin, or of a walk through all."""


def firsts(found: Iterable[Found]) -> tuple[Found, ...]:
    """Of findings that differ in their values only, the first."""
    kept: dict[tuple[str, str, bool], Found] = {}
    for each in found:
        kept.setdefault((each.rule, re.split(r"[:\d]", each.message)[0], each.warning), each)
    return tuple(kept.values())


LONG = 0.1  # seconds by the clock, after which a draw is tried again before it is called slow


def drawn(question: Question, effort: Effort) -> Sample:
    """Draw, solve and word every seed; what cannot be made is a fault of the rule that names the step."""
    variants: dict[int, Variant] = {}
    seconds: list[float] = []
    faults: list[Found] = []
    slowest = 0.0
    for seed in range(effort.first_seed, effort.first_seed + effort.draws):
        try:
            variants[seed], processor, clock = timed(question, seed, tries=3 if slowest <= LONG else 1)
        except Faulty as error:
            faults.append(failed(error, seed, question.command(f"--seed {seed}")))
            continue
        seconds.append(processor)
        slowest = max(slowest, clock)
    return Sample(question, effort, variants, tuple(seconds), slowest, firsts(faults))


def timed(question: Question, seed: int, tries: int) -> tuple[Variant, float, float]:
    """A variant; the seconds of the processor and of the clock that it took.

    The processor's do not count what a busy machine does beside it. One that the clock finds slow is made again, and
    the fastest counts: the first may have loaded a library, or waited for others.
    """
    took: list[tuple[float, float]] = []
    while not took or (took[-1][1] > LONG and len(took) < tries):
        start = time.process_time(), time.perf_counter()
        variant = question.variant(seed)
        took.append((time.process_time() - start[0], time.perf_counter() - start[1]))
    return variant, min(processor for processor, _ in took), min(clock for _, clock in took)


# The rule that a failed variant breaks, by the words its fault begins with
_STEPS = {
    "draw rejected": "draw ends",
    "draw raised": "draw ends",
    "solve raised": "solve ends",
    "figures raised": "figures end",
    "slips raised": "slips end",
    "slip ": "slips end",
    "choices": "options",
    "marking point": "marks",
    "a marking point": "marks",
    "Marking is": "marks",
    "a bare float": "printed",
}


def failed(error: Faulty, seed: int | None, see: str = "") -> Found:
    """The finding of a variant that could not be made."""
    fault = error.faults[0]
    rule = next((rule for words, rule in _STEPS.items() if fault.message.startswith(words)), "text")
    return Found(rule, fault.message, seed, str(fault.place), see=see)


def field_values(answers: Any) -> dict[str, Any]:
    """The fields of answers by name."""
    return {name: getattr(answers, name) for name in answers.__dataclass_fields__}
