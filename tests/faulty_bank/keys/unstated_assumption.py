"""An answer that is right for positive x only."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    k: int


@dataclass(frozen=True)
class Answers:
    root: sympy.Expr


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 99))


def solve(params: Params) -> Answers:
    x = sympy.Symbol("x", positive=True)
    return Answers(sympy.sqrt(params.k**2 * x**2))


def check(params: Params, answers: Answers) -> None:
    (x,) = answers.root.free_symbols
    for number in (-2, -1, 1, 3):
        assert answers.root.subs(x, number) == abs(params.k * number)
