"""A key that is wrong where three values are at an end of their range: the filter may be longer than the signal."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    signal: int
    weights: int
    dilation: int


@dataclass(frozen=True)
class Answers:
    covered: int
    positions: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(24, 999), rng.integer(2, 9), rng.integer(1, 4))


def solve(params: Params) -> Answers:
    covered = params.dilation * (params.weights - 1) + 1
    return Answers(covered, params.signal - covered + 1)


def check(params: Params, answers: Answers) -> None:
    taps = [n * params.dilation for n in range(params.weights)]
    assert answers.covered == len(range(taps[0], taps[-1] + 1))
    starts = [start for start in range(params.signal) if start + taps[-1] < params.signal]
    assert answers.positions == len(starts)
