"""A check that calls the solver of a library, which bears the name of the question's own."""

from dataclasses import dataclass

import sympy

from exampaper.draw import Rng

read = "Solve $<< a >> x + << b >> y = << e >>$, $<< c >> x + << d >> y = << f >>$"


@dataclass(frozen=True)
class Params:
    a: int
    b: int
    c: int
    d: int
    e: int
    f: int


@dataclass(frozen=True)
class Answers:
    x: int
    y: int


def draw(rng: Rng) -> Params:
    a, b, c, d = (rng.integer(2, 9) for _ in range(4))
    x, y = rng.integer(2, 9), rng.integer(2, 9)
    if a * d == b * c:
        rng.reject()
    return Params(a, b, c, d, a * x + b * y, c * x + d * y)


def solve(params: Params) -> Answers:
    det = params.a * params.d - params.b * params.c
    return Answers(
        (params.e * params.d - params.b * params.f) // det, (params.a * params.f - params.e * params.c) // det
    )


def check(params: Params, answers: Answers) -> None:
    x, y = sympy.symbols("x y")
    p = params
    found = sympy.solve([p.a * x + p.b * y - p.e, p.c * x + p.d * y - p.f], [x, y])
    assert found == {x: answers.x, y: answers.y}
