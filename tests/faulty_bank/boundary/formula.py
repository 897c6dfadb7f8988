"""Heads."""

from math import comb

from exampaper.author import Fraction, outcomes, share


def solve(n, k):
    chances = [Fraction(comb(n, h), 2**n) for h in range(n + 1)]
    return sum(chances[k + 1 :])


def check(n, k):
    return share(lambda *throws: sum(throws) > k, outcomes((0, 1), times=n))
