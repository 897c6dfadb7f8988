"""Heads."""

from exampaper.author import Binomial, Fraction, outcomes, share


def solve(n, k):
    return Binomial(n, Fraction(1, 2)).more_than(k)


def check(n, k):
    return share(lambda *throws: sum(throws) > k, outcomes((0, 1), times=n))
