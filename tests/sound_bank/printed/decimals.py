"""A decimal of many places, exactly."""

from dataclasses import dataclass
from decimal import Decimal

from exampaper.draw import Rng

read = r"$<< n >> \cdot 0.5^{<< k >>}$"


@dataclass(frozen=True)
class Params:
    k: int
    n: int


@dataclass(frozen=True)
class Answers:
    total: Decimal


def draw(rng: Rng) -> Params:
    return Params(rng.integer(8, 9), rng.integer(1, 999))


def solve(params: Params) -> Answers:
    return Answers(params.n * Decimal(2) ** -params.k)


def check(params: Params, answers: Answers) -> None:
    assert answers.total * 2**params.k == params.n
