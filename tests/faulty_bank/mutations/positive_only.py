"""A check at positive points, where a root has two signs."""

import math
from dataclasses import dataclass

import sympy

from exampaper.draw import Rng

x = sympy.Symbol("x")


@dataclass(frozen=True)
class Params:
    a: int


@dataclass(frozen=True)
class Answers:
    total: sympy.Expr


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 999))


def solve(params: Params) -> Answers:
    return Answers(params.a * x)


def check(params: Params, answers: Answers) -> None:
    for at in (1, 2, 5):
        assert abs(float(answers.total.subs(x, at)) - math.sqrt(params.a**2 * at**2)) < 1e-9
