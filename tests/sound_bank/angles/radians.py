"""A ladder against a wall."""

import math

from exampaper.author import cos, pi


def solve(length, angle):
    return length * math.sin(math.radians(angle))


def check(length: float, angle):
    turned = angle * pi / 180
    return length * cos(pi / 2 - turned)
