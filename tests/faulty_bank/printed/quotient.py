"""A quotient of Decimals prints with 28 digits."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    n: int


@dataclass(frozen=True)
class Answers:
    third: Decimal


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 9999))


def solve(params: Params) -> Answers:
    return Answers(Decimal(params.n) / 3)


def check(params: Params, answers: Answers) -> None:
    exact = Fraction(params.n, 3)
    assert answers.third == Decimal(exact.numerator) / exact.denominator
