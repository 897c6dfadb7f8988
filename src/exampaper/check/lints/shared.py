"""What the two routes to an answer share."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.call_graph import Routes, long_expressions, routes_of
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample


@lint(
    "shared-helper",
    "`solve` and `check` share a helper or a method",
    remedy="take another way",
    kinds=applies.lists_nothing,
    warning=True,
)
def helpers_are_apart(sample: Sample) -> Iterator[Finding]:
    """A mistake in a function that both routes call is a mistake in both, and nobody sees it.

    Constants and types may be shared, and a helper that does no more than to read a parameter.

    Example: `area(params)` in `solve` and in `check`.
    """
    routes = _apart(sample)
    if routes is None:
        return
    for name in sorted(routes.check.reached & routes.solve.reached):
        line = getattr(routes.functions[name], "lineno", "check")
        yield sample.finding(f"solve and check share {name.removeprefix('.')}", at=str(line), subject=name)


@lint(
    "shared-formula",
    "a long formula stands in both `solve` and `check`",
    remedy="take another way",
    kinds=applies.lists_nothing,
    warning=True,
)
def formulas_are_apart(sample: Sample) -> Iterator[Finding]:
    """A long expression that is the same in both was copied, and with it whatever is wrong in it.

    Example: `(a * x**2 + b * x + c) / (d * x + e)` in both.
    """
    routes = _apart(sample)
    if routes is None or routes.check.reached & routes.solve.reached:  # a shared helper is told already
        return
    solved: set[str] = set()
    for name in routes.solve.names:
        solved.update(ast.dump(node) for node in long_expressions(routes.functions[name]))
    for name in sorted(routes.check.names):
        for node in long_expressions(routes.functions[name]):
            if ast.dump(node) in solved:
                line = str(getattr(node, "lineno", "check"))
                yield sample.finding(f"solve and check share a formula: {ast.unparse(node)[:80]}", at=line)
                return


def _apart(sample: Sample) -> Routes | None:
    """The routes of a question whose `check` and `solve` do not call each other; None of any other."""
    routes = routes_of(sample)
    if routes is None:
        return None
    if routes.solve.entries & routes.check.reached or routes.check.entries & routes.solve.reached:
        return None
    return routes
