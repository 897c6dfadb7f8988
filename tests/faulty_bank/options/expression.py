"""A slip that is the key, multiplied out."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng
from exampaper.model import Slip

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
    return Answers((x + params.a) * (x + params.b))


def check(params: Params, answers: Answers) -> None:
    assert sympy.expand(answers.total) == x**2 + (params.a + params.b) * x + params.a * params.b


def slips(params: Params, answers: Answers) -> list[Slip]:
    return [Slip("multiplied out", sympy.expand(answers.total), "total")]
