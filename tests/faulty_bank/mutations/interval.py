"""A check of an interval by one end."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: sympy.Interval


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers(sympy.Interval(params.a, params.b))


def check(params: Params, answers: Answers) -> None:
    assert answers.total.inf == params.a
