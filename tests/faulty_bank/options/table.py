"""Two options of a table that are alike where two values coincide."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(3, 19), rng.integer(3, 19))


def solve(params: Params) -> Answers:
    return Answers(params.a * params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total == sum(params.a for _ in range(params.b))
