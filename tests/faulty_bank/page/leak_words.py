"""The verdict stands in the question."""

from dataclasses import dataclass
from typing import Literal

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    verdict: Literal["odd", "even"]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers("odd" if (params.a + params.b) % 2 else "even")


def check(params: Params, answers: Answers) -> None:
    assert answers.verdict == ("odd", "even")[(params.a ^ params.b ^ 1) & 1]
