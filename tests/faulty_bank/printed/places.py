"""A question that asks for more decimal places than the answer has."""

from dataclasses import dataclass
from math import exp, log
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    a: int


@dataclass(frozen=True)
class Answers:
    value: Annotated[float, Places(2)]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(12, 999))


def solve(params: Params) -> Answers:
    return Answers(log(params.a))


def check(params: Params, answers: Answers) -> None:
    assert abs(exp(answers.value) - params.a) < 1e-6
