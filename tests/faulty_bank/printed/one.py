"""A radius of 1.003 that prints as 1.00 and explodes."""

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
    radius: Annotated[float, Places(2)]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(995, 1005), rng.integer(1, 99))


def solve(params: Params) -> Answers:
    return Answers(params.a / 1000)


def check(params: Params, answers: Answers) -> None:
    assert abs(1000 * answers.radius - params.a) < 1e-9
