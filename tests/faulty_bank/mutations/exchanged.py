"""A key with precision and recall exchanged, which a check of their harmonic mean alone accepts."""

from dataclasses import dataclass
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    tp: int
    fp: int
    fn: int


@dataclass(frozen=True)
class Answers:
    precision: Annotated[float, Places(3)]
    recall: Annotated[float, Places(3)]


def draw(rng: Rng) -> Params:
    tp, fp, fn = rng.integer(31, 97), rng.integer(11, 29), rng.integer(11, 29)
    if fp == fn or any(2000 * tp % (tp + other) == 0 for other in (fp, fn)):
        rng.reject("too easy")
    return Params(tp, fp, fn)


def solve(params: Params) -> Answers:
    return Answers(params.tp / (params.tp + params.fn), params.tp / (params.tp + params.fp))


def check(params: Params, answers: Answers) -> None:
    """By the F1 score."""
    f1 = 2 * params.tp / (2 * params.tp + params.fp + params.fn)
    harmonic = 2 / (1 / answers.precision + 1 / answers.recall)
    assert abs(f1 - harmonic) < 1e-9
