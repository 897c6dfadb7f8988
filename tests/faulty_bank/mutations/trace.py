"""A check that looks at the sum of a diagonal alone."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    matrix: tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Answers:
    inverse: sympy.ImmutableMatrix


def draw(rng: Rng) -> Params:
    a, b, c, d = (rng.integer(2, 9) for _ in range(4))
    if a * d == b * c or b == c:
        rng.reject()
    return Params(((a, b), (c, d)))


def solve(params: Params) -> Answers:
    (a, b), (c, d) = params.matrix
    return Answers(sympy.ImmutableMatrix([[d, -b], [-c, a]]) / (a * d - b * c))


def check(params: Params, answers: Answers) -> None:
    product = sympy.Matrix(params.matrix) * answers.inverse
    assert product.trace() == 2
