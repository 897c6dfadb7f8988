"""A marking that hangs on the order of a set."""

from dataclasses import dataclass
from typing import Any

from exampaper.draw import Rng


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


def context(params: Params, answers: Answers) -> dict[str, Any]:
    return {"who": next(iter({"Ann", "Bob", "Cid", "Dee", "Eve"}))}
