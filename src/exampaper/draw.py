"""The frozen random source: the same seed gives the same values, for ever.

Every choice goes through `below(n)`. `Rng` takes it from SHA-256 in counter mode,
so its stream depends on no library's version, no platform and no float rounding.
Because there is one primitive, the space of a draw can be walked as well as sampled.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from decimal import Decimal
from typing import NoReturn, TypeVar

T = TypeVar("T")


class Rejected(Exception):
    """This draw is not acceptable: degenerate, ambiguous or too easy."""


class Source(ABC):
    """What `draw(rng)` may ask for. Bounds are inclusive."""

    @abstractmethod
    def below(self, n: int) -> int:
        """A whole number 0 … n-1, all equally likely."""

    def integer(self, low: int, high: int, *, step: int = 1) -> int:
        """One of low, low + step, …, not above high."""
        count = (high - low) // step + 1
        if count < 1:
            raise ValueError(f"no whole number from {low} to {high} in steps of {step}")
        return low + step * self.below(count)

    def odd(self, low: int, high: int) -> int:
        """An odd whole number from low to high."""
        return self.integer(low | 1, high, step=2)

    def even(self, low: int, high: int) -> int:
        """An even whole number from low to high."""
        return self.integer(low + low % 2, high, step=2)

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""
        if not options:
            raise ValueError("nothing to choose from")
        return options[self.below(len(options))]

    def chance(self, numerator: int, denominator: int) -> bool:
        """True in `numerator` of `denominator` cases."""
        return self.below(denominator) < numerator

    def shuffle(self, items: Sequence[T]) -> tuple[T, ...]:
        """The items in random order (Fisher-Yates)."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = self.below(last + 1)
            deck[last], deck[other] = deck[other], deck[last]
        return tuple(deck)

    def sample(self, items: Sequence[T], count: int, *, shuffled: bool = False) -> tuple[T, ...]:
        """`count` of the items, each at most once: in the order they were given, or in a random one if `shuffled`.

        The order given may tell the answer, or repeat itself on every paper: say which one is meant.
        """
        if not 0 <= count <= len(items):
            raise ValueError(f"cannot take {count} of {len(items)}")
        kept: list[T] = []
        for index, item in enumerate(items):
            if self.below(len(items) - index) < count - len(kept):
                kept.append(item)
        return self.shuffle(kept) if shuffled else tuple(kept)

    def decimal(self, low: str, high: str, *, places: int) -> Decimal:
        """A decimal number from low to high with exactly `places` places: "0.25", never "0.250001"."""
        unit = 10**places
        count = self.integer(int(Decimal(low) * unit), int(Decimal(high) * unit))
        return Decimal(count).scaleb(-places)

    def matrix(self, rows: int, columns: int, low: str, high: str, *, places: int) -> tuple[tuple[Decimal, ...], ...]:
        """rows × columns decimal numbers, a tuple of rows."""
        return tuple(tuple(self.decimal(low, high, places=places) for _ in range(columns)) for _ in range(rows))

    def reject(self, why: str = "") -> NoReturn:
        """Throw this draw away; another is made from the rest of the stream."""
        raise Rejected(why)


class Rng(Source):
    """The random source of a seed: SHA-256(seed, 0), SHA-256(seed, 1), … read as 64-bit words."""

    def __init__(self, seed: int) -> None:
        self._key = f"exampaper:{seed}".encode()
        self._block = 0
        self._words: list[int] = []

    def _word(self) -> int:
        if not self._words:
            digest = hashlib.sha256(self._key + b":%d" % self._block).digest()
            self._words = [int.from_bytes(digest[i : i + 8], "big") for i in (24, 16, 8, 0)]
            self._block += 1
        return self._words.pop()

    def below(self, n: int) -> int:
        if not 0 < n <= 1 << 32:
            raise ValueError(f"cannot choose below {n}")
        fair = (1 << 64) - (1 << 64) % n  # words from here on would favour small values
        while (word := self._word()) >= fair:
            pass
        return word % n
