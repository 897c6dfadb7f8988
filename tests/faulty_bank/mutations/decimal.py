"""A check of a decimal that is too wide."""

from dataclasses import dataclass
from decimal import Decimal

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: Decimal


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers((Decimal(params.a) / params.b).quantize(Decimal("0.01")))


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.total - Decimal(params.a) / params.b) < Decimal("0.05")
