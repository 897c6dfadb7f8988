"""A quotient of Decimals prints with the places it declares."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    n: int


@dataclass(frozen=True)
class Answers:
    third: Annotated[Decimal, Places(2)]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 9999))


def solve(params: Params) -> Answers:
    return Answers(Decimal(params.n) / 3)


def check(params: Params, answers: Answers) -> None:
    assert abs(3 * Fraction(answers.third) - params.n) < Fraction(1, 10**20)
