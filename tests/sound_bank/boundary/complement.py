"""Heads."""

from exampaper.author import Binomial, Fraction, outcomes, share


def solve(n, k):
    return 1 - Binomial(n, Fraction(1, 2)).at_most(k)


def check(n, k):
    wrong = share(lambda *throws: not sum(throws) > k, outcomes((0, 1), times=n))
    return 1 - wrong
