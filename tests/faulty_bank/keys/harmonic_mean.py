"""A harmonic mean with the wrong count."""

from dataclasses import dataclass
from fractions import Fraction

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    mean: Fraction


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 99), rng.integer(2, 99))


def solve(params: Params) -> Answers:
    return Answers(1 / (Fraction(1, params.a) + Fraction(1, params.b)))


def check(params: Params, answers: Answers) -> None:
    assert answers.mean * (params.a + params.b) == 2 * params.a * params.b
