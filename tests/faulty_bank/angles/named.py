"""A ladder against a wall."""

from exampaper.author import cos, sin


def solve(length, angle):
    slope = angle
    return length * sin(slope)


def check(length: float, angle: float):
    return length * cos(angle) * sin(angle) / cos(angle)
