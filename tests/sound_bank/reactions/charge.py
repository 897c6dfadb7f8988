"""A reaction, counted."""


def solve(n):
    return 5 * n


def check(n, x):
    assert x - 4 * n == n
