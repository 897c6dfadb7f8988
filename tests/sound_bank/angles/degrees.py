"""A ladder against a wall."""

from exampaper.author import cos, pi, sin_degrees, tan


def solve(length, angle):
    return length * sin_degrees(angle)


def check(length: float, angle: float):
    theta = angle / 180 * pi
    return length * tan(theta) * cos(theta)
