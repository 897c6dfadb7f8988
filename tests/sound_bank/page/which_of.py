"""A sentence that offers the right number beside wrong ones."""


def solve(n, m):
    return max(n + 101, m + 90)


def check(n, m, larger):
    assert larger == (n + 101 if n - m > -11 else m + 90)
