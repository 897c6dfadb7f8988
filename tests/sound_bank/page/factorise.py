"""A key that repeats the polynomial of the question."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    low: int
    high: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(3, 40), rng.integer(3, 40))


def solve(params: Params) -> Answers:
    return Answers(min(params.a, params.b), max(params.a, params.b))


def check(params: Params, answers: Answers) -> None:
    assert answers.low <= answers.high
    for x in (-answers.low, -answers.high):
        assert x * x + (params.a + params.b) * x + params.a * params.b == 0
    assert answers.low * answers.high == params.a * params.b
