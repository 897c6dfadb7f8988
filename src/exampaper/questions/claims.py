"""Statements: statements whose text and truth are computed.

    def claims(a, b):
        yield "The medians agree.", median(a) == median(b), "They are 3 and 4."
        yield f"The mean of A is {mean(a)}.", True, "…", "mean"      # of a group, one is shown

Everything that could be claimed is given; `show` and `true` in the front matter say how many are picked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from exampaper.draw import Rng
from exampaper.questions.statements import Statement


def read_claims(given: Iterable[Any]) -> tuple[Statement, ...]:
    """What `claims` yields. Raises TypeError for anything but text, truth, reason and perhaps a group."""
    found = []
    for number, each in enumerate(given):
        if not isinstance(each, tuple) or len(each) not in (3, 4):
            raise TypeError(f"claims gives {each!r}: give text, truth, reason and perhaps a group")
        text, true, reason, *group = each
        if not isinstance(text, str) or not isinstance(reason, str):
            raise TypeError(f"claims gives {each!r}: text and reason are Markdown")
        name = f"{group[0]}/{number}" if group else f"claim-{number}"
        found.append(Statement(name, text, bool(true), reason))
    return tuple(found)


def pick(rng: Rng, claims: Sequence[Statement], show: Sequence[int], true: Sequence[int]) -> tuple[str, ...]:
    """The ids of some claims in random order, at most one of a group. Raises Rejected.

    How many are true is drawn among the numbers that are possible with these claims.
    """
    deck = rng.shuffle(range(len(claims)))
    groups = {truth: _one_each(claims, deck, truth) for truth in (True, False)}
    count = rng.integer(*show)
    possible = [n for n in range(true[0], min(true[1], count) + 1) if _picked(claims, groups, n, count - n)]
    if not possible:
        rng.reject("too few true claims, or too few false ones")
    wanted = rng.choice(possible)
    return tuple(claims[number].id for number in rng.shuffle(_picked(claims, groups, wanted, count - wanted)))


def _one_each(claims: Sequence[Statement], deck: Sequence[int], truth: bool) -> list[int]:
    """Of each group, the first of this truth in the deck."""
    first: dict[str, int] = {}
    for number in deck:
        if claims[number].true == truth:
            first.setdefault(claims[number].group, number)
    return list(first.values())


def _picked(claims: Sequence[Statement], groups: dict[bool, list[int]], true: int, false: int) -> tuple[int, ...]:
    """So many true and false ones of different groups; none where there are not so many."""
    shared = {claims[n].group for n in groups[True]} & {claims[n].group for n in groups[False]}
    taken = sorted(groups[True], key=lambda n: claims[n].group in shared)[:true]  # those of their own first
    used = {claims[n].group for n in taken}
    others = [n for n in groups[False] if claims[n].group not in used][:false]
    return (*taken, *others) if len(taken) == true and len(others) == false else ()
