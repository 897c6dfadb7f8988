"""A formula that stands in solve and in check."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: Annotated[float, Places(3)]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers(float(max(abs(np.linalg.eigvals(np.array([[params.a / 100, 0.1], [0.2, params.b / 1000]]))))))


def check(params: Params, answers: Answers) -> None:
    assert answers.total == float(
        max(abs(np.linalg.eigvals(np.array([[params.a / 100, 0.1], [0.2, params.b / 1000]]))))
    )
