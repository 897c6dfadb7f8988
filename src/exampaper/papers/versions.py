"""The versions of an exam: their labels, and which candidate gets which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from exampaper.papers.seeds import rank


def labels(count: int) -> list[str]:
    """A, B, …, Z, AA, AB, …: the labels of so many versions."""
    return list(map(_label, range(count)))


def _label(number: int) -> str:
    head, last = divmod(number, 26)
    return (_label(head - 1) if head else "") + chr(65 + last)


def deal_versions(
    secret: bytes, ids: Sequence[str], versions: Sequence[str], previous: Mapping[str, str]
) -> dict[str, str]:
    """A version for each candidate: those who have one keep it, all are used evenly, neighbours differ.

    ids: candidates in the order in which they sit. previous: the version of each candidate in an earlier build.
    """
    dealt = {id: previous[id] for id in ids if previous.get(id) in versions}
    counts = Counter(dealt.values())
    for seat, id in enumerate(ids):
        if id in dealt:
            continue
        neighbours = set(map(dealt.get, (*ids[max(seat - 1, 0) : seat], *ids[seat + 1 : seat + 2])))

        def cost(version: str, id: str = id, neighbours: set[str | None] = neighbours) -> tuple[bool, int, bytes]:
            shared = version in neighbours and len(versions) > 1
            return shared, counts[version], rank(secret, id, version)

        dealt[id] = min(versions, key=cost)
        counts[dealt[id]] += 1
    return {id: dealt[id] for id in ids}
