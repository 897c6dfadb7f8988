"""The derivative of a polynomial (after PrairieLearn's mathFunctionDerivative)."""

from sympy import Poly, symbols

from exampaper.author import *

x, h = symbols("x h")
read = "f(x) = << ((lead, ) + others) | polynomial >>"


def solve(lead, others):
    return Poly((lead, *others), x).as_expr().diff(x)


def check(lead, others):
    """f(x + h) is f(x) + h f'(x) up to h squared."""
    moved = 0
    for coefficient in (lead, *others):
        moved = moved * (x + h) + coefficient
    return moved.expand().coeff(h, 1)


def slips(lead, others, derivative):
    kept = {"kept the constant": (derivative + others[-1], 1)} if others[-1] else {}
    return kept | {"kept the coefficients": Poly((lead, *others[:-1]), x).as_expr()}
