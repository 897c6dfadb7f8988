"""A check that does not see the order."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    sorted: tuple[int, ...]


def draw(rng: Rng) -> Params:
    a = rng.integer(2, 50)
    return Params(a, a + rng.integer(1, 40))


def solve(params: Params) -> Answers:
    return Answers((params.a, params.b))


def check(params: Params, answers: Answers) -> None:
    assert set(answers.sorted) == {params.a, params.b}
    assert len(answers.sorted) == 2
