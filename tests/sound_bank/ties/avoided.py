"""Price with tax."""

from exampaper.author import Fraction


def solve(net, tax):
    return round(net * (100 + tax) / 100, 2)


def check(net, tax):
    return Fraction(round(Fraction(net) * (100 + tax)), 100)
