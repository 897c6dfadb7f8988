"""A reaction, counted."""


def solve(n):
    return 3 * n


def check(n, x):
    assert 2 * x == 3 * 2 * n
