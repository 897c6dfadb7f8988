"""A draw that sleeps now and then."""

import time
from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    a = rng.integer(0, 9)
    b = rng.integer(111, 9_999_999)
    time.sleep(0.001 * (b % 200 == 126))
    return Params(a, b)


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
