"""Which functions of a question's Python file `solve` and `check` reach, read from the source."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from exampaper.check.sample import Sample

Functions = Mapping[str, ast.AST]
"""What can be called, by name: functions, methods (with a dot before), other names of functions, bank modules."""


@dataclass(frozen=True, slots=True)
class Route:
    """The functions of a route (`check`, or `check_a` and `check_b`), and all that they call, however indirectly."""

    entries: frozenset[str]
    reached: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        return self.entries | self.reached


@dataclass(frozen=True, slots=True)
class Routes:
    """The key's route and the second one, with the functions of the file."""

    functions: Functions
    solve: Route
    check: Route


def routes_of(sample: Sample) -> Routes | None:
    """The two routes of a question; None for one without Python."""
    path = sample.question.behaviour.module
    if path is None:
        return None
    functions = _functions(sample.python, path.parent)
    return Routes(functions, _route("solve", functions), _route("check", functions))


def _route(name: str, functions: Functions) -> Route:
    entries = frozenset(known for known in functions if re.fullmatch(rf"{name}(_[a-z]+)?", known))
    return Route(entries, reached_from(entries, functions))


def reached_from(start: frozenset[str], functions: Functions) -> frozenset[str]:
    """The functions of the file that these call, however indirectly."""
    reached: set[str] = set()
    waiting = [*start]
    while waiting:
        for name in _names_in(functions[waiting.pop()]):
            if name in functions and name not in reached:
                reached.add(name)
                waiting.append(name)
    return frozenset(reached)


def _names_in(node: ast.AST, own: frozenset[str] = frozenset()) -> Iterator[str]:
    """The names that may stand for a function of the file, which a function's own parameters do not.

    After a dot it may only be a method: `np.linalg.solve` is none of the file's.
    """
    if isinstance(node, ast.Attribute):
        yield f".{node.attr}"
    elif isinstance(node, ast.Name) and node.id not in own:
        yield node.id
    elif isinstance(node, ast.FunctionDef | ast.Lambda):
        yield from _names_in(node.args, own)  # a default is read outside of the function
        own |= {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.arguments):
            yield from _names_in(child, own)


def _functions(module: ast.Module, folder: Path) -> Functions:
    functions: dict[str, ast.AST] = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    for method in _methods(module):
        functions[f".{method.name}"] = method
    for name, origin, statement in _imports(module):
        if _is_of_the_bank(origin, folder):
            functions[name] = statement
    for node in module.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.Assign) and isinstance(target, ast.Name) and _is_function(node.value, functions):
            functions[target.id] = node.value
    return functions


def _methods(module: ast.Module) -> Iterator[ast.FunctionDef]:
    for definition in module.body:
        if isinstance(definition, ast.ClassDef):
            for node in definition.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("__"):
                    yield node


def _imports(module: ast.Module) -> Iterator[tuple[str, str, ast.AST]]:
    """The names that imports give, the modules they come from, and the statements."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.asname or alias.name, alias.name, node
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, node.module or alias.name, node


def _is_of_the_bank(origin: str, folder: Path) -> bool:
    return origin not in sys.stdlib_module_names and (folder / f"{origin}.py").exists()


def _is_function(value: ast.AST, known: Functions) -> bool:
    """A lambda, another name of a function, or what is made of one, as by partial()."""
    if isinstance(value, ast.Lambda):
        return True
    parts = [value, *value.args] if isinstance(value, ast.Call) else [value]
    return any(isinstance(node, ast.Name) and node.id in known for node in parts)


LONG = 30  # nodes above which two equal expressions were hardly written independently


def long_expressions(function: ast.AST) -> Iterator[ast.expr]:
    """The long expressions of a function."""
    for node in ast.walk(function):
        if isinstance(node, ast.expr) and len(list(ast.walk(node))) > LONG:
            yield node
