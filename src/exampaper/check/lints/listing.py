"""The program that is run is the one that is printed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from textwrap import dedent

from exampaper import text
from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.second_routes import objection
from exampaper.model import Variant
from exampaper.nodes import CodeBlock
from exampaper.oracles.programs import runs

_SOME = 12  # draws to look at


@lint(
    "other-program",
    "`check` runs a program that the question does not print",
    remedy="run what is printed: ask for `text` in `check`, and give text.split('```')[1] to `runs`",
    kinds=applies.computes,
)
def programs_are_printed(sample: Sample) -> Iterator[Finding]:
    """A listing that was changed on the page, and not in `check`, has another output than the key says.

    What is given to `runs` while `check` looks at the key is compared with the Python code of the question, spaces
    aside. A program may add to what is printed, as a call of a function.

    Example: a page that prints `range(<< n >>)`, and `runs(f"print(list(range({n} + 1)))")`.
    """
    for variant in sample.some(_SOME):
        blocks = [_bare(block) for block in _printed(variant)]
        for program in _run(sample, variant) if blocks else ():
            bare = _bare(program)
            if not any(block in bare or bare in block for block in blocks):
                message = f"check runs a program that is not printed: {' '.join(program.split())[:80]}"
                yield sample.finding(message, variant, at="check")
                return


def _printed(variant: Variant) -> Iterator[str]:
    """The code blocks of a question that are Python."""
    for node in text.walk(variant.question_blocks):
        if isinstance(node, CodeBlock):
            try:
                ast.parse(dedent(node.text))
            except (SyntaxError, ValueError):
                continue
            yield node.text


def _run(sample: Sample, variant: Variant) -> list[str]:
    """The programs that `check` runs while it looks at the key."""
    names = sample.question.behaviour.names
    runners = {name: value for name, value in names.items() if value is runs}
    programs: list[str] = []

    def recorded(program: str, typed: str = "") -> str:
        programs.append(program)
        return runs(program, typed)

    names.update(dict.fromkeys(runners, recorded))
    try:
        objection(sample, variant, variant.answers)
    finally:
        names.update(runners)
    return programs


def _bare(program: str) -> str:
    return re.sub(r"\s", "", re.sub(r"\A[ \t]*(?:python3?|py)[ \t]*\n", "", program))
