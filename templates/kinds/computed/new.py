"""TITLE."""

from exampaper.author import *

read = "f(x) = << a >> x^2$", "f'(<< at >>)"  # the page says what was drawn


def solve(a, at):
    return 2 * a * at


def check(a, at: float):  # the same by another way, which never calls solve
    return slope(lambda x: a * x**2, at)


def slips(a, at):  # mistakes, with what they lead to, and the marks that it still earns
    return {"forgot the factor": (a * at, 1)}
