"""A sum that breaks by itself at the end of its line."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(tuple(rng.integer(100, 999) for _ in range(20)))


def solve(params: Params) -> Answers:
    return Answers(sum(params.numbers))


def check(params: Params, answers: Answers) -> None:
    left = answers.total
    for number in params.numbers:
        left -= number
    assert left == 0
