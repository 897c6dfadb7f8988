"""A share that prints as 1.00, and no verdict."""

from dataclasses import dataclass
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places

read = "<< right >> of << total >> are right"


@dataclass(frozen=True)
class Params:
    right: int
    total: int


@dataclass(frozen=True)
class Answers:
    accuracy: Annotated[float, Places(2)]


def draw(rng: Rng) -> Params:
    total = rng.integer(150, 400)
    right = total - rng.integer(1, 60)
    if 200 * right % (2 * total) == total:
        rng.reject("a tie")
    return Params(right, total)


def solve(params: Params) -> Answers:
    return Answers(params.right / params.total)


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.accuracy * params.total - params.right) < 1e-9
