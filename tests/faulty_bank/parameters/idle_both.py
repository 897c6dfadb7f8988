"""Two idle parameters, the name of one beginning like the other."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int
    i: int
    idle2: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 400), rng.integer(1, 400), rng.integer(1, 9), rng.integer(1, 9))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
