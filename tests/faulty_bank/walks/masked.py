"""A tie that only a walk comes to, behind a warning of the same rule."""

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
    total: Annotated[float, Places(2)]


def draw(rng: Rng) -> Params:
    return Params(
        rng.integer(11, 39),
        rng.choice(
            (
                41,
                43,
                47,
                53,
                59,
                61,
                67,
                71,
                73,
                79,
                83,
                89,
                97,
                101,
                103,
                107,
                109,
                113,
                127,
                131,
                137,
                139,
                149,
                151,
                157,
                163,
                167,
                173,
                179,
                181,
                191,
                193,
                197,
                199,
                211,
                223,
                227,
                229,
                233,
                239,
                241,
                251,
                257,
                263,
                269,
                271,
                1000,
            )
        ),
    )


def solve(params: Params) -> Answers:
    return Answers(params.a / params.b)


def check(params: Params, answers: Answers) -> None:
    assert abs(answers.total * params.b - params.a) < 1e-9
