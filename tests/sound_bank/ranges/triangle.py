"""Three lengths that are the sides of a triangle."""


def solve(a, b, c):
    return a + b + c


def check(a, b, c, perimeter):
    assert perimeter - a - b == c
