"""A rounded matrix with an entry that lies between two roundings."""

from dataclasses import dataclass
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places

Row = tuple[Annotated[float, Places(1)], Annotated[float, Places(1)]]


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: tuple[Row, Row]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1, 400), rng.integer(1, 400))


def solve(params: Params) -> Answers:
    return Answers(((params.a / 4, params.b / 4), (params.b / 4, params.a / 4)))


def check(params: Params, answers: Answers) -> None:
    for row, given in zip(answers.total, ((params.a, params.b), (params.b, params.a)), strict=True):
        assert [4 * value for value in row] == list(given)
