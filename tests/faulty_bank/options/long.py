"""Two long options that are alike where two values coincide."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    i: int
    o: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(5, 34), rng.integer(5, 34))


def solve(params: Params) -> Answers:
    return Answers((params.i + 1) * params.o)


def check(params: Params, answers: Answers) -> None:
    import numpy as np

    assert answers.total == np.zeros((params.i, params.o)).size + np.zeros(params.o).size
