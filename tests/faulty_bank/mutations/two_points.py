"""A check of an expression at two points."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng

x = sympy.Symbol("x")


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: sympy.Expr


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 99), rng.integer(2, 99))


def solve(params: Params) -> Answers:
    return Answers(2 * params.a * x + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total.subs(x, 0) == params.b
    assert answers.total.subs(x, 1) == 2 * params.a + params.b
