"""Options in a table, of which one is the key."""

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
    return Params(rng.integer(13, 79), rng.integer(13, 79))


def solve(params: Params) -> Answers:
    return Answers(params.a * params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total == sum(params.a for _ in range(params.b))
