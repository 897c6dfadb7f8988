"""Two slips with the same name."""

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
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a


def slips(params: Params, answers: Answers) -> list[Slip]:
    wrong = [params.a, params.b]
    return [Slip("forgot one of the numbers", value, "total", 1) for value in wrong]
