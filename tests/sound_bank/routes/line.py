"""A line as an equation."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng

x, y = sympy.symbols("x y")


read = "through $(<< x1 >>, << y1 >>)$ and $(<< x2 >>, << y2 >>)$"


@dataclass(frozen=True)
class Params:
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Answers:
    line: sympy.Eq


def draw(rng: Rng) -> Params:
    x1, y1 = rng.integer(-5, 3), rng.integer(-9, 9)
    x2 = rng.integer(4, 9)
    slope = rng.choice((-3, -2, 2, 3, 4))
    return Params(x1, y1, x2, y1 + slope * (x2 - x1))


def solve(params: Params) -> Answers:
    slope = sympy.Rational(params.y2 - params.y1, params.x2 - params.x1)
    return Answers(sympy.Eq(y, slope * x + params.y1 - slope * params.x1))


def check(params: Params, answers: Answers) -> None:
    rest = answers.line.lhs - answers.line.rhs
    assert sympy.Poly(rest, x, y).total_degree() == 1
    assert rest.subs({x: params.x1, y: params.y1}) == 0
    assert rest.subs({x: params.x2, y: params.y2}) == 0
