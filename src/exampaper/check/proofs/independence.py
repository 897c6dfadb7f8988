"""The second route is another one: `check` never calls `solve`."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.call_graph import Route, Routes, reached_from, routes_of
from exampaper.check.finding import Finding
from exampaper.check.registry import proof
from exampaper.check.sample import Sample


@proof(
    "independent",
    "`check` calls `solve`, or `solve` asks `check`",
    remedy="take another way",
    kinds=applies.lists_nothing,
)
def independent(sample: Sample) -> Iterator[Finding]:
    """A `check` that calls `solve` compares the key with itself, however indirectly it is called.

    Example: `assert answers == solve(params)`.
    """
    routes = routes_of(sample)
    if routes is None:
        return
    for caller, other in ((routes.check, routes.solve), (routes.solve, routes.check)):
        called = other.entries & caller.reached
        if called:
            name = _caller(caller, called, routes)
            yield sample.finding(f"{name} calls {min(called)}", at=name)
            return


def _caller(route: Route, called: frozenset[str], routes: Routes) -> str:
    """The first function of the route from which one of the called ones is reached."""
    for name in sorted(route.entries):
        if called & reached_from(frozenset({name}), routes.functions):
            return name
    return min(route.entries)
