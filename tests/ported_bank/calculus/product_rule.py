"""The derivative of a power times an exponential, at a point (after R/exams deriv2)."""

from exampaper.author import *

read = "x^{<< power >>} e^{<< rate >> x}", "f'(<< at >>)"


def solve(power, rate, at):
    return exp(rate * at) * at ** (power - 1) * (power + rate * at)


def check(power, rate: float, at):
    return slope(lambda x: x**power * exp(rate * x), at)


def slips(power, rate, at):
    first, second = power * at ** (power - 1) * exp(rate * at), rate * at**power * exp(rate * at)
    return {
        "differentiated the power only": (first, 1),
        "forgot the inner derivative": (first + second / rate, 2),
        "differentiated the exponential only": (second, 1),
        "multiplied the two derivatives": rate * first,
        "subtracted the second term": (first - second, 2),
    }
