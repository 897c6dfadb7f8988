"""A ladder against a wall."""

from exampaper.author import acos_degrees, atan, pi, sqrt


def solve(length, foot):
    return acos_degrees(foot / length)


def check(length: float, foot: float):
    return atan(sqrt(length**2 - foot**2) / foot) * 180 / pi
