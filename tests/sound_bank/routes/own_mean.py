"""A check with a mean of its own, against that of a library."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    data: tuple[int, ...]


@dataclass(frozen=True)
class Answers:
    mad: Fraction


def draw(rng: Rng) -> Params:
    return Params(tuple(rng.integer(11, 99) for _ in range(4)))


def mean(values: Sequence[int | Fraction]) -> Fraction:
    return Fraction(sum(values), len(values))


def solve(params: Params) -> Answers:
    middle = mean(params.data)
    return Answers(mean([abs(x - middle) for x in params.data]))


def check(params: Params, answers: Answers) -> None:
    values = [Fraction(x) for x in params.data]
    middle = statistics.mean(values)
    above = sum(x - middle for x in values if x > middle)
    assert answers.mad == 2 * above / 4
