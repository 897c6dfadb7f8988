"""A value on the edge between two roundings."""

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
    half: Annotated[float, Places(1)]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(10, 99), rng.integer(1, 99))


def solve(params: Params) -> Answers:
    return Answers(params.a + 0.25)


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.half - 0.25 - params.a) < 1e-9
