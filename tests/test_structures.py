"""Structures by their number: each number is another structure."""

from __future__ import annotations

from itertools import product

from exampaper import structures


def test_every_partition_has_a_number() -> None:
    found = {structures.partition(10, 4, number) for number in range(structures.ways(10, 4)[4][10])}
    rows = product(range(1, 11), repeat=4)
    assert found == {tuple(sorted(row, reverse=True)) for row in rows if sum(row) == 10}
