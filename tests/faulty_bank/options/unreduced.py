"""A distractor that is the key, unreduced."""

from dataclasses import dataclass

from exampaper.draw import Rng
from exampaper.model import Slip


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: str


def draw(rng: Rng) -> Params:
    return Params(rng.choice((2, 4, 8, 16)), rng.choice(range(101, 999, 2)))


def solve(params: Params) -> Answers:
    return Answers(rf"$\frac{{{params.a}}}{{{params.b}}}$")


def check(params: Params, answers: Answers) -> None:
    assert answers.total == "".join(["$\\frac{", str(params.a), "}{", str(params.b), "}$"])


def slips(params: Params, answers: Answers) -> list[Slip]:
    return [Slip("not reduced", rf"$\frac{{{3 * params.a}}}{{{3 * params.b}}}$", "total")]
