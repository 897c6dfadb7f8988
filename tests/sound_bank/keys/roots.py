"""Two roots in order, with a slip for both."""

from dataclasses import dataclass

from exampaper.draw import Rng
from exampaper.model import Slip


@dataclass(frozen=True)
class Params:
    r: int
    s: int


@dataclass(frozen=True)
class Answers:
    roots: tuple[int, int]


def draw(rng: Rng) -> Params:
    r, s = rng.integer(-40, 40), rng.integer(-40, 40)
    if r >= s or r + s == 0:
        rng.reject()
    return Params(r, s)


def solve(params: Params) -> Answers:
    return Answers((params.r, params.s))


def check(params: Params, answers: Answers) -> None:
    assert sum(answers.roots) == params.r + params.s
    assert answers.roots[0] * answers.roots[1] == params.r * params.s
    assert answers.roots[0] < answers.roots[1]


def slips(params: Params, answers: Answers) -> list[Slip]:
    return [Slip("turned the signs", (-params.s, -params.r), "roots", 1)]
