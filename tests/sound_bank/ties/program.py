"""What a program prints is what it prints."""

from exampaper.author import runs


def solve(n, k):
    return round(n / k)


def check(n, k):
    return int(runs(f"print(round({n} / {k}))"))
