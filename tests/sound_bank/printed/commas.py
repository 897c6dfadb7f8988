"""A negative decimal below one prints with a decimal comma, and so does the answer."""

from decimal import Decimal

from exampaper.author import Dec, near


def solve(n):
    return Dec("-0.5") + Dec(n) / 10000


def check(n, half):
    assert near(half * 10000, n - 5000)


def context(n, half):
    return {"plus": f"0{{,}}{n}", "shown": f"{Decimal(half):f}".replace(".", "{,}")}
