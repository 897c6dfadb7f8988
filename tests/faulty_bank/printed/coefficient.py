"""Coefficients of 1 and 0 are printed."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int
    c: int
    x: int


@dataclass(frozen=True)
class Answers:
    value: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 9), rng.integer(-30, 30), rng.integer(-90, 90), rng.integer(2, 9))


def solve(params: Params) -> Answers:
    return Answers((params.a * params.x + params.b) * params.x + params.c)


def check(params: Params, answers: Answers) -> None:
    assert answers.value - params.c == params.a * params.x**2 + params.b * params.x
