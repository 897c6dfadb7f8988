"""Heads."""

from math import comb

from exampaper.author import Fraction, outcomes, share


def solve(n, k):
    return Fraction(sum(comb(n, h) for h in range(k + 1)), 2**n)


def check(n, k):
    return share(lambda *throws: sum(throws) <= k, outcomes((0, 1), times=n))
