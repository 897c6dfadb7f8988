"""A pair has two items by its type: no check need refuse one, or three."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    pair: tuple[int, int]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(31, 999), rng.integer(7, 29))


def solve(params: Params) -> Answers:
    return Answers(divmod(params.a, params.b))


def check(params: Params, answers: Answers) -> None:
    assert answers.pair[0] * params.b + answers.pair[1] == params.a
    assert 0 <= answers.pair[1] < params.b
