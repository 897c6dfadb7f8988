"""A sum ends in + 0 on some draws."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    c: int
    x: int


@dataclass(frozen=True)
class Answers:
    value: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(0, 20), rng.integer(10, 99))


def solve(params: Params) -> Answers:
    return Answers(params.x**2 + params.c)


def check(params: Params, answers: Answers) -> None:
    assert answers.value - params.c == sum(params.x for _ in range(params.x))
