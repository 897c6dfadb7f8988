from exampaper.author import *

read = "the sides << base >> and << height >>."


def solve(base, height):
    return base * height


def check(base, height):
    return sum(base for _ in range(height))


def slips(base, height):
    return {"added": base + height, "took the perimeter": 2 * (base + height)}
