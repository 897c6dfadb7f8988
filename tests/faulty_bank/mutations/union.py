"""A union of open intervals where they are to be closed, which a check of inner points accepts."""

from dataclasses import dataclass

from sympy import Interval, Rational, Union, oo

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    s: int
    p: int


@dataclass(frozen=True)
class Answers:
    solution: Union


def draw(rng: Rng) -> Params:
    low = rng.integer(-7, 4)
    high = low + rng.integer(2, 8)
    if low * high == 0 or low + high == 0:
        rng.reject("a term is missing")
    return Params(low + high, low * high)


def solve(params: Params) -> Answers:
    root = (params.s**2 - 4 * params.p) ** 0.5
    low, high = round((params.s - root) / 2), round((params.s + root) / 2)
    return Answers(Union(Interval.open(-oo, low), Interval.open(high, oo)))


def check(params: Params, answers: Answers) -> None:
    for n in range(-14, 14):
        x = Rational(2 * n + 1, 2)
        assert (x in answers.solution) == (x * x - params.s * x + params.p >= 0)
