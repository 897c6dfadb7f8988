"""A division by zero for one seed in a thousand."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    n: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(0, 999))


def solve(params: Params) -> Answers:
    return Answers(10**6 // params.n)


def check(params: Params, answers: Answers) -> None:
    assert answers.total * params.n <= 10**6 < (answers.total + 1) * params.n
