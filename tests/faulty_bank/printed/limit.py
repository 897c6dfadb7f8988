"""A quotient that rounds to the limit of a verdict."""

from dataclasses import dataclass
from typing import Annotated, Literal

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    ratio: Annotated[float, Places(1)]
    verdict: Literal["heavy", "light"]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2375, 2599), rng.choice((97, 101, 103)))


def solve(params: Params) -> Answers:
    return Answers(params.a / params.b, "heavy" if params.a > 25 * params.b else "light")


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.ratio * params.b - params.a) < 1e-6
    assert (answers.verdict == "heavy") == (answers.ratio > 25)
