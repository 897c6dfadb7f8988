"""What a check finds, and what it knows while it looks."""

from __future__ import annotations

import ast
import json
import re
import shlex
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any

from exampaper.check import catalogue
from exampaper.check.steps import Meter, endless
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions.question import Question, params_to_json


@dataclass(frozen=True, slots=True)
class Found:
    """One fault, or a warning, of one rule.

    where: a place in the bank; see: the command that shows it; remedy: what to do.
    """

    rule: str
    message: str
    seed: int | None = None
    where: str = ""
    warning: bool = False
    see: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was established about one question.

    space: how many variants there are, counted, or (`counted` is False) at least; None where that says nothing.
    space_error: the relative standard error of an estimate; None for a count, and for a bound that no pair led to.
    walked: how many of a counted space were made and proven; `exhaustive`: all of them.
    shared: the chance that two of thirty candidates have the same variant.
    mutation_score: the share of corrupted answers that `check` rejected; None where there is nothing to corrupt.
    seconds_per_draw: processor time, the median: told, and nothing hangs on it.
    timed_out: how far it had come, if its proof came to no end; what is told above is what was known by then.
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
    faults: tuple[Found, ...] = ()
    timed_out: Found | None = None

    @property
    def faulty(self) -> bool:
        return not all(found.warning for found in self.faults)

    @property
    def sound(self) -> bool:
        return not self.faulty and self.timed_out is None


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look, in counts: the same on every machine, under any load.

    paths: of `draw`, that are walked to count a space; walked: variants of it that are made and proven;
    sampled: draws from which a space too large for that is estimated; corners: draws of it that take the ends of
    ranges. repeated, mutated, pages: variants of the sample, that are made again, whose answers are corrupted, that are
    set; corrupted: answers, after which no further variant is begun.
    """

    draws: int = 40
    first_seed: int = 0
    paths: int = 20_000
    walked: int = 2_500
    sampled: int = 1_000
    corners: int = 100
    repeated: int = 20
    mutated: int = 12
    corrupted: int = 600
    pages: int = 24

    @classmethod
    def of(cls, draws: int, first_seed: int = 0) -> Effort:
        """More draws mean more of everything: quick for every save, thorough on the eve of an exam."""
        usual = cls()
        rates = {name: Fraction(getattr(usual, name), usual.draws) for name in _MOST}
        counts = {name: min(ceil(draws * rate), _MOST[name]) for name, rate in rates.items()}
        return cls(draws, first_seed, **counts)


_MOST = {
    "paths": 2_000_000,
    "walked": 100_000,
    "sampled": 20_000,
    "corners": 5_000,
    "repeated": 200,
    "mutated": 200,
    "corrupted": 10**6,
    "pages": 600,
}
"""Counts beyond which more of a kind would show nothing new."""

Done = Callable[[str, int, int | None], None]
"""Hears how far a proof has come: what is done, how often, and out of how many."""


def unheard(what: str, count: int, of: int | None = None) -> None:
    """Nobody asks how far it has come."""


@dataclass(frozen=True, eq=False)
class Sample:
    """The variants of some seeds, and the processor time that each took.

    meter: counts the steps of the question's own functions; done: hears how far the proof has come.
    """

    question: Question
    effort: Effort
    variants: Mapping[int, Variant]
    seconds: tuple[float, ...] = ()
    faults: tuple[Found, ...] = ()
    meter: Meter = field(default_factory=Meter)
    done: Done = unheard

    def some(self, count: int) -> list[Variant]:
        """The first so many, by seed."""
        return list(self.variants.values())[:count]

    def found(
        self, rule: str, message: str, of: Variant | None = None, at: str = "", warning: bool = False, remedy: str = ""
    ) -> Found:
        """A finding: of a variant, at a function, a field (`Answers.total`) or a section of the question.

        remedy: what to do, where that is closer than what is to be done about the rule.
        """
        if of and of.seed is None and of.pin is None:
            message += f" (for {told(of.params)})"  # of a walk
        seed = of.seed if of else None
        return Found(rule, message, seed, self.place(at), warning, self._see(of), remedy or catalogue.remedy(rule))

    def _see(self, of: Variant | None) -> str:
        if of is None:
            return self.question.command("", "check")
        if of.seed is not None and of.pin is None:
            return self.question.command(f"--seed {of.seed}")
        return self.question.command(shown_by(of.params, of.pin))

    def place(self, at: str) -> str:
        """File and line of a function, a field or a section; the file alone where there is none."""
        if at in self._texts:
            return str(self._texts[at])
        module = self.question.behaviour.module
        if module is None or not at:
            return str(module or self.question.source.path)
        if at.isdigit():
            return f"{module}:{at}"
        known = next((name for name in self._lines if name == at or name.startswith(f"{at}_")), "")  # check, or check_a
        return f"{module}:{self._lines[known]}" if known else str(module)

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


def drawn(question: Question, effort: Effort, meter: Meter | None = None, done: Done = unheard) -> Sample:
    """Draw, solve and word every seed; what cannot be made is a fault of the rule that names the step."""
    variants: dict[int, Variant] = {}
    seconds: list[float] = []
    faults: list[Found] = []
    for count, seed in enumerate(range(effort.first_seed, effort.first_seed + effort.draws)):
        done("draws", count, effort.draws)
        start = time.thread_time()
        try:
            variants[seed] = question.variant(seed)
        except Faulty as error:
            faults.append(failed(error, seed, question.command(f"--seed {seed}")))
            if endless(error):
                break
            continue
        seconds.append(time.thread_time() - start)
    done("draws", effort.draws, effort.draws)
    return Sample(question, effort, variants, tuple(seconds), firsts(faults), meter or Meter(), done)


def failed(error: Faulty, seed: int | None, see: str) -> Found:
    """The finding of a variant that could not be made."""
    fault = error.faults[0]
    rule = fault.code or "text"
    remedy = UNENDING if endless(error) else fault.remedy or catalogue.remedy(rule)
    return Found(rule, fault.message, seed, str(fault.place), see=see, remedy=remedy)


UNENDING = "look for a loop that does not end, or one that takes millions of rounds"


def shown_by(params: Any, pin: str | None = None) -> str:
    """What shows a variant that no seed is known of: its pin, or its parameters written out as one."""
    if pin is not None:
        return f"--pin {shlex.quote(pin)}"
    try:
        written = json.dumps(params_to_json(params), ensure_ascii=False)
    except Exception:  # such parameters are told by another rule
        return ""
    return f"--pin {shlex.quote(written)}"


def field_values(answers: Any) -> dict[str, Any]:
    """The fields of answers by name."""
    return {name: getattr(answers, name) for name in answers.__dataclass_fields__}
