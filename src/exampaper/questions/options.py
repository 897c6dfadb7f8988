"""The options of a choice question: the key, values that slips lead to, and perhaps “none of these”."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import isfinite
from numbers import Real
from typing import Any

from exampaper.canonical import spelled
from exampaper.draw import Rng, SeededRng
from exampaper.questions.front_matter import Choices

LETTERS = "ABCDEFGH"
NONE = "None of these"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option: its letter, and its text in Markdown."""

    letter: str
    text: str


class Options(tuple[Choice, ...]):
    """The options of a choice; they print as a list."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(f"- **{option.letter}** {option.text}" for option in self)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a choice offers. right: the letter of the right option. letters: of the values that are offered."""

    options: Options
    right: str
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """What an option may say: the value, and how it prints in Markdown."""

    value: Any
    text: str


class TooFew(ValueError):
    """There are fewer wrong values than are to be offered."""


def offer(wanted: Choices, params: Any, key: Value, wrong: Sequence[Value], *, alone: bool) -> Offer:
    """The options in their order, which hangs on the parameters alone, so that a pin has one too.

    wrong: values that differ from the key and from each other. alone: whether the question has no other choice. With
    “none of these”, that is right as often as each other option would be, and then the key is not offered. Raises
    TooFew.
    """
    rng = _order(params, "" if alone else wanted.of)
    none_is_right = bool(wanted.none) and rng.chance(1, wanted.count)
    offered_wrong = wanted.count - 1 - (bool(wanted.none) and not none_is_right)
    if len(wrong) < wanted.count - 1:
        raise TooFew(f"{len(wrong)} slips differ from the key and each other, {wanted.count - 1} are needed")
    values = rng.shuffle([*([] if none_is_right else [key]), *rng.shuffle(wrong)[:offered_wrong]])
    if wanted.sort == "value":
        values = tuple(sorted(values, key=_by_value))
    texts = [value.text for value in values]
    if wanted.none:
        texts.append(wanted.none if isinstance(wanted.none, str) else NONE)
    options = Options(map(Choice, LETTERS, texts))
    right = len(texts) - 1 if none_is_right else values.index(key)
    return Offer(options, LETTERS[right], {value.text: letter for value, letter in zip(values, LETTERS, strict=False)})


def _order(params: Any, salt: str) -> Rng:
    words = spelled(params) + (f"\0{salt}" if salt else "")
    return SeededRng(int.from_bytes(hashlib.sha256(words.encode()).digest()[:6], "big"))


def _by_value(option: Value) -> tuple[bool, Fraction, str]:
    """Numbers by their size, before words by their letters."""
    size = _number(option.value)
    return size is None, size if size is not None else Fraction(0), option.text.casefold()


def _number(value: Any) -> Fraction | None:
    if isinstance(value, bool):
        return None
    if not isinstance(value, Real) and not hasattr(value, "evalf") and not hasattr(value, "as_tuple"):
        return None
    try:
        number = value if isinstance(value, Real | Fraction) else float(value)
        return Fraction(number) if isfinite(number) else None  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None


def too_near(wanted: Choices, values: Sequence[Any], same: Callable[[Any, Any], bool]) -> Iterator[str]:
    """Pairs of values that could be offered together and are nearer to each other than `apart` says.

    same: whether two values print alike, and so are one option.
    """
    for one, other in combinations(values, 2):
        first, second = _number(one), _number(other)
        if first is None or second is None or same(one, other):
            continue
        if abs(first - second) < Fraction(wanted.apart):
            yield f"two options of {wanted.of} are nearer than {wanted.apart:g}"
