"""The sample comes in order, so that nobody has to sort."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    values: tuple[int, ...]


@dataclass(frozen=True)
class Answers:
    median: int


def draw(rng: Rng) -> Params:
    return Params(rng.sample(range(1, 99), 5))


def solve(params: Params) -> Answers:
    return Answers(sorted(params.values)[2])


def check(params: Params, answers: Answers) -> None:
    assert answers.median in params.values
    assert sum(value < answers.median for value in params.values) == 2
