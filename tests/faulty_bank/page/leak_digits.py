"""A part that tells with more digits what another asks for."""

import statistics
from dataclasses import dataclass
from typing import Annotated, Any

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    data: tuple[int, ...]


@dataclass(frozen=True)
class Answers:
    mean: Annotated[float, Places(1)]
    deviation: Annotated[float, Places(1)]


def draw(rng: Rng) -> Params:
    data = tuple(rng.integer(11, 99) for _ in range(7))
    if len(set(data)) < 7:
        rng.reject()
    return Params(data)


def solve(params: Params) -> Answers:
    n = len(params.data)
    mean = sum(params.data) / n
    return Answers(mean, (sum((x - mean) ** 2 for x in params.data) / n) ** 0.5)


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.mean - statistics.fmean(params.data)) < 1e-9
    assert abs(answers.deviation - statistics.pstdev(params.data)) < 1e-9


def context(params: Params, answers: Answers) -> dict[str, Any]:
    return {"precise": f"{answers.mean:.2f}"}
