"""Output of its own."""

import atexit
import os
import sys
from dataclasses import dataclass

from exampaper.draw import Rng

atexit.register(lambda: (sys.stdout.write("bye\n"), os.write(1, b"\xff\xfe")))
sys.stdout.write("hello\n")


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a
