"""Parameters that JSON does not know."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    a: bytes
    b: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(bytes([rng.integer(128, 255)]), rng.integer(1, 99))


def solve(params: Params) -> Answers:
    return Answers(params.a[0] + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total == params.b + ord(params.a.decode("latin-1"))


def context(params: Params, answers: Answers) -> dict[str, int]:
    return {"first": params.a[0]}
