"""Structures by their number or code: what makes each of them equally likely to be drawn."""

from __future__ import annotations

from collections.abc import Sequence

Pairs = tuple[tuple[int, int], ...]


def ways(total: int, parts: int) -> list[list[int]]:
    """How many partitions there are of n into exactly k positive parts, at [k][n]; n to total, k to parts.

    By the recurrence p(n, k) = p(n - 1, k - 1) + p(n - k, k): the last part is a one, or one is taken off all parts.
    """
    counts = [[0] * (total + 1) for _ in range(parts + 1)]
    counts[0][0] = 1
    for k in range(1, parts + 1):
        for n in range(k, total + 1):
            counts[k][n] = counts[k - 1][n - 1] + counts[k][n - k]
    return counts


def partition(total: int, parts: int, number: int) -> tuple[int, ...]:
    """The partition of `total` into so many positive parts that has this number, the largest part first.

    number: from 0, below `ways(total, parts)[parts][total]`. Those that end in a one have the lower numbers.
    """
    counts = ways(total, parts)
    taken = 0  # off each part that is still to come
    chosen = []
    while parts:
        with_a_one = counts[parts - 1][total - 1]
        if number < with_a_one:
            chosen.append(1 + taken)
            total, parts = total - 1, parts - 1
        else:
            number, total, taken = number - with_a_one, total - parts, taken + 1
    return tuple(reversed(chosen))


def tree(count: int, code: Sequence[int]) -> Pairs:
    """The edges of the labelled tree on 0 … count - 1 with this Prüfer code (count - 2 nodes), sorted.

    Prüfer (1918): each node of the code is linked to the least leaf that is left, which then is taken away.
    """
    degree = [1 + code.count(node) for node in range(count)]
    edges = []
    for node in code:
        leaf = degree.index(1)
        edges.append((min(leaf, node), max(leaf, node)))
        degree[leaf], degree[node] = 0, degree[node] - 1
    if count > 1:
        first = degree.index(1)
        second = degree.index(1, first + 1)
        edges.append((first, second))
    return tuple(sorted(edges))
