"""A draw that raises."""

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
    return Params([1, 2][rng.integer(0, 2)], 3)


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
