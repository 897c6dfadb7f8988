"""Price with tax."""

from exampaper.author import Fraction


def solve(net, tax):
    return round(Fraction(net, tax))


def check(net, tax):
    return min(range(1000), key=lambda n: (abs(n * tax - net), n % 2))
