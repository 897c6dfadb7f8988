"""Graphs by plain search: edges are pairs, and nothing else is asked of them.

An undirected graph is a list of pairs in either order; in a directed one, a pair is an arrow (from, to). Nodes are
anything hashable. All of this is meant for the small graphs of an exam: some functions list every path or every order.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

N = TypeVar("N", bound=Hashable)

Pairs = Iterable[tuple[N, N]]


def both_ways(edges: Pairs[N]) -> list[tuple[N, N]]:
    """An undirected graph as arrows: each edge in both directions.

    both_ways([("a", "b")])                 # [("a", "b"), ("b", "a")]
    """
    arrows = []
    for a, b in edges:
        arrows += [(a, b), (b, a)]
    return arrows


def reachable(arrows: Pairs[N], start: N) -> set[N]:
    """The nodes that arrows lead to from a start, the start among them.

    reachable([(1, 2), (2, 3), (4, 1)], 1)  # {1, 2, 3}
    """
    reached, known = {start}, list(arrows)
    grows = True
    while grows:
        before = len(reached)
        for tail, head in known:
            if tail in reached:
                reached.add(head)
        grows = len(reached) > before
    return reached


def components(nodes: Iterable[N], edges: Pairs[N]) -> list[set[N]]:
    """The connected components of an undirected graph, in the order of their first nodes.

    components([1, 2, 3], [(1, 3)])         # [{1, 3}, {2}]
    """
    arrows = both_ways(edges)
    parts: list[set[N]] = []
    for node in nodes:
        if not any(node in part for part in parts):
            parts.append(reachable(arrows, node))
    return parts


def simple_paths(arrows: Pairs[N], start: N, end: N) -> Iterator[tuple[N, ...]]:
    """All paths along arrows that visit no node twice, as rows of nodes; only (start,) where start is end.

    list(simple_paths([(1, 2), (2, 3), (1, 3)], 1, 3))     # [(1, 2, 3), (1, 3)]
    """
    known = list(arrows)
    unfinished: list[tuple[N, ...]] = [(start,)]
    while unfinished:
        path = unfinished.pop()
        if path[-1] == end:
            yield path
            continue
        for tail, head in reversed(known):  # the last one in is the first one out
            if tail == path[-1] and head not in path:
                unfinished.append((*path, head))


def path_length(path: Sequence[N], weights: Mapping[tuple[N, N], Any]) -> Any:
    """The sum of the weights along a path of nodes. weights: by pairs; those of an edge in either direction.

    path_length("abc", {("a", "b"): 2, ("c", "b"): 5})     # 7
    """
    return sum(weights[step] if step in weights else weights[step[::-1]] for step in pairwise(path))


def shortest_paths(weights: Mapping[tuple[N, N], Any], start: N, end: N) -> list[tuple[N, ...]]:
    """All shortest paths along weighted arrows, by listing every path. Empty where none leads there.

    shortest_paths({("a", "b"): 1, ("b", "c"): 1, ("a", "c"): 3}, "a", "c")    # [("a", "b", "c")]
    """
    paths = list(simple_paths(weights, start, end))
    lengths = [path_length(path, weights) for path in paths]
    least = min(lengths, default=None)
    return [path for path, length in zip(paths, lengths, strict=True) if length == least]


def has_cycle(arrows: Pairs[N]) -> bool:
    """Whether arrows lead from some node back to it."""
    known = list(arrows)
    return any(tail in reachable(known, head) for tail, head in known)


def is_topological(order: Sequence[N], arrows: Pairs[N]) -> bool:
    """Whether an order names each node once, and before all nodes that its arrows lead to.

    is_topological("abc", [("a", "c"), ("b", "c")])        # True
    """
    place = {node: number for number, node in enumerate(order)}
    if len(place) < len(order):
        return False
    known = list(arrows)
    if any(tail not in place or head not in place for tail, head in known):
        return False
    return all(place[tail] < place[head] for tail, head in known)


def topological_orders(nodes: Sequence[N], arrows: Pairs[N]) -> Iterator[tuple[N, ...]]:
    """All orders in which each node stands before all nodes that its arrows lead to.

    Each node that no arrow leads to may come first; the others follow in all orders of their own.
    """
    known = list(arrows)
    if not nodes:
        yield ()
    for node in nodes:
        if any(head == node and tail in nodes for tail, head in known):
            continue
        others = [other for other in nodes if other != node]
        for rest in topological_orders(others, known):
            yield (node, *rest)
