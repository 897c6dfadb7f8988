"""A p-value that prints as the very level that it lies below."""

from dataclasses import dataclass
from decimal import Decimal
from math import erf, erfc, sqrt
from typing import Annotated, Literal

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    z: Decimal


@dataclass(frozen=True)
class Answers:
    p: Annotated[float, Places(2)]
    verdict: Literal["rejected", "not rejected"]


def draw(rng: Rng) -> Params:
    return Params(rng.decimal("1.50", "2.60", places=2))


def solve(params: Params) -> Answers:
    p = erfc(float(params.z) / sqrt(2))
    return Answers(p, "rejected" if p < 0.05 else "not rejected")


def check(params: Params, answers: Answers) -> None:
    assert abs(1 - answers.p - erf(float(params.z) / 2**0.5)) < 1e-9
    assert (answers.verdict == "rejected") == (params.z >= Decimal("1.96"))
