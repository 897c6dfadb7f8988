"""A zero with a minus sign."""

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
    return Answers(f"{-0.001 / (params.a + params.b):.2f}")


def check(params: Params, answers: Answers) -> None:
    assert answers.shown == "-" + "0.00"
