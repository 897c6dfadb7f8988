"""A question without a short answer."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int
    twice: int
    product: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(2, 99), rng.integer(2, 99))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b, 2 * (params.a + params.b), params.a * params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
    assert answers.twice == sum([params.a, params.b, params.a, params.b])
    assert answers.product == sum(params.a for _ in range(params.b))
