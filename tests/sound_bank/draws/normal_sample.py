"""Mean of a sample from the normal distribution, after a warming up of thousands of choices."""

from dataclasses import dataclass
from decimal import Decimal

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    values: tuple[Decimal, ...]


@dataclass(frozen=True)
class Answers:
    total: Decimal
    mean: Decimal


def draw(rng: Rng) -> Params:
    rng.integers(1000, 0, 9)
    return Params(rng.normals(10, 250, "12.5", places=1))


def solve(params: Params) -> Answers:
    total = sum(params.values, Decimal(0))
    return Answers(total, total / 10)


def check(params: Params, answers: Answers) -> None:
    """One by one."""
    left = answers.total
    for value in params.values:
        left -= value
    assert left == 0
    assert 10 * answers.mean == answers.total
