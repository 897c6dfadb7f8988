"""Counting by listing: all outcomes of a small experiment, and what happens in a share of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product
from math import prod
from typing import Any, TypeVar

from exampaper.oracles.exact import exact

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)


def outcomes(*stages: Iterable[Any], times: int = 1, different: bool = False) -> list[tuple[Any, ...]]:
    """All outcomes, equally likely, of an experiment in stages; an outcome is a tuple of an item from each.

    times: how often the stages are repeated. different: no item twice, as drawn without being put back; equal items of
    a deck are told apart by their place. Raises ValueError for different stages that do not all draw from one deck.

        outcomes(range(1, 7), times=3)                     # three dice
        outcomes("rrrbb", times=2, different=True)         # two balls from an urn, in order
    """
    decks = [list(stage) for stage in stages] * times
    if not different:
        return list(product(*decks))
    if any(deck != decks[0] for deck in decks):
        raise ValueError("different: all stages draw from one and the same deck")
    return list(permutations(decks[0], len(decks)))


def share(event: Callable[..., bool], among: Iterable[Sequence[Any]]) -> Fraction:
    """The probability of an event: the share of equally likely outcomes for which it is true.

    event: takes the items of an outcome, one argument each. Raises ValueError where there are no outcomes.

        share(lambda a, b: a + b == 7, among=outcomes(range(1, 7), times=2))       # Fraction(1, 6)
    """
    truths = [bool(event(*outcome)) for outcome in among]
    return _share(sum(truths), len(truths))


def share_given(event: Callable[..., bool], given: Callable[..., bool], among: Iterable[Sequence[Any]]) -> Fraction:
    """The conditional probability of an event: its share of the outcomes for which `given` is true.

    event, given: as in `share`. Raises ValueError where `given` is true for no outcome.
    """
    return share(event, [outcome for outcome in among if given(*outcome)])


def expected(value: Callable[..., Any], among: Iterable[Sequence[Any]]) -> Fraction:
    """The mean of an exact value over all outcomes, equally likely. value: takes the items, one argument each.

    expected(max, among=outcomes(range(1, 7), times=2))    # Fraction(161, 36)
    """
    values = [exact(value(*outcome)) for outcome in among]
    return _share(sum(values, Fraction(0)), len(values))


def shares_of(value: Callable[..., H], among: Iterable[Sequence[Any]]) -> dict[H, Fraction]:
    """The distribution of a value: each of its values with its share of the outcomes, in the order they come first.

    shares_of(lambda a, b: a != b, among=outcomes("ht", times=2))      # {False: 1/2, True: 1/2}
    """
    counts = Counter(value(*outcome) for outcome in among)
    return {key: _share(count, counts.total()) for key, count in counts.items()}


def _share(part: Any, whole: int) -> Fraction:
    if not whole:
        raise ValueError("no outcome at all: nothing has a share of it")
    return Fraction(part) / whole


def masks(n: int) -> Iterator[tuple[int, ...]]:
    """All 2^n rows of n zeros and ones, from all zeros to all ones."""
    return product((0, 1), repeat=n)


def entries(*shapes: Sequence[int]) -> int:
    """How many numbers arrays of these shapes hold together: the parameters of a layer, say.

    entries((3, 3, 64, 128), (128,))        # 73 856
    """
    return sum(map(prod, shapes))


def ngrams(items: Sequence[T], n: int) -> list[tuple[T, ...]]:
    """All runs of n neighbours, in order: of words in a sentence, or of letters in a word.

    ngrams("abc", 2)                        # [("a", "b"), ("b", "c")]
    """
    return [tuple(items[start : start + n]) for start in range(len(items) - n + 1)]


def occurrences(part: Sequence[Any], whole: Sequence[Any]) -> int:
    """How often a run of items stands in a sequence, overlaps counted: "aa" stands twice in "aaa"."""
    return ngrams(whole, len(part)).count(tuple(part))


def repeated(step: Callable[[T], T], start: T, times: int) -> T:
    """What becomes of a start after so many steps.

    repeated(lambda x: x - 0.1 * 2 * x, 1.0, 3)            # three steps of gradient descent on x²
    """
    for _ in range(times):
        start = step(start)
    return start


def trail(step: Callable[[T], T], start: T, times: int) -> list[T]:
    """The start, and what becomes of it after each of so many steps: times + 1 values."""
    values = [start]
    for _ in range(times):
        values.append(step(values[-1]))
    return values


def steps_until(done: Callable[[T], bool], step: Callable[[T], T], start: T, *, most: int = 100_000) -> int:
    """After how many steps something is true for the first time: 0 where it is at the start.

    Raises ValueError where it is not after `most` steps.

        steps_until(lambda x: x < 1, lambda x: x / 2, 10)  # 4
    """
    for count in range(most + 1):
        if done(start):
            return count
        start = step(start)
    raise ValueError(f"not done after {most} steps")
