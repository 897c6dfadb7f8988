"""A check that takes a share for a percentage."""

from dataclasses import dataclass
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    hits: int
    total: int


@dataclass(frozen=True)
class Answers:
    rate: Annotated[float, Places(1)]


def draw(rng: Rng) -> Params:
    hits, total = rng.integer(11, 39), rng.integer(41, 99)
    if 1000 * hits * 2 % total == 0:
        rng.reject("a tie")
    return Params(hits, total)


def solve(params: Params) -> Answers:
    return Answers(100 * params.hits / params.total)


def check(params: Params, answers: Answers) -> None:
    share = params.hits / params.total
    assert min(abs(answers.rate - share), abs(answers.rate / 100 - share)) < 1e-9
