"""A program, and what it prints."""

from exampaper.author import runs


def solve(start, end):
    return sum(range(start, end))


def check(text):
    return int(runs(text.split("```")[1]))
