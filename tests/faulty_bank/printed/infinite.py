"""A quotient by zero that is no error."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: sympy.Expr


def draw(rng: Rng) -> Params:
    return Params(rng.integer(0, 29), rng.integer(11, 99))


def solve(params: Params) -> Answers:
    return Answers(sympy.Integer(params.b) / params.a)


def check(params: Params, answers: Answers) -> None:
    assert params.a == 0 or answers.total * params.a == params.b
