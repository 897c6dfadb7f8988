"""The key is the same whatever is drawn."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    slope: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 99), rng.integer(2, 99))


def solve(params: Params) -> Answers:
    return Answers(1)


def check(params: Params, answers: Answers) -> None:
    assert (params.a + params.b + 1) - (params.a + params.b) == answers.slope
