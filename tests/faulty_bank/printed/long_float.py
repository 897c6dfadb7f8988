"""A float with all its digits."""

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
    return Answers(f"{params.a / 3 + params.b / 7:.13g}")


def check(params: Params, answers: Answers) -> None:
    assert answers.shown == f"{(7 * params.a + 3 * params.b) / 21:.13g}"
