"""A mean that the question prints rounded."""


def solve(values):
    return max(values) / (sum(values) / 6)


def check(values, factor):
    assert abs(factor * sum(values) / 6 - max(values)) < 1e-9


def context(values):
    return {"about": f"{sum(values) / 6:.1f}"}
