"""A ladder against a wall."""

from exampaper.author import cos, sin, sqrt


def solve(length, angle):
    return length * sin(angle)


def check(length: float, angle: float):
    return length * sqrt(1 - cos(angle) ** 2) * (1 if sin(angle) > 0 else -1)
