"""A fraction that is not reduced."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    above: int
    below: int


def draw(rng: Rng) -> Params:
    return Params(2 * rng.integer(2, 40), 2 * rng.integer(41, 90))


def solve(params: Params) -> Answers:
    return Answers(params.a, params.b)


def check(params: Params, answers: Answers) -> None:
    assert (answers.above, answers.below) == (params.a, params.b)
