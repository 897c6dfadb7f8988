"""Answers that refuse to be negative."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int

    def __post_init__(self) -> None:
        if self.total < 0:
            raise ValueError("negative")


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 40), rng.integer(1, 40))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
