"""The exact product of two decimals stands in the answer before it is rounded."""

from fractions import Fraction


def solve(a, b):
    return a * b


def check(a, b, rounded):
    return Fraction(a) / (1 / Fraction(b))


def context(a, b):
    return {"exact": [a * b]}
