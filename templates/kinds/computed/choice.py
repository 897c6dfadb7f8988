"""TITLE."""

from exampaper.author import *

read = "f(x) = << a >> x^2$", "f'(<< at >>)"  # the page says what was drawn


def solve(a, at):
    return 2 * a * at


def check(a, at: float):  # the same by another way, which never calls solve
    return slope(lambda x: a * x**2, at)


def slips(a, at):  # each wrong option is somebody's mistake
    return {"forgot the factor": a * at, "took the value": a * at**2, "went by the other sign": -2 * a * at}
