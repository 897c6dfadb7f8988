"""A product of matrices."""

from dataclasses import dataclass

import numpy as np
import sympy

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: tuple[tuple[int, ...], ...]
    b: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Answers:
    total: sympy.ImmutableMatrix


def draw(rng: Rng) -> Params:
    a, b = (tuple(tuple(rng.integer(-4, 4) for _ in range(2)) for _ in range(2)) for _ in range(2))
    return Params(a, b)


def solve(params: Params) -> Answers:
    return Answers(sympy.ImmutableMatrix(params.a) * sympy.ImmutableMatrix(params.b))


def check(params: Params, answers: Answers) -> None:
    assert (np.array(answers.total.tolist(), dtype=int) == np.array(params.a) @ np.array(params.b)).all()
