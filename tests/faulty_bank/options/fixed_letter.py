"""The model answer names a letter, although the options are shuffled."""

from dataclasses import dataclass

from exampaper.draw import Rng
from exampaper.model import Slip


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    product: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(12, 99), rng.integer(121, 939))


def solve(params: Params) -> Answers:
    return Answers(params.a * params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.product == sum(params.a for _ in range(params.b))


def slips(params: Params, answers: Answers) -> list[Slip]:
    return [
        Slip("forgot a carry", answers.product - 10, "product"),
        Slip("added", params.a + params.b, "product"),
        Slip("one too many", answers.product + params.a, "product"),
    ]
