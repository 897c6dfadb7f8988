"""An eigenvector, of which any multiple is right (in the manner of STACK's questions on linear algebra)."""

from exampaper.author import *

read = (
    r"\lambda = << value >>$",
    "A = << ((value + steps[0], steps[1]), (factor * steps[0], value + factor * steps[1])) | pmatrix >>",
)


def solve(steps):
    return steps[1], -steps[0]


def accepts(value, steps, factor, given):
    matrix = [[value + steps[0], steps[1]], [factor * steps[0], value + factor * steps[1]]]
    return len(given) == 2 and is_eigenpair(matrix, value, given)


def check(value, steps, factor, vector):
    u, v = vector
    assert (u, v) != (0, 0)
    assert (value + steps[0]) * u + steps[1] * v == value * u
    assert factor * steps[0] * u + (value + factor * steps[1]) * v == value * v


def slips(steps):
    return {"lost the sign": ((steps[1], steps[0]), 1)}
