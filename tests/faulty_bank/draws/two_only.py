"""A question with two variants."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    n: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 2))


def solve(params: Params) -> Answers:
    return Answers(params.n + 1)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - 1 == params.n
