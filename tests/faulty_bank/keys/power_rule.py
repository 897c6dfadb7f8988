"""A power rule that divides by n instead of n + 1."""

from dataclasses import dataclass
from fractions import Fraction

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    n: int


@dataclass(frozen=True)
class Answers:
    area: Fraction


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 60))


def solve(params: Params) -> Answers:
    return Answers(Fraction(1, params.n))


def check(params: Params, answers: Answers) -> None:
    steps = 2000
    area = sum(((i + 0.5) / steps) ** params.n for i in range(steps)) / steps
    assert abs(answers.area - area) < 1e-4
