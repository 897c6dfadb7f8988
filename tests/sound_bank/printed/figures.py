"""Two figures of a large number, clear of any tie."""

from dataclasses import dataclass
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Significant


@dataclass(frozen=True)
class Params:
    a: int


@dataclass(frozen=True)
class Answers:
    total: Annotated[float, Significant(2)]


def draw(rng: Rng) -> Params:
    a = rng.integer(1000, 9999)
    if a % 100 == 50:
        rng.reject("a tie")
    return Params(a)


def solve(params: Params) -> Answers:
    return Answers(params.a * 10 + 0.5)


def check(params: Params, answers: Answers) -> None:
    assert 2 * answers.total == params.a * 20 + 1
