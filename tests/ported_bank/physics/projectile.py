"""Height and time of a throw (after PrairieLearn's example course on physics)."""

from exampaper.author import *

read = "ground at << speed >> m/s", r"angle of $<< angle >>^\circ$"


def solve(speed, angle):
    upwards = speed * sin_degrees(angle)
    return upwards**2 / (2 * 9.81), 2 * upwards / 9.81


def check(speed, angle):
    """The highest point of the curve, and where it comes down."""

    def height(t):
        return speed * sin(pi * angle / 180) * t - 9.81 * t * t / 2

    at, top = highest(height, 0, 10)
    return {"top": top, "time": root(height, at, 10)}


def slips_a(speed, angle):
    return {
        "took the cosine": ((speed * cos_degrees(angle)) ** 2 / 19.62, 1),
        "forgot the factor 2": ((speed * sin_degrees(angle)) ** 2 / 9.81, 1),
    }


def slips_b(time):
    return {"took the time to the top": time / 2}
