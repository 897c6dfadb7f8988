"""A draw that hangs on the order of a set."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    word: str


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    words = list({"alpha", "beta", "gamma", "delta", "epsilon", "zeta"})
    return Params(words[rng.integer(0, 5)])


def solve(params: Params) -> Answers:
    return Answers(len(params.word))


def check(params: Params, answers: Answers) -> None:
    assert answers.total == sum(1 for _ in params.word)
