"""A key with the relation turned, which a check of the bound alone accepts."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int
    c: int


@dataclass(frozen=True)
class Answers:
    solution: str


def draw(rng: Rng) -> Params:
    a, x, b = rng.integer(2, 9), rng.integer(11, 40), rng.integer(2, 30)
    if b == a * x:
        rng.reject()
    return Params(a, b + a * x, b)


def solve(params: Params) -> Answers:
    return Answers(rf"x < {(params.b - params.c) // params.a}")


def check(params: Params, answers: Answers) -> None:
    bound = int(answers.solution.split()[-1])
    assert -params.a * bound + params.b == params.c
