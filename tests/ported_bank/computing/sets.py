"""Differences of sets (after a problem of WeBWorK's library on discrete mathematics)."""

from exampaper.author import *

read = r"A = \{<< a >>\}", r"B = \{<< b >>\}"


def solve(a, b):
    return set(a) - set(b), set(a) ^ set(b)


def check(a, b):
    """Ask of each number where it is."""
    yes = {n: (n in a, n in b) for n in range(1, 10)}
    return {n for n in yes if yes[n] == (True, False)}, {n for n in yes if sum(yes[n]) == 1}


def slips_a(a, b):
    return {"took B without A": set(b) - set(a), "took the intersection": set(a) & set(b)}


def slips_b(a, b):
    return {"took the union": set(a) | set(b), "took the intersection": set(a) & set(b)}
