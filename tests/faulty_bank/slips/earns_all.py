"""A slip that earns all marks."""

from dataclasses import dataclass

from exampaper.draw import Rng
from exampaper.model import Slip


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 99), rng.integer(2, 99))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a


def slips(params: Params, answers: Answers) -> list[Slip]:
    return [Slip("subtracted", params.a - params.b, "total", 2)]
