"""A share given in percent where a fraction is asked."""

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
    share: Annotated[float, Places(3)]


def draw(rng: Rng) -> Params:
    a = rng.integer(10, 40)
    return Params(a, rng.choice((51, 53, 57, 59, 61, 63, 67, 69)))


def solve(params: Params) -> Answers:
    return Answers(100 * params.a / params.b)


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.share * params.b - params.a) < 1e-9 * params.b
