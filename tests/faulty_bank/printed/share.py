"""A share that is printed as a percentage."""

from dataclasses import dataclass
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: Annotated[float, Places(3)]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 39), rng.choice((41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)))


def solve(params: Params) -> Answers:
    return Answers(params.a / params.b)


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.total * params.b - params.a) < 1e-9
