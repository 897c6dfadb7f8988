"""A strict inequality where its bound belongs to the solution."""

from dataclasses import dataclass

import sympy
from sympy.core.relational import Relational

from exampaper.draw import Rng

x = sympy.Symbol("x", real=True)


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    solution: Relational


def draw(rng: Rng) -> Params:
    a = rng.integer(2, 9)
    return Params(a, a * rng.integer(-40, 40))


def solve(params: Params) -> Answers:
    return Answers(x > sympy.Rational(params.b, params.a))


def check(params: Params, answers: Answers) -> None:
    for twice in range(-21, 21, 2):
        at = sympy.Rational(twice, 2)
        assert bool(answers.solution.subs(x, at)) == (params.a * at >= params.b)
