"""Coefficients of 1 are not printed, and no terms of 0."""

from dataclasses import dataclass

from exampaper.draw import Rng

read = "f(x) = << (a, b, c) | polynomial >>", "$f(<< x >>)$"


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
    return Params(rng.integer(-9, 9), rng.integer(-30, 30), rng.integer(-90, 90), rng.integer(2, 9))


def solve(params: Params) -> Answers:
    return Answers((params.a * params.x + params.b) * params.x + params.c)


def check(params: Params, answers: Answers) -> None:
    assert answers.value - params.c == params.a * params.x**2 + params.b * params.x
