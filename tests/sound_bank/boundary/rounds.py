"""Heads."""

from exampaper.author import Fraction, outcomes, share


def solve(n, k):
    chance = Fraction(1)
    for _ in range(k):
        chance /= 2
    return 1 - chance


def check(n, k):
    return share(lambda *throws: any(throws[:k]), outcomes((0, 1), times=n))
