"""A ladder against a wall."""

from exampaper.author import cos, sin, tan


def solve(length, angle):
    return length * sin(angle / 40)


def check(length: float, angle: float):
    return length * cos(angle / 40) * tan(angle / 40)
