"""A root that is taken for positive letters only."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng

x = sympy.Symbol("x", positive=True)


@dataclass(frozen=True)
class Params:
    a: int


@dataclass(frozen=True)
class Answers:
    total: sympy.Expr


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 999))


def solve(params: Params) -> Answers:
    return Answers(sympy.sqrt(params.a**2 * x**2))


def check(params: Params, answers: Answers) -> None:
    assert answers.total == params.a * x
