"""An answer that is computed in the text alone."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    product: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers(params.a * params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.product // params.b == params.a
    assert answers.product % params.b == 0
