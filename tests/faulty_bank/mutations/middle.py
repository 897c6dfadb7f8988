"""A check that looks at the middle of an interval alone."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    n: int
    mean: Decimal
    sigma: Decimal


@dataclass(frozen=True)
class Answers:
    interval: tuple[Annotated[float, Places(2)], Annotated[float, Places(2)]]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(20, 60), rng.decimal("10", "20", places=1), rng.decimal("1.1", "2.9", places=1))


def solve(params: Params) -> Answers:
    half = 1.645 * float(params.sigma) / params.n**0.5
    return Answers((float(params.mean) - half, float(params.mean) + half))


def check(params: Params, answers: Answers) -> None:
    low, high = answers.interval
    assert low < high
    assert abs((low + high) / 2 - float(params.mean)) < 1e-9
