"""A reaction, counted."""


def solve(n):
    return 2 * n


def check(n, x):
    assert x - n == n
