"""A mean that the question prints rounded."""


def solve(values):
    total = sum(values)
    return total, 6 * max(values) / total


def check(values, total, factor):
    left = total
    for value in values:
        left -= value
    assert left == 0
    assert abs(factor * sum(values) / 6 - max(values)) < 1e-9
