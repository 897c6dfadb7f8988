"""A key that repeats a number which the question gives."""

from dataclasses import dataclass
from typing import Annotated, Any

from exampaper.draw import Rng
from exampaper.model import Places

read = "shows heads << heads >> times and tails << tails >> times, in << heads + tails >> tosses"


@dataclass(frozen=True)
class Params:
    heads: int
    tails: int


@dataclass(frozen=True)
class Answers:
    p: Annotated[float, Places(3)]


def draw(rng: Rng) -> Params:
    heads, tails = rng.integer(101, 199), rng.integer(101, 199)
    if heads == tails or 2000 * heads % (heads + tails) == 0:
        rng.reject()
    return Params(heads, tails)


def solve(params: Params) -> Answers:
    return Answers(params.heads / (params.heads + params.tails))


def check(params: Params, answers: Answers) -> None:
    tosses = [1] * params.heads + [0] * params.tails
    assert abs(answers.p * len(tosses) - sum(tosses)) < 1e-9


def context(params: Params, answers: Answers) -> dict[str, Any]:
    return {"total": params.heads + params.tails}
