"""A parameter of both routes that has the name of the function that draws it."""

from exampaper.draw import Rng


def values(rng: Rng) -> tuple[int, ...]:
    return tuple(rng.integer(11, 99) for _ in range(4))


def solve(values: tuple[int, ...]) -> int:
    return max(values) - min(values)


def check(values: tuple[int, ...], spread: int) -> None:
    ascending = sorted(values)
    assert ascending[0] + spread == ascending[-1]
