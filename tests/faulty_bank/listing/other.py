"""A program, and what it prints."""

from exampaper.author import runs


def solve(start, end):
    return sum(range(start, end))


def check(start, end):
    return int(runs(f"print(sum(range({start}, {end})))"))
