"""A check that calls the solver of a library, which bears the name of the question's own."""

from dataclasses import dataclass

import numpy as np

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    rows: tuple[tuple[int, int], tuple[int, int]]
    right: tuple[int, int]


@dataclass(frozen=True)
class Answers:
    x: tuple[int, int]


def draw(rng: Rng) -> Params:
    a, b, c, d = (rng.integer(-9, 9) for _ in range(4))
    x, y = rng.integer(-9, 9), rng.integer(-9, 9)
    if a * d == b * c:
        rng.reject()
    return Params(((a, b), (c, d)), (a * x + b * y, c * x + d * y))


def solve(params: Params) -> Answers:
    ((a, b), (c, d)), (e, f) = params.rows, params.right
    return Answers(((e * d - b * f) // (a * d - b * c), (a * f - e * c) // (a * d - b * c)))


def check(params: Params, answers: Answers) -> None:
    assert np.allclose(np.linalg.solve(np.array(params.rows), np.array(params.right)), answers.x)
    assert len(answers.x) == 2
