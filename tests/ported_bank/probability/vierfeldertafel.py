"""Eine Vierfeldertafel aus bedingten Wahrscheinlichkeiten (nach R/exams fourfold2)."""

from exampaper.author import *

read = r"werden $<< hit >>\,\%$ empfohlen", r"werden $<< stop >>\,\%$ nicht", r"sind $<< suited >>\,\%$ geeignet"


def with_sums(a, b, c, d):
    return [[a, b, a + b], [c, d, c + d], [a + c, b + d, a + b + c + d]]


def solve(suited, hit, stop):
    share, rest = Fraction(suited, 100), Fraction(100 - suited, 100)
    return with_sums(share * hit, share * (100 - hit), rest * (100 - stop), rest * stop)


def check(suited, hit, stop, table):
    """Aus der Tafel kommen die gegebenen Anteile wieder heraus, und Zeilen und Spalten haben ihre Summen."""
    fit, unfit, both = table
    assert near(fit[2], suited)
    assert near(fit[0], fit[2] * hit / 100)
    assert near(unfit[1], unfit[2] * stop / 100)
    assert all(near(row[0] + row[1], row[2]) for row in table)
    assert all(near(a + b, total) for a, b, total in zip(fit, unfit, both))
    assert near(both[2], 100)


def slips(suited, hit, stop):
    return {"bedingte Wahrscheinlichkeiten eingesetzt": with_sums(hit, 100 - hit, 100 - stop, stop)}
