"""A draw that raises on one path of 1 600."""

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
    a, b = rng.integer(1, 40), rng.integer(1, 40)
    if (a, b) == (17, 23):
        raise ZeroDivisionError("rare")
    return Params(a, b)


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
