"""A ladder against a wall."""

from exampaper.author import cos_degrees, pi, sin


def turned(angle):
    return angle * pi / 180


def solve(length, angle):
    angle = turned(angle)
    return length * sin(angle)


def check(length: float, angle: float):
    return length * cos_degrees(90 - angle)
