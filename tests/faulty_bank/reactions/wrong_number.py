"""A reaction, counted."""


def solve(n):
    return 3 * n


def check(n, x):
    assert x / n == 3
