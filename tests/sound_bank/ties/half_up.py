"""Price with tax."""

from exampaper.author import Fraction, round_half_up


def solve(net, tax):
    return round_half_up(net * (100 + tax) / 100, 2)


def check(net, tax):
    cents = Fraction(net) * (100 + tax)
    return Fraction(int(cents + Fraction(1, 2)), 100)
