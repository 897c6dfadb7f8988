"""How hard a check looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

Done = Callable[[str, int, int | None], None]
"""Is called with how far a proof has come: what is done, how often, and out of how many."""


def unheard(what: str, count: int, of: int | None = None) -> None:
    """For a caller who does not ask how far a proof has come."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look, in counts: the same on every machine, under any load.

    paths: paths through `draw` that are followed to count a space. walked: variants of it that are made and proven.
    sampled: draws from which a space too large to count is estimated.
    corners: draws of it that take the ends of ranges.
    repeated, mutated, pages: variants of the sample that are made again, whose answers are corrupted, that are set.
    corrupted: answers, after which no further variant is begun.
    """

    draws: int = 40
    first_seed: int = 0
    paths: int = 20_000
    walked: int = 1_000
    sampled: int = 400
    corners: int = 80
    repeated: int = 20
    mutated: int = 12
    corrupted: int = 600
    pages: int = 16

    @classmethod
    def of(cls, draws: int, first_seed: int = 0) -> Effort:
        """More draws mean more of everything: quick for every save, thorough on the eve of an exam."""
        usual = cls()
        counts: dict[str, int] = {}
        for name, most in _MOST.items():
            per_draw = Fraction(getattr(usual, name), usual.draws)
            counts[name] = min(ceil(draws * per_draw), most)
        return cls(draws, first_seed, **counts)


_MOST = {
    "paths": 2_000_000,
    "walked": 100_000,
    "sampled": 20_000,
    "corners": 5_000,
    "repeated": 200,
    "mutated": 200,
    "corrupted": 10**6,
    "pages": 600,
}
"""Counts beyond which more would show nothing new."""
