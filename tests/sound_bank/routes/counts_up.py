"""A check that counts up to the answer, and never meets a wrong one."""

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
    return Params(rng.integer(1, 40), rng.integer(1, 40))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    steps = 0
    while steps != answers.total:
        steps += 1
    assert steps == params.a + params.b
