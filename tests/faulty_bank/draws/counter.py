"""A draw that remembers the one before."""

from dataclasses import dataclass

from exampaper.draw import Rng

calls: list[int] = []


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    calls.append(1)
    return Params(rng.integer(2, 99), len(calls) + 1)


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
