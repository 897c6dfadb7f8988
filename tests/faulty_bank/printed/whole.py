"""A fraction with the denominator one."""

from dataclasses import dataclass
from fractions import Fraction

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    p: Fraction


def draw(rng: Rng) -> Params:
    return Params(rng.integer(10, 90), rng.integer(3, 30))


def solve(params: Params) -> Answers:
    return Answers(Fraction(params.a, params.b))


def check(params: Params, answers: Answers) -> None:
    assert answers.p * params.b == params.a
