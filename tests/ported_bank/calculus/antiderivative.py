"""An antiderivative, to which any constant may be added (after STACK's questions on integration)."""

from sympy import Rational, symbols
from sympy import sin as sine

from exampaper.author import *

x = symbols("x")
read = r"f(x) = << lead >> x^{<< power >>} + \cos(<< rate >> x)"


def solve(power, lead, rate):
    return Rational(lead, power + 1) * x ** (power + 1) + sine(rate * x) / rate


def accepts(integral, given):
    gap = given - integral
    return all(near(gap.subs(x, at), gap.subs(x, 0)) for at in (-1.7, 0.3, 0.9, 1.6))


def check(power, lead, rate, integral):
    for end in (-1.7, 0.3, 0.9, 1.6):
        surface = area(lambda t: lead * t**power + cos(rate * t), 0, end)
        assert near(integral.subs(x, end) - integral.subs(x, 0), surface)


def slips(power, lead, rate):
    grown = Rational(lead, power + 1) * x ** (power + 1)
    return {
        "multiplied by the inner derivative": (grown + rate * sine(rate * x), 1),
        "differentiated": lead * power * x ** (power - 1) - rate * sine(rate * x),
    }
