"""The inverse of a matrix of two rows (after R/exams and CheckIt's linear algebra)."""

from exampaper.author import *

read = "inverse of $<< (a, b) | pmatrix >>$"


def solve(a, b):
    whole = Fraction(a[0] * b[1] - a[1] * b[0])
    return [[b[1] / whole, -a[1] / whole], [-b[0] / whole, a[0] / whole]]


def check(a, b, inverse):
    assert matrix_product([a, b], inverse) == identity(2)


def slips(a, b):
    whole = a[0] * b[1] - a[1] * b[0]
    return {
        "forgot the determinant": ([[b[1], -a[1]], [-b[0], a[0]]], 1),
        "forgot to exchange the diagonal": (
            [[Fraction(a[0], whole), Fraction(-a[1], whole)], [Fraction(-b[0], whole), Fraction(b[1], whole)]],
            1,
        ),
    }
