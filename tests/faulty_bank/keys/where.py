"""An assumption that the question does not state, though it says where."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng

x = sympy.Symbol("x", positive=True)


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: sympy.Expr


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 99), 2 * rng.integer(1, 40))


def solve(params: Params) -> Answers:
    return Answers(sympy.sqrt(params.a**2 * x**params.b))


def check(params: Params, answers: Answers) -> None:
    for v in (sympy.Rational(3, 7), sympy.Rational(9, 4)):
        assert answers.total.subs(x, v) ** 2 == params.a**2 * v**params.b
        assert answers.total.subs(x, v) > 0
