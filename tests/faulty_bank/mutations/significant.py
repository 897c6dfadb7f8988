"""A check of two figures that is too wide."""

from dataclasses import dataclass
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Significant


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: Annotated[float, Significant(2)]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1111, 9999), rng.integer(11, 99))


def solve(params: Params) -> Answers:
    return Answers(params.a * params.b + 0.25)


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.total / (params.a * params.b) - 1) < 0.2
