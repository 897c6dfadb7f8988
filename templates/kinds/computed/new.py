"""TITLE."""

from dataclasses import dataclass
from decimal import Decimal

from exampaper.draw import Rng
from exampaper.model import Slip


@dataclass(frozen=True)
class Params:
    """What is drawn: immutable, and JSON knows it."""

    a: int
    b: int
    start: int
    rate: Decimal


@dataclass(frozen=True)
class Answers:
    """What is asked: every field is a key, and `check` proves each. Words for the text belong in `context`."""

    slope: int
    next: Decimal


def draw(rng: Rng) -> Params:
    """An interesting instance; rng.reject throws a dull one away."""
    params = Params(rng.integer(2, 9), rng.integer(1, 20), rng.integer(1, 9), rng.decimal("0.01", "0.25", places=2))
    if 2 * params.a * params.rate == 1:
        rng.reject("the step would land on the stationary point of the square")
    return params


def solve(params: Params) -> Answers:
    """From the parameters alone."""
    slope = 2 * params.a * params.start + params.b
    return Answers(slope, params.start - params.rate * slope)


def check(params: Params, answers: Answers) -> None:
    """By another way: here a symmetric difference, which is exact for a parabola. Never calls solve."""

    def f(x: Decimal) -> Decimal:
        return params.a * x * x + params.b * x

    slope = (f(Decimal(params.start + 1)) - f(Decimal(params.start - 1))) / 2
    assert answers.slope == slope
    assert params.start == answers.next + params.rate * slope


def slips(params: Params, answers: Answers) -> list[Slip]:
    """Ways in which people go wrong, the value each leads to, and the marks it still earns."""
    return [
        Slip("went uphill", params.start + params.rate * answers.slope, "next", 2),
        Slip("forgot the linear term", params.start - params.rate * 2 * params.a * params.start, "next", 1),
    ]
