"""The second route, read as source: `check` neither calls `solve` nor shares a helper or a formula with it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from exampaper.check.findings import Found, Sample

ALIKE = 30  # nodes of an expression, from which on two that are the same were hardly written twice

Functions = Mapping[str, ast.AST]


def independent(sample: Sample) -> Iterator[Found]:
    """`check` does not call `solve`, and shares no function with it (constants and types may be shared)."""
    path = sample.question.behaviour.module
    if path is None or sample.question.kind.lists:
        return
    functions = _functions(ast.parse(path.read_text(encoding="utf-8-sig")), path.parent)
    solves, checks = _routes("solve", functions), _routes("check", functions)
    by_solve, by_check = _reached(solves, functions), _reached(checks, functions)
    for callers, called in ((checks, solves & by_check), (solves, checks & by_solve)):
        if called:
            caller = next(name for name in sorted(callers) if called & _reached({name}, functions))
            yield sample.found("independent", f"{caller} calls {min(called)}", at=caller)
            return
    for name in sorted(by_check & by_solve):
        line = getattr(functions[name], "lineno", "check")
        yield sample.found("independent", f"solve and check share {name.removeprefix('.')}", at=str(line), warning=True)
    yield from _written_twice(sample, functions, checks | by_check, solves | by_solve)


def _routes(name: str, functions: Functions) -> set[str]:
    """The functions of a route: one for all, or one for each part, as `check_a`."""
    return {known for known in functions if re.fullmatch(rf"{name}(_[a-z]+)?", known)}


def _functions(module: ast.Module, folder: Path) -> Functions:
    """What can be called: functions, methods (with a dot), names for other functions, modules of the bank."""
    found: dict[str, ast.AST] = {n.name: n for n in module.body if isinstance(n, ast.FunctionDef)}
    found |= {f".{node.name}": node for node in _methods(module)}
    found |= {name: node for name, origin, node in _imports(module) if _is_of_the_bank(origin, folder)}
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _is_function(node.value, found):
            found[node.targets[0].id] = node.value
    return found


def _methods(module: ast.Module) -> Iterator[ast.FunctionDef]:
    for kind in (node for node in module.body if isinstance(node, ast.ClassDef)):
        for node in kind.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("__"):
                yield node


def _imports(module: ast.Module) -> Iterator[tuple[str, str, ast.AST]]:
    """The names that imports give, the modules they come from, and where."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name, alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, node.module or alias.name, node) for alias in node.names)


def _is_of_the_bank(origin: str, folder: Path) -> bool:
    return origin not in sys.stdlib_module_names and (folder / f"{origin}.py").exists()


def _is_function(value: ast.AST, known: Functions) -> bool:
    """A lambda, another name of a function, or what is made of one, as by partial()."""
    if isinstance(value, ast.Lambda):
        return True
    given = [value, *value.args] if isinstance(value, ast.Call) else [value]
    return any(isinstance(node, ast.Name) and node.id in known for node in given)


def _reached(start: set[str], functions: Functions) -> set[str]:
    """The functions of the file that these call, however indirectly."""
    reached: set[str] = set()
    waiting = [*start]
    while waiting:
        for node in ast.walk(functions[waiting.pop()]):
            name = _named(node)
            if name in functions and name not in reached:
                reached.add(name)
                waiting.append(name)
    return reached


def _named(node: ast.AST) -> str:
    """The function that a name may stand for; after a dot, only a method: `np.linalg.solve` is none of the file's."""
    if isinstance(node, ast.Attribute):
        return f".{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _written_twice(sample: Sample, functions: Functions, by_check: set[str], by_solve: set[str]) -> Iterator[Found]:
    """A long expression that stands in both."""
    if by_check & by_solve:
        return  # told already
    solved = {ast.dump(node) for name in by_solve for node in _expressions(functions[name])}
    for name in sorted(by_check):
        for node in _expressions(functions[name]):
            if ast.dump(node) in solved:
                message = f"solve and check share a formula: {ast.unparse(node)[:80]}"
                yield sample.found("independent", message, at=str(getattr(node, "lineno", "check")), warning=True)
                return


def _expressions(function: ast.AST) -> Iterator[ast.expr]:
    return (n for n in ast.walk(function) if isinstance(n, ast.expr) and sum(1 for _ in ast.walk(n)) > ALIKE)
