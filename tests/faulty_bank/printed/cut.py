"""A decimal that is cut in the text."""

from dataclasses import dataclass
from decimal import Decimal

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: Decimal
    b: int


@dataclass(frozen=True)
class Answers:
    total: Decimal


def draw(rng: Rng) -> Params:
    return Params(rng.decimal("11", "99", places=2), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
