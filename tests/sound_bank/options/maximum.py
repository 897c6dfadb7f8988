"""A key that is one of the numbers in the text."""

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
    a, b = rng.integer(11, 999), rng.integer(11, 999)
    if a == b:
        rng.reject()
    return Params(a, b)


def solve(params: Params) -> Answers:
    return Answers(max(params.a, params.b))


def check(params: Params, answers: Answers) -> None:
    assert answers.total in (params.a, params.b)
    assert answers.total >= params.a
    assert answers.total >= params.b
