"""Two of three draws are thrown away."""

read = "mean of << a >>, << b >> and << c >>?"


def solve(a, b, c):
    return (a + b + c) // 3


def check(a, b, c, mean):
    assert (mean - a) + (mean - b) + (mean - c) == 0
