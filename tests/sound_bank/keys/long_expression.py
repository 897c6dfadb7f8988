"""An expression that takes long to simplify."""

import math
from dataclasses import dataclass

import sympy

from exampaper.draw import Rng

x = sympy.Symbol("x")
y = sympy.Symbol("y")


read = r"\sin(k x + << a >>)"


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: sympy.Expr


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    terms = (sympy.sin(k * x + params.a) * sympy.exp(k * y) / (x**k + params.b) for k in range(1, 7))
    return Answers(sum(terms))


def check(params: Params, answers: Answers) -> None:
    for u, v in ((0.3, 0.2), (0.7, 0.1), (-1.3, -0.4)):
        found = sum(math.sin(k * u + params.a) * math.exp(k * v) / (u**k + params.b) for k in range(1, 7))
        assert abs(float(answers.total.subs({x: u, y: v})) - found) < 1e-9
