"""A question's Python file, read as source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from exampaper.check.sample import Sample

ForbiddenCalls = Mapping[str, Sequence[str]]
"""Names by the module that they are imported from."""


def calls_of(sample: Sample, wanted: ForbiddenCalls) -> Iterator[tuple[str, str]]:
    """The calls in the question's file of these names of modules, each with its line as text."""
    names: set[str] = set()
    for node in ast.walk(sample.python):
        names.update(_imported(node, wanted))
    for node in ast.walk(sample.python):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in names:
                yield called, str(node.lineno)


def _imported(node: ast.AST, wanted: ForbiddenCalls) -> Iterator[str]:
    """The wanted names that an import gives, as they are called in the file."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            for name in wanted.get(alias.name, ()):
                yield f"{alias.asname or alias.name}.{name}"
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            for name in wanted.get(node.module or "", ()):
                if name.partition(".")[0] == alias.name:
                    yield name.replace(alias.name, alias.asname or alias.name, 1)
