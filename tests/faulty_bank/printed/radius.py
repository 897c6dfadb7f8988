"""A matrix that, as printed, has its radius on the other side of 1."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    matrix: tuple[tuple[Annotated[float, Places(2)], ...], ...]


@dataclass(frozen=True)
class Answers:
    explodes: bool


def draw(rng: Rng) -> Params:
    return Params(tuple(tuple(rng.integer(300, 700) / 1000 for _ in range(2)) for _ in range(2)))


def solve(params: Params) -> Answers:
    return Answers(bool(max(abs(np.linalg.eigvals(np.array(params.matrix)))) > 1))


def check(params: Params, answers: Answers) -> None:
    (a, b), (c, d) = params.matrix
    root = ((a + d) ** 2 - 4 * (a * d - b * c)) ** 0.5
    assert answers.explodes == ((a + d + root) / 2 > 1)
