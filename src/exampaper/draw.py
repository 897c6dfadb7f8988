"""The frozen random source: the same seed gives the same values, for ever.

Every choice goes through `below(n)`. `SeededRng` takes it from SHA-256 in counter mode,
so its stream depends on no library's version, no platform and no float rounding.
Because there is one primitive, the space of a draw can be walked as well as sampled.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from itertools import combinations, pairwise
from typing import NoReturn, TypeVar

from exampaper import normal, structures

T = TypeVar("T")
Number = int | str | Decimal | float  # a float counts as it is written: 0.1 is a tenth
Edges = tuple[tuple[T, T], ...]
Array = int | tuple["Array", ...]

WORD = 1 << 32  # the most options that one choice can have
_ROUNDED = Context(prec=60, rounding=ROUND_HALF_EVEN)


class Rejected(Exception):
    """This draw is not acceptable: degenerate, ambiguous or too easy."""


class Rng(ABC):
    """What a question's `draw(rng)` may ask for: its only source of randomness. Bounds are inclusive.

    What cannot be drawn raises ValueError. How a method uses `below` is frozen: it decides what a seed gives.

        def draw(rng):
            return Params(n=rng.integer(2, 9), rate=rng.decimal("0.1", "0.9", places=1))
    """

    def __new__(cls, *seed: int) -> Rng:
        """`Rng(7)` is the seeded one, as `Path("x")` is a path of this system."""
        return super().__new__(SeededRng if cls is Rng else cls)

    @abstractmethod
    def below(self, n: int) -> int:
        """A whole number 0 … n-1, all equally likely."""

    def integer(self, low: int, high: int, *, step: int = 1) -> int:
        """A whole number: one of low, low + step, …, not above high."""
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
        """One of the options, all equally likely; `rng.choice(["sum", "mean"])`."""
        if not options:
            raise ValueError("nothing to choose from")
        return options[self.below(len(options))]

    def chance(self, numerator: int, denominator: int) -> bool:
        """True in `numerator` of `denominator` cases: `rng.chance(1, 3)`."""
        return self.below(denominator) < numerator

    def shuffle(self, items: Sequence[T]) -> tuple[T, ...]:
        """The items in random order, every order equally likely (Fisher and Yates, in Durstenfeld's form)."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = self.below(last + 1)
            deck[last], deck[other] = deck[other], deck[last]
        return tuple(deck)

    def sample(self, items: Sequence[T], count: int, *, shuffled: bool = False) -> tuple[T, ...]:
        """`count` of the items, each at most once; every selection is equally likely.

        They stay in their order, or come in a random one if `shuffled`: mind that their order may give the answer away.
        Fan, Muller and Rezucha (1962); Knuth's Algorithm S.
        """
        if not 0 <= count <= len(items):
            raise ValueError(f"cannot take {count} of {len(items)}")
        kept: list[T] = []
        for index, item in enumerate(items):
            if self.below(len(items) - index) < count - len(kept):
                kept.append(item)
        return self.shuffle(kept) if shuffled else tuple(kept)

    def decimal(self, low: str, high: str, *, places: int) -> Decimal:
        """A decimal number from low to high with exactly `places` decimal places: 0.25, never 0.250001."""
        unit = 10**places
        count = self.integer(int(Decimal(low) * unit), int(Decimal(high) * unit))
        return Decimal(count).scaleb(-places)

    def matrix(self, rows: int, columns: int, low: str, high: str, *, places: int) -> tuple[tuple[Decimal, ...], ...]:
        """rows × columns decimal numbers, a tuple of rows."""
        drawn = []
        for _ in range(rows):
            drawn.append(tuple(self.decimal(low, high, places=places) for _ in range(columns)))
        return tuple(drawn)

    # ------------------------------------------------------------------ data

    def integers(self, count: int, low: int, high: int, *, step: int = 1) -> tuple[int, ...]:
        """A row of `count` whole numbers, each as by `integer`."""
        return tuple(self.integer(low, high, step=step) for _ in range(count))

    def rows(self, rows: int, columns: int, low: int, high: int, *, step: int = 1) -> tuple[tuple[int, ...], ...]:
        """rows × columns whole numbers, a tuple of rows."""
        return tuple(self.integers(columns, low, high, step=step) for _ in range(rows))

    def array(self, shape: Sequence[int], low: int, high: int, *, step: int = 1) -> Array:
        """Whole numbers in nested tuples of this shape: `rng.array((2, 3, 3), 0, 9)` has two channels of 3 × 3."""
        if not shape:
            return self.integer(low, high, step=step)
        return tuple(self.array(shape[1:], low, high, step=step) for _ in range(shape[0]))

    def uniform(self, low: Number, high: Number, *, places: int) -> Decimal:
        """A number of so many decimal places from low to high, all equally likely; bounds may have more places."""
        first = _units(low, places).to_integral_value(ROUND_CEILING)
        last = _units(high, places).to_integral_value(ROUND_FLOOR)
        return Decimal(self.integer(int(first), int(last))).scaleb(-places)

    def uniforms(self, count: int, low: Number, high: Number, *, places: int) -> tuple[Decimal, ...]:
        """A sample of `count` numbers, each as by `uniform`."""
        return tuple(self.uniform(low, high, places=places) for _ in range(count))

    def normal(self, mean: Number, deviation: Number, *, places: int) -> Decimal:
        """A normally distributed number, rounded half even to so many decimal places.

        deviation: the standard deviation, not the variance. By inversion: the quantile of a share that is drawn to 64
        bits.
        """
        spread = _decimal(deviation)
        if spread < 0:
            raise ValueError(f"a standard deviation is not negative: {deviation}")
        word = WORD * self.below(WORD) + self.below(WORD)
        share = _ROUNDED.divide(Decimal(2 * word + 1), Decimal(2 * WORD * WORD))
        value = _ROUNDED.fma(spread, normal.quantile(share), _decimal(mean))
        rounded = _ROUNDED.quantize(value, Decimal((0, (1,), -places)))
        return rounded if rounded else rounded.copy_abs()  # no minus before a zero

    def normals(self, count: int, mean: Number, deviation: Number, *, places: int) -> tuple[Decimal, ...]:
        """A sample of `count` numbers, each as by `normal`."""
        return tuple(self.normal(mean, deviation, places=places) for _ in range(count))

    # ------------------------------------------------------------------ structures

    def permutation(self, n: int) -> tuple[int, ...]:
        """The numbers 0 … n-1 in random order."""
        return self.shuffle(range(n))

    def composition(self, total: int, parts: int, *, least: int = 1) -> tuple[int, ...]:
        """A row of `parts` whole numbers, none below `least`, that add up to `total`; every such row equally likely.

        Stars and bars: what is free stands in a row, and bars among it part it.
        """
        free = total - parts * least
        if parts < 1 or free < 0:
            raise ValueError(f"{total} has no {parts} parts of at least {least}")
        length = free + parts - 1
        bars = self.sample(range(length), parts - 1)
        return tuple(least + after - before - 1 for before, after in pairwise((-1, *bars, length)))

    def partition(self, total: int, parts: int) -> tuple[int, ...]:
        """`parts` positive whole numbers that add up to `total`, the largest first; every partition equally likely.

        Raises ValueError when there are none, or more than 2^32 of them.
        """
        count = structures.ways(total, parts)[parts][total] if 0 < parts <= total else 0
        if not count:
            raise ValueError(f"{total} has no {parts} positive parts")
        return structures.partition(total, parts, self.below(count))

    def graph(self, nodes: Sequence[T], edges: int, *, connected: bool = False) -> Edges[T]:
        """A simple undirected graph: so many edges, as pairs of nodes in the nodes' order; each graph equally likely.

        connected: made of a random tree and further edges, so that not all connected graphs are equally likely.
        """
        tree = self._tree(len(nodes)) if connected else ()
        others = [pair for pair in combinations(range(len(nodes)), 2) if pair not in tree]
        if not 0 <= edges - len(tree) <= len(others):
            raise ValueError(f"no {'connected ' * connected}graph of {len(nodes)} nodes has {edges} edges")
        return _named(nodes, tree + self.sample(others, edges - len(tree)))

    def tree(self, nodes: Sequence[T]) -> Edges[T]:
        """A tree on these nodes: its edges, as those of `graph`; every labelled tree equally likely."""
        return _named(nodes, self._tree(len(nodes)))

    def dag(self, nodes: Sequence[T], arrows: int) -> Edges[T]:
        """A directed graph without cycles: so many arrows (from, to), each along a random order of the nodes."""
        pairs = tuple(combinations(self.permutation(len(nodes)), 2))
        return _named(nodes, self.sample(pairs, arrows))

    def _tree(self, count: int) -> structures.Pairs:
        """The edges of a random tree on 0 … count - 1."""
        return structures.tree(count, [self.below(count) for _ in range(count - 2)])

    def reject(self, why: str = "") -> NoReturn:
        """Throw this draw away; another is made from the rest of the stream. why: a few words for the author."""
        raise Rejected(why)


class SeededRng(Rng):
    """The random source of a seed: SHA-256(seed, 0), SHA-256(seed, 1), … read as big-endian 64-bit words.

    `SeededRng(7).integer(1, 6)` is the same on every machine, for ever.
    """

    def __init__(self, seed: int) -> None:
        self._key = f"exampaper:{seed}".encode()
        self._block = 0
        self._words: list[int] = []

    def _word(self) -> int:
        """The next 64 bits of the stream."""
        if not self._words:
            digest = hashlib.sha256(self._key + b":%d" % self._block).digest()
            self._words = [int.from_bytes(digest[i : i + 8], "big") for i in (24, 16, 8, 0)]
            self._block += 1
        return self._words.pop()

    def below(self, n: int) -> int:
        if not 0 < n <= WORD:
            raise ValueError(f"cannot choose below {n}")
        fair = (1 << 64) - (1 << 64) % n  # words from here on would favour small values
        word = self._word()
        while word >= fair:
            word = self._word()
        return word % n


def _decimal(number: Number) -> Decimal:
    return Decimal(str(number))


def _units(number: Number, places: int) -> Decimal:
    """The number in units of its last place."""
    return _ROUNDED.scaleb(_decimal(number), places)


def _named(nodes: Sequence[T], pairs: structures.Pairs) -> Edges[T]:
    """Sorted pairs of numbers as pairs of the nodes that have these numbers."""
    return tuple((nodes[a], nodes[b]) for a, b in sorted(pairs))


Source = Rng
"""What `Rng` was called before: questions that are in use import it by this name."""
