"""Two signs before a fraction."""

from dataclasses import dataclass
from fractions import Fraction

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: Fraction


@dataclass(frozen=True)
class Answers:
    total: Fraction


def draw(rng: Rng) -> Params:
    return Params(
        rng.integer(11, 99), Fraction(-rng.choice((1, 3, 5, 7, 9, 11, 13)), rng.choice((2, 4, 8, 16, 32, 64, 128)))
    )


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
