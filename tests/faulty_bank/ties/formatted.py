"""Price with tax."""

from exampaper.author import Decimal, Fraction


def solve(net, tax):
    return Decimal(f"{Decimal(net) * (100 + tax) / 100:.2f}")


def check(net, tax):
    return Fraction(round(Fraction(net) * (100 + tax)), 100)
