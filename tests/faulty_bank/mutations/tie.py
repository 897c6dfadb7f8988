"""A key that rounds a half to even, and a check that accepts both roundings."""

from dataclasses import dataclass
from decimal import Decimal

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    price: Decimal
    percent: int


@dataclass(frozen=True)
class Answers:
    cost: Decimal


def draw(rng: Rng) -> Params:
    return Params(rng.decimal("10.01", "39.99", places=2), rng.integer(11, 29))


def solve(params: Params) -> Answers:
    return Answers(round(params.price * (100 - params.percent) / 100, 2))


def check(params: Params, answers: Answers) -> None:
    exact = params.price - params.price * params.percent / 100
    assert abs(answers.cost - exact) <= Decimal("0.005")
    assert answers.cost.as_tuple().exponent == -2
