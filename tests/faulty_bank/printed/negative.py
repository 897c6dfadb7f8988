"""An unreduced negative fraction."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    x: int
    y: int
    dx: int
    dy: int


@dataclass(frozen=True)
class Answers:
    rise: int
    run: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 9), rng.integer(2, 9), rng.integer(2, 15), rng.integer(10, 25))


def solve(params: Params) -> Answers:
    return Answers(-params.dy, params.dx)


def check(params: Params, answers: Answers) -> None:
    first, second = (params.x, params.y), (params.x + params.dx, params.y - params.dy)
    assert first[0] + answers.run == second[0]
    assert first[1] + answers.rise == second[1]
