"""A distractor that equals the key after rounding."""

from dataclasses import dataclass
from typing import Annotated

from exampaper.draw import Rng
from exampaper.model import Places


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    share: Annotated[float, Places(1)]


def draw(rng: Rng) -> Params:
    return Params(rng.integer(20, 60), rng.choice((91, 93, 97, 99, 101, 103)))


def solve(params: Params) -> Answers:
    return Answers(params.a / params.b)


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.share * params.b - params.a) < 1e-9 * params.b


@dataclass(frozen=True)
class Distractors:
    near: Annotated[float, Places(1)]
    far: Annotated[float, Places(1)]


def context(params: Params, answers: Answers) -> dict[str, str]:
    return {"near": f"{answers.share + 0.01:.1f}", "far": f"{answers.share + 2:.1f}"}
