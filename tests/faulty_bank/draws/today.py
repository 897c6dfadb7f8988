"""A key that depends on the day."""

from dataclasses import dataclass
from datetime import date

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    born: int


@dataclass(frozen=True)
class Answers:
    age: int
    square: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(1940, 2010))


def solve(params: Params) -> Answers:
    age = date.today().year - params.born
    return Answers(age, age**2)


def check(params: Params, answers: Answers) -> None:
    year = params.born
    while year < date.today().year:
        year += 1
    assert answers.age == year - params.born
    assert answers.square == sum(2 * n + 1 for n in range(answers.age))
    assert answers.age >= 0
