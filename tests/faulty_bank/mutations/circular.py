"""A check that tests one answer by the other, and neither by the question."""

from dataclasses import dataclass
from fractions import Fraction

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    sales: tuple[int, ...]


@dataclass(frozen=True)
class Answers:
    total: int
    mean: Fraction


def draw(rng: Rng) -> Params:
    return Params(tuple(rng.integer(11, 99) for _ in range(5)))


def solve(params: Params) -> Answers:
    total = sum(set(params.sales))  # the bug: a repeated number is lost
    return Answers(total, Fraction(total, 5))


def check(params: Params, answers: Answers) -> None:
    assert answers.mean * len(params.sales) == answers.total
    assert answers.mean == Fraction(answers.total, 5)
