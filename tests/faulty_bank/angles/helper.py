"""A ladder against a wall."""

from exampaper.author import cos, sin


def height(length, slope):
    return length * sin(slope)


def solve(length, angle):
    return height(length, angle)


def check(length: float, angle: float):
    return length * cos(angle) * sin(angle) / cos(angle)
