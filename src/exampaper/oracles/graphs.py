"""Graphs by plain search: edges are pairs, of which nothing else is asked.

An undirected graph is a list of pairs in either order; in a directed one a pair goes (from, to).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

N = TypeVar("N", bound=Hashable)

Pairs = Iterable[tuple[N, N]]


def both_ways(edges: Pairs[N]) -> list[tuple[N, N]]:
    """An undirected graph as arrows: each edge in both directions."""
    return [arrow for a, b in edges for arrow in ((a, b), (b, a))]


def reachable(arrows: Pairs[N], start: N) -> set[N]:
    """The nodes that arrows lead to from a start, the start among them."""
    found, known = {start}, list(arrows)
    while new := {b for a, b in known if a in found} - found:
        found |= new
    return found


def components(nodes: Iterable[N], edges: Pairs[N]) -> list[set[N]]:
    """The connected parts of an undirected graph, in the order of their first nodes."""
    arrows, found = both_ways(edges), list[set[N]]()
    for node in nodes:
        if not any(node in part for part in found):
            found.append(reachable(arrows, node))
    return found


def simple_paths(arrows: Pairs[N], start: N, end: N) -> Iterator[tuple[N, ...]]:
    """All paths along arrows without a node twice; (start,) alone where start is end."""
    known = list(arrows)
    open_paths: list[tuple[N, ...]] = [(start,)]
    while open_paths:
        path = open_paths.pop()
        if path[-1] == end:
            yield path
        else:
            open_paths += [(*path, b) for a, b in reversed(known) if a == path[-1] and b not in path]


def path_length(path: Sequence[N], weights: Mapping[tuple[N, N], Any]) -> Any:
    """The sum of the weights along a path; an undirected edge may be given in either direction."""
    return sum(weights[step] if step in weights else weights[step[::-1]] for step in pairwise(path))


def shortest_paths(weights: Mapping[tuple[N, N], Any], start: N, end: N) -> list[tuple[N, ...]]:
    """All shortest paths along weighted arrows, by listing every path. Empty where none leads there."""
    paths = list(simple_paths(weights, start, end))
    least = min((path_length(path, weights) for path in paths), default=None)
    return [path for path in paths if path_length(path, weights) == least]


def has_cycle(arrows: Pairs[N]) -> bool:
    """Whether arrows lead from some node back to it."""
    known = list(arrows)
    return any(a in reachable(known, b) for a, b in known)


def is_topological(order: Sequence[N], arrows: Pairs[N]) -> bool:
    """Whether each node stands once in an order, before all that its arrows lead to."""
    place = {node: number for number, node in enumerate(order)}
    known = list(arrows)
    named = {node for arrow in known for node in arrow}
    return len(place) == len(order) and named <= set(place) and all(place[a] < place[b] for a, b in known)


def topological_orders(nodes: Sequence[N], arrows: Pairs[N]) -> Iterator[tuple[N, ...]]:
    """All orders in which each node stands before all that its arrows lead to."""
    known = list(arrows)
    if not nodes:
        yield ()
    for node in nodes:
        if not any(b == node and a in nodes for a, b in known):
            others = [other for other in nodes if other != node]
            yield from ((node, *rest) for rest in topological_orders(others, known))
