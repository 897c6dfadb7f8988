"""Eine Vierfeldertafel aus bedingten Wahrscheinlichkeiten (nach R/exams fourfold2)."""

from exampaper.author import *

read = r"werden $<< hit >>\,\%$ empfohlen", r"werden $<< stop >>\,\%$ nicht", r"sind $<< suited >>\,\%$ geeignet"


def with_sums(a, b, c, d):
    return [[a, b, a + b], [c, d, c + d], [a + c, b + d, a + b + c + d]]


def solve(suited, hit, stop):
    share, rest = Fraction(suited, 100), Fraction(100 - suited, 100)
    return with_sums(share * hit, share * (100 - hit), rest * (100 - stop), rest * stop)


def check(suited, hit, stop):
    """Zehntausend Bewerbungen, eine nach der anderen gezählt."""
    counts = [[0] * 3 for _ in range(3)]
    for group, person in outcomes(range(100), times=2):
        row = 0 if group < suited else 1
        column = 0 if (person < hit if row == 0 else person >= stop) else 1
        for i, j in outcomes((row, 2), (column, 2)):
            counts[i][j] += 1
    return [[Fraction(n, 100) for n in row] for row in counts]


def slips(suited, hit, stop):
    return {"bedingte Wahrscheinlichkeiten eingesetzt": with_sums(hit, 100 - hit, 100 - stop, stop)}
