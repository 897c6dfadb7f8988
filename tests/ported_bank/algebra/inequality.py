"""A quadratic inequality, solved by one interval or two (after WeBWorK's IntervalEvaluators)."""

from sympy import Interval, Rational, S

from exampaper.author import *

read = {"opens == 'downwards'": "y = -(x", "opens == 'upwards'": "y = (x"}, "(x << -low | signed >>)(x << -high | signed >>)", "<< side >> the $x$-axis"


def solve(low, high, opens, side):
    between = Interval(low, high, side == "above", side == "above")
    outside = S.Reals - Interval(low, high, side != "above", side != "above")
    return between if opens == "downwards" else outside


def check(low, high, opens, side, solution):
    """Try points: the roots, and some on every side of them."""
    for x in [Rational(n, 4) for n in range(-80, 81)] + [10**6, -(10**6)]:
        y = (x - low) * (x - high) * (-1 if opens == "downwards" else 1)
        assert (x in solution) == (y > 0 or (y == 0 and side == "on or above")), x


def slips(low, high, opens, side):
    other = "upwards" if opens == "downwards" else "downwards"
    brackets = solve(low, high, opens, "on or above" if side == "above" else "above")
    return {"took the other side": (solve(low, high, other, side), 1), "the wrong kind of brackets": (brackets, 2)}
