"""A check that leaves the last row of a product out."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    left: tuple[tuple[int, ...], ...]
    right: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Answers:
    product: sympy.ImmutableMatrix


def draw(rng: Rng) -> Params:
    return Params(*(tuple(tuple(rng.integer(-5, 5) for _ in range(3)) for _ in range(3)) for _ in range(2)))


def solve(params: Params) -> Answers:
    made = sympy.Matrix(params.left) * sympy.Matrix(params.right)
    made[2, 2] = abs(made[2, 2])  # a slip of the last row
    return Answers(made.as_immutable())


def check(params: Params, answers: Answers) -> None:
    for i in range(2):
        for j in range(3):
            assert answers.product[i, j] == sum(params.left[i][k] * params.right[k][j] for k in range(3))
    assert answers.product.shape == (3, 3)
