"""Work in counts: how many steps a question's own functions take, the same on every machine and under any load.

A step is a call of one of its functions, or a round of one of its loops. They are counted where the question's file is
loaded for a check: its source is executed with a counter at the head of each function, loop and comprehension.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial, wraps
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from exampaper.faults import Faulty
from exampaper.questions.bank import load_question
from exampaper.questions.question import Question

T = TypeVar("T")

Change = Callable[[ast.Module], ast.Module]

MANY = 5_000_000  # steps of one function, some seconds' work, after which nobody waits for its end

FIXED = (range, tuple, str, dict, set, frozenset)
SHORT = 1_000  # items


class Endless(BaseException):
    """A function took more steps than it may. No question's `except Exception` catches it."""


@dataclass(slots=True)
class Meter:
    """Counts the steps of a question: `taken` of at most `most`."""

    taken: int = 0
    most: int = sys.maxsize

    def step(self, count: int = 1) -> bool:
        """Count more steps. Raises Endless beyond the most."""
        self.taken += count
        if self.taken > self.most:
            raise Endless(f"still running after {self.most:,} steps: does a loop never end?".replace(",", " "))
        return True

    def rounds(self, items: Iterable[Any]) -> Iterable[Any]:
        """The items of a loop, a step each; those of a short one, which cannot grow, are counted at once."""
        if isinstance(items, FIXED) and len(items) <= SHORT:
            self.step(len(items))
            return items
        return self._counted(iter(items))  # what is no iterable is refused here, as by the loop itself

    def _counted(self, items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            self.step()
            yield item

    @contextmanager
    def within(self, most: int) -> Iterator[None]:
        """Count from zero, to so many at most, and no more than the block around this one may take."""
        before = self.most
        self.taken, self.most = 0, min(before, most)
        try:
            yield
        finally:
            self.most = before

    def execute(self, module: ModuleType, path: Path, change: Change = lambda tree: tree) -> None:
        """Run a question's file in a module, counted; change: its source, before it is. Raises what it raises."""
        counted = _Counted().visit(change(ast.parse(path.read_bytes(), path)))
        code = compile(ast.fix_missing_locations(counted), path, "exec", dont_inherit=True)
        module.__dict__.update({_STEP: self.step, _ROUNDS: self.rounds})
        with self.within(MANY):
            exec(code, module.__dict__)


def load(path: Path, folder: Path, meter: Meter, change: Change = lambda tree: tree) -> Question:
    """A question, each call of whose functions may take `MANY` steps. Raises Faulty.

    change: what is done to the source of its Python file before that is run.
    """
    question = load_question(path, folder, partial(meter.execute, change=change))
    limited: dict[str, Any] = {name: _limited(getattr(question.behaviour, name), meter) for name in _FUNCTIONS}
    return replace(question, behaviour=replace(question.behaviour, **limited))


_FUNCTIONS = ("draw", "solve", "check", "context", "slips", "figures", "read")


def _limited(function: Callable[..., T] | None, meter: Meter) -> Callable[..., T] | None:
    if function is None:
        return None

    @wraps(function)
    def call(*values: Any) -> T:
        with meter.within(MANY):
            return function(*values)

    return call


def endless(error: Faulty) -> bool:
    """Whether a fault is a function without end: on another draw it would take as long."""
    return isinstance(error.__cause__, Endless)


# ------------------------------------------------------------------ where it is counted

_STEP, _ROUNDS = "__exampaper_step__", "__exampaper_rounds__"


class _Counted(ast.NodeTransformer):
    """The same program, its calls and rounds counted; every line keeps its number."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        step = ast.copy_location(ast.Expr(_call(_STEP)), node)
        node.body.insert(1 if ast.get_docstring(node, clean=False) is not None else 0, step)
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        node.body = ast.BoolOp(ast.And(), [_call(_STEP), node.body])
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        self.generic_visit(node)
        node.test = ast.BoolOp(ast.And(), [_call(_STEP), node.test])
        return node

    def _loop(self, node: ast.For | ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.iter = _call(_ROUNDS, node.iter)
        return node

    visit_For = visit_comprehension = _loop  # noqa: N815


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])
