"""A number in scientific notation."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    shown: str


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 99), rng.integer(2, 99))


def solve(params: Params) -> Answers:
    return Answers(str((params.a + params.b) / 10**9))


def check(params: Params, answers: Answers) -> None:
    assert abs(float(answers.shown) * 10**9 - params.a - params.b) < 1e-6
