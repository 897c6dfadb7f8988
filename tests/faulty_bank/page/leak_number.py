"""A part that tells in words what another asks for as a number."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    b: int
    c: int


@dataclass(frozen=True)
class Answers:
    disc: int
    count: int
    sum: int


def draw(rng: Rng) -> Params:
    if rng.chance(1, 2):
        half = rng.integer(2, 40)
        return Params(2 * half, half * half)
    b, c = rng.integer(11, 60), rng.integer(1, 30)
    if b * b - 4 * c <= 0:
        rng.reject()
    return Params(b, c)


def solve(params: Params) -> Answers:
    disc = params.b**2 - 4 * params.c
    return Answers(disc, 2 if disc > 0 else 1, -params.b if disc > 0 else -params.b // 2)


def check(params: Params, answers: Answers) -> None:
    import numpy as np

    roots = np.roots([1, params.b, params.c])
    distinct = [roots[0]] if abs(roots[0] - roots[1]) < 1e-3 else list(roots)
    assert answers.count == len(distinct)
    assert abs(answers.sum - sum(distinct)) < 1e-2
    assert abs(answers.disc - (roots[0] - roots[1]) ** 2) < 1e-2
