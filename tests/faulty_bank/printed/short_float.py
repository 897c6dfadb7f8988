"""A float of one digit in an exact expression."""

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
    return Answers(0.5 * params.a * x + params.b)


def check(params: Params, answers: Answers) -> None:
    assert sympy.simplify(2 * (answers.total - params.b) - params.a * x) == 0
