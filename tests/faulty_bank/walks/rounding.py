"""A rounding that hides the verdict of two variants in two thousand."""

from dataclasses import dataclass
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    a: int


@dataclass(frozen=True)
class Answers:
    ratio: Annotated[float, Places(2)]
    above: bool


def draw(rng: Rng) -> Params:
    return Params(rng.integer(10, 2000))


def solve(params: Params) -> Answers:
    return Answers(params.a / 997, params.a > 997)


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.ratio * 997 - params.a) < 1e-9
    assert answers.above == (params.a - 997 > 0)
