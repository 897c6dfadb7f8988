"""The verdict is yes on every draw."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int
    great: bool


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(11, 99))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b, params.a + params.b > 10)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
    assert answers.great == (params.a > 10 - params.b)
