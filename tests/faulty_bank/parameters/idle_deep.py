"""An entry of an entry that changes nothing."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    items: tuple[tuple[str, int, int, int], ...]  # name, pieces, price, weight


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    names = rng.sample(("pens", "pads", "cups", "bags", "rulers"), 3)
    return Params(tuple((name, rng.integer(2, 9), rng.integer(2, 9), rng.integer(10, 90)) for name in names))


def solve(params: Params) -> Answers:
    return Answers(sum(pieces * price for _, pieces, price, _ in params.items))


def check(params: Params, answers: Answers) -> None:
    left = answers.total
    for _, pieces, price, _ in params.items:
        for _ in range(pieces):
            left -= price
    assert left == 0
