"""A part whose second route is the first."""


def solve_a(a, b):
    return a + b


def solve_b(total):
    return 2 * total


def check_a(a, b, total):
    assert total - b == a


def check_b(total, double):
    assert double == solve_b(total)
