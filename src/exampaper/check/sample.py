"""The variants of a question that a check looks at, and how findings about them are made."""

from __future__ import annotations

import ast
import json
import re
import shlex
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from exampaper.check import registry
from exampaper.check.effort import Done, Effort, unheard
from exampaper.check.finding import Finding, firsts
from exampaper.check.steps import Meter, endless
from exampaper.check.text import with_point
from exampaper.check.values import described
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions.question import Question, params_to_json


@dataclass(frozen=True, eq=False)
class Sample:
    """The variants of some seeds, and the processor time that each took.

    faults: the findings of seeds that give no variant. meter: counts the steps of the question's own functions.
    done: is called with how far the proof has come. remembered: results that several rules ask for.
    """

    question: Question
    effort: Effort
    variants: Mapping[int, Variant]
    seconds: tuple[float, ...] = ()
    faults: tuple[Finding, ...] = ()
    meter: Meter = field(default_factory=Meter)
    done: Done = unheard
    remembered: dict[str, Any] = field(default_factory=dict)

    def some(self, count: int) -> list[Variant]:
        """The first so many, by seed, with a decimal point in any language."""
        return list(map(with_point, self.printed(count)))

    def printed(self, count: int) -> list[Variant]:
        """The first so many, by seed, as they are printed."""
        return list(self.variants.values())[:count]

    def answers(self, count: int) -> list[Any]:
        """The answers of the first so many."""
        return [variant.answers for variant in self.some(count)]

    def finding(
        self, message: str, variant: Variant | None = None, at: str = "", subject: str = "", remedy: str = ""
    ) -> Finding:
        """A finding; the rule that yields it adds its code.

        at: a function, a field (`Answers.total`), a section of the question or a line of its Python file.
        subject: what it is about, where `at` does not say so. remedy: what to do, if closer than the rule's own.
        """
        if variant and variant.seed is None and variant.pin is None:
            message += f" (for {described(variant.params)})"  # found on an exhaustive walk
        seed = variant.seed if variant else None
        return Finding(
            "", message, seed, self.place(at), see=self._command(variant), remedy=remedy, subject=subject or at
        )

    def _command(self, variant: Variant | None) -> str:
        """The command that shows the variant."""
        if variant is None:
            return self.question.command("", "check")
        if variant.seed is not None and variant.pin is None:
            return self.question.command(f"--seed {variant.seed}")
        return self.question.command(pin_option(variant.params, variant.pin))

    def place(self, at: str) -> str:
        """File and line of a function, a field or a section; the file alone where there is none."""
        if at in self._section_places:
            return self._section_places[at]
        module = self.question.behaviour.module
        if module is None or not at:
            return str(module or self.question.source.path)
        if at.isdigit():
            return f"{module}:{at}"
        for name, line in self._python_lines.items():
            if name == at or name.startswith(f"{at}_"):  # check, or check_a
                return f"{module}:{line}"
        return str(module)

    @cached_property
    def python(self) -> ast.Module:
        """The source of the question's Python file; an empty one of a question without."""
        module = self.question.behaviour.module
        return ast.parse(module.read_bytes() if module else b"")

    @cached_property
    def _python_lines(self) -> dict[str, int]:
        """The lines of the functions of the Python file, and of the fields of its classes."""
        lines: dict[str, int] = {}
        for node in self.python.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                lines[node.name] = node.lineno
        for node in self.python.body:
            if isinstance(node, ast.ClassDef):
                lines |= _field_lines(node)
        return lines

    @cached_property
    def _section_places(self) -> dict[str, str]:
        """File and line of the sections of the text, and of some entries of the front matter."""
        source = self.question.source
        first = source.parts[0]
        question = source.stem if source.stem.text.strip() else first.text
        places: dict[str, str] = {}
        for name, section in (("question", question), ("answer", first.answer), ("marking", first.marking)):
            places[name] = f"{source.path}:{_first_line(section)}"
        for name in ("title", "key", "choices", "show", "allow"):
            places[name] = str(source.place(name))
        return places


def _field_lines(node: ast.ClassDef) -> dict[str, int]:
    """The lines of the fields of a class, by `Class.field`."""
    lines = {}
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign):
            lines[f"{node.name}.{ast.unparse(statement.target)}"] = statement.lineno
    return lines


def _first_line(section: Any) -> int:
    """The line of a section's first words."""
    blank = re.match(r"\s*", section.text)
    return int(section.line + (blank[0].count("\n") if blank else 0))


def drawn(question: Question, effort: Effort, meter: Meter | None = None, done: Done = unheard) -> Sample:
    """Make the variant of every seed; where that fails, there is a finding of the rule that names the step."""
    variants: dict[int, Variant] = {}
    seconds: list[float] = []
    failures: list[Finding] = []
    for count, seed in enumerate(range(effort.first_seed, effort.first_seed + effort.draws)):
        done("draws", count, effort.draws)
        start = time.thread_time()
        try:
            variants[seed] = question.variant(seed)
        except Faulty as error:
            failures.append(failure(error, seed, question.command(f"--seed {seed}")))
            if endless(error):
                break
            continue
        seconds.append(time.thread_time() - start)
    done("draws", effort.draws, effort.draws)
    return Sample(question, effort, variants, tuple(seconds), firsts(failures), meter or Meter(), done)


UNENDING = "look for a loop that does not end, or one that takes millions of rounds"


def failure(error: Faulty, seed: int | None, see: str) -> Finding:
    """The finding of a variant that could not be made.

    see: the command that shows it. One place in the files fails once, whatever the values were.
    """
    fault = error.faults[0]
    code = fault.code or "text"
    remedy = UNENDING if endless(error) else fault.remedy or registry.remedy(code)
    where = str(fault.place)
    return Finding(code, fault.message, seed, where, see=see, remedy=remedy, subject=where)


def pin_option(params: Any, pin: str | None = None) -> str:
    """The option that shows a variant without a seed: its pin, or its parameters written out as one."""
    if pin is not None:
        return f"--pin {shlex.quote(pin)}"
    try:
        written = json.dumps(params_to_json(params), ensure_ascii=False)
    except Exception:  # another rule reports such parameters
        return ""
    return f"--pin {shlex.quote(written)}"
