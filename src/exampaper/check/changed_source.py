"""A question whose Python file says something else: would its answers be others?"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import isclose
from typing import Any, cast

from exampaper.check.sample import Sample
from exampaper.check.steps import Change, Endless, load
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions.printing import with_precision
from exampaper.questions.question import Question

SAME = 1e-12
"""The relative difference of two numbers that are the same but for the noise of floats."""


def with_changed_source(sample: Sample, name: str, change: Change) -> Question | None:
    """The question with a changed Python file; None for one that does not load.

    name: what the change is called, under which the question is remembered.
    """
    key = f"changed source: {name}"
    if key not in sample.remembered:
        sample.remembered[key] = _loaded(sample, change)
    return cast(Question | None, sample.remembered[key])


def _loaded(sample: Sample, change: Change) -> Question | None:
    path = sample.question.source.path
    modules = dict(sys.modules)
    try:
        return load(path, path.parents[1], sample.meter, lambda tree: ast.fix_missing_locations(change(tree)))
    except Faulty:
        return None
    finally:
        for module, loaded in modules.items():  # the question's own module stays where its classes look for it
            sys.modules[module] = loaded


def other_answers(question: Question, variant: Variant) -> Mapping[str, tuple[str, str]]:
    """The answers that another question comes to from the same parameters, where they differ: as printed, by field."""
    try:
        changed = question.behaviour.solve(variant.params)
    except (Exception, Endless):
        return {}
    return differences(variant.answers, changed)


def differences(answers: Any, changed: Any) -> Mapping[str, tuple[str, str]]:
    """The fields in which two sets of answers print differently."""
    others = with_precision(changed)
    found = {}
    for name, value in with_precision(answers).items():
        if name in others and not _are_same(value, others[name]):
            found[name] = (_shown(value), _shown(others[name]))
    return found


def _shown(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _are_same(one: Any, other: Any) -> bool:
    """Whether two values print alike, or are the same number but for its last digits."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_are_same, one, other))
    if str(one) == str(other):
        return True
    if isinstance(one, Decimal | Fraction | float) and isinstance(other, Decimal | Fraction | float):
        return type(one) is type(other) and isclose(one, other, rel_tol=SAME) and not hasattr(one, "precision")
    try:
        return bool(one == other)
    except Exception:
        return False


def names_in(tree: ast.AST) -> Iterator[str]:
    """The names, and the attributes, in a piece of source."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def with_import(tree: ast.Module, statement: str) -> ast.Module:
    """The program with one more import, below its docstring and what must stand above all others."""
    start = 0
    for node in tree.body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_docstring and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            break
        start += 1
    tree.body[start:start] = ast.parse(statement).body
    return tree
