"""Statements: statements whose text and truth are computed.

    def claims(a, b):
        yield "The medians agree.", median(a) == median(b), "They are 3 and 4."
        yield f"The mean of A is {mean(a)}.", True, "…", "mean"      # of a group, one is shown

Everything that could be claimed is given; `show` and `true` in the front matter say how many are picked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import comb
from typing import Any

from exampaper.draw import Rng
from exampaper.questions.statements import Statement


def read_claims(yielded: Iterable[Any]) -> tuple[Statement, ...]:
    """What `claims` yields. Raises TypeError for anything but text, truth, reason and perhaps a group."""
    claims = []
    for number, claim in enumerate(yielded):
        if not isinstance(claim, tuple) or len(claim) not in (3, 4):
            raise TypeError(f"claims gives {claim!r}: give text, truth, reason and perhaps a group")
        text, true, reason, *group = claim
        if not isinstance(text, str) or not isinstance(reason, str):
            raise TypeError(f"claims gives {claim!r}: text and reason are Markdown")
        name = f"{group[0]}/{number}" if group else f"claim-{number}"
        claims.append(Statement(name, text, bool(true), reason))
    return tuple(claims)


def pick(rng: Rng, claims: Sequence[Statement], show: Sequence[int], true: Sequence[int]) -> tuple[str, ...]:
    """The ids of some claims in random order, at most one of a group. Raises Rejected.

    How many are true is drawn among the numbers that are possible with these claims, as `true_count` does.
    """
    deck = rng.shuffle(range(len(claims)))
    groups = {truth: _one_each(claims, deck, truth) for truth in (True, False)}
    count = rng.integer(*show)
    possible: dict[int, tuple[str, ...]] = {}
    for wanted in range(true[0], min(true[1], count) + 1):
        if ids := _picked(groups, wanted, count - wanted):
            possible[wanted] = ids
    if not possible:
        rng.reject("too few true claims, or too few false ones")
    return rng.shuffle(possible[true_count(rng, count, possible)])


def true_count(rng: Rng, shown: int, possible: Iterable[int]) -> int:
    """How many of the statements shown are true, drawn so that every key with a possible number is equally likely.

    So the number gives nothing away: whoever knows the verdicts of some statements has learnt nothing about the others
    but that their number must remain possible.
    """
    ways = {count: comb(shown, count) for count in possible}
    place = rng.integer(1, sum(ways.values()))
    for count, share in ways.items():
        place -= share
        if place <= 0:
            return count
    raise AssertionError("places lie within the sum of the ways")


def _one_each(claims: Sequence[Statement], deck: Sequence[int], truth: bool) -> dict[str, str]:
    """By group, the id of the first claim of this truth in the deck."""
    first: dict[str, str] = {}
    for claim in map(claims.__getitem__, deck):
        if claim.true == truth:
            first.setdefault(claim.group, claim.id)
    return first


def _picked(groups: dict[bool, dict[str, str]], true: int, false: int) -> tuple[str, ...]:
    """The ids of so many true and false ones of different groups; none where there are not so many."""
    trues, falses = groups[True], groups[False]
    taken = sorted(trues, key=falses.__contains__)[:true]  # groups with no false one first
    others = [group for group in falses if group not in taken][:false]
    if len(taken) < true or len(others) < false:
        return ()
    return (*map(trues.__getitem__, taken), *map(falses.__getitem__, others))
