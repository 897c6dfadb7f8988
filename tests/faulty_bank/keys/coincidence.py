"""A key that is wrong where two values coincide."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    count: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 12), rng.integer(1, 12))


def solve(params: Params) -> Answers:
    return Answers(
        len(range(1, params.a + 1)) + len(range(1, params.b + 1)) - min(params.a, params.b) + (params.a == params.b)
    )


def check(params: Params, answers: Answers) -> None:
    assert answers.count == len(set(range(1, params.a + 1)) | set(range(1, params.b + 1)))
