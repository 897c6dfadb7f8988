"""Price with tax."""

from exampaper.author import Dec


def solve(net, tax):
    return Dec(str(round(float(net) * (100 + tax) / 100, 2)))


def check(net, tax):
    return Dec(repr(round((net + net * tax / 100) * 1.0, 2)))
