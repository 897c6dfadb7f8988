"""A check of a matrix by its trace."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: sympy.ImmutableMatrix


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers(sympy.ImmutableMatrix([[params.a, params.b], [0, 1]]))


def check(params: Params, answers: Answers) -> None:
    assert answers.total.trace() == params.a + 1
