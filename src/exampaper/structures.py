"""Structures by their number or code: what makes each of them equally likely to be drawn."""

from __future__ import annotations

from collections.abc import Sequence

Pairs = tuple[tuple[int, int], ...]


def ways(total: int, parts: int) -> list[list[int]]:
    """How many partitions there are of n into exactly k positive parts, at [k][n]."""
    known = [[int(n == k == 0) for n in range(total + 1)] for k in range(parts + 1)]
    for k in range(1, parts + 1):
        for n in range(k, total + 1):
            known[k][n] = known[k - 1][n - 1] + known[k][n - k]  # the last part is a one; or none is
    return known


def partition(total: int, parts: int, number: int) -> tuple[int, ...]:
    """The partition of `total` into so many positive parts that has this number, the largest part first."""
    known, grown, found = ways(total, parts), 0, []
    while parts:
        ending = known[parts - 1][total - 1]
        if number < ending:
            found.append(1 + grown)
            total, parts = total - 1, parts - 1
        else:
            number, total, grown = number - ending, total - parts, grown + 1
    return tuple(reversed(found))


def tree(count: int, code: Sequence[int]) -> Pairs:
    """The edges of the labelled tree on 0 … count-1 with this Prüfer code (count - 2 nodes)."""
    degree = [1 + code.count(node) for node in range(count)]
    edges = []
    for node in code:
        leaf = degree.index(1)
        edges.append((min(leaf, node), max(leaf, node)))
        degree[leaf], degree[node] = 0, degree[node] - 1
    if count > 1:
        one = degree.index(1)
        edges.append((one, degree.index(1, one + 1)))
    return tuple(sorted(edges))
