"""A key from digits that are not on the paper."""

from dataclasses import dataclass
from typing import Annotated, Literal

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    radius: Annotated[float, Places(1)]
    b: int


@dataclass(frozen=True)
class Answers:
    verdict: Literal["explodes", "vanishes"]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(80, 120) / 100 + 0.001, rng.integer(1, 99))


def solve(params: Params) -> Answers:
    return Answers("explodes" if params.radius > 1.02 else "vanishes")


def check(params: Params, answers: Answers) -> None:
    assert (answers.verdict == "explodes") == (params.radius - 1.02 > 0)
