"""A quadratic inequality, solved by one interval or two (after WeBWorK's IntervalEvaluators)."""

from sympy import Interval, Rational, S

from exampaper.author import *

read = {"opens == 'downwards'": "y = -(x"}, "(x << -low | signed >>)(x << -high | signed >>)$ << side >> the"


def solve(low, high, opens, side):
    is_open, down = side == "above", opens == "downwards"
    return Interval(low, high, is_open, is_open) if down else S.Reals - Interval(low, high, not is_open, not is_open)


def check(low, high, opens, side, solution):
    """Try points: the roots, and some on every side of them."""
    for x in [Rational(n, 2) for n in range(-32, 33)] + [10**6, -(10**6)]:
        y = (x - low) * (x - high) * (-1 if opens == "downwards" else 1)
        assert (x in solution) == (y > 0 or (y == 0 and side == "on or above")), x


def slips(low, high, opens, side):
    other = "upwards" if opens == "downwards" else "downwards"
    brackets = "on or above" if side == "above" else "above"
    return {"other side": (solve(low, high, other, side), 1), "other brackets": (solve(low, high, opens, brackets), 2)}
