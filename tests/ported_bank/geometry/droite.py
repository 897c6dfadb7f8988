"""L'équation d'une droite, avec une virgule décimale (d'après Yggdrasil, from_1pt_slope)."""

from sympy import symbols

from exampaper.author import *

x = symbols("x")
read = r"$A\,(<< xa >> \,;\, << ya >>)$", "égal à $<< slope >>$"


def solve(xa, ya, slope):
    b = ya - slope * xa
    return b, slope * x + b


def check(xa, ya, slope, height):
    """Elle passe par A, et par un point à dix pas, où elle a monté de dix pentes."""
    for steps in (0, 10):
        assert near(height.subs(x, xa + steps), ya + steps * slope)
    return {"b": exact(height.subs(x, 0))}


def slips(xa, ya, slope):
    return {"erreur de signe": (slope * x + (ya + slope * xa), 1)}
