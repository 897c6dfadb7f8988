"""A float without a precision."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    mean: float


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 99), rng.integer(2, 99))


def solve(params: Params) -> Answers:
    return Answers((params.a + params.b) / 2)


def check(params: Params, answers: Answers) -> None:
    assert 2 * answers.mean == params.a + params.b
