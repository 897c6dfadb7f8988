"""The way of a car."""

from exampaper.author import Fraction, area


def solve(speed, minutes):
    return Fraction(speed * minutes, 60)


def check(speed: float, minutes: float):
    return area(lambda t: speed, 0, minutes / 60)
