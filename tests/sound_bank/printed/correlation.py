"""A correlation that prints as 1.00, where the verdict hangs on another limit."""

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Annotated, Literal

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    r2: Decimal
    n: int


@dataclass(frozen=True)
class Answers:
    r: Annotated[float, Places(2)]
    verdict: Literal["linear enough", "not linear enough"]


def draw(rng: Rng) -> Params:
    r2 = rng.decimal("0.701", "0.999", places=3)
    if (r2 * 40000) ** Decimal("0.5") % 2 == 1:
        rng.reject("a tie")
    return Params(r2, rng.integer(20, 90))


def solve(params: Params) -> Answers:
    return Answers(sqrt(params.r2), "linear enough" if params.r2 >= Decimal("0.9") else "not linear enough")


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.r**2 - float(params.r2)) < 1e-9
    assert answers.r > 0
    assert (answers.verdict == "linear enough") == (round(1000 * float(params.r2)) >= 900)
