"""Heads."""

from math import comb

from exampaper.author import Fraction, outcomes, share


def solve(n, k):
    return sum(Fraction(comb(n, h), 2**n) for h in range(n) if h < k)


def check(n, k):
    return share(lambda *throws: sum(throws) < k, outcomes((0, 1), times=n))
