"""A parameter with the name of a clock."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int
    today: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 400), rng.integer(1, 400), rng.integer(1, 99))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b + params.today)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b - params.today == params.a
