"""Cards with numbers up to a limit (after a WeBWorK problem of UCSD's CSE103)."""

from exampaper.author import *

read = "has << cards >> cards", "is at most << limit >>"


def solve(cards, limit):
    return Fraction(limit, cards), Fraction(limit * (limit - 1), cards * (cards - 1))


def check(cards, limit):
    """List all draws, and count."""
    deck, fits = range(1, cards + 1), range(1, limit + 1)
    pairs = outcomes(deck, deck, different=True)
    return share(lambda x: x in fits, outcomes(deck)), share(lambda x, y: x in fits and y in fits, pairs)


def slips_a(cards, limit):
    return {"counted numbers below the limit only": Fraction(limit - 1, cards)}


def slips_b(single):
    return {"put the first card back": (single**2, 1)}
