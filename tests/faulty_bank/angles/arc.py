"""A ladder against a wall."""

from exampaper.author import acos, atan, sqrt


def solve(length, foot):
    return acos(foot / length)


def check(length: float, foot: float):
    return atan(sqrt(length**2 - foot**2) / foot)
